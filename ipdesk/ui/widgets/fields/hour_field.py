"""A field for an hour of a day."""

from PySide6.QtWidgets import QWidget

from ipdesk.models.parsing.values.hours import read_hour
from ipdesk.models.periods.moments import hour_text
from ipdesk.ui.widgets.fields.checked_field import CheckedField


class HourField(CheckedField):
    """An hour, typed in any usual form. ``minutes()`` gives it in minutes after midnight.

    ``usual`` is what the field stands for while it is empty, in minutes as well.
    """

    def __init__(self, usual: int, parent: QWidget | None = None) -> None:
        super().__init__(hour_text(usual), parent)
        self._usual = usual

    def minutes(self) -> int:
        """Return the minutes after midnight; those of the usual hour where nothing can be read."""
        return self._value if isinstance(self._value, int) else self._usual

    def set_minutes(self, minutes: int | None) -> None:
        """Show an hour by its minutes after midnight, None as an empty field."""
        self.set_value(minutes)

    def value_of(self, text: str) -> object:
        """Return the minutes of a text. Raises Unreadable with the sentence to show."""
        return read_hour(text)

    def write_value(self, value: object) -> str:
        """Return an hour as two figures each: ``08:30``."""
        assert isinstance(value, int)
        return hour_text(value)
