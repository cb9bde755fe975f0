"""Figures of the year beside the indicators: what an office states, and what its own files come to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FactPart:
    """A part of a figure: how many (``count``), or for how much (``amount``, fen), or both."""

    name: str
    count: int | None = None
    amount: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearFact(FactPart):
    """A figure of the year, counted in ``unit``; ``parts`` are all of it where there are any."""

    unit: str = ""
    parts: tuple[FactPart, ...] = ()

    def unequal_parts(self) -> tuple[int | None, int | None] | None:
        """Return count and amount (fen) of the parts together where they are not what the whole says."""
        found = _sum(one.count for one in self.parts), _sum(one.amount for one in self.parts)
        return found if self.parts and found != (self.count, self.amount) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class KindAwards:
    """What was awarded in the fund's year for achievements of a kind, by the office's own files.

    ``awards`` are lines decided in it of which something stands, ``amount`` their sum (fen), ``applicants``
    whoever has one; ``achieved`` are the achievements of that year in files that were accepted.
    """

    kind: str
    awards: int = 0
    amount: int = 0
    applicants: int = 0
    achieved: int = 0


def _sum(found: Iterable[int | None]) -> int | None:
    """Return the sum of figures, None where one of them is not known."""
    known = list(found)
    return None if None in known else sum(one for one in known if one is not None)
