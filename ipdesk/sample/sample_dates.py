"""When something in the sample happens: on a day of its own, or so many working days from today."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Annotated

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from ipdesk.models.periods.working_days import WorkingDays

_WRITTEN = re.compile(r"(?:(\d{4}-\d\d-\d\d)|今天(?:([-+])(\d{1,3}))?)(?: (\d\d:\d\d))?")
_SATURDAY = 5
_ONE = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SampleTime:
    """A time of day, on ``day`` or, if that is None, ``back`` working days before today (after, below 0)."""

    time: datetime.time
    day: datetime.date | None = None
    back: int = 0

    def on(self, today: datetime.date) -> datetime.datetime:
        """Return the moment, with the machine's zone; never one that is still to come.

        A sample that is loaded early in the morning would else make the clock look set back.
        """
        return min(self.planned(today), datetime.datetime.now().astimezone())

    def planned(self, today: datetime.date) -> datetime.datetime:
        """Return the moment, with the machine's zone, also where it is still to come."""
        day = self.day or working_day(today, -self.back)
        return datetime.datetime.combine(day, self.time).astimezone()

    def stamp(self) -> str:
        """Return a short text that tells the moment from others, whatever day it is."""
        return f"{self.day or -self.back}T{self.time:%H%M}"


def working_day(day: datetime.date, onward: int) -> datetime.date:
    """Return the day so many working days after a day, before it where that is less than 0.

    The day itself is 0, whatever day it is. Of a year whose holidays are not announced only Saturdays and
    Sundays are known.
    """
    days, left, step = WorkingDays(), abs(onward), _ONE if onward > 0 else -_ONE
    while left:
        day += step
        left -= days.is_working(day) if days.knows(day.year) else day.weekday() < _SATURDAY
    return day


def read_when(written: object) -> SampleTime:
    """Read a moment, of a day or from today: ``2023-03-06 09:12``, ``今天-3 08:42``, ``今天+9 17:30``.

    Without a time of day it is the beginning of the day.

    Raises PydanticCustomError for any other text.
    """
    if isinstance(written, SampleTime):
        return written
    found = _WRITTEN.fullmatch(str(written))
    if found is None:
        raise PydanticCustomError("bad_moment", "a moment")
    time, day = datetime.time.fromisoformat(found[4] or "00:00"), found[1]
    back = int(found[3] or 0) * (-1 if found[2] == "+" else 1)
    return SampleTime(time, datetime.date.fromisoformat(day) if day else None, back)


Moment = Annotated[SampleTime, BeforeValidator(read_when)]
