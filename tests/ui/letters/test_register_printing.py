"""A register is printed from the window; where there is nothing in it the dialog says so and stays."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from ipdesk.ui.letters.lists import ISSUED
from ipdesk.ui.letters.register_printing import RegisterDialog
from tests.ui.applications.test_side_steps import in_dialog
from tests.ui.letters.test_letters import PrinterTray, confirmed, issued, page_on
from tests.ui.rig import Rig


@pytest.fixture
def tray(tmp_path: Path) -> PrinterTray:
    return PrinterTray(tmp_path)


def test_a_register_is_printed_with_its_key(rig: Rig, tray: PrinterTray) -> None:
    issued(rig, confirmed(rig, "甲精密电子有限公司"))
    page = page_on(rig, tray)
    page.lists.choose(ISSUED)
    rig.settle()
    printed = len(tray.titles)

    def fill(dialog: RegisterDialog) -> None:
        dialog.year.set_number(2019)
        dialog.accept_button.click()
        rig.settle()
        assert dialog.isVisible() and "2019年没有" in dialog.problem.text()
        dialog.year.set_number(rig.clock.today.year)
        dialog.accept_button.click()
        rig.settle()

    in_dialog(RegisterDialog, fill)
    rig.press(Qt.Key.Key_B, modifier=Qt.KeyboardModifier.AltModifier)
    rig.settle()
    assert tray.titles[printed:] == [f"{rig.clock.today.year}年发文登记簿"]
