"""Keeping the office's own calendar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert

from ipdesk.models.commands import SetCalendarYear
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Problem, refuse
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.parsing.text.texts import line_fault
from ipdesk.models.reading.periods.calendar import year_span
from ipdesk.models.tables import CalendarDayEntry, CalendarYear
from ipdesk.rules.core.plain_text import blank

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work

_FIRST, _LAST = 2000, 2100


def set_year(work: Work, command: SetCalendarYear) -> None:
    """Store the days of a year in place of those before; raises InvalidInput."""
    refuse(_problems(command))
    work.lock("calendar")
    work.session.execute(delete(CalendarYear).where(CalendarYear.year == command.year))
    _replace_days(work, command)
    if not blank(command.source):
        work.session.add(CalendarYear(year=command.year, source=stored_line(command.source)))
    work.audit("set_calendar", Kind.OFFICE, 1, [str(command.year)])


def _replace_days(work: Work, command: SetCalendarYear) -> None:
    """Write the days in place of all of the year, and of those named that lie beyond it."""
    entry, span = CalendarDayEntry, year_span(command.year)
    named = [day.date for day in command.days]
    work.session.execute(delete(entry).where(entry.date.between(*span) | entry.date.in_(named)))
    if command.days:
        rows = [
            {"date": day.date, "working": day.working, "name": stored_line(day.name)} for day in command.days
        ]
        work.session.execute(insert(entry), rows)


def _problems(command: SetCalendarYear) -> Iterator[Problem]:
    if not _FIRST <= command.year <= _LAST:
        yield Problem("year", f"年份应在{_FIRST}至{_LAST}之间。")
    if not blank(command.source) and all(day.working for day in command.days):
        yield Problem("days", "通知的年份里还没有一天放假，请先写上放假的日期，否则期限会算错。")
    for day, times in Counter(day.date for day in command.days).items():
        if times > 1:
            yield Problem("days", f"{day.isoformat()} 写了{times}次，请只留一次。")
        if not _near(command.year, day.year, day.month):
            yield Problem("days", f"{day.isoformat()} 不在{command.year}年，请核对。")
    for text in (command.source, *(day.name for day in command.days)):
        if fault := line_fault(text):
            yield Problem("days", fault)


def _near(year: int, of: int, month: int) -> bool:
    """Say whether a day is of a year, or of the months beside it, which a notice may name."""
    return of == year or (of, month) in ((year - 1, 12), (year + 1, 1))
