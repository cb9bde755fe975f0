"""When something in the sample happened: on a day of its own, or so many working days before today."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Annotated

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from ipdesk.models.periods.working_days import WorkingDays

_WRITTEN = re.compile(r"(?:(\d{4}-\d\d-\d\d)|今天(?:-(\d{1,3}))?) (\d\d:\d\d)")
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class SampleTime:
    """A time of day, on ``day`` or, where that is None, ``back`` working days before today."""

    time: datetime.time
    day: datetime.date | None = None
    back: int = 0

    def on(self, today: datetime.date) -> datetime.datetime:
        """Return the moment, with the machine's zone; never one that is still to come.

        A sample that is loaded early in the morning would else make the clock look set back.
        """
        day = self.day or _working_day(today, self.back)
        moment = datetime.datetime.combine(day, self.time).astimezone()
        return min(moment, datetime.datetime.now().astimezone())

    def stamp(self) -> str:
        """Return a short text that tells the moment from others, whatever day it is."""
        return f"{self.day or -self.back}T{self.time:%H%M}"


def _working_day(today: datetime.date, back: int) -> datetime.date:
    """Go back over days off; today itself is today whatever day it is.

    Of a year whose holidays are not announced only Saturdays and Sundays are known.
    """
    day, days = today, WorkingDays()
    while back:
        day -= datetime.timedelta(days=1)
        back -= days.is_working(day) if days.knows(day.year) else day.weekday() < _SATURDAY
    return day


def read_when(written: object) -> SampleTime:
    """Read a moment written as a day or relative to today: ``2023-03-06 09:12``, ``今天-3 08:42``.

    Raises PydanticCustomError for any other text.
    """
    if isinstance(written, SampleTime):
        return written
    found = _WRITTEN.fullmatch(str(written))
    if found is None:
        raise PydanticCustomError("bad_moment", "a moment")
    time = datetime.time.fromisoformat(found[3])
    return SampleTime(time, datetime.date.fromisoformat(found[1]) if found[1] else None, int(found[2] or 0))


Moment = Annotated[SampleTime, BeforeValidator(read_when)]
