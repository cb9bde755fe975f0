"""What the page reads in one transaction."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ipdesk.funds.books.figures import Figures, figures_of, summed
from ipdesk.models import queries
from ipdesk.models.core.session import Session
from ipdesk.models.records import Fund, FundGrantRecord, FundTaskRecord, PostingRow
from ipdesk.models.records.funds.payment_rows import PaymentRecord
from ipdesk.models.records.funds.projects import Project

NOTHING = figures_of({})


@dataclass(frozen=True, slots=True)
class FundFile:
    """All funds, and of the one in hand its tasks with what stood where at a day (None: of all days).

    ``whole`` are the figures of the fund, ``by_task`` those of each task by its id; ``failed`` is what of a
    task was sent, came back and waits (fen).
    """

    funds: tuple[Fund, ...]
    fund: Fund | None = None
    tasks: tuple[FundTaskRecord, ...] = ()
    whole: Figures = NOTHING
    by_task: Mapping[int, Figures] = field(default_factory=dict)
    failed: Mapping[int, int] = field(default_factory=dict)

    def of(self, task: FundTaskRecord) -> Figures:
        """Return the figures of a task; of one without a posting nothing."""
        return self.by_task.get(task.id, NOTHING)

    def failed_of(self, tasks: Iterable[FundTaskRecord]) -> int:
        """Return what of some tasks came back and waits (fen)."""
        return sum(self.failed.get(task.id, 0) for task in tasks)


@dataclass(frozen=True, slots=True)
class TaskFile:
    """A task: its grants with what stood where of each, and what was posted, the newest first."""

    task: int
    grants: tuple[FundGrantRecord, ...]
    by_grant: Mapping[int | None, Figures]
    postings: tuple[PostingRow, ...]
    applications: Mapping[int, int] = field(default_factory=dict)
    """Whose awards grants pay, of those that pay any."""
    payments: tuple[PaymentRecord, ...] = ()
    projects: Mapping[int, Project] = field(default_factory=dict)
    """Grants with a contract, and what became of it, by the ids of grants."""
    two_people: bool = False
    """Whether every payment goes by batches, since one prepares and another signs it."""

    def payable(self, grant: int) -> int:
        """Return what of a grant can be sent to be paid now (fen): of a project what fell due by now."""
        unpaid = self.by_grant.get(grant, NOTHING).unpaid
        return min(unpaid, self.projects[grant].payable) if grant in self.projects else unpaid

    def last_payments(self) -> Mapping[int, PaymentRecord]:
        """Return the last payment of each grant that has any."""
        return {one.grant: one for one in self.payments}


def fund_file(session: Session, wanted: int | None, day: datetime.date | None) -> FundFile:
    """Read all funds and the wanted one, the first where none is wanted or that one is gone."""
    found = queries.funds(session)
    fund = next((one for one in found if one.id == wanted), found[0] if found else None)
    if fund is None:
        return FundFile(found)
    figures = queries.fund_figures(session, fund.id, day)
    whole = summed(figures.values())
    by_task = {task: one for task, one in figures.items() if task is not None}
    failed: Counter[int] = Counter()
    for one in queries.came_back(session, fund.id, day):
        failed[one.task] += one.fen
    return FundFile(found, fund, queries.fund_tasks(session, fund.id), whole, by_task, failed)


def task_file(session: Session, task: int, day: datetime.date | None) -> TaskFile:
    """Read what there is of a task."""
    return TaskFile(
        task,
        queries.task_grants(session, task),
        queries.grant_figures(session, task, day),
        queries.task_postings(session, task),
        queries.charged_applications(session, task),
        queries.task_payment_rows(session, task),
        {one.grant: one for one in queries.task_projects(session, task)},
        queries.access_settings(session).separates_payment,
    )
