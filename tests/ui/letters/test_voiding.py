"""A letter that went out wrongly is declared void in the window, and goes out again under a new number."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ipdesk.documents.letters.award.document import AWARD
from ipdesk.models import commands, queries
from ipdesk.models.core.roles import Role
from ipdesk.models.workflow import State
from ipdesk.ui.letters.letter_reason_dialog import LetterReasonDialog
from ipdesk.ui.letters.lists import ISSUED, WAITING
from ipdesk.ui.widgets import WrappingText
from tests.actors import CLERK
from tests.models.handlers.test_archiving import NUMBERED, archive, say
from tests.ui.applications.test_side_steps import in_dialog
from tests.ui.letters.test_letters import PrinterTray, confirmed, issued, page_on
from tests.ui.rig import Rig

F9, V = Qt.Key.Key_F9, Qt.Key.Key_V
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def tray(tmp_path: Path) -> PrinterTray:
    return PrinterTray(tmp_path)


def test_a_wrong_letter_is_voided_and_goes_out_again(rig: Rig, tray: PrinterTray) -> None:
    application = confirmed(rig, "甲精密电子有限公司")
    issued(rig, application)
    page = page_on(rig, tray)
    page.lists.choose(ISSUED)
    rig.settle()
    before = page.preview.pdf()
    assert page.foot.void.isVisible()

    def fill(dialog: LetterReasonDialog) -> None:
        assert any("取新的文号" in text.text() for text in dialog.findChildren(WrappingText))
        dialog.accept_button.click()
        QApplication.processEvents()
        rig.settle()
        assert dialog.isVisible(), "a reason is asked for, nothing is done"
        assert rig.state(application) == State.NOTIFIED.value
        dialog.reason.setText("收款账号写错，重新印发")
        dialog.accept_button.click()
        rig.settle()

    in_dialog(LetterReasonDialog, fill)
    rig.press(V, modifier=ALT)
    rig.settle()
    [row] = rig.store.read(queries.letters)
    assert (row.number, row.void_reason) == ("示知资〔2024〕1号", "收款账号写错，重新印发")
    assert page.lists.models[ISSUED].items[0].cells[-1] == "作废"
    assert not page.foot.void.isVisible(), "what is void is not voided again"
    assert page.preview.pdf().startswith(before) and page.preview.pdf() != before
    page.lists.choose(WAITING)
    rig.settle()
    rig.answer()
    rig.press(F9)
    rig.settle()
    assert [one.number for one in rig.store.read(queries.letters)] == ["示知资〔2024〕2号", row.number]
    assert rig.state(application) == State.NOTIFIED.value


def test_who_may_not_issue_is_told_and_another_desk_that_was_quicker(rig: Rig, tray: PrinterTray) -> None:
    issued(rig, confirmed(rig, "甲精密电子有限公司"))
    page = page_on(rig, tray)
    page.lists.choose(ISSUED)
    rig.settle()

    def fill(dialog: LetterReasonDialog) -> None:
        rig.store.run(commands.VoidLetter(letter=1, kind=AWARD.kind, reason="账号写错"), CLERK)
        dialog.reason.setText("收款账号写错")
        dialog.accept_button.click()
        QApplication.processEvents()
        rig.settle()
        assert "已经作废" in dialog.message.sentence()
        dialog.done(0)

    in_dialog(LetterReasonDialog, fill)
    rig.press(V, modifier=ALT)
    roles = frozenset({Role.REVIEWER, Role.ADMINISTRATOR})
    rig.desk.notify(rig.store.run(commands.SetRoles(person=1, roles=roles), CLERK).changes)
    rig.settle()
    assert "受理员" in page.foot.void.refusal()


def test_what_cannot_be_voided_is_said_before_a_reason_is_asked_for(rig: Rig, tray: PrinterTray) -> None:
    application = confirmed(rig, "甲精密电子有限公司")
    issued(rig, application)
    say(rig.steps, **NUMBERED)
    archive(rig.steps, application)
    page = page_on(rig, tray)
    page.lists.choose(ISSUED)
    rig.settle()
    refused: list[str] = []
    rig.desk.refused.connect(lambda error: refused.append(error.message))
    rig.press(V, modifier=ALT)
    assert refused == ["申请件 2024-0001 已经归档，不能再作废它的文书。"]
    assert not page.findChildren(LetterReasonDialog)
