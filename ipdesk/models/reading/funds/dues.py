"""What is due of all funds: what can only be paid until a day, and who waits for it."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ipdesk.funds.account.carry_over import carry_over_until
from ipdesk.funds.books.figures import Figures, figures_of, summed
from ipdesk.funds.projects.contract import Stage
from ipdesk.funds.projects.progress import DueKind as ProjectDueKind
from ipdesk.models.core.parts import in_parts
from ipdesk.models.periods.period import known_last_day
from ipdesk.models.reading.funds.batches import parties_of
from ipdesk.models.reading.funds.came_back import CameBack, came_back
from ipdesk.models.reading.funds.figures import fund_figures
from ipdesk.models.reading.funds.funds import fund_tasks, funds, grant_record
from ipdesk.models.reading.funds.projects import fund_funding, fund_projects
from ipdesk.models.reading.funds.standing import waiting_grants
from ipdesk.models.reading.funds.unposted_returns import unposted_returns
from ipdesk.models.reading.office import office
from ipdesk.models.reading.periods.calendar import working_days
from ipdesk.models.records import Fund
from ipdesk.models.records.funds.dues import DueKind, FundDue
from ipdesk.models.records.funds.projects import Project
from ipdesk.models.tables import Application, ApplicationStep, ChargedGrantEntry, FundGrant, FundingPartEntry
from ipdesk.models.workflow import Step


def fund_dues(session: Session) -> tuple[FundDue, ...]:
    """Return what is due of all funds, the first day first; what has no last day comes after the rest."""
    found = (due for fund in funds(session) for due in _Reader(session, fund).dues())
    return tuple(sorted(found, key=_order))


def _order(due: FundDue) -> tuple[datetime.date, int, int, int]:
    return due.day or datetime.date.max, [*DueKind].index(due.kind), due.fund, due.grant


class _Reader:
    """What is due of one fund."""

    def __init__(self, session: Session, fund: Fund) -> None:
        self._session, self._fund = session, fund
        self._figures = fund_figures(session, fund.id)
        self._tasks = {task.id: task for task in fund_tasks(session, fund.id)}
        self._until = carry_over_until(fund.year)

    def dues(self) -> Iterator[FundDue]:
        back = came_back(self._session, self._fund.id)
        yield from map(self._failed, back)
        projects = fund_projects(self._session, self._fund.id)
        yield from self._awards({one.grant: one.fen for one in back}, {one.grant for one in projects})
        for project in projects:
            yield from self._of_project(project)
        yield from self._of_others()
        yield from self._unposted()
        for task in self._tasks.values():
            if left := _left(self._figures.get(task.id, figures_of({}))):
                yield self._due(DueKind.TASK, self._fund.deadline, left, task.name, task=task.id)
        if left := _left(summed(self._figures.values())):
            yield self._due(DueKind.CARRY_OVER, self._until, left, self._fund.short_name)

    def _failed(self, back: CameBack) -> FundDue:
        about = "、".join(parties_of(self._session, [back.grant]).get(back.grant, ()))
        task = self._tasks[back.task]
        return self._due(
            DueKind.FAILED, self._until, back.fen, about or task.name, task=task.id, grant=back.grant
        )

    def _of_project(self, project: Project) -> Iterator[FundDue]:
        """Yield what a project waits for: an instalment, a check, what was not spent."""
        for one in project.dues:
            kind = _CHECKS[one.stage] if one.kind is ProjectDueKind.CHECK else _OF_PROJECT[one.kind]
            fen = one.fen or project.contract.instalment(one.stage)
            about = "、".join(project.parties) or self._tasks[project.task].name
            yield self._due(kind, one.day, fen, about, task=project.task, grant=project.grant)

    def _unposted(self) -> Iterator[FundDue]:
        """Yield what came back of clawbacks and is not in the books."""
        found = unposted_returns(self._session, self._fund.id)
        names = parties_of(self._session, [one.grant for one in found])
        for one in found:
            owners = {"task": one.task, "grant": one.grant, "application": one.application}
            about = "、".join(names.get(one.grant, ())) or self._tasks[one.task].name
            due = self._due(DueKind.CAME_BACK, None, one.fen, about, **owners)
            yield replace(due, batch=one.batch, line=one.line)

    def _of_others(self) -> Iterator[FundDue]:
        """Yield what others promised to pay beside grants, and did not yet."""
        own = select(FundGrant.id).where(FundGrant.task_id.in_(self._tasks))
        found = fund_funding(self._session, FundingPartEntry.grant_id.in_(own))
        names = parties_of(self._session, found)
        for grant, parts in found.items():
            task = grant_record(self._session, grant).task
            who = "、".join(names.get(grant, ())) or self._tasks[task].name
            for one in (part for part in parts if part.fen > part.in_place):
                about, left = f"{who}：{one.bearer.label}", one.fen - one.in_place
                yield self._due(DueKind.FUNDING, one.by, left, about, task=task, grant=grant)

    def _awards(self, failed: Mapping[int, int], projects: Collection[int]) -> Iterator[FundDue]:
        """Yield what waits of awards that were told of, without what failed and what is a project's."""
        unpaid = waiting_grants(self._session, self._fund.id)
        waiting = {
            grant: fen - failed.get(grant, 0) for grant, fen in unpaid.items() if grant not in projects
        }
        for some in in_parts(grant for grant, fen in waiting.items() if fen > 0):
            names = parties_of(self._session, some)
            for grant, task, application, told in _told(self._session, some):
                day, about = self._promised(told), "、".join(names.get(grant, ()))
                owners = {"task": task, "grant": grant, "application": application}
                yield self._due(DueKind.AWARD, day, waiting[grant], about, **owners)

    def _promised(self, told: datetime.date) -> datetime.date | None:
        """Return until when an award that was told of on a day shall be paid, None for no promise."""
        settings = office(self._session)
        length = settings.payment_days if settings is not None else 0
        return known_last_day(length, told, working_days(self._session)) if length else None

    def _due(
        self, kind: DueKind, day: datetime.date | None, fen: int, about: str, *,
        task: int = 0, grant: int = 0, application: int = 0,
    ) -> FundDue:  # fmt: skip
        return FundDue(
            kind=kind, day=day, fen=fen, fund=self._fund.id, about=about, fund_name=self._fund.short_name,
            task=task, grant=grant, application=application,
        )  # fmt: skip


