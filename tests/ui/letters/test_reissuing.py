"""A letter that a party lost is handed out again from the window, with its mark."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from ipdesk.models import queries
from ipdesk.ui.letters.letter_reason_dialog import LetterReasonDialog
from ipdesk.ui.letters.lists import ISSUED
from tests.ui.applications.test_side_steps import in_dialog
from tests.ui.letters.test_letters import PrinterTray, confirmed, issued, page_on
from tests.ui.rig import Rig


@pytest.fixture
def tray(tmp_path: Path) -> PrinterTray:
    return PrinterTray(tmp_path)


def test_a_lost_letter_is_handed_out_again(rig: Rig, tray: PrinterTray) -> None:
    issued(rig, confirmed(rig, "甲精密电子有限公司"))
    page = page_on(rig, tray)
    page.lists.choose(ISSUED)
    rig.settle()
    before, printed = page.preview.pdf(), len(tray.titles)

    def fill(dialog: LetterReasonDialog) -> None:
        dialog.accept_button.click()
        rig.settle()
        assert dialog.isVisible(), "a reason is asked for, nothing is done"
        dialog.reason.setText("申请人书面说明原件遗失")
        dialog.accept_button.click()
        rig.settle()

    in_dialog(LetterReasonDialog, fill)
    rig.press(Qt.Key.Key_R, modifier=Qt.KeyboardModifier.AltModifier)
    rig.settle()
    assert len(tray.titles) == printed + 1
    [row] = rig.store.read(queries.letters)
    assert row.reissued_on == rig.clock.today
    assert page.preview.pdf() == before, "what is kept, and printed again with F9, is as it went out"
