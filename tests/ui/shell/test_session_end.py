"""A shutdown that announces itself, and may be called off again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ipdesk.models import queries
from ipdesk.ui.counter import CounterPage
from ipdesk.ui.desk.preferences import Preferences
from ipdesk.ui.settings import SettingsPage
from ipdesk.ui.shell.session_end import SessionEnd
from ipdesk.ui.widgets import confirm
from tests.ui.rig import Rig


@pytest.fixture
def end(rig: Rig, qapp: QApplication) -> Iterator[SessionEnd]:
    made = SessionEnd(qapp, rig.window.keep_all)
    yield made
    made.close()
    made.deleteLater()


def settings_changed(rig: Rig, folder: Path) -> None:
    """Leave something in the settings that the window would ask about before it closes."""
    page = SettingsPage(rig.desk, Preferences(folder))
    rig.show(settings=page)
    rig.type(page.office.inputs["address"], "新址一号")


def test_a_draft_is_in_the_database_when_the_system_has_been_answered(rig: Rig, end: SessionEnd) -> None:
    page = CounterPage(rig.desk)
    rig.show(counter=page)
    page.applicant.choose(rig.steps.register())
    page.draft.add_row("project", {"ref": "SF-1"})
    end.announce()
    assert [row.kind for row in rig.store.read(queries.draft, 1).rows] == ["project"]


def test_what_is_typed_after_the_announcement_is_kept_at_the_end(rig: Rig, end: SessionEnd) -> None:
    page = CounterPage(rig.desk)
    rig.show(counter=page)
    page.applicant.choose(rig.steps.register())
    end.announce()
    page.draft.add_row("project")
    end.take_leave()
    assert [row.kind for row in rig.store.read(queries.draft, 1).rows] == ["project"]


def test_the_system_closes_the_window_unasked(rig: Rig, end: SessionEnd, tmp_path: Path) -> None:
    settings_changed(rig, tmp_path)
    end.announce()
    asked = rig.answer()
    assert rig.window.close()
    assert asked() == ""


def test_a_question_that_comes_up_meanwhile_is_refused(rig: Rig, end: SessionEnd) -> None:
    rig.show(counter=CounterPage(rig.desk))
    end.announce()
    assert not confirm(rig.window, "删除？", "不能恢复。", "删除")


def test_who_goes_on_working_is_asked_again(rig: Rig, end: SessionEnd, tmp_path: Path) -> None:
    settings_changed(rig, tmp_path)
    end.announce()
    QTest.keyClick(rig.window, Qt.Key.Key_Shift)
    asked = rig.answer(yes=False)
    assert not rig.window.close()
    assert "没有保存" in asked()
