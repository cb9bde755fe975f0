"""Equal lines of an application put together: one grouping for the counter, the decision and the letter.

A row of entry stands for one thing or for a range of them. What one rule says of a range is shown as one line
as far as it is the same of neighbours.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from itertools import groupby
from typing import NamedTuple, Protocol, TypeVar

from ipdesk.models.parsing.achievement_rows import ordinal, row_of
from ipdesk.rules.core.case import HistoryEntry
from ipdesk.rules.core.result import Line, Warning


class _OfRule(Protocol):
    @property
    def rule(self) -> str: ...


T = TypeVar("T")
R = TypeVar("R", bound=_OfRule)


class LineGroup(NamedTuple):
    """Neighbours of one row of entry of which one rule (its full id) says the same; never empty."""

    row: str
    rule: str
    lines: tuple[Line, ...]

    @property
    def first(self) -> Line:
        """Return the line that stands for all where a single one is explained."""
        return self.lines[0]

    @property
    def places(self) -> tuple[int, int]:
        """Return the first and the last place in the range, from 1."""
        return ordinal(self.lines[0].achievement), ordinal(self.lines[-1].achievement)

    @property
    def example(self) -> int:
        """Return the place of the line that stands for several in an explanation, 0 for a single one."""
        return self.places[0] if len(self.lines) > 1 else 0

    @property
    def computed(self) -> int:
        """Return what the lines compute to together, in fen."""
        return sum(line.computed for line in self.lines)

    @property
    def amount(self) -> int:
        """Return what the lines come to together, in fen."""
        return sum(line.amount for line in self.lines)

    @property
    def source(self) -> HistoryEntry | str | None:
        """Return the first award or earlier achievement (its id) that stands in the way, None for none."""
        return next((warning.source for warning in self.first.warnings if warning.source is not None), None)


def warnings_of(line: Line) -> tuple[object, ...]:
    """Return what the warnings of a line say and where they lead: an application, or a row of this one."""
    return tuple((one.code, one.text, one.formal, _source(one)) for one in line.warnings)


def _source(warning: Warning) -> str:
    if isinstance(warning.source, HistoryEntry):
        return warning.source.source or ""
    return row_of(warning.source or "")


def line_groups(
    lines: Iterable[Line],
    reason: Callable[[Line], object] = warnings_of,
    decided: Callable[[Line], object] = lambda line: None,
    apart: Container[tuple[str, str]] = frozenset(),
) -> tuple[LineGroup, ...]:
    """Put equal lines together, in the order of their rows, of the rules in a row and of the range.

    ``reason`` returns what is told of a line beside its sums: on paper that may be less than on a screen.
    ``decided`` returns what a person decided of it, or is about to. Lines for which these differ stand apart,
    those of a row and rule in ``apart`` one by one.
    """

    def likeness(line: Line) -> tuple[object, ...]:
        """Return what must be equal; facts need no comparing, those of one row are the same."""
        return line.status, line.computed, line.amount, line.basis, reason(line), decided(line)

    return tuple(
        LineGroup(row, rule, run)
        for row, own in groupby(lines, lambda line: row_of(line.achievement))
        for rule, found in by_rule(own)
        for run in (runs(found, likeness) if (row, rule) not in apart else ((line,) for line in found))
    )


def by_rule(found: Iterable[R]) -> Iterator[tuple[str, list[R]]]:
    """Yield what concerns each rule, in the order of its first."""
    rules: dict[str, list[R]] = {}
    for one in found:
        rules.setdefault(one.rule, []).append(one)
    yield from rules.items()


def runs(found: Iterable[T], likeness: Callable[[T], object]) -> Iterator[tuple[T, ...]]:
    """Yield neighbours of equal likeness together."""
    return (tuple(run) for _, run in groupby(found, likeness))
