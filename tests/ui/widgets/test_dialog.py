"""What every dialog with fields does: ask before it forgets, accept by Ctrl+Enter, lead to what is wrong."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ipdesk.models.parsing.values.numbers import NumberForm, read_whole
from ipdesk.ui import theme
from ipdesk.ui.widgets import (
    CheckBox,
    ChoiceField,
    DateField,
    Dialog,
    Field,
    LineField,
    MoneyField,
    NumberField,
    ParagraphField,
    Switch,
    TextField,
    YesNoField,
)
from ipdesk.ui.widgets.days import short_day, short_moment
from ipdesk.ui.widgets.fields.hour_field import HourField
from ipdesk.ui.widgets.fields.text_field import PasswordField

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
DAY = datetime.date(2026, 11, 28)
WORDS = (("a", "甲"), ("b", "乙"))
INPUTS: dict[str, tuple[Callable[[], QWidget], str]] = {
    "text": (TextField, "7"),
    "line": (LineField, "7"),
    "password": (PasswordField, "7"),
    "paragraph": (ParagraphField, "7"),
    "money": (MoneyField, "7"),
    "date": (lambda: DateField(lambda: DAY), "7"),
    "hour": (lambda: HourField(0), "7"),
    "number": (lambda: NumberField(lambda text: read_whole(text, NumberForm("数", ()))), "7"),
    "choice": (lambda: ChoiceField(WORDS), "2"),
    "yes or no": (YesNoField, "0"),
    "switch": (lambda: Switch("开启"), "1"),
    "box": (lambda: CheckBox("勾选"), " "),
}


class _Asked(Dialog):
    """A dialog with one input; ``accepted_by`` counts how often it was to be accepted."""

    def __init__(self, editor: QWidget) -> None:
        super().__init__("填写", "确定")
        self.editor, self.field, self.other = editor, Field("输入", editor), TextField()
        self.body.addWidget(self.other)
        self.body.addWidget(self.field)
        self.asked_to_accept = 0

    def accept(self) -> None:
        self.asked_to_accept += 1


def shown(qtbot: QtBot, editor: QWidget) -> _Asked:
    dialog = _Asked(editor)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    editor.setFocus()
    return dialog


def answered(accept: bool, questions: list[str]) -> None:
    """Answer the next question, and note that it came."""

    timer = QTimer(QApplication.instance())

    def look() -> None:
        question = QApplication.activeModalWidget()
        if isinstance(question, Dialog) and not isinstance(question, _Asked):
            timer.stop()
            # Enter pressed too long throws nothing away.
            questions.append(question.windowTitle() if question.refuse_button.isDefault() else "unsafe")
            (question.accept_button if accept else question.refuse_button).click()

    timer.timeout.connect(look)
    timer.start(1)


@pytest.mark.parametrize("kind", INPUTS)
def test_what_was_typed_is_asked_about_once_before_it_is_forgotten(qtbot: QtBot, kind: str) -> None:
    make, key = INPUTS[kind]
    dialog, questions = shown(qtbot, make()), list[str]()
    QTest.keyClicks(dialog.editor, key)
    answered(False, questions)
    QTest.keyClick(dialog.editor, KEY.Key_Escape)
    assert questions == ["放弃填写的内容？"] and dialog.isVisible() and dialog.touched()
    answered(True, questions)
    dialog.refuse_button.click()
    assert len(questions) == 2 and not dialog.isVisible()


def test_an_untouched_dialog_closes_at_once_and_the_cross_asks_too(qtbot: QtBot) -> None:
    untouched, questions = shown(qtbot, TextField("原来的")), list[str]()
    QTest.keyClick(untouched.editor, KEY.Key_Escape)
    assert not untouched.isVisible()
    dialog = shown(qtbot, TextField("原来的"))
    QTest.keyClicks(dialog.editor, "7")
    answered(False, questions)
    dialog.close()
    assert questions and dialog.isVisible()
    dialog.editor.setText("原来的")
    dialog.close()
    assert len(questions) == 1 and not dialog.isVisible(), "put back as it was, nothing is lost"


@pytest.mark.parametrize("kind", ["text", "paragraph", "choice", "yes or no", "switch"])
@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Enter])
def test_ctrl_enter_accepts_from_every_input(qtbot: QtBot, kind: str, key: Qt.Key) -> None:
    dialog = shown(qtbot, INPUTS[kind][0]())
    QTest.keyClick(dialog.editor, key, CTRL)
    assert dialog.asked_to_accept == 1 and "Ctrl+Enter" in dialog.accept_button.toolTip()


def test_after_a_refusal_the_keyboard_is_at_the_first_input_at_fault(qtbot: QtBot) -> None:
    dialog = shown(qtbot, TextField())
    dialog.other.setFocus()
    dialog.hold()
    QTest.keyClick(dialog, KEY.Key_Escape)
    assert dialog.isVisible(), "what is being written is not given up"
    dialog.field.set_error("请填写。")
    dialog.release()
    assert dialog.focusWidget() is dialog.editor
    dialog.field.set_error("")
    dialog.other.setFocus()
    dialog.hold()
    dialog.release()
    assert dialog.focusWidget() is dialog.other, "without a field at fault it stays where it was"


@pytest.mark.parametrize("kind", sorted(set(INPUTS) - {"switch", "box"}))
def test_what_was_wrong_goes_as_soon_as_somebody_types_there(qtbot: QtBot, kind: str) -> None:
    make, key = INPUTS[kind]
    dialog = shown(qtbot, make())
    dialog.field.set_error("请核对这一项。")
    QTest.keyClicks(dialog.other, key)
    assert dialog.field.error() == "请核对这一项。"
    QTest.keyClicks(dialog.editor, key)
    assert dialog.field.error() != "请核对这一项。"


def test_a_dialog_that_is_higher_than_the_screen_scrolls_between_title_and_buttons(qtbot: QtBot) -> None:
    dialog = Dialog("填写", "确定")
    qtbot.addWidget(dialog)
    inputs = [TextField() for _ in range(40)]
    for place, editor in enumerate(inputs):
        dialog.body.addWidget(Field(f"第 {place} 项", editor))
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    assert dialog.height() == dialog.most_height() <= dialog.screen().availableGeometry().height() - 30
    inside = dialog.rect()
    assert all(inside.contains(one.geometry()) for one in (dialog.title, dialog.accept_button))
    inputs[-1].setFocus()
    seen = inputs[-1].mapTo(dialog, inputs[-1].rect().bottomLeft()).y()
    assert seen < dialog.accept_button.y(), "the input in hand is scrolled into sight"


@pytest.mark.parametrize(
    ("day", "shown"), [("2026-01-01", "01-01"), ("2025-12-31", "2025-12-31"), ("2027-01-01", "2027-01-01")]
)
def test_a_day_is_written_with_its_year_unless_that_is_the_present_one(day: str, shown: str) -> None:
    there = datetime.date.fromisoformat(day)
    assert short_day(there, DAY) == shown
    assert short_moment(datetime.datetime.combine(there, datetime.time(9, 5)), DAY) == f"{shown} 09:05"


def test_the_bar_of_a_window_leaves_out_what_the_system_cannot_draw(qtbot: QtBot) -> None:
    dialog = Dialog("归档　2024-0001　𠮷田公司", "归档")
    qtbot.addWidget(dialog)
    assert dialog.windowTitle() == "归档　2024-0001" and "𠮷田公司" in dialog.title.text()


def test_a_dialog_takes_no_more_room_than_there_is(qtbot: QtBot) -> None:
    screen = QGuiApplication.primaryScreen().availableGeometry()
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(screen.width() + 160, screen.height() // 2)
    dialog = Dialog("核对", "确定", parent=window)
    dialog.take_room(150, 75)
    assert (dialog.minimumWidth(), dialog.minimumHeight()) == (theme.grid(150), theme.grid(75))
    dialog.take_room(1000, 1000)
    assert dialog.minimumWidth() == screen.width() + 160 - theme.grid(4)
    assert dialog.minimumHeight() == screen.height() - theme.grid(16)
    alone = Dialog("核对", "确定")
    qtbot.addWidget(alone)
    alone.take_room(1000)
    assert alone.minimumWidth() == screen.width() - theme.grid(4)
