"""One input for each kind of fact: what to show, what to read, when it changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ipdesk.rules.money import format_yuan
from ipdesk.rules.vocabulary import FactType, FactWord
from ipdesk.ui.counter.region_field import RegionField
from ipdesk.ui.widgets import ChoiceField, DateField, MoneyField, NumberField, Switch, TextField
from ipdesk.ui.widgets.money import YUAN
from ipdesk.ui.widgets.text_field import is_enter

_PLACES = 6  # decimals of a number that is no sum


@dataclass(frozen=True, slots=True)
class Input:
    """A widget with how its content is read and written as text.

    ``listen`` calls back after every change; ``describe`` says what the text stands for.
    """

    widget: QWidget
    read: Callable[[], str]
    write: Callable[[str], None]
    listen: Callable[[Callable[[], None]], None]
    describe: Callable[[], str] | None = None

    @property
    def line(self) -> QLineEdit | None:
        """Return the widget where it is a line of text."""
        return self.widget if isinstance(self.widget, QLineEdit) else None


class FormSwitch(Switch):
    """A switch in a form, where Enter moves on to the next field as everywhere."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if is_enter(event):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)


def text_input(placeholder: str = "") -> Input:
    """Return an input for any text."""
    field = TextField("", placeholder)
    return line_input(field)


def line_input(field: QLineEdit, read: Callable[[], str] | None = None) -> Input:
    """Return the input of a line of text; ``read`` gives its text where that is not what stands in it."""

    def listen(tell: Callable[[], None]) -> None:
        field.textChanged.connect(lambda _: tell())

    return Input(field, read or field.text, field.setText, listen)


def date_input() -> Input:
    """Return an input for a day; its text is the ISO form once it can be read."""
    field = DateField()

    def read() -> str:
        day = field.day()
        return day.isoformat() if day else field.text()

    def write(text: str) -> None:
        field.setText(text)
        field.setModified(False)

    return Input(field, read, write, line_input(field, read).listen)


def _money_input() -> Input:
    field = MoneyField()

    def read() -> str:
        fen = field.fen()
        return format_yuan(fen) if fen is not None else field.text()

    def write(text: str) -> None:
        field.setText("")
        field.set_unit(YUAN)  # the row before may have been typed in 万元
        field.setText(text)
        if field.fen() is not None:
            field.set_fen(field.fen())

    def listen(tell: Callable[[], None]) -> None:
        field.textChanged.connect(lambda _: tell())
        field.changed.connect(lambda _: tell())  # another unit is another sum

    return Input(field, read, write, listen)


def number_input(word: FactWord | None = None) -> Input:
    """Return an input for a number; without a word for a count from 1."""
    whole = word is None or word.type is FactType.INTEGER
    least = 1 if word is None else None if word.minimum is None else int(word.minimum)
    most = 1 if word is not None and word.type is FactType.RATIO else None
    field = NumberField(0 if whole else _PLACES, least, most)

    def read() -> str:
        number = field.number()
        return f"{number:f}" if isinstance(number, Decimal) else field.text()

    return line_input(field, read)


def _choice_input(word: FactWord) -> Input:
    field = ChoiceField(word.choices.items())

    def listen(tell: Callable[[], None]) -> None:
        field.changed.connect(lambda _: tell())

    return Input(field, field.key, field.set_key, listen)


def _switch_input(word: FactWord) -> Input:
    switch = FormSwitch(word.name)

    def listen(tell: Callable[[], None]) -> None:
        switch.toggled.connect(lambda _: tell())

    def write(text: str) -> None:
        switch.setChecked(text == "true")

    return Input(switch, lambda: "true" if switch.isChecked() else "false", write, listen)


def fact_input(word: FactWord) -> Input:
    """Return the input for a fact."""
    if word.type is FactType.AMOUNT:
        return _money_input()
    if word.type in (FactType.INTEGER, FactType.NUMBER, FactType.RATIO):
        return number_input(word)
    if word.type is FactType.BOOLEAN:
        return _switch_input(word)
    if word.type is FactType.CHOICE:
        return _choice_input(word)
    if word.type is FactType.DATE:
        return date_input()
    if word.type is FactType.REGION:
        field = RegionField(word.choices)
        return replace(line_input(field), describe=field.region)
    return text_input()


def spoken_hint(word: FactWord) -> str:
    """Return what is worth saying under a fact's input: its unit, its hint."""
    unit = QCoreApplication.translate("Inputs", "单位：{unit}").format(unit=word.unit) if word.unit else ""
    return word.hint or unit
