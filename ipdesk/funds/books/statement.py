"""The statement of one account: what came to it and went from it, by day."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from itertools import accumulate


class Statement:
    """Sums in fen by the day on which they count, above zero for what came."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._days: list[datetime.date] = []
        self._sums: list[int] = []

    def add(self, day: datetime.date, fen: int) -> None:
        """Enter a sum behind those of the same day."""
        place = bisect_right(self._days, day)
        self._days.insert(place, day)
        self._sums.insert(place, fen)

    def balance(self, day: datetime.date | None = None) -> int:
        """Return what stands there (fen) at the end of a day, without one at the end of all days."""
        return sum(self._sums if day is None else self._sums[: bisect_right(self._days, day)])

    def lowest_from(self, day: datetime.date) -> int:
        """Return the least (fen) that stands there at the end of ``day`` or of any later one.

        Taking no more than that away on ``day`` leaves no day with less than nothing.
        """
        ends = dict(zip(self._days, accumulate(self._sums), strict=True))
        return min([self.balance(day), *(end for other, end in ends.items() if other > day)])

    @property
    def first_year(self) -> int | None:
        """Return the year of the first day, None while nothing was entered."""
        return self._days[0].year if self._days else None
