"""A field for a line of text that is kept and printed: it says when the line is too long."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ipdesk.models.parsing.text.texts import read_line
from ipdesk.ui.widgets.fields.checked_field import CheckedField


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
