"""Evaluating a year again behind the window: what is found shows as it comes."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from ipdesk.models import queries
from ipdesk.models.core.changes import Outcome
from ipdesk.models.core.errors import DeskError
from ipdesk.models.core.report import Done, Refused, Report, run_each
from ipdesk.models.services.recheck import RecheckedApplication, recheck_application
from ipdesk.models.store import Store
from ipdesk.rules.library.policy_library import PolicyLibrary
from ipdesk.rules.source.findings import PackError
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.tasks import Job, Lane
from ipdesk.ui.policies.recheck.rows import RecheckSummary

_REFUSALS = (DeskError, PackError)
_Row = Done[int, RecheckedApplication] | Refused[int, DeskError | PackError]


class _Answer(NamedTuple):
    report: Report[int, RecheckedApplication, DeskError | PackError]
    without_policy: int


class RecheckJob(QObject):
    """One recheck at a time. ``found`` carries each application, ``progressed`` how many of how many.

    ``ended`` tells that it is over, by itself, by ``cancel`` or because it failed; ``refused`` says why.
    """

    found = Signal(object)
    progressed = Signal(int, int)
    ended = Signal()
    refused = Signal(str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job: Job | None = None
        self._total = 0
        self.totals = RecheckSummary()

    def running(self) -> bool:
        """Say whether one is under way."""
        return self._job is not None

    def begin(self, year: int, policy: str | None) -> None:
        """Evaluate a year again, under one policy or all of them."""
        store, library = self._desk.store, self._desk.policies
        self.totals = RecheckSummary()
        self.progressed.emit(0, 0)
        self._job = self._desk.tasks.start(
            Lane.BACKGROUND,
            lambda job: _recheck(job, store, library, year, policy),
            self._answered,
            self._failed,
            progressed=self._note_total,
            added=self._take,
        )

    def cancel(self) -> None:
        """Stop after what is being done now; what was found stays."""
        if self._job is not None:
            self._job.stop()

    def _note_total(self, done: int, total: int) -> None:
        self._total = total

    def _take(self, row: _Row) -> None:
        if isValid(self) and isinstance(row, Done):
            self.totals.count(row.value)
            self.found.emit(row.value)
            self.progressed.emit(self.totals.done, self._total)

    def _answered(self, answer: _Answer) -> None:
        if not isValid(self):
            return
        report = answer.report
        self.totals.total, self.totals.without_policy = len(report.rows), answer.without_policy
        self.totals.cut_short = report.cut_short or bool(report.refused)
        self._end()
        for row in report.refused:
            self.refused.emit(str(row.error))

    def _failed(self, error: Exception) -> None:
        if isValid(self):
            self.totals.cut_short = True
            self._end()
        if not isinstance(error, _REFUSALS):
            raise error
        if isValid(self):
            self.refused.emit(str(error))

    def _end(self) -> None:
        self._job = None
        self.ended.emit()


def _recheck(job: Job, store: Store, library: PolicyLibrary, year: int, policy: str | None) -> _Answer:
    """Do it (on the worker): the first application that cannot be read ends it."""
    ids, without_policy = _wanted(store, library, year, policy)

    def again(application: int) -> Outcome[RecheckedApplication]:
        return Outcome(recheck_application(store, application, library))

    return _Answer(run_each(job, ids, again, _REFUSALS, go_on=False), without_policy)


def _wanted(
    store: Store, library: PolicyLibrary, year: int, policy: str | None
) -> tuple[tuple[int, ...], int]:
    """Return the applications that can be evaluated, and how many others have a policy without a file."""
    wanted = store.read(queries.recheck_ids, year, policy)
    if policy is not None:
        return wanted, 0
    known = {number for one in library.ids() for number in store.read(queries.recheck_ids, year, one)}
    ids = tuple(number for number in wanted if number in known)
    return ids, len(wanted) - len(ids)
