"""The day of a posting, and how exactly it is known."""

from __future__ import annotations

import calendar
import datetime
from enum import StrEnum
from typing import NamedTuple


class Precision(StrEnum):
    """What a paper says of a day."""

    ON = "on"
    BY = "by"
    IN_MONTH = "in_month"
    IN_YEAR = "in_year"


class PostingDay(NamedTuple):
    """The last day on which something can have happened; it counts from that day on.

    So no figure at a day holds what may not have happened by then. ``precision`` says what is known.
    """

    date: datetime.date
    precision: Precision = Precision.ON

    def text(self) -> str:
        """Return the day in Chinese: 2021年12月31日, 不晚于…, 2021年12月, 2021年."""
        return _TEXTS[self.precision].format(day=self.date)


_TEXTS = {
    Precision.ON: "{day.year}年{day.month}月{day.day}日",
    Precision.BY: "不晚于{day.year}年{day.month}月{day.day}日",
    Precision.IN_MONTH: "{day.year}年{day.month}月",
    Precision.IN_YEAR: "{day.year}年",
}


def in_month(year: int, month: int) -> PostingDay:
    """Return a day of which only the month is known; raises ValueError for a month that is none."""
    if not 1 <= month <= 12:
        raise ValueError(f"no month: {month}")
    last = calendar.monthrange(year, month)[1]
    return PostingDay(datetime.date(year, month, last), Precision.IN_MONTH)


def in_year(year: int) -> PostingDay:
    """Return a day of which only the year is known."""
    return PostingDay(datetime.date(year, 12, 31), Precision.IN_YEAR)


def known_as(day: datetime.date, precision: Precision) -> PostingDay:
    """Return a day of which so much is known; of a month or a year any of its days may be given."""
    if precision is Precision.IN_MONTH:
        return in_month(day.year, day.month)
    return in_year(day.year) if precision is Precision.IN_YEAR else PostingDay(day, precision)


def earliest(day: PostingDay) -> datetime.date:
    """Return the first day on which something can have happened of which ``day`` is known."""
    if day.precision is Precision.IN_MONTH:
        return day.date.replace(day=1)
    if day.precision is Precision.IN_YEAR:
        return day.date.replace(month=1, day=1)
    return day.date if day.precision is Precision.ON else datetime.date.min
