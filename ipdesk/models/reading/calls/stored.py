"""Calls for applications, with what was accepted by them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ipdesk.models.records import Call, CallDetails
from ipdesk.models.tables import Application, CallEntry
from ipdesk.models.workflow import Level

_ENTERED = tuple(field.name for field in fields(CallDetails))


def calls(session: Session, policy: str | None = None) -> tuple[Call, ...]:
    """Return all calls, or those of a policy, the one that begins last first."""
    found = select(CallEntry).order_by(CallEntry.begins_at.desc(), CallEntry.id.desc())
    if policy is not None:
        found = found.where(CallEntry.policy == policy)
    entries = session.scalars(found).all()
    accepted = accepted_by_call(session, (entry.id for entry in entries))
    return tuple(_call(entry, accepted.get(entry.id, 0)) for entry in entries)


def accepted_by_call(session: Session, calls: Iterable[int]) -> dict[int, int]:
    """Return how many applications were accepted by each of these calls; none are left out."""
    table = Application
    counted = (
        select(table.call, func.count())
        .where(table.call.in_(tuple(calls)), table.accepted_on.is_not(None))
        .group_by(table.call)
    )
    return {call: count for call, count in session.execute(counted)}


def _call(entry: CallEntry, accepted: int) -> Call:
    entered = {name: getattr(entry, name) for name in _ENTERED} | {"level": Level(entry.level)}
    return Call(**entered, id=entry.id, revision=entry.revision, closed_at=entry.closed_at, accepted=accepted)
