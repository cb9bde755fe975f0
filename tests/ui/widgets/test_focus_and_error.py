"""Where the keyboard is can be seen in a field with an error too, and the error at the focus."""

import datetime

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ipdesk.ui import theme
from ipdesk.ui.widgets import ChoiceField, DateField, Field, MoneyField, ParagraphField, TextField, YesNoField

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
