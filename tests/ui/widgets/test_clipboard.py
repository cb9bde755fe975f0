"""What is copied and pasted into a sheet: numbers of things stay the text they are, nothing is computed."""

import json
from html.parser import HTMLParser

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QStandardItem, QStandardItemModel
from pytestqt.qtbot import QtBot

from ipdesk.ui.widgets import Column, DeskTable
from ipdesk.ui.widgets.table.clipboard import copy_table
from tests.places import TESTS

_DATA = TESTS / "data" / "trials" / "pasted_tables.jsonl"
CELLS = [json.loads(line) for line in _DATA.read_text("utf-8").splitlines()]
TEXT = 'mso-number-format:"\\@"'


class _Cells(HTMLParser):
    """The cells of a table as a sheet reads them: each text with its style and that of LibreOffice."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str, str]] = []
        self._open = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "td":
            given = dict(attrs)
            self.found.append(("", given.get("style") or "", given.get("sdnum") or ""))
        self._open = tag == "td"

    def handle_data(self, data: str) -> None:
        if self._open:
            text, *marks = self.found[-1]
            self.found[-1] = (text + data, *marks)  # type: ignore[assignment]

    def handle_endtag(self, tag: str) -> None:
        self._open = False


def pasted() -> list[tuple[str, str, str]]:
    return _Cells(QGuiApplication.clipboard().mimeData().html()).found


@pytest.mark.parametrize("case", CELLS, ids=lambda case: case["cell"])
def test_a_number_of_a_thing_stays_text(qapp: object, case: dict[str, str]) -> None:
    copy_table([["申请人", case["cell"]]])
    assert QGuiApplication.clipboard().text() == f"申请人\t{case['plain']}"
    assert pasted() == [("申请人", TEXT, "2052;0;@"), (case["cell"].strip(), TEXT, "2052;0;@")]


def test_sums_and_counts_can_be_added_up(qapp: object) -> None:
    copy_table([["甲", "-1,000.00", "3"]], numbers={1, 2})
    assert QGuiApplication.clipboard().text() == "甲\t-1,000.00\t3"
    assert [cell[1:] for cell in pasted()] == [(TEXT, "2052;0;@"), ("", ""), ("", "")]


def test_ctrl_c_copies_the_row_of_a_table(qtbot: QtBot) -> None:
    table = DeskTable((Column("", "check"), Column("申请号"), Column("金额", "number")))
    model = QStandardItemModel(table)
    for number, amount in (("00012", "1.00"), ("219E0112", "8,000.00")):
        model.appendRow([QStandardItem(text) for text in ("", number, amount)])
    table.setModel(model)
    qtbot.addWidget(table)
    table.select_row(1)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "219E0112\t8,000.00"
    assert pasted() == [("219E0112", TEXT, "2052;0;@"), ("8,000.00", "", "")]
