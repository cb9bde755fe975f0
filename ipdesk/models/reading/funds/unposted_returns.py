"""Money that came back of a clawback, as its file says, and that nobody entered into the books of a fund."""

from __future__ import annotations

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
from ipdesk.models.tables.dialect import total


class UnpostedReturn(NamedTuple):
    """What of an application came back and is not in the books (fen), and the grant that paid it."""

    application: int
    grant: int
    task: int
    fen: int


def unposted_returns(session: Session, fund: int) -> tuple[UnpostedReturn, ...]:
    """Return what came back of awards that a fund paid and is not entered there, in the order of grants."""
    grants = _paid_by(session, fund)
    back = _came_back(session, {application for application, _ in grants.values()})
    left, standing = back - _posted(session, grants), grants_standing(session, grants)
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


def _came_back(session: Session, applications: Iterable[int]) -> Counter[int]:
    entry, back = ClawbackReturnEntry, Counter[int]()
    for some in in_parts(applications):
        asked = select(ClawbackEntry.application_id, total(entry.amount)).join(
            ClawbackEntry, ClawbackEntry.id == entry.clawback_id
        )
        own = asked.where(ClawbackEntry.application_id.in_(some)).group_by(ClawbackEntry.application_id)
        back.update({application: fen for application, fen in session.execute(own)})
    return back


def _posted(session: Session, grants: Mapping[int, tuple[int, int]]) -> Counter[int]:
    posted: Counter[int] = Counter()
    for grant, _, fen in posted_returns(session, grants):
        posted[grants[grant][0]] += fen
    return posted
