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


def settled_lines(session: Session, application_id: int) -> dict[tuple[str, str], int | None]:
    """Return what a settlement over all claims gave the lines (achievement, rule) it bounds, in fen.

    None for a share of a settlement that was written before shares were kept.
    """
    texts = session.scalars(_settled(), {"application": application_id})
    lines = (line for text in texts for line in exact_json.loads(text))
    return {(achievement, rule): next(iter(share), None) for achievement, rule, *share in lines}


@cache
def _settled() -> Select[str]:
    entry, member = SettlementEntry, SettlementMember
    return (
        select(member.settled)
        .join(entry, entry.id == member.settlement_id)
        .where(member.application_id == bindparam("application"), entry.undone_at.is_(None))
    )
