"""The score of a self-evaluation: points of every row and of the execution, by a written formula."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import NamedTuple

from ipdesk.funds.indicators.attainment import attainment
from ipdesk.funds.indicators.indicator import Group, Indicator

WHOLE = 100
EXECUTION = 10
"""Points of the execution rate (财预〔2020〕10号)."""


class Weights(NamedTuple):
    """Points of the execution and of each group of the tree, 100 together."""

    execution: Decimal
    groups: Mapping[Group, Decimal]


def usual_weights(groups: frozenset[Group]) -> Weights:
    """Return the usual points for the groups that a tree has.

    Execution 10; output 50, benefit 30, satisfaction 10, with a cost group 20, 40, 20 and 10. What a group
    that is not there would have goes to the benefit, else to the output.
    """
    points = {Group.OUTPUT: 50, Group.BENEFIT: 30, Group.SATISFACTION: 10}
    if Group.COST in groups:
        points = {Group.COST: 20, Group.OUTPUT: 40, Group.BENEFIT: 20, Group.SATISFACTION: 10}
    own = {group: Decimal(most) for group, most in points.items() if group in groups}
    heir = next((group for group in (Group.BENEFIT, Group.OUTPUT, *own) if group in own), None)
    if heir is not None:
        own[heir] += WHOLE - EXECUTION - sum(own.values())
    return Weights(Decimal(EXECUTION), own)


def weights_of(rows: Sequence[Indicator]) -> Weights:
    """Return the office's own points by group where every row has points, else the usual ones."""
    if not rows or any(row.points is None for row in rows):
        return usual_weights(frozenset(row.group for row in rows))
    own: dict[Group, Decimal] = {}
    for row in rows:
        own[row.group] = own.get(row.group, Decimal(0)) + (row.points or 0)
    return Weights(Decimal(EXECUTION), own)


class RowScore(NamedTuple):
    """What one row may have and has, exactly; ``scored`` is None while its attainment is not known."""

    row: Indicator
    points: Fraction
    scored: Fraction | None


class Score(NamedTuple):
    """The score: its rows, the points that the execution has, and those that it may have (exact)."""

    rows: tuple[RowScore, ...]
    execution: Fraction
    execution_points: Decimal

    @property
    def total(self) -> Decimal:
        """Return the points of all with two decimals, rounded once; what is not known counts for nothing."""
        exact = self.execution + sum((row.scored or Fraction(0) for row in self.rows), start=Fraction(0))
        return two_decimals(exact)


def score(rows: Sequence[Indicator], executed: Fraction, weights: Weights | None = None) -> Score:
    """Return the score of a tree of rows at an execution of ``executed`` (0 to 1).

    A group's points are divided equally among its rows, but for those with points of their own, which take
    theirs first. Raises ValueError where rows of their own have more points than their group.
    """
    chosen = weights or weights_of(rows)
    points = [point for group in Group for point in _points_of(group, rows, chosen)]
    scored = [RowScore(row, most, _times(most, attainment(row))) for row, most in points]
    in_order = sorted(scored, key=lambda one: one.row.number)
    scored_execution = Fraction(chosen.execution) * min(executed, Fraction(1))
    return Score(tuple(in_order), scored_execution, chosen.execution)


def two_decimals(exact: Fraction) -> Decimal:
    """Return points with two decimals, rounded half up."""
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _points_of(group: Group, rows: Sequence[Indicator], weights: Weights) -> list[tuple[Indicator, Fraction]]:
    own = [row for row in rows if row.group is group]
    fixed = sum((row.points for row in own if row.points is not None), start=Decimal(0))
    left = weights.groups.get(group, Decimal(0)) - fixed
    if left < 0:
        raise ValueError(f"the rows of {group} have more points than the group")
    equal = sum(1 for row in own if row.points is None)
    share = Fraction(left) / equal if equal else Fraction(0)
    return [(row, share if row.points is None else Fraction(row.points)) for row in own]


def _times(points: Fraction, attained: Fraction | None) -> Fraction | None:
    return None if attained is None else points * attained
