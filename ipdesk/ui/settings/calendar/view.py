"""The holidays of a year: those the program knows, and what the office has written down beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ipdesk.models import queries
from ipdesk.models.commands import SetCalendarYear
from ipdesk.models.core.actor import Permission
from ipdesk.models.core.changes import Changes, Kind
from ipdesk.models.core.session import Session
from ipdesk.models.periods.working_days import CalendarDay, announced_days, known_years
from ipdesk.ui import theme
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.latest import LatestRequest
from ipdesk.ui.settings.calendar.dialogs import DayDialog, NoticeDialog
from ipdesk.ui.widgets import ActionBar, Button, ChoiceField, Column, DeskTable, Panel, Text
from ipdesk.ui.widgets.base import column_in

_WEEK = "一二三四五六日"
_BACK, _AHEAD = 2, 1  # years that can be looked at


@dataclass(frozen=True, slots=True)
class OwnCalendar:
    """What the office has written down: the days of a year, and which years it knows by which notice."""

    year: int
    days: tuple[CalendarDay, ...]
    announced: Mapping[int, str]


def own_calendar(session: Session, year: int) -> OwnCalendar:
    """Read both at one moment."""
    return OwnCalendar(year, queries.own_days(session, year), queries.announced_years(session))


def days_shown(own: OwnCalendar) -> tuple[tuple[CalendarDay, bool], ...]:
    """Return the days of a year that differ from their weekdays, each with whether it is the office's own.

    A year that the office has written down whole takes nothing from the program.
    """
    known = () if own.year in own.announced else announced_days(own.year)
    days = {day.date: (day, False) for day in known} | {day.date: (day, True) for day in own.days}
    return tuple(days[date] for date in sorted(days))


class CalendarView(QWidget):
    """The year to look at, its days, and what can be done: paste a notice, add a day, take one away."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._latest = desk, LatestRequest(desk, self)
        self._own = OwnCalendar(desk.today().year, (), {})
        self._shown: tuple[tuple[CalendarDay, bool], ...] = ()
        self.year, self.said = ChoiceField(), Text("", "sub")
        self.table = DeskTable(self._columns())
        self._model = QStandardItemModel(0, 5, self)
        self.bar = ActionBar()
        self.remove = Button(self.tr("去掉这一天"), icon="trash", shortcut="Delete")
        self.add = Button(self.tr("加一天…"), icon="plus", shortcut="Alt+N")
        self.paste = Button(self.tr("粘贴放假通知…"), "primary", icon="import", shortcut="Ctrl+O")
        self._lay_out()
        self._listen()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("日期"), "key", ems=8),
            Column(self.tr("星期"), "text", ems=4),
            Column(self.tr("休或者班"), "text", ems=5),
            Column(self.tr("名称"), "text", ems=12, stretch=True),
            Column(self.tr("来源"), "sub", ems=8),
        )

    def _lay_out(self) -> None:
        panel = Panel(self.tr("节假日"), "F2", flush=True)
        self.table.setModel(self._model)
        self.table.setAccessibleName(self.tr("节假日"))
        panel.body.addLayout(self._head())
        panel.body.addWidget(self.table, 1)
        column_in(self).addWidget(panel)
        for button in (self.remove, self.add, self.paste):
            self.bar.add(button)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        self.year.setAccessibleName(self.tr("年份"))
        self.year.setFixedWidth(theme.grid(28))
        head.setContentsMargins(theme.grid(4), theme.grid(2), theme.grid(4), theme.grid(2))
        head.setSpacing(theme.grid(3))
        head.addWidget(self.year)
        head.addWidget(self.said, 1)
        return head

    def _listen(self) -> None:
        self._desk.guard(Permission.ADMINISTER, self.remove, self.add, self.paste)
        self._desk.changed.connect(self._refresh_for)
        self.year.changed.connect(lambda _: self.refresh())
        self.table.moved.connect(lambda _: self._allow())
        self.bar.follow(self.table)
        self.remove.clicked.connect(self._remove)
        self.add.clicked.connect(self._add)
        self.paste.clicked.connect(self._paste)

    # --- what is shown ---

    def enter(self) -> None:
        """Come into sight: offer the years around today, and read."""
        if not self.year.key():
            words = [(str(year), self.tr("{year}年").format(year=year)) for year in self._years()]
            self.year.set_choices(words)
            self.year.set_key(str(self._desk.today().year))
        self.refresh()
        self.table.setFocus()

    def _years(self) -> range:
        today = self._desk.today().year
        return range(today - _BACK, today + _AHEAD + 1)

    def refresh(self) -> None:
        """Read again, behind the window."""
        if self.year.key():
            self._latest.ask(own_calendar, int(self.year.key()), done=self._show)

    def _refresh_for(self, changes: Changes) -> None:
        if changes.touches(Kind.OFFICE):
            self.refresh()

    def _show(self, own: OwnCalendar) -> None:
        self._own, self._shown = own, days_shown(own)
        self.said.setText(self._source())
        self._model.setRowCount(0)
        for day, is_own in self._shown:
            self._model.appendRow([QStandardItem(text) for text in self._texts(day, is_own)])
        self.table.set_hint(self.tr("这一年还没有放假安排，按 Ctrl+O 粘贴国务院办公厅的通知"))
        self._allow()

    def _source(self) -> str:
        """Say from where the year is known, or what is missing."""
        if self._own.year in self._own.announced:
            return self.tr("按《{notice}》录入").format(notice=self._own.announced[self._own.year])
        if self._own.year in known_years():
            return self.tr("程序自带的安排，按国务院办公厅的通知")
        return self.tr("还没有放假安排，推算到这一年的工作日期限会提示")

    def _texts(self, day: CalendarDay, is_own: bool) -> Sequence[str]:
        kind = self.tr("班") if day.working else self.tr("休")
        source = self.tr("本单位") if is_own else self.tr("程序自带")
        return day.date.isoformat(), _WEEK[day.date.weekday()], kind, day.name, source

    def _allow(self) -> None:
        """Let a day be taken away that is the office's own."""
        row = self.table.current_row()
        own = 0 <= row < len(self._shown) and self._shown[row][1]
        self.remove.enable(own, self.tr("程序自带的放假安排不能去掉，只能另加一天"))

    # --- what is done ---

    def _paste(self) -> None:
        dialog = NoticeDialog(self)
        if dialog.exec() and dialog.notice is not None:
            year = dialog.notice.year
            self._run(SetCalendarYear(year=year, days=dialog.notice.days, source=dialog.source))
            if year in self._years():
                self.year.set_key(str(year))
        dialog.deleteLater()

    def _add(self) -> None:
        dialog = DayDialog(self._desk.today(), self)
        if dialog.exec():
            day = dialog.day
            self._desk.read_later(
                self, own_calendar, day.date.year, done=lambda own: self._set(own, with_day(own, day))
            )
        dialog.deleteLater()

    def _remove(self) -> None:
        gone = self._shown[self.table.current_row()][0]
        self._set(self._own, tuple(day for day in self._own.days if day.date != gone.date))

    def _set(self, own: OwnCalendar, days: tuple[CalendarDay, ...]) -> None:
        source = own.announced.get(own.year, "")
        self._run(SetCalendarYear(year=own.year, days=days, source=source))

    def _run(self, command: SetCalendarYear) -> None:
        self._desk.run_later(self, command, lambda _: self.bar.tell(self.tr("已保存")))


def with_day(own: OwnCalendar, day: CalendarDay) -> tuple[CalendarDay, ...]:
    """Return the office's days with another one, in place of one of the same date."""
    return (*(one for one in own.days if one.date != day.date), day)
