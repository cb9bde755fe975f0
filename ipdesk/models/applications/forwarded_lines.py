"""Which lines of an application are forwarded to the level above: those that may come to something."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ipdesk.models.records import ApplicationDetail, AwardLine
from ipdesk.rules.core.result import Status

OPEN = frozenset({Status.UNDECIDED, Status.REFERRED})
"""Lines of which the level above says the sum: left to a decision, or governed by another document."""


def forwarded_lines(lines: Iterable[AwardLine]) -> tuple[AwardLine, ...]:
    """Return the lines with a sum, and those whose sum the level above decides, in their order."""
    return tuple(line for line in lines if line.line.amount or line.line.status in OPEN)


def left_to_answer(detail: ApplicationDetail) -> frozenset[tuple[str, str]]:
    """Return the lines (achievement, rule) whose sum the level above decided: none was recommended.

    The decisions of an answered application are those of its answer, as this office took none.
    """
    if detail.upper_answer is None:
        return frozenset()
    return frozenset((one.achievement, one.rule) for one in detail.decisions)


class Recommended(NamedTuple):
    """What was recommended to the level above: fen, and of how many lines it was left to say the sum."""

    total: int
    left: int


def recommended(detail: ApplicationDetail) -> Recommended:
    """Return what was recommended of an application of the level above; its answer does not change that."""
    left = left_to_answer(detail)
    waiting = [one for one in detail.lines if one.line.status in OPEN or _pair(one) in left]
    others = [one for one in detail.lines if one not in waiting]
    return Recommended(sum(one.line.amount for one in others), len(waiting))


def _pair(line: AwardLine) -> tuple[str, str]:
    return line.line.achievement, line.line.rule
