"""Periods of the procedure: how long they are, how they are counted, and on which day they end.

Sources: 民法典 art. 202 (a period of months ends on the day of the same number, or the month's last);
民事诉讼法 (2023) art. 85, applied to appeals through 行政复议法 (2023) art. 88 (the first day is not
counted, a last day that is no working day moves to the next one; only short periods are of working days).
"""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice, takewhile

from ipdesk.models.periods.working_days import DAY, UnknownYear, WorkingDays

_MONTHS = 12


class Unit(StrEnum):
    """What a period is counted in; the values are those of the database."""

    WORKING_DAYS = "working_days"
    DAYS = "days"
    MONTHS = "months"

    @property
    def label(self) -> str:
        """Return what follows the number in Chinese."""
        return _LABELS[self]


_LABELS = {Unit.WORKING_DAYS: "个工作日", Unit.DAYS: "日", Unit.MONTHS: "个月"}


@dataclass(frozen=True, slots=True)
class Period:
    """So many working days, days or months from a day.

    ``first_counts`` says that the day it begins on is the first of them, as in public notices; otherwise the
    day after is. With ``moves`` a last day that is no working day moves to the next that is.
    """

    length: int
    unit: Unit
    first_counts: bool = False
    moves: bool = False

    def __post_init__(self) -> None:
        if self.length < 1:
            raise ValueError(f"a period of {self.length}")

    def last_day(self, begins: datetime.date, days: WorkingDays) -> datetime.date:
        """Return the day at whose end it ends. Raises UnknownYear where it goes by working days."""
        last = self._last_day(begins, days)
        return days.next_or_same(last) if self.moves else last

    def _last_day(self, begins: datetime.date, days: WorkingDays) -> datetime.date:
        first = begins if self.first_counts else begins + DAY
        if self.unit is Unit.WORKING_DAYS:
            return next(islice(days.from_day(first), self.length - 1, None))
        if self.unit is Unit.DAYS:
            return first + (self.length - 1) * DAY
        return _months_later(first - DAY, self.length)

    @property
    def label(self) -> str:
        """Return the period in Chinese: 5个工作日."""
        return f"{self.length}{self.unit.label}"


def _months_later(day: datetime.date, months: int) -> datetime.date:
    """Return the day of the same number in a later month, or that month's last."""
    year, month = divmod(day.year * _MONTHS + day.month - 1 + months, _MONTHS)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


APPEAL = Period(60, Unit.DAYS, moves=True)
"""行政复议: from the day after service (行政复议法 art. 20)."""

SUIT = Period(6, Unit.MONTHS, moves=True)
"""行政诉讼: from the day after service (行政诉讼法 art. 46)."""

SERVED_BY_NOTICE = Period(30, Unit.DAYS, moves=True)
"""A paper served by public notice counts as served on the last of these days (民事诉讼法 art. 95, 85)."""


def known_last_day(length: int, begins: datetime.date | None, days: WorkingDays) -> datetime.date | None:
    """Return the last of so many working days from the day after one (None: not begun yet).

    None as long as nobody has announced the holidays of a year into which they run.
    """
    try:
        return Period(length, Unit.WORKING_DAYS).last_day(begins, days) if begins is not None else None
    except UnknownYear:
        return None


def waits_text(name: str, length: int, begins: datetime.date, days: WorkingDays) -> str:
    """Say which year's holidays a period of working days, named so, waits for; "" where its end is known."""
    try:
        Period(length, Unit.WORKING_DAYS).last_day(begins, days)
    except UnknownYear as error:
        return _WAITS.format(name=name, year=error.year)
    return ""


_WAITS = "{name}要等{year}年的放假安排公布后才能算出，届时请在“设置”的“节假日”里录入"


def working_days_left(today: datetime.date, last_day: datetime.date, days: WorkingDays) -> int:
    """Return how many working days are left after today until a last day, that one included.

    0 on the last day itself, and on days off after the last working day before it; below 0 once it is over,
    by working days. Raises UnknownYear.
    """
    if today > last_day:
        return -_working_days_between(last_day, today, days)
    return _working_days_between(today, last_day, days)


def _working_days_between(after: datetime.date, until: datetime.date, days: WorkingDays) -> int:
    return sum(1 for _ in takewhile(lambda day: day <= until, days.from_day(after + DAY)))
