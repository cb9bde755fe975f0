"""Lines typed into the fields of the counter: understood exactly, or red, refused by F9 and worth nothing."""

import json

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from ipdesk.models.parsing.values.amounts import WAN
from ipdesk.ui.counter.achievements.inputs import MoneyInput
from tests.places import TESTS
from tests.ui.counter.conftest import Clerk

DATA = TESTS / "data/trials/fields.jsonl"
LINES = [
    line
    for line in map(json.loads, DATA.read_text("utf-8").splitlines())
    if line["id"].startswith("B0") or line["id"] in ("groups of four in 万元", "千 in 万元", "no such day")
]
ROWS = {
    "amount": ("patent_transaction", "contract_amount", {"ref": "Y1", "date": "2022-05-06"}),
    "day": ("ip_insurance", "date", {"ref": "P1", "premium": "1000", "ip_type": "patent"}),
    "years": (
        "patent_in_force",
        "years_in_force",
        {"ref": "ZL201010123456.9", "date": "2022-05-01", "patent_type": "invention"},
    ),
    "count": (
        "work_registration",
        "count",
        {"ref": "粤作登字-2022-F-00000001", "date": "2022-05-06", "registrar": "guangdong"},
    ),
}
SHOWN = {"amount": lambda value: f"{float(value):,.2f}", "day": str, "years": str, "count": str}


def type_line(clerk: Clerk, line: dict[str, str]) -> str:
    """Fill a row but for one field, and type the line there by hand; return the field's name."""
    kind, name, others = ROWS[line["field"]]
    clerk.add(kind, **others)
    made = clerk.form().inputs[name]
    made.widget.setFocus()
    if isinstance(made, MoneyInput) and line["unit"] == "万元":
        clerk.press(Qt.Key.Key_W)
        assert made.money.unit() is WAN
    clerk.type(line["text"])
    clerk.press(Qt.Key.Key_Return)
    return name


def take_away(clerk: Clerk) -> None:
    """Make room for the next line."""
    clerk.ctrl(Qt.Key.Key_Delete)
    assert clerk.page.draft.rows == []


def test_a_line_is_understood_or_stops_at_its_field(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    for line in LINES:
        name = type_line(clerk, line)
        field, made = clerk.form().fields[name], clerk.form().inputs[name]
        if line["value"] is not None:
            assert field.error() == "", line["id"]
            assert isinstance(made.widget, QLineEdit)
            assert made.read() == SHOWN[line["field"]](line["value"]), line["id"]
        else:
            stops_at(clerk, line, name)
        take_away(clerk)


def stops_at(clerk: Clerk, line: dict[str, str], name: str) -> None:
    """Hold a line to be red, worth nothing, and gone to by F9."""
    field, made = clerk.form().fields[name], clerk.form().inputs[name]
    assert field.error().endswith("。"), line["id"]
    assert sum(amount for _, _, amount in clerk.awards()) == 0
    clerk.page.achievements.table.setFocus()
    clerk.press(Qt.Key.Key_F9)
    clerk.answered()
    assert not clerk.page.draft.read_only()
    assert made.widget.hasFocus()
    assert made.read() == line["text"]
    assert [one.message for one in clerk.page.draft.problems() if one.field == name] == [field.error()]


CELLS = [
    {"field": "amount", "unit": "元", "text": "800\n900"},
    {"field": "amount", "unit": "万元", "text": "1\t234"},
    {"field": "years", "text": "10 500"},
    {"field": "count", "text": "1\r\n234"},
    {"field": "day", "text": "2022-03-01\n2022-03-05"},
]


def test_two_pasted_cells_are_not_one_number(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    for line in CELLS:
        name = type_line(clerk, {**line, "text": ""})
        made = clerk.form().inputs[name]
        assert isinstance(made.widget, QLineEdit)
        QGuiApplication.clipboard().setText(line["text"])
        made.widget.setFocus()
        made.widget.selectAll()
        made.widget.paste()
        clerk.press(Qt.Key.Key_Return)
        assert clerk.form().fields[name].error().endswith("。"), line
        assert sum(amount for _, _, amount in clerk.awards()) == 0
        assert [one.field for one in clerk.page.draft.problems()].count(name) == 1
        take_away(clerk)
