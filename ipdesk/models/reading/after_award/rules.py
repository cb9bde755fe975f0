"""By which rules this office took awards back, or let them lapse, before: proposed the next time."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from ipdesk.models.records import ReversalKind
from ipdesk.models.records.reversals import Consequence, ConsequenceKind
from ipdesk.models.tables import (
    Application,
    ClawbackConsequence,
    ClawbackEntry,
    CollectionReminderEntry,
    ReversalEntry,
)


def recovery_bases(session: Session, policy: str) -> dict[str, str]:
    """Return by which rule awards of a policy were last taken back, by the id of the ground."""
    entry = ClawbackEntry
    found = (
        select(entry.ground, entry.basis)
        .join(Application, Application.id == entry.application_id)
        .where(Application.policy == policy, entry.ground != "")
        .order_by(entry.id)
    )
    return {ground: basis for ground, basis in session.execute(found)}


def former_consequences(session: Session, policy: str) -> tuple[Consequence, ...]:
    """Return what followed besides from clawbacks of a policy, each kind as it was told last."""
    entry = ClawbackConsequence
    found = (
        select(entry)
        .join(ClawbackEntry, ClawbackEntry.id == entry.clawback_id)
        .join(Application, Application.id == ClawbackEntry.application_id)
        .where(Application.policy == policy)
        .order_by(entry.clawback_id)
    )
    newest = {one.kind: one for one in session.scalars(found)}
    return tuple(Consequence(ConsequenceKind(kind), one.basis, one.body) for kind, one in newest.items())


def lapse_basis(session: Session, policy: str) -> str:
    """Return by which rule awards of a policy were last said to lapse, or lapsed; "" where none did."""
    told, lapsed = CollectionReminderEntry, ReversalEntry
    of_policy = Application.policy == policy
    reminders = (
        select(told.basis, told.at)
        .join(Application, Application.id == told.application_id)
        .where(of_policy)
        .order_by(told.id.desc())
        .limit(1)
    )
    lapses = (
        select(lapsed.basis, lapsed.at)
        .join(Application, Application.id == lapsed.application_id)
        .where(of_policy, lapsed.kind == ReversalKind.NOT_TAKEN.value)
        .order_by(lapsed.id.desc())
        .limit(1)
    )
    rows = [*session.execute(reminders), *session.execute(lapses)]
    return max(rows, key=lambda row: row[1])[0] if rows else ""
