"""The most that may be granted of a task, a policy, a year, and how much of it was."""

from __future__ import annotations

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from ipdesk.models.reading.after_award.reversals import left_of
from ipdesk.models.reading.funds.standing import granted_from
from ipdesk.models.reading.history import STANDING
from ipdesk.models.records import Ceiling, CeilingScope, CeilingWay, WantedSum
from ipdesk.models.tables import Application, AwardEntry, FundCeiling, FundTask
from ipdesk.models.tables.dialect import total


def ceilings(session: Session) -> tuple[Ceiling, ...]:
    """Return all ceilings in the order in which they were set."""
    rows = session.execute(
        select(FundCeiling, FundTask.name)
        .outerjoin(FundTask, FundTask.id == FundCeiling.task_id)
        .order_by(FundCeiling.id)
    )
    return tuple(_ceiling(row, task) for row, task in rows)


def _ceiling(row: FundCeiling, task: str | None) -> Ceiling:
    scope = CeilingScope(task=row.task_id, policy=row.policy, year=row.year)
    way = CeilingWay(row.way)
    return Ceiling(id=row.id, scope=scope, name=_name(scope, task), most=row.most, way=way, basis=row.basis)


def _name(scope: CeilingScope, task: str | None) -> str:
    if task is not None:
        return f"任务“{task}”的资助上限"
    year = f"{scope.year}年度" if scope.year is not None else ""
    return f"{year}{'本政策' if scope.policy else ''}的资助上限"


def ceiling_used(session: Session, scope: CeilingScope) -> int:
    """Return what was granted of that which a ceiling is about (fen), less what was taken back since."""
    if scope.task is not None:
        return granted_from(session, scope.task)
    spent = select(total(left_of())).join(Application, Application.id == AwardEntry.application_id)
    about: list[ColumnElement[bool]] = [STANDING]
    if scope.policy:
        about.append(AwardEntry.policy == scope.policy)
    if scope.year is not None:
        about.append(AwardEntry.year == scope.year)
    return session.execute(spent.where(*about)).scalar_one()


def applies(scope: CeilingScope, wanted: WantedSum) -> bool:
    """Say whether a ceiling is about a sum."""
    if scope.task is not None:
        return scope.task == wanted.task
    return scope.policy in ("", wanted.policy) and scope.year in (None, wanted.year)
