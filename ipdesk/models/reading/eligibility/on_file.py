"""Where a thing is on file already, whoever applied for it under whichever policy, and what was paid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Integer, ScalarSelect, Select, Subquery, literal, select, union_all
from sqlalchemy.orm import Session

from ipdesk.models.core.parts import in_parts
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
    parts = (_asked(part, exclude_application) for part in in_parts(sorted(set(items))))
    found = (
        OnFile(kind, item, application, number, name, year, State(state), int(granted))
        for part in parts
        for kind, item, application, number, name, year, state, granted in session.execute(part)
    )
    return tuple(sorted(found, key=lambda one: (one.application, one.item, one.kind)))


def _asked(items: Sequence[str], exclude_application: int | None) -> Select[Any]:
    held, one, owner = _held(items), Application, RegisteredApplicant
    return (
        select(held.c.kind, held.c.item, one.id, one.number, owner.name, one.year, one.state, _granted(held))
        .join(one, one.id == held.c.application_id)
        .join(owner, owner.id == one.applicant_id)
        .where(one.id != (exclude_application or 0))
        .distinct()
    )


def _held(items: Sequence[str]) -> Subquery:
    """Return which applications hold one of the things: drafts as typed, others by an achievement."""
    none = literal(None, Integer).label("achievement_id")
    drafts = select(DraftRef.kind, DraftRef.item, DraftRef.application_id, none).where(
        DraftRef.item.in_(items)
    )
    chosen, entry = ApplicationAchievement, AchievementEntry
    accepted = select(entry.kind, entry.item, chosen.application_id, entry.id)
    accepted = accepted.join(chosen, chosen.achievement_id == entry.id).where(entry.item.in_(items))
    return union_all(drafts, accepted).subquery()


def _granted(held: Subquery) -> ScalarSelect[int]:
    """Return what an application granted for its thing and what is left of that, in fen."""
    own = AwardEntry.application_id == Application.id, AwardEntry.achievement_id == held.c.achievement_id
    return select(total(left_of())).where(*own, still_counts()).scalar_subquery()
