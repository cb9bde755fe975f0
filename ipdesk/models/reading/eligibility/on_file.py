"""Where a thing is on file already, whoever applied for it under whichever policy, and what was paid."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Integer, ScalarSelect, Subquery, literal, select, union_all
from sqlalchemy.orm import Session

from ipdesk.models.reading.after_award.reversals import left_of, still_counts
from ipdesk.models.records.lists import OnFile
from ipdesk.models.tables import (
    AchievementEntry,
    Application,
    ApplicationAchievement,
    AwardEntry,
    DraftRef,
    RegisteredApplicant,
)
from ipdesk.models.tables.dialect import total
from ipdesk.models.workflow import State


def on_file(
    session: Session, items: Iterable[str], exclude_application: int | None = None
) -> tuple[OnFile, ...]:
    """Return the applications that hold one of these things (normal forms of numbers), oldest first."""
    held, one, owner = _held(sorted(set(items))), Application, RegisteredApplicant
    found = (
        select(held.c.item, one.id, one.number, owner.name, one.year, one.state, _granted(held))
        .join(one, one.id == held.c.application_id)
        .join(owner, owner.id == one.applicant_id)
        .where(one.id != (exclude_application or 0))
        .order_by(one.id, held.c.item)
        .distinct()
    )
    return tuple(
        OnFile(item, application, number, name, year, State(state), int(granted))
        for item, application, number, name, year, state, granted in session.execute(found)
    )


def _held(items: Collection[str]) -> Subquery:
    """Return which applications hold one of the things: drafts as typed, others by an achievement."""
    none = literal(None, Integer).label("achievement_id")
    drafts = select(DraftRef.item, DraftRef.application_id, none).where(DraftRef.item.in_(items))
    chosen, entry = ApplicationAchievement, AchievementEntry
    accepted = select(entry.item, chosen.application_id, entry.id)
    accepted = accepted.join(chosen, chosen.achievement_id == entry.id).where(entry.item.in_(items))
    return union_all(drafts, accepted).subquery()


def _granted(held: Subquery) -> ScalarSelect[int]:
    """Return what an application granted for its thing and what is left of that, in fen."""
    own = AwardEntry.application_id == Application.id, AwardEntry.achievement_id == held.c.achievement_id
    return select(total(left_of())).where(*own, still_counts()).scalar_subquery()
