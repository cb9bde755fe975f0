"""What pays the awards of calls, and what was charged so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from ipdesk.funds.books.accounts import Place
from ipdesk.models.core.parts import in_parts
from ipdesk.models.reading.funds.standing import granted_of, grants_standing
from ipdesk.models.records import CallCharges, Charge, ChargedGrant, ChargedLine
from ipdesk.models.tables import CallCharge, ChargedCall, ChargedGrantEntry, ChargedLineEntry, FundGrant


def call_charges(session: Session, call: int) -> CallCharges:
    """Return what pays the awards of a call, by the rules that have a task of their own first."""
    entry = session.get(ChargedCall, call)
    if entry is None:
        return CallCharges()
    rows = select(CallCharge).where(CallCharge.call_id == call).order_by(CallCharge.rule.desc())
    charges = tuple(Charge(row.task_id, row.rule) for row in session.scalars(rows))
    return CallCharges(charges=charges, authority=entry.authority, revision=entry.revision)


def charged_grants(session: Session, application: int) -> tuple[ChargedGrant, ...]:
    """Return the grants that pay, or were to pay, awards of an application, the first first."""
    return charged_of(session, [application]).get(application, ())


def charged_of(session: Session, applications: Iterable[int]) -> dict[int, tuple[ChargedGrant, ...]]:
    """Return the charged grants of applications; none are left out."""
    found: dict[int, tuple[ChargedGrant, ...]] = defaultdict(tuple)
    charged, grant = ChargedGrantEntry, FundGrant
    for some in in_parts(applications):
        asked = (
            select(charged.grant_id, grant.task_id, charged.application_id)
            .join(grant, grant.id == charged.grant_id)
            .where(charged.application_id.in_(some))
            .order_by(charged.grant_id)
        )
        rows = session.execute(asked).all()
        lines = _lines(session, [row[0] for row in rows])
        standing = grants_standing(session, [row[0] for row in rows])
        for record, task, application in rows:
            kept = _charged(record, task, application, lines[record], standing[record])
            found[application] += (kept,)
    return found


def _charged(
    record: int, task: int, application: int, lines: tuple[ChargedLine, ...], standing: Mapping[Place, int]
) -> ChargedGrant:
    return ChargedGrant(
        grant=record,
        task=task,
        application=application,
        lines=lines,
        fen=sum(line.fen for line in lines),
        left=standing[Place.GRANT],
        stands=granted_of(standing),
    )


def _lines(session: Session, grants: Iterable[int]) -> dict[int, tuple[ChargedLine, ...]]:
    line = ChargedLineEntry
    found: dict[int, tuple[ChargedLine, ...]] = defaultdict(tuple)
    for some in in_parts(grants):
        asked = select(line).where(line.grant_id.in_(some)).order_by(line.grant_id, line.key, line.rule)
        for row in session.scalars(asked):
            found[row.grant_id] += (ChargedLine(row.key, row.rule, row.fen),)
    return found
