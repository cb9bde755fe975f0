"""The calendar under a field for a day."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtWidgets import QCalendarWidget, QVBoxLayout, QWidget

from ipdesk.ui import theme
from ipdesk.ui.widgets.base import Text, row_in
from ipdesk.ui.widgets.button import Button


def _calendar(parent: QWidget) -> QCalendarWidget:
    calendar = QCalendarWidget(parent)
    calendar.setLocale(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setNavigationBarVisible(False)  # it writes 十一月 2026; the head below has the year first
    plain = calendar.weekdayTextFormat(Qt.DayOfWeek.Monday)
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, plain)
    return calendar


class CalendarHead(QWidget):
    """Year and month on show, between the buttons that turn to others."""

    def __init__(self, calendar: QCalendarWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = Text("", "strong")
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = row_in(self, 0)
        row.addWidget(self._turn(self.tr("上年"), calendar.showPreviousYear))
        row.addWidget(self._turn(self.tr("上月"), calendar.showPreviousMonth))
        row.addWidget(self.text, 1)
        row.addWidget(self._turn(self.tr("下月"), calendar.showNextMonth))
        row.addWidget(self._turn(self.tr("下年"), calendar.showNextYear))
        calendar.currentPageChanged.connect(self.show_page)
        self.show_page(calendar.yearShown(), calendar.monthShown())

    def _turn(self, word: str, turn: Callable[[], None]) -> Button:
        button = Button(word, "link")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrow keys and PageUp turn the pages
        button.clicked.connect(lambda: turn())
        return button

    def show_page(self, year: int, month: int) -> None:
        """Name another page."""
        self.text.setText(self.tr("{year}年{month}月").format(year=year, month=month))


class CalendarPopup(QWidget):
    """A calendar in a frame of its own; Enter or a click picks (``picked``), Esc closes."""

    picked = Signal(object)

    def __init__(self, field: QWidget) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self._field = field
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.calendar = _calendar(self)
        self.head = CalendarHead(self.calendar)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[theme.grid(1)] * 4)
        box.setSpacing(theme.grid(1))
        box.addWidget(self.head)
        box.addWidget(self.calendar)
        self.calendar.activated.connect(self._pick)
        self.calendar.clicked.connect(self._pick)

    def _pick(self, day: QDate) -> None:
        self.close()
        self.picked.emit(date(day.year(), day.month(), day.day()))

    def open_at(self, day: date) -> None:
        """Show the calendar under its field, on a day."""
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.move(self._field.mapToGlobal(QPoint(0, self._field.height() + theme.grid(1))))
        self.show()
        self.calendar.setFocus()
