"""Settlements that stand: of a call, and what of an application is settled by one."""

from __future__ import annotations

from functools import cache

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session

from ipdesk.models.core import exact_json
from ipdesk.models.records import StandingSettlement
from ipdesk.models.tables import PersonEntry, SettlementEntry, SettlementMember


def standing_settlement(session: Session, call: int) -> StandingSettlement | None:
    """Return the settlement of a call that was not taken back, None where there is none."""
    entry, member = SettlementEntry, SettlementMember
    count = select(func.count()).where(member.settlement_id == entry.id).scalar_subquery()
    found = (
        select(entry.id, entry.call_id, PersonEntry.name, entry.at, count)
        .join(PersonEntry, PersonEntry.id == entry.person_id)
        .where(entry.call_id == call, entry.undone_at.is_(None))
    )
    row = session.execute(found).first()
    return StandingSettlement(*row) if row is not None else None


def settled_lines(session: Session, application_id: int) -> frozenset[tuple[str, str]]:
    """Return the lines (achievement, rule) whose pools are settled: their sums are no longer only a most."""
    texts = session.scalars(_settled(), {"application": application_id})
    return frozenset((achievement, rule) for text in texts for achievement, rule in exact_json.loads(text))


@cache
def _settled() -> Select[str]:
    entry, member = SettlementEntry, SettlementMember
    return (
        select(member.settled)
        .join(entry, entry.id == member.settlement_id)
        .where(member.application_id == bindparam("application"), entry.undone_at.is_(None))
    )
