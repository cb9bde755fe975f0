"""What a result leaves open: amounts that wait for a decision, their bounds, rows that lack facts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from ipdesk.models.parsing.achievement_rows import row_of
from ipdesk.rules.core.result import Line, Status


@dataclass(frozen=True, slots=True)
class Bounds:
    """Ceiling and floor in fen of an amount left to a decision; None where there is none."""

    ceiling: int | None = None
    floor: int | None = None


class OpenAmounts(NamedTuple):
    """Rows of entry with amounts to be decided, and rows that lack facts.

    ``ceiling`` is what those to be decided come to at most, in fen; None where one has no ceiling.
    """

    undecided: int
    ceiling: int | None
    incomplete: int


def bounds_of(line: Line) -> Bounds:
    """Return within which bounds a line waits for its amount; of any other line none."""
    for warning in line.warnings:
        if warning.code == "needs_decision":
            return Bounds(_fen(warning.values.get("ceiling")), _fen(warning.values.get("floor")))
    return Bounds()


def _fen(value: object) -> int | None:
    return value if isinstance(value, int) else None


def open_amounts(lines: Iterable[Line]) -> OpenAmounts:
    """Return what lines leave open; ``ceiling`` is the sum of all that wait."""
    found = tuple(lines)
    waiting = [line for line in found if line.status is Status.UNDECIDED]
    ceilings = [bounds_of(line).ceiling for line in waiting]
    known = [ceiling for ceiling in ceilings if ceiling is not None]
    return OpenAmounts(
        _rows(waiting),
        sum(known) if len(known) == len(ceilings) else None,
        _rows(line for line in found if line.status is Status.INCOMPLETE),
    )


def _rows(lines: Iterable[Line]) -> int:
    return len({row_of(line.achievement) for line in lines})
