"""A line edit whose text stands for a value: it says at once what the value is and later what is wrong."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from ipdesk.models.parsing.text.texts import read_line
from ipdesk.rules.core.plain_text import blank
from ipdesk.ui.widgets.base import set_property
from ipdesk.ui.widgets.fields.text_field import TextField


class CheckedField(TextField):
    """Base of the fields for sums, dates and numbers.

    ``changed`` tells a new value (None while there is none) with every key; ``problemChanged`` tells a
    fault only when the clerk has left the field, and its cure as soon as the text is good again. The text
    that was typed stays until it can be read.
    """

    changed = Signal(object)
    problemChanged = Signal(str)
    hintChanged = Signal(str)

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", placeholder, parent)
        self._value: object = None
        self._problem = ""
        self._shown_problem = ""
        self.textEdited.connect(self._read)  # before whoever hears of it there: Qt tells the change after it
        self.textChanged.connect(self._read)

    def value_of(self, text: str) -> object:
        """Return the value of a text that is not blank. Raises Unreadable with the sentence to show."""
        raise NotImplementedError

    def write_value(self, value: object) -> str:
        """Write a value that is not None as it is typed; every kind of field has its own way."""
        raise NotImplementedError

    def describe(self, value: object) -> str:
        """Return what the line under the field says of a value, or of none."""
        return ""

    def read_text(self, text: str) -> object:
        """Return the value of a text, None for none. Raises Unreadable with the sentence to show."""
        return None if blank(text) else self.value_of(text)

    def hint(self) -> str:
        """Return what the line under the field says of the present value, or nothing."""
        return self.describe(self._value)

    def problem(self) -> str:
        """Return what is wrong with the text, or nothing."""
        return self._problem

    def set_value(self, value: object) -> None:
        """Show a value, or nothing for None."""
        super().show_text("" if value is None else self.write_value(value))
        self.reveal()

    def show_text(self, text: str) -> None:
        """Show what was typed some time before: its value as the field writes it, where it can be read."""
        super().show_text(text)
        self._settle()

    def _settle(self) -> None:
        """Write the value as the field writes it, or say what is wrong."""
        if self._value is not None and self.text() != (written := self.write_value(self._value)):
            self.setText(written)
            self.setModified(False)
        self.reveal()
        self._show_beginning()

    def read_again(self) -> None:
        """Say what the same text means by now: another day has begun, perhaps the one that stood ahead."""
        self._read()

    def _read(self) -> None:
        before = self._value
        try:
            self._value, self._problem = self.read_text(self.text()), ""
        except ValueError as wrong:
            self._value, self._problem = None, str(wrong)
        if not self._problem:
            self.reveal()
        self._tell_hint()
        if self._value != before:
            self.changed.emit(self._value)

    def _tell_hint(self) -> None:
        self.hintChanged.emit(self.hint())

    def reveal(self) -> None:
        """Say at once what is wrong, without waiting for the field to be left."""
        if self._shown_problem != self._problem:
            self._shown_problem = self._problem
            set_property(self, "err", "true" if self._problem else "false")
            self.problemChanged.emit(self._problem)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the hint that a field with the focus has."""
        super().focusInEvent(event)
        self._tell_hint()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write what was read in its full form when the field is left, and take its hint away."""
        super().focusOutEvent(event)
        self._settle()
        self._tell_hint()


class LineField(CheckedField):
    """A line of text; ``reader`` reads it and raises Unreadable."""

    def __init__(
        self, placeholder: str = "", reader: Callable[[str], str] = read_line, parent: QWidget | None = None
    ) -> None:
        super().__init__(placeholder, parent)
        self._reader = reader

    def value_of(self, text: str) -> object:
        """Return the line. Raises Unreadable with the sentence to show."""
        return self._reader(text)

    def write_value(self, value: object) -> str:
        """Write any value as its text, unchanged."""
        return str(value)
