"""Where the sums of grants and tasks stand now, as the database adds them up."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from ipdesk.funds.books.accounts import Place
from ipdesk.models.core.parts import in_parts
from ipdesk.models.tables import FundAccount, FundMovement
from ipdesk.models.tables.dialect import total

Standing = Mapping[Place, int]
"""Fen by the place where they stand; a place with nothing is 0."""


def grants_standing(session: Session, grants: Iterable[int]) -> dict[int, Counter[Place]]:
    """Return where the sums of grants stand, by their ids; 0 everywhere for one that was released."""
    return _standing(session, FundAccount.grant_id, grants)


def task_standing(session: Session, task: int) -> Counter[Place]:
    """Return where the sums of a task stand."""
    return _standing(session, FundAccount.task_id, [task])[task]


def granted_from(session: Session, task: int) -> int:
    """Return what a task granted and did not get back by a release (fen)."""
    granted = 0
    for side, sign in ((FundMovement.target_id, 1), (FundMovement.source_id, -1)):
        own = FundAccount.task_id == task, FundAccount.grant_id.is_not(None)
        moved = select(total(FundMovement.fen)).join(FundAccount, FundAccount.id == side).where(*own)
        granted += sign * session.execute(moved).scalar_one()
    return granted


def waiting_grants(session: Session, fund: int) -> dict[int, int]:
    """Return what of the grants of a fund waits to be paid (fen), by their ids; none are left out."""
    waiting: Counter[int] = Counter()
    for side, sign in ((FundMovement.target_id, 1), (FundMovement.source_id, -1)):
        moved = select(FundAccount.grant_id, total(FundMovement.fen)).join(
            FundMovement, side == FundAccount.id
        )
        own = moved.where(FundAccount.fund_id == fund, FundAccount.place == Place.GRANT.value)
        for grant, fen in session.execute(own.group_by(FundAccount.grant_id)):
            waiting[grant or 0] += sign * fen
    return {grant: waiting[grant] for grant in sorted(waiting) if waiting[grant]}


def granted_of(standing: Standing) -> int:
    """Return what was granted and not released (fen), whatever became of it since."""
    return sum(fen for place, fen in standing.items() if place is not Place.TASK)


def _standing(
    session: Session, owner: InstrumentedAttribute[int | None], owners: Iterable[int]
) -> dict[int, Counter[Place]]:
    """Add up what came to the accounts of owners and left them, each side by its own index."""
    found: dict[int, Counter[Place]] = defaultdict(Counter)
    for some in in_parts(owners):
        for side, sign in ((FundMovement.target_id, 1), (FundMovement.source_id, -1)):
            rows = session.execute(
                select(owner, FundAccount.place, total(FundMovement.fen))
                .join(FundMovement, side == FundAccount.id)
                .where(owner.in_(some))
                .group_by(owner, FundAccount.place)
            )
            for whose, place, fen in rows:
                found[whose or 0][Place(place)] += sign * fen
    return found
