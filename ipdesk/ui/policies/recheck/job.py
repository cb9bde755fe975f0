"""Evaluating a year again behind the window, a little at a time: what is found shows as it comes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from ipdesk.models import queries
from ipdesk.models.core.errors import DeskError
from ipdesk.models.services.recheck import Rechecked, recheck
from ipdesk.models.store import Store
from ipdesk.rules.library.policy_library import PolicyLibrary
from ipdesk.rules.source.findings import PackError
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.tasks import Lane
from ipdesk.ui.policies.recheck.rows import Totals

PORTION = 0.1  # seconds of work before what was found is shown, and others get their turn


@dataclass(frozen=True, slots=True)
class _Begun:
    ids: tuple[int, ...]
    without_policy: int


class Rechecking(QObject):
    """One recheck at a time. ``found`` carries each application, ``progressed`` how many of how many.

    ``ended`` tells that it is over, by itself, by ``cancel`` or because it failed; ``refused`` says why.
    ``portion`` is how many seconds it works before others get their turn.
    """

    found = Signal(object)
    progressed = Signal(int, int)
    ended = Signal()
    refused = Signal(str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rest: Iterator[Rechecked] | None = None
        self._running = False
        self.portion = PORTION
        self.totals = Totals()

    def running(self) -> bool:
        """Say whether one is under way."""
        return self._running

    def begin(self, year: int, policy: str | None) -> None:
        """Evaluate a year again, under one policy or all of them."""
        store, library = self._desk.store, self._desk.policies
        self._running, self._rest, self.totals = True, None, Totals()
        self.progressed.emit(0, 0)
        self._desk.tasks.start(
            Lane.LONG, lambda _: _begin(store, library, year, policy), self._begun, self._failed
        )

    def cancel(self) -> None:
        """Stop after what is being done now; what was found stays."""
        if self._running:
            self.totals.cut_short = True
            self._end()

    def _begun(self, begun: _Begun) -> None:
        self.totals.total, self.totals.without_policy = len(begun.ids), begun.without_policy
        if self._running:
            self._rest = recheck(self._desk.store, begun.ids, self._desk.policies)
            self._next()

    def _next(self) -> None:
        rest = self._rest
        if isValid(self) and self._running and rest is not None:
            self._desk.tasks.start(
                Lane.LONG, lambda _: _portion(rest, self.portion), self._take, self._failed
            )

    def _take(self, portion: tuple[Rechecked, ...]) -> None:
        if not (isValid(self) and self._running):
            return
        for item in portion:
            self.totals.count(item)
            self.found.emit(item)
        self.progressed.emit(self.totals.done, self.totals.total)
        if self.totals.done >= self.totals.total:
            self._end()
        else:
            QTimer.singleShot(0, self._next)  # a print begun meanwhile waits for one portion

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, DeskError | PackError):
            raise error
        if self._running:
            self.totals.cut_short = True
            self._end()
            self.refused.emit(str(error))

    def _end(self) -> None:
        self._running, self._rest = False, None
        self.ended.emit()


def _begin(store: Store, library: PolicyLibrary, year: int, policy: str | None) -> _Begun:
    wanted = store.read(queries.recheck_ids, year, policy)
    if policy is not None:
        return _Begun(wanted, 0)
    known = {number for one in library.ids() for number in store.read(queries.recheck_ids, year, one)}
    ids = tuple(number for number in wanted if number in known)
    return _Begun(ids, len(wanted) - len(ids))


def _portion(rest: Iterator[Rechecked], seconds: float) -> tuple[Rechecked, ...]:
    """Do as much as fits into a moment, at least one."""
    until, found = monotonic() + seconds, []
    for item in rest:
        found.append(item)
        if monotonic() >= until:
            break
    return tuple(found)
