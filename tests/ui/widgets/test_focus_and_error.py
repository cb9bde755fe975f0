"""Where the keyboard is can be seen in a field with an error too, and the error at the focus."""

import datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ipdesk.ui import theme
from ipdesk.ui.widgets import (
    CheckBox,
    ChoiceField,
    DateField,
    Field,
    MoneyField,
    ParagraphField,
    Switch,
    TextField,
    YesNoField,
)

SHIFT = Qt.KeyboardModifier.ShiftModifier
FIELDS = {
    "text": TextField,
    "date": lambda: DateField(lambda: datetime.date(2024, 6, 20)),
    "money": MoneyField,
    "paragraph": ParagraphField,
    "choice": lambda: ChoiceField((("a", "高等院校"),)),
    "yes or no": YesNoField,
}


def colours(editor: QWidget) -> tuple[str, str]:
    """Return the colours of the border (in the middle of the top) and of the ground below it."""
    image = editor.grab().toImage()
    middle = QPoint(editor.width() // 2 - 12, 0)  # beside the line between 是 and 否, left of all text
    border, ground = middle, middle + QPoint(0, 4)
    return image.pixelColor(border).name().upper(), image.pixelColor(ground).name().upper()


@pytest.mark.parametrize("kind", FIELDS)
def test_an_error_leaves_the_focus_visible(qtbot: QtBot, kind: str) -> None:
    window, editor, other = QWidget(), FIELDS[kind](), TextField()
    field = Field("字段", editor)
    box = QVBoxLayout(window)
    for widget in (field, other):
        box.addWidget(widget)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    field.set_error("不能这样写")
    other.setFocus()
    assert colours(editor)[0] == theme.COLORS["red"]
    editor.setFocus()
    assert colours(editor) == (theme.COLORS["accent"], theme.COLORS["redTint"])
    field.set_error("")
    assert colours(editor) == (theme.COLORS["accent"], theme.COLORS["surface"])


def test_enter_goes_on_and_with_shift_back_through_every_kind_of_input(qtbot: QtBot) -> None:
    form = QWidget()
    column = QVBoxLayout(form)
    choice = ChoiceField([("a", "甲"), ("b", "乙")])
    choice.set_key("b")
    inputs = (TextField(), choice, YesNoField(), ParagraphField(), FIELDS["date"](), MoneyField())
    inputs += (Switch("由程序编号"), CheckBox("原件"), TextField())
    for one in inputs:
        column.addWidget(one)
    qtbot.addWidget(form)
    with qtbot.waitActive(form):
        form.show()
    stops: list[QWidget] = []
    inputs[0].setFocus()
    while len(stops) < 30 and QApplication.focusWidget() is not inputs[-1]:
        stops.append(_focused())
        QTest.keyClick(_focused(), Qt.Key.Key_Return)
    assert len(stops) < 30
    passed = [one for one in stops if one in inputs or one.parentWidget() in inputs]
    back = [_focused()]
    while back[-1] is not inputs[0] and len(back) < 30:
        QTest.keyClick(back[-1], Qt.Key.Key_Enter, SHIFT | Qt.KeyboardModifier.KeypadModifier)
        back.append(_focused())
    assert [*reversed(back)][: len(stops)] == stops
    assert len(passed) >= len(inputs) - 1
    assert choice.key() == "b"
    assert inputs[3].toPlainText() == ""  # no line break came in


def _focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget
