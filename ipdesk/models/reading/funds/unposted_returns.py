"""Money that came back of a clawback, as its file says, and that nobody entered into the books of a fund."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from ipdesk.funds.books.accounts import Place
from ipdesk.models.core.parts import in_parts
from ipdesk.models.reading.funds.projects import posted_returns
from ipdesk.models.reading.funds.standing import grants_standing
from ipdesk.models.records.funds.dues import UnpostedReturn
from ipdesk.models.tables import (
    ChargedGrantEntry,
    ClawbackEntry,
    ClawbackReturnEntry,
    FundGrant,
    FundTask,
    PaymentLineEntry,
)


class _CameBack(NamedTuple):
    """What came back of an application in all (fen), since when it can have, and what came last."""

    fen: int
    since: datetime.date | None
    day: datetime.date
    slip: str


def unposted_returns(session: Session, fund: int) -> tuple[UnpostedReturn, ...]:
    """Return what came back of awards that a fund paid and is not entered there, in the order of grants."""
    grants = _paid_by(session, fund)
    back = _came_back(session, {application for application, _ in grants.values()})
    posted, standing = _posted(session, grants, back), grants_standing(session, grants)
    found: dict[int, UnpostedReturn] = {}
    for grant, (application, task) in grants.items():
        if (came := back.get(application)) is None:
            continue
        fen = min(came.fen - posted[application], standing[grant][Place.PAID])
        if fen > 0:
            batch, line = _payment_of(session, grant)
            given = UnpostedReturn(application, grant, task, fen, came.day, came.slip, batch, line)
            found.setdefault(application, given)
    return tuple(found.values())


def _payment_of(session: Session, grant: int) -> tuple[int, int]:
    """Return batch and line of the last payment of a grant (all ids), zeros where no batch paid it."""
    entry = PaymentLineEntry
    asked = select(entry.batch_id, entry.id).where(entry.grant_id == grant, entry.payment_id.is_not(None))
    row = session.execute(asked.order_by(entry.id.desc()).limit(1)).first()
    return (row[0], row[1]) if row is not None else (0, 0)


def _paid_by(session: Session, fund: int) -> dict[int, tuple[int, int]]:
    """Return the grants of a fund that pay awards: of which application, from which task."""
    charged, task = ChargedGrantEntry, FundTask.id == FundGrant.task_id
    asked = (
        select(charged.grant_id, charged.application_id, FundGrant.task_id)
        .join(FundGrant, FundGrant.id == charged.grant_id)
        .join(FundTask, task)
        .where(FundTask.fund_id == fund)
        .order_by(charged.grant_id)
    )
    return {grant: (application, own) for grant, application, own in session.execute(asked)}


def _came_back(session: Session, applications: Iterable[int]) -> dict[int, _CameBack]:
    """Return what came back of applications; none can have before the day of the decision."""
    entry, found = ClawbackReturnEntry, dict[int, _CameBack]()
    for some in in_parts(applications):
        asked = select(
            ClawbackEntry.application_id, ClawbackEntry.decided_at, entry.amount, entry.day, entry.slip
        ).join(ClawbackEntry, ClawbackEntry.id == entry.clawback_id)
        own = asked.where(ClawbackEntry.application_id.in_(some)).order_by(ClawbackEntry.id, entry.id)
        for application, decided, fen, day, slip in session.execute(own):
            before = found.get(application)
            since = before.since if before else decided.date() if decided is not None else None
            found[application] = _CameBack((before.fen if before else 0) + fen, since, day, slip)
    return found


def _posted(
    session: Session, grants: Mapping[int, tuple[int, int]], back: Mapping[int, _CameBack]
) -> Counter[int]:
    """Return what was entered since; what a bank sent back before is no money of a clawback."""
    posted: Counter[int] = Counter()
    for grant, day, fen in posted_returns(session, grants):
        application, _ = grants[grant]
        came = back.get(application)
        posted[application] += fen if came is not None and came.since and day >= came.since else 0
    return posted
