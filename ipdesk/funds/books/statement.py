"""The statement of one account: what came to it and went from it, by day."""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from itertools import accumulate


class Statement:
    """Sums in fen by the day on which they count, above zero for what came."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._days: list[datetime.date] = []
        self._sums: list[int] = []

    def add(self, day: datetime.date, fen: int) -> None:
        """Enter a sum with those of the same day."""
        place = bisect_left(self._days, day)
        if place < len(self._days) and self._days[place] == day:
            self._sums[place] += fen
        else:
            self._days.insert(place, day)
            self._sums.insert(place, fen)

    def balance(self, day: datetime.date | None = None) -> int:
        """Return what stands there (fen) at the end of a day, without one at the end of all days."""
        return sum(self._sums if day is None else self._sums[: bisect_right(self._days, day)])

    def lowest_from(self, day: datetime.date) -> int:
        """Return the least (fen) that stands there at the end of ``day`` or of any later one.

        Taking no more than that away on ``day`` leaves no day with less than nothing.
        """
        later = bisect_right(self._days, day)
        ends = tuple(accumulate(self._sums))
        return min((ends[later - 1] if later else 0, *ends[later:]))

    @property
    def first_year(self) -> int | None:
        """Return the year of the first day, None while nothing was entered."""
        return self._days[0].year if self._days else None
