"""One input for each kind of fact: what to show, what was typed, when it changes.

What a text means is never decided here: widget and row read it by the same reader of ``models.parsing``.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from ipdesk.models.parsing.ranges import read_count
from ipdesk.models.parsing.text.texts import read_line
from ipdesk.models.parsing.values.amounts import WAN, YUAN
from ipdesk.models.parsing.values.dates import read_event_day
from ipdesk.models.parsing.values.facts import read_number_fact
from ipdesk.models.parsing.values.numbers import share_text
from ipdesk.rules.pack.vocabulary import FactType, FactWord
from ipdesk.ui.counter.achievements.form_switch import FormSwitch
from ipdesk.ui.counter.achievements.region_field import RegionField
from ipdesk.ui.widgets import (
    ChoiceField,
    DateField,
    LineField,
    MoneyField,
    NumberField,
    TextField,
    YesNoField,
)
from ipdesk.ui.widgets.fields.checked_field import CheckedField

_NUMBERS = (FactType.INTEGER, FactType.NUMBER, FactType.RATIO)


class Input:
    """A widget with how its content is read and written as text; here a line of any text."""

    def __init__(self, widget: QWidget) -> None:
        self.widget = widget

    @property
    def line(self) -> QLineEdit | None:
        """The widget where it is a line of text."""
        return self.widget if isinstance(self.widget, QLineEdit) else None

    def read(self) -> str:
        """Return what was typed, whether it can be read or not; every input has its own."""
        raise NotImplementedError

    def in_wan(self) -> bool:
        """Say whether what was typed is meant in 万元."""
        return False

    def write(self, text: str, in_wan: bool = False) -> None:
        """Show what was typed some time before, for a sum with its unit; every input has its own."""
        raise NotImplementedError

    def listen(self, tell: Callable[[], None]) -> None:
        """Call back after every change of what ``read`` and ``in_wan`` answer; every input has its own."""
        raise NotImplementedError

    def describe(self) -> str:
        """Return what the text stands for, where that is worth a word."""
        return ""


class LineInput(Input):
    """A line of any text."""

    def __init__(self, field: TextField) -> None:
        super().__init__(field)
        self.field = field

    def read(self) -> str:
        """Return the line as it stands, spaces and all."""
        return self.field.text()

    def write(self, text: str, in_wan: bool = False) -> None:
        """Show a line without telling of it as typed."""
        self.field.show_text(text)

    def listen(self, tell: Callable[[], None]) -> None:
        """Call back at every character."""
        self.field.textChanged.connect(lambda _: tell())


class DayInput(LineInput):
    """A day; one that was typed without its year is handed on with it."""

    def __init__(self, field: DateField) -> None:
        super().__init__(field)
        self.days = field

    def read(self) -> str:
        """Return what was typed, with the year that the field says."""
        return self.days.typed()


class RegionInput(LineInput):
    """A country or region; says its name."""

    def __init__(self, field: RegionField) -> None:
        super().__init__(field)
        self.region = field

    def describe(self) -> str:
        """Name the region whose code was typed, empty for an unknown one."""
        return self.region.region()


class MoneyInput(LineInput):
    """A sum with its unit."""

    def __init__(self, field: MoneyField) -> None:
        super().__init__(field)
        self.money = field

    def in_wan(self) -> bool:
        """Say whether the sum is typed in 万元 instead of 元."""
        return self.money.unit() is WAN

    def write(self, text: str, in_wan: bool = False) -> None:
        """Show a sum as it was typed, with the unit that it was typed in."""
        self.money.show_typed(text, WAN if in_wan else YUAN)

    def listen(self, tell: Callable[[], None]) -> None:
        """Call back at every character, and when the unit changes."""
        super().listen(tell)
        self.money.unitChanged.connect(tell)


class ChoiceInput(Input):
    """One of several words."""

    def __init__(self, choices: Mapping[str, str]) -> None:
        self.field = ChoiceField(choices.items())
        super().__init__(self.field)
        self._choices = choices
        self._uncovered: frozenset[str] = frozenset()

    def mark_uncovered(self, keys: frozenset[str]) -> None:
        """Say of these that the policy has no clause about them."""
        if keys != self._uncovered:
            self._uncovered = keys
            said = QCoreApplication.translate("Inputs", "{word}（本政策不涉及）")
            words = (
                (key, said.format(word=word) if key in keys else word) for key, word in self._choices.items()
            )
            self.field.set_choices(words)

    def read(self) -> str:
        """Return the id of what is chosen, empty for nothing."""
        return self.field.key()

    def write(self, text: str, in_wan: bool = False) -> None:
        """Choose by id; an id that the list lacks leaves nothing chosen."""
        self.field.set_key(text)

    def listen(self, tell: Callable[[], None]) -> None:
        """Call back whenever another item is chosen."""
        self.field.changed.connect(lambda _: tell())


class SwitchInput(Input):
    """A yes/no that counts as no until somebody says yes; it looks unanswered until somebody answers."""

    _ANSWERS = {"true": True, "false": False}  # noqa: RUF012 - never written

    def __init__(self, switch: FormSwitch) -> None:
        super().__init__(switch)
        self.switch = switch

    def read(self) -> str:
        """Return ``true`` or ``false``, empty while the question is open."""
        answer = self.switch.answer()
        return "" if answer is None else "true" if answer else "false"

    def write(self, text: str, in_wan: bool = False) -> None:
        """Answer by ``true`` or ``false``; any other text leaves the question open."""
        self.switch.set_answer(self._ANSWERS.get(text))

    def listen(self, tell: Callable[[], None]) -> None:
        """Call back when the answer changes, also when it is taken back."""
        self.switch.answered.connect(tell)


class YesNoInput(Input):
    """A yes/no that must be answered: blank until it is."""

    _ANSWERS = {"true": True, "false": False}  # noqa: RUF012 - never written

    def __init__(self, field: YesNoField) -> None:
        super().__init__(field)
        self.field = field

    def read(self) -> str:
        """Return ``true`` or ``false``, empty while the question is open."""
        answer = self.field.answer()
        return "" if answer is None else "true" if answer else "false"

    def write(self, text: str, in_wan: bool = False) -> None:
        """Answer by ``true`` or ``false``; any other text leaves the question open."""
        self.field.set_answer(self._ANSWERS.get(text))

    def listen(self, tell: Callable[[], None]) -> None:
        """Call back when the answer changes, also when it is taken back."""
        self.field.changed.connect(lambda _: tell())


def text_input() -> LineInput:
    """Make an input for facts that are free text, of one line."""
    return LineInput(TextField())


def date_input(today: Callable[[], datetime.date]) -> LineInput:
    """Return an input for any day."""
    return DayInput(DateField(today))


def event_input(today: Callable[[], datetime.date]) -> LineInput:
    """Return an input for the day of an event, which is not after ``today``."""
    return DayInput(DateField(today, lambda text: read_event_day(text, today(), year_may_lack=True)))


def count_input() -> LineInput:
    """Return an input for how many a range has."""
    return LineInput(NumberField(read_count))


def fact_input(word: FactWord, today: Callable[[], datetime.date]) -> Input:
    """Return the input for a fact; a day is chosen beginning with ``today``."""
    if word.type is FactType.AMOUNT:
        return MoneyInput(MoneyField())
    if word.type in _NUMBERS:
        return LineInput(_number_field(word))
    if word.type is FactType.BOOLEAN:
        return YesNoInput(YesNoField()) if word.needed else SwitchInput(FormSwitch(word.name))
    if word.type is FactType.CHOICE:
        return ChoiceInput(word.choices)
    if word.type is FactType.DATE:
        return date_input(today)
    if word.type is FactType.REGION:
        return RegionInput(RegionField(word.choices))
    return LineInput(LineField(reader=partial(read_line, name=word.name)))


def _number_field(word: FactWord) -> CheckedField:
    reader = partial(read_number_fact, word=word)
    return NumberField(reader, share_text) if word.type is FactType.RATIO else NumberField(reader)


def spoken_hint(word: FactWord) -> str:
    """Return what is worth saying under a fact's input: its unit, its hint."""
    unit = QCoreApplication.translate("Inputs", "单位：{unit}").format(unit=word.unit) if word.unit else ""
    return word.hint or unit
