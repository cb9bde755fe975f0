"""A line edit whose text stands for a value: it says at once what the value is and later what is wrong."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from ipdesk.ui.widgets.text_field import TextField


class CheckedField(TextField):
    """Base of the fields for sums, dates and numbers.

    ``changed`` tells a new value (None while there is none) with every key; ``problemChanged`` tells a
    fault only when the clerk has left the field, and its cure as soon as the text is good again. The text
    that was typed stays, whatever it is.
    """

    changed = Signal(object)
    problemChanged = Signal(str)
    hintChanged = Signal(str)

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", placeholder, parent)
        self._value: object = None
        self._problem = ""
        self._shown_problem = ""
        self.textChanged.connect(self._read)

    def read_text(self, text: str) -> object:
        """Return the value of a text, None for none. Raises ValueError with the sentence to show."""
        raise NotImplementedError

    def write_value(self, value: object) -> str:
        """Return the text of a value that is not None."""
        raise NotImplementedError

    def describe(self, value: object) -> str:
        """Return what the line under the field says of a value."""
        return ""

    def hint(self) -> str:
        """Return what the line under the field says of the present value, or nothing."""
        return "" if self._value is None else self.describe(self._value)

    def problem(self) -> str:
        """Return what is wrong with the text, or nothing."""
        return self._problem

    def set_value(self, value: object) -> None:
        """Show a value, or nothing for None."""
        self.setText("" if value is None else self.write_value(value))
        self.setModified(False)
        self._reveal()

    def _read(self) -> None:
        before = self._value
        try:
            self._value, self._problem = self.read_text(self.text()), ""
        except ValueError as wrong:
            self._value, self._problem = None, str(wrong)
        if not self._problem:
            self._reveal()
        self.hintChanged.emit(self.hint())
        if self._value != before:
            self.changed.emit(self._value)

    def _reveal(self) -> None:
        if self._shown_problem != self._problem:
            self._shown_problem = self._problem
            self.problemChanged.emit(self._problem)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: D102
        super().focusOutEvent(event)
        if self._value is not None:
            self.setText(self.write_value(self._value))
        self._reveal()
