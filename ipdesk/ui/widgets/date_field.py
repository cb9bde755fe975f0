"""A field for a day, typed in any usual form or picked from a calendar."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QToolButton, QVBoxLayout, QWidget

from ipdesk.models.parsing.dates import read_day
from ipdesk.ui import theme
from ipdesk.ui.widgets.checked_field import CheckedField


def _calendar(parent: QWidget) -> QCalendarWidget:
    calendar = QCalendarWidget(parent)
    calendar.setLocale(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    plain = calendar.weekdayTextFormat(Qt.DayOfWeek.Monday)
    for name, icon in (("prev", "chevron-left"), ("next", "chevron-right")):
        button = calendar.findChild(QToolButton, f"qt_calendar_{name}month")
        if isinstance(button, QToolButton):  # Qt does not promise that name
            button.setIcon(theme.icon(icon))
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, plain)
    return calendar


class DatePopup(QWidget):
    """A calendar in a frame of its own; Enter or a click picks, Esc closes."""

    def __init__(self, field: "DateField") -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.calendar = _calendar(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[theme.grid(1)] * 4)
        box.addWidget(self.calendar)
        self.calendar.activated.connect(self._pick)
        self.calendar.clicked.connect(self._pick)
        self._field = field

    def _pick(self, day: QDate) -> None:
        self._field.set_day(date(day.year(), day.month(), day.day()))
        self._field.setModified(True)
        self.close()
        self._field.setFocus()

    def open_at(self, day: date | None) -> None:
        """Show the calendar under its field, on a day or on today."""
        at = QDate.currentDate() if day is None else QDate(day.year, day.month, day.day)
        self.calendar.setSelectedDate(at)
        self.move(self._field.mapToGlobal(QPoint(0, self._field.height() + theme.grid(1))))
        self.show()
        self.calendar.setFocus()


class DateField(CheckedField):
    """A day. ``day()`` gives it, ``changed`` tells it (None for none); Alt+Down opens the calendar.

    ``reader`` reads its text and raises Unreadable: some days may not lie ahead.
    """

    def __init__(self, reader: Callable[[str], date] = read_day, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._reader = reader
        self.setPlaceholderText(self.tr("如 20220301"))
        action = QAction(theme.icon("calendar"), self.tr("打开日历（Alt+↓）"), self)
        action.triggered.connect(self.open_calendar)
        self.addAction(action, self.ActionPosition.TrailingPosition)
        self._popup: DatePopup | None = None

    def day(self) -> date | None:
        """Return the day, None while there is no readable one."""
        return self._value if isinstance(self._value, date) else None

    def set_day(self, day: date | None) -> None:
        """Show a day, or nothing."""
        self.set_value(day)

    def value_of(self, text: str) -> object:
        """Return the day of a text. Raises Unreadable with the sentence to show."""
        return self._reader(text)

    def write_value(self, value: object) -> str:
        """Return the day as ISO text."""
        assert isinstance(value, date)
        return value.isoformat()

    def open_calendar(self) -> None:
        """Open the calendar on the day of the field."""
        if self._popup is None:
            self._popup = DatePopup(self)
        self._popup.open_at(self.day())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        else:
            super().keyPressEvent(event)
