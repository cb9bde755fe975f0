"""A field for a day, typed in any usual form or picked from a calendar."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QWidget

from ipdesk.models.parsing.values.dates import lacks_year, read_day
from ipdesk.ui import theme
from ipdesk.ui.widgets.fields.calendar_popup import CalendarPopup
from ipdesk.ui.widgets.fields.checked_field import CheckedField


class DateField(CheckedField):
    """A day. ``day()`` gives it, ``changed`` tells it (None for none); Alt+Down opens the calendar.

    The calendar opens on that day, in an empty field on ``today``, by the clock that everything is dated by.
    ``reader`` reads the text and raises Unreadable: some days may not lie ahead. Of a day without a year the
    field says which one was taken.
    """

    def __init__(
        self,
        today: Callable[[], date],
        reader: Callable[[str], date] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", parent)
        self._today = today
        self._reader = reader or (lambda text: read_day(text, today()))
        self.setPlaceholderText(self.tr("如 20220301"))
        action = QAction(theme.icon("calendar"), self.tr("打开日历（Alt+↓）"), self)
        action.triggered.connect(self.open_calendar)
        self.addAction(action, self.ActionPosition.TrailingPosition)
        self._popup: CalendarPopup | None = None

    def day(self) -> date | None:
        """Return the day, None while there is no readable one."""
        return self._value if isinstance(self._value, date) else None

    def set_day(self, day: date | None) -> None:
        """Show a day in the form of the field, None as an empty field."""
        self.set_value(day)

    def value_of(self, text: str) -> object:
        """Return the day of a text. Raises Unreadable with the sentence to show."""
        return self._reader(text)

    def typed(self) -> str:
        """Return what was typed, with its year where that was left out: it is to mean the same next year."""
        day = self.day()
        return day.isoformat() if day is not None and lacks_year(self.text()) else self.text()

    def describe(self, value: object) -> str:
        """Return the whole day where the text leaves the year out."""
        if not isinstance(value, date) or not lacks_year(self.text()):
            return ""
        said = self.tr("＝ {year}年{month}月{day}日")
        return said.format(year=value.year, month=value.month, day=value.day)

    def write_value(self, value: object) -> str:
        """Return the day as ISO text."""
        assert isinstance(value, date)
        return value.isoformat()

    def open_calendar(self) -> None:
        """Open the calendar on the day of the field, or on today."""
        if self._popup is None:
            self._popup = CalendarPopup(self)
            self._popup.picked.connect(self._pick)
        self._popup.open_at(self.day() or self._today())

    def _pick(self, day: date) -> None:
        self.set_day(day)
        self.setModified(True)
        self.textEdited.emit(self.text())
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the calendar by Alt and Down; the rest is a text field's."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        else:
            super().keyPressEvent(event)
