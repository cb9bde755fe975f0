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
from ipdesk.models.tables import ChargedGrantEntry, ClawbackEntry, ClawbackReturnEntry, FundGrant, FundTask


class UnpostedReturn(NamedTuple):
    """What of an application came back and is not in the books (fen), and the grant that paid it."""

    application: int
    grant: int
    task: int
    fen: int


def unposted_returns(session: Session, fund: int) -> tuple[UnpostedReturn, ...]:
    """Return what came back of awards that a fund paid and is not entered there, in the order of grants."""
    grants = _paid_by(session, fund)
    back, since = _came_back(session, {application for application, _ in grants.values()})
    left, standing = back - _posted(session, grants, since), grants_standing(session, grants)
    found: dict[int, UnpostedReturn] = {}
    for grant, (application, task) in grants.items():
        fen = min(left[application], standing[grant][Place.PAID])
        if fen > 0:
            found.setdefault(application, UnpostedReturn(application, grant, task, fen))
    return tuple(found.values())


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


def _came_back(
    session: Session, applications: Iterable[int]
) -> tuple[Counter[int], dict[int, datetime.date]]:
    """Return what came back of applications (fen), and since when it can have: the day of the decision."""
    entry, back, since = ClawbackReturnEntry, Counter[int](), dict[int, datetime.date]()
    for some in in_parts(applications):
        asked = select(ClawbackEntry.application_id, ClawbackEntry.decided_at, entry.amount).join(
            ClawbackEntry, ClawbackEntry.id == entry.clawback_id
        )
        own = asked.where(ClawbackEntry.application_id.in_(some)).order_by(ClawbackEntry.id)
        for application, decided, fen in session.execute(own):
            back[application] += fen
            if decided is not None:
                since.setdefault(application, decided.date())
    return back, since


def _posted(
    session: Session, grants: Mapping[int, tuple[int, int]], since: Mapping[int, datetime.date]
) -> Counter[int]:
    """Return what was entered since; what a bank sent back before is no money of a clawback."""
    posted: Counter[int] = Counter()
    for grant, day, fen in posted_returns(session, grants):
        application, _ = grants[grant]
        posted[application] += fen if application in since and day >= since[application] else 0
    return posted
