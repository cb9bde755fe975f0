"""A field for a number that is no sum of money: counts, years, shares."""

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ipdesk.ui.widgets.fields.checked_field import CheckedField

Number = Decimal | int


def digits(number: Number) -> str:
    """Write a number in digits, without an exponent."""
    return f"{number:f}" if isinstance(number, Decimal) else str(number)


class NumberField(CheckedField):
    """A number; ``number()`` is exact. ``reader`` reads its text and raises Unreadable."""

    def __init__(
        self,
        reader: Callable[[str], Number],
        writer: Callable[[Number], str] = digits,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self._reader, self._writer = reader, writer
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def number(self) -> Number | None:
        """Return the number, None while there is no readable one."""
        return self._value if isinstance(self._value, Decimal | int) else None

    def set_number(self, number: Number | None) -> None:
        """Show a whole or exact number with all its digits, None as an empty field."""
        self.set_value(number)

    def value_of(self, text: str) -> object:
        """Return the number of a text. Raises Unreadable with the sentence to show."""
        return self._reader(text)

    def write_value(self, value: object) -> str:
        """Return the text of a number, as it was meant."""
        assert isinstance(value, Decimal | int)
        return self._writer(value)
