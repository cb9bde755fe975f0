"""Things side by side on as many rows as their room makes of them."""

from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ipdesk.ui.widgets import WrapRow


def test_what_comes_and_goes_while_it_is_out_of_sight_stands_in_its_place(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(600, 200)
    row = WrapRow(page)
    row.resize(600, 30)
    row.set_gaps(8, 4)
    first, second, third = (QLabel(word) for word in ("全部 3", "异议处理中 1", "不予受理 1"))
    for one in (first, second, third):
        row.add(one)
    third.hide()
    page.show()
    qtbot.waitExposed(page)
    page.hide()
    second.hide()
    third.show()
    page.show()
    QApplication.processEvents()
    assert third.x() == first.x() + first.width() + 8


def test_a_row_too_narrow_breaks(qtbot: QtBot) -> None:
    row = WrapRow()
    qtbot.addWidget(row)
    row.set_gaps(8, 4)
    labels = [QLabel("申请人撤回 1") for _ in range(4)]
    for one in labels:
        row.add(one)
    row.show()
    row.resize(2 * labels[0].sizeHint().width() + 8, 10)
    QApplication.processEvents()
    assert [one.y() == labels[0].y() for one in labels] == [True, True, False, False]