_OF_PROJECT = {ProjectDueKind.INSTALMENT: DueKind.INSTALMENT, ProjectDueKind.RETURN: DueKind.UNSPENT}
_CHECKS = {Stage.MID_TERM: DueKind.MID_TERM, Stage.ACCEPTANCE: DueKind.ACCEPTANCE}


def _left(figures: Figures) -> int:
    """Return what of a budget is neither spent nor handed back (fen)."""
    return figures.budget - figures.executed - figures.returned


_STANDS = Application.state == Step.NOTIFY.target.value


def _told(session: Session, grants: tuple[int, ...]) -> Iterator[tuple[int, int, int, datetime.date]]:
    """Yield of grants that pay awards which were told of: grant, task, application, and the day of that."""
    charged, step = ChargedGrantEntry, ApplicationStep
    asked = (
        select(charged.grant_id, FundGrant.task_id, charged.application_id, func.max(step.at))
        .join(FundGrant, FundGrant.id == charged.grant_id)
        .join(Application, Application.id == charged.application_id)
        .join(step, step.application_id == Application.id)
        .where(charged.grant_id.in_(grants), step.step == Step.NOTIFY.name, _STANDS)
        .group_by(charged.grant_id, FundGrant.task_id, charged.application_id)
    )
    for grant, task, application, at in session.execute(asked):
        yield grant, task, application, at.date()
