"""Public notice, settlement, archive and service meet a held database and a full disk in their dialogs.

Each says so, keeps what was typed, has written nothing, and goes through at the next press.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ipdesk.documents.letters.issue import Request, Sources, issue
from ipdesk.documents.letters.registry import DOCUMENTS
from ipdesk.models.store import DATABASE_NAME
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.applications.after_award.archive_dialogs import ArchiveDialog
from ipdesk.ui.applications.after_award.service_dialog import ServiceRecordDialog
from ipdesk.ui.notices.dialogs.objection import ObjectionDialog
from ipdesk.ui.notices.dialogs.publish import PublishDialog
from ipdesk.ui.settings import SettingsPage
from ipdesk.ui.settings.calls.settlement_dialog import SettlementDialog
from ipdesk.ui.widgets import Button, Dialog, MessageLine
from tests import faults
from tests.actors import CLERK
from tests.models.desk import licence
from tests.models.handlers.public_notices.office import publish
from tests.models.handlers.steps.test_settlement import POOL, close, deals, opened
from tests.models.handlers.test_archiving import NUMBERED, say
from tests.models.handlers.test_interrupted import contents
from tests.rules.pack.small_pack import SMALL
from tests.ui.applications.after_award.test_after_award import choose
from tests.ui.applications.test_side_steps import in_dialog
from tests.ui.notices.test_notices import dialog as dialog_of
from tests.ui.notices.test_notices import opened as notices_page
from tests.ui.notices.test_notices import two
from tests.ui.rig import Rig, impatient, under_own_policy


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Return a data folder on a disk of its own."""
    with faults.small_disk(tmp_path / "disk", "6m") as folder:
        (folder / "data").mkdir()
        yield folder / "data"


@contextmanager
def full(disk: Path) -> Iterator[None]:
    """Leave no room on the disk for the block, also none that earlier writes have left in the log."""
    with closing(sqlite3.connect(disk / DATABASE_NAME)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    filler = faults.fill(disk)
    try:
        yield
    finally:
        filler.unlink()


def words(form: Dialog) -> str:
    """Return what a dialog says that is in sight."""
    return "\n".join(line.sentence() for line in form.findChildren(MessageLine) if line.isVisible())


def meet_faults(
    rig: Rig, disk: Path, form: Dialog, button: Button, answer: Callable[[], object] = lambda: None
) -> None:
    """Press where another program holds the database, then on a full disk, then where all is well.

    ``answer`` makes ready for the question that comes before.
    """
    before, typed = contents(disk), form.content()
    for fault, said in ((faults.locked(disk), "占用"), (full(disk), "磁盘已满")):
        with fault:
            answer()
            button.click()
            rig.settle()
            assert form.isVisible() and said in words(form), words(form)
        assert button.isEnabled() and not form.held()
        assert (contents(disk), form.content()) == (before, typed)
    answer()
    button.click()
    rig.settle()
    assert contents(disk) != before


def test_a_list_that_could_not_be_published_is_published_at_the_next_press(disk: Path, qtbot: QtBot) -> None:
    with impatient(qtbot, disk) as rig:
        two(rig)
        page = notices_page(rig)
        rig.press(Qt.Key.Key_F9)
        form = dialog_of(page, PublishDialog)
        assert isinstance(form, PublishDialog)
        rig.type(form.contact["contact"], "林工")
        meet_faults(rig, disk, form, form.accept_button, lambda: rig.answer(over=form))
        assert page.work.dialog is None and page.notice is not None
        assert page.notice.details.contact.contact == "林工"
        assert {rig.state(one) for one in (1, 2)} == {"published"}


def test_an_objection_that_could_not_be_recorded_is_recorded_at_the_next_press(
    disk: Path, qtbot: QtBot
) -> None:
    with impatient(qtbot, disk) as rig:
        publish(rig.steps, *two(rig))
        page = notices_page(rig)
        rig.press(Qt.Key.Key_2, modifier=Qt.KeyboardModifier.AltModifier)
        rig.press(Qt.Key.Key_O, modifier=Qt.KeyboardModifier.AltModifier)
        form = dialog_of(page, ObjectionDialog)
        assert isinstance(form, ObjectionDialog)
        form.application.set_key("1")
        rig.type(form.name, "云溪县嘉禾机械厂")
        rig.type(form.contact, "李工 0751-8881234")
        form.text.setText("作品与本厂登记的相同")
        for box in form.papers.papers.values():
            box.setChecked(True)
        meet_faults(rig, disk, form, form.accept_button)
        assert rig.state(1) == "objected"


def test_a_call_that_could_not_be_settled_is_settled_at_the_next_press(disk: Path, qtbot: QtBot) -> None:
    with under_own_policy(qtbot, disk, SMALL.replace("examples:\n", POOL), 0.05) as rig:
        call = opened(rig.steps, budget=60_000)
        deals(rig.steps, call)
        close(rig.steps, call)
        page = SettingsPage(rig.desk)
        rig.show(settings=page)
        rig.press(Qt.Key.Key_4, modifier=Qt.KeyboardModifier.AltModifier)

        def settle(form: SettlementDialog) -> None:
            form.scale.setChecked(True)
            meet_faults(rig, disk, form, form.accept_button, lambda: rig.answer(over=form))

        def undo(form: SettlementDialog) -> None:
            QApplication.processEvents()
            meet_faults(rig, disk, form, form.undo_button)

        for what in (settle, undo):
            in_dialog(SettlementDialog, what)
            page.calls.settle_button.click()


def test_what_could_not_be_archived_or_served_is_at_the_next_press(disk: Path, qtbot: QtBot) -> None:
    with impatient(qtbot, disk) as rig:
        say(rig.steps, **NUMBERED)
        award = rig.steps.confirmed(rig.steps.register("示例甲有限公司"), licence())
        request = Request(DOCUMENTS["award_notification"], award, rig.clock.today)
        issue(Sources(rig.store, rig.desk.policies), request, CLERK)
        page = ApplicationsPage(rig.desk)
        rig.show(applications=page)
        page._open_drawer()
        rig.settle()
        for word, kind, typed in (
            ("登记送达", ServiceRecordDialog, {"receiver": "门卫老王", "place": "门卫室", "minutes": "8:00"}),
            ("归档", ArchiveDialog, {"remark": "门卫老王"}),
        ):
            form = choose(rig, page, word)
            assert isinstance(form, kind)
            for field, text in typed.items():
                rig.type(form.fields[field].editor, text)  # type: ignore[arg-type]
            meet_faults(rig, disk, form, form.accept_button)
        assert "归档" in [step.word for step in page.drawer.timeline._steps]
