"""Which days are working days in China.

The State Council's general office announces the holidays of a year, and the weekends worked in their stead,
in the November before. A library knows the years that were announced when it was released; the office writes
down later ones, and what differs here. A year that neither knows is not guessed at.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ipdesk.models.core.errors import DeskError

DAY = datetime.timedelta(days=1)
_SATURDAY = 5


class UnknownYear(DeskError):
    """The holidays of a year are not known, so that no period of working days can be counted into it."""

    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(
            f"还没有{year}年的放假安排，不能推算工作日。请到“设置”的“节假日”里录入国务院办公厅公布的放假通知。",
            "holidays",
        )


@dataclass(frozen=True, slots=True, order=True)
class CalendarDay:
    """A day that is worked, or not, unlike what its weekday says; ``name`` is the holiday's, "" for none."""

    date: datetime.date
    working: bool
    name: str = ""


class WorkingDays:
    """The working days as the office counts them.

    ``own`` are the office's own days, which go before those of the library; ``announced`` the years of which
    the office has written down everything that was announced. Functions that count raise UnknownYear.
    """

    def __init__(self, own: Iterable[CalendarDay] = (), announced: Iterable[int] = ()) -> None:
        self._own: Mapping[datetime.date, bool] = {day.date: day.working for day in own}
        self._announced = frozenset(announced)

    def knows(self, year: int) -> bool:
        """Say whether the holidays of a year are known."""
        return year in self._announced or year in known_years()

    def is_working(self, day: datetime.date) -> bool:
        """Say whether a day is a working day. Raises UnknownYear."""
        if not self.knows(day.year):
            raise UnknownYear(day.year)
        if day in self._own:
            return self._own[day]
        if day.year in self._announced:
            return day.weekday() < _SATURDAY
        return _library_says(day)

    def from_day(self, first: datetime.date) -> Iterator[datetime.date]:
        """Yield the working days from a day on, itself included where it is one. Raises UnknownYear."""
        day = first
        while True:
            if self.is_working(day):
                yield day
            day += DAY

    def next_or_same(self, day: datetime.date) -> datetime.date:
        """Return the day itself where it is a working day, else the next. Raises UnknownYear."""
        return next(self.from_day(day))


@cache
def known_years() -> range:
    """Return the years that the library knows."""
    from chinese_calendar import holidays

    return range(min(holidays).year, max(holidays).year + 1)


def announced_days(year: int) -> tuple[CalendarDay, ...]:
    """Return the days of a year that the library knows for holidays or worked weekends, in their order.

    A holiday on a weekend is among them. Empty for a year that it does not know.
    """
    from chinese_calendar import Holiday, holidays, workdays

    found = {**holidays, **workdays}
    return tuple(
        CalendarDay(day, day in workdays, "" if day in workdays else _name(Holiday(found[day]).chinese))
        for day in sorted(found)
        if day.year == year
    )


def _name(name: str) -> str:
    """Return the name of a holiday as notices write it: the library says 清明 of 清明节, but 元旦."""
    return name if name.endswith(("节", "旦", "日")) else f"{name}节"


def _library_says(day: datetime.date) -> bool:
    """Say whether a day of a known year is worked; the library's own function looks through all each time."""
    from chinese_calendar import holidays, workdays

    return day in workdays or (day.weekday() < _SATURDAY and day not in holidays)
