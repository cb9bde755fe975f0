"""What came of long work, unit by unit: done, refused with the reason, or not begun; and the way to do it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from ipdesk.models.core.changes import NO_CHANGES, Changes, Outcome, together

U = TypeVar("U")
V = TypeVar("V")
E = TypeVar("E", bound=Exception)


@dataclass(frozen=True, slots=True)
class Done(Generic[U, V]):
    """A unit that was done, and what came of it."""

    unit: U
    value: V


@dataclass(frozen=True, slots=True)
class Refused(Generic[U, E]):
    """A unit that could not be done, and why; nothing of it was written."""

    unit: U
    error: E


@dataclass(frozen=True, slots=True)
class NotBegun(Generic[U]):
    """A unit that the work was stopped before."""

    unit: U


@dataclass(frozen=True, slots=True)
class Report(Generic[U, V, E]):
    """What came of long work: a row for each unit, in their order, and the records changed in all."""

    rows: tuple[Done[U, V] | Refused[U, E] | NotBegun[U], ...] = ()
    changes: Changes = NO_CHANGES

    @property
    def done(self) -> tuple[Done[U, V], ...]:
        """Return the units that were done."""
        return tuple(row for row in self.rows if isinstance(row, Done))

    @property
    def values(self) -> tuple[V, ...]:
        """Return what came of the units that were done."""
        return tuple(row.value for row in self.done)

    @property
    def refused(self) -> tuple[Refused[U, E], ...]:
        """Return the units that could not be done."""
        return tuple(row for row in self.rows if isinstance(row, Refused))

    @property
    def not_begun(self) -> tuple[U, ...]:
        """Return the units that were left."""
        return tuple(row.unit for row in self.rows if isinstance(row, NotBegun))

    @property
    def cut_short(self) -> bool:
        """Return whether the work ended before its last unit was tried."""
        return bool(self.not_begun)


class RunningJob(Protocol):
    """Long work as its units know it: a job of the window, or a command that shows how far it is."""

    def report(self, done: int, total: int) -> None:
        """Tell how many units are done; wait for what is more urgent. Raises to end without an answer."""

    def stopping(self) -> bool:
        """Say whether no further unit shall be begun."""

    def add(self, row: Done[U, V] | Refused[U, E]) -> None:
        """Take what came of a unit, as soon as it is known."""


def run_each(
    job: RunningJob,
    units: Sequence[U],
    work: Callable[[U], Outcome[V]],
    refusals: tuple[type[E], ...],
    *,
    go_on: bool = True,
) -> Report[U, V, E]:
    """Do units one after the other, and report what came of each.

    Once the job is to be stopped no further unit is begun, and what was done is answered all the same.
    ``refusals`` are the errors by which a unit is refused; the next follows, or with ``go_on`` False none.
    Raises every other error, and what the job raises to end.
    """
    rows: list[Done[U, V] | Refused[U, E]] = []
    changes: list[Changes] = []
    for row, changed in _attempts(job, units, work, refusals):
        rows.append(row)
        changes.append(changed)
        if isinstance(row, Refused) and not go_on:
            break
    left = (NotBegun(unit) for unit in units[len(rows) :])
    return Report((*rows, *left), together(changes))


def _attempts(
    job: RunningJob, units: Sequence[U], work: Callable[[U], Outcome[V]], refusals: tuple[type[E], ...]
) -> Iterator[tuple[Done[U, V] | Refused[U, E], Changes]]:
    """Try units one after the other, as long as the job is not to be stopped."""
    for done, unit in enumerate(units):
        job.report(done, len(units))
        if job.stopping():
            return
        row, changed = _attempt(unit, work, refusals)
        job.add(row)
        yield row, changed


def _attempt(
    unit: U, work: Callable[[U], Outcome[V]], refusals: tuple[type[E], ...]
) -> tuple[Done[U, V] | Refused[U, E], Changes]:
    try:
        outcome = work(unit)
    except refusals as error:
        return Refused(unit, error), NO_CHANGES
    return Done(unit, outcome.value), outcome.changes
