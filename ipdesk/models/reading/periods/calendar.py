"""The calendar as the office has it."""

from __future__ import annotations

import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from ipdesk.models.periods.period import known_last_day
from ipdesk.models.periods.working_days import CalendarDay, WorkingDays
from ipdesk.models.tables import CalendarDayEntry, CalendarYear


def working_days(session: Session) -> WorkingDays:
    """Return which days are working days."""
    return WorkingDays(_days(session), session.scalars(select(CalendarYear.year)))


def own_days(session: Session, year: int) -> tuple[CalendarDay, ...]:
    """Return the days of a year that the office has written down, in their order."""
    return tuple(day for day in _days(session) if day.date.year == year)


def announced_years(session: Session) -> dict[int, str]:
    """Return the years of which the office wrote down all that was announced, with the notice's name."""
    found = select(CalendarYear.year, CalendarYear.source).order_by(CalendarYear.year)
    return {year: source for year, source in session.execute(found)}


def _days(session: Session) -> list[CalendarDay]:
    entry = CalendarDayEntry
    found = select(entry.date, entry.working, entry.name).order_by(entry.date)
    return [CalendarDay(*row) for row in session.execute(found)]


def last_day_by_now(session: Session, length: int, served_on: datetime.date | None) -> datetime.date | None:
    """Return the last of so many working days after a service, where the holidays are known by now.

    For periods that began before anybody had announced them.
    """
    return known_last_day(length, served_on, working_days(session)) if served_on is not None else None


def year_span(year: int) -> tuple[datetime.date, datetime.date]:
    """Return the first and the last day of a year."""
    return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
