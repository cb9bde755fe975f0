"""How far an indicator was attained, computed where it can be, and which rows have to be explained."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from enum import Enum, auto
from fractions import Fraction

from ipdesk.funds.indicators.indicator import Band, Comparator, Indicator

FAR_ABOVE = 3
"""A value of so many times its target has to be explained, as a miss has; an office may set another."""

_WHOLE = Fraction(1)
_OF_BAND = {Band.MET: Fraction(1), Band.PARTLY: Fraction(4, 5), Band.POORLY: Fraction(1, 2)}
"""The most that a band gives: finance bureaux allow 100 to 80, 80 to 50 and 50 to 0 percent."""


class Verdict(Enum):
    """What became of an indicator. Doubtful is one that two readings of the account judge differently."""

    MET = auto()
    NOT_MET = auto()
    DOUBTFUL = auto()
    OPEN = auto()


def attainment(row: Indicator) -> Fraction | None:
    """Return which part of its target a row attained, from 0 to 1; None while that is not known.

    Forward targets value / target, reverse ones target / value and whole at a value of 0, never more than
    the whole. What is done in time is whole, what is late or undone nothing.
    """
    if row.comparator is Comparator.QUALITATIVE:
        return _of_band(row)
    if row.comparator is Comparator.DONE_BY:
        return _in_time(row)
    if not isinstance(row.goal, Decimal) or not isinstance(row.value, Decimal):
        return None
    return _BY[row.comparator](Fraction(row.goal), Fraction(row.value))


def verdict(row: Indicator) -> Verdict:
    """Say whether a row was met: attained wholly, in the first band, in time."""
    read = [row, *([row._replace(value=row.other_value)] if row.other_value is not None else [])]
    found = {_verdict(one) for one in read}
    return found.pop() if len(found) == 1 else Verdict.DOUBTFUL


def times_target(row: Indicator) -> Fraction | None:
    """Return how many times its target a value is, where more is better and the target is above 0."""
    forward = row.comparator in (Comparator.AT_LEAST, Comparator.GROWTH)
    if not forward or not isinstance(row.goal, Decimal) or not isinstance(row.value, Decimal) or not row.goal:
        return None
    return Fraction(row.value) / Fraction(row.goal)


def wants_reason(row: Indicator, far_above: int = FAR_ABOVE) -> bool:
    """Say whether a row has to be explained: it was missed, or so far exceeded that its target was low."""
    exceeded = times_target(row)
    return verdict(row) is Verdict.NOT_MET or (exceeded is not None and exceeded >= far_above)


def _verdict(row: Indicator) -> Verdict:
    found = attainment(row)
    if found is None:
        return Verdict.OPEN
    if row.comparator is Comparator.QUALITATIVE:
        return Verdict.MET if row.band is Band.MET else Verdict.NOT_MET
    return Verdict.MET if found == _WHOLE else Verdict.NOT_MET


def _of_band(row: Indicator) -> Fraction | None:
    """Return the share that the office gave within the band, else the most that the band gives."""
    if row.band is None:
        return None
    return _OF_BAND[row.band] if row.share is None else Fraction(row.share) / 100


def _in_time(row: Indicator) -> Fraction | None:
    if not isinstance(row.goal, datetime.date):
        return None
    return Fraction(isinstance(row.value, datetime.date) and row.value <= row.goal)


def _forward(goal: Fraction, value: Fraction) -> Fraction:
    if value >= goal:
        return _WHOLE
    return max(Fraction(0), value / goal) if goal > 0 else Fraction(0)


def _reverse(goal: Fraction, value: Fraction) -> Fraction:
    return _WHOLE if value <= goal else max(Fraction(0), goal / value)


def _exact(goal: Fraction, value: Fraction) -> Fraction:
    return _forward(goal, value) if value <= goal else _reverse(goal, value)


_BY: dict[Comparator, Callable[[Fraction, Fraction], Fraction]] = {
    Comparator.AT_LEAST: _forward,
    Comparator.GROWTH: _forward,
    Comparator.AT_MOST: _reverse,
    Comparator.EXACTLY: _exact,
}
