"""Things that nobody has applied for yet under a policy, by the applicant whose they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import ColumnElement, and_, exists, select
from sqlalchemy.orm import Session

from ipdesk.models.reading.achievements.register import things_by_id
from ipdesk.models.records.achievements.register import StandingThing
from ipdesk.models.tables import (
    Application,
    ApplicationAchievement,
    DraftRef,
    RegisteredAchievement,
    RegisteredEntry,
)
from ipdesk.models.tables.dialect import among
from ipdesk.models.workflow import State

_T = RegisteredAchievement
_AT_ONCE = 500
_GONE = [state.value for state in State if state.ended and not state.decided]
"""Applications that came to nothing: what was in them may be applied for again."""


def unapplied_things(
    session: Session, kinds: Collection[str], policy: str
) -> Mapping[int, Sequence[StandingThing]]:
    """Return what no application under a policy holds, by the applicant named first among the owners.

    Drafts hold what they name, too. What belongs to nobody registered is left out.
    """
    wanted = select(_T.id).where(_T.kind.in_(kinds), ~_applied(policy), ~_in_draft(policy)).order_by(_T.id)
    ids = tuple(session.scalars(wanted))
    found: dict[int, list[StandingThing]] = defaultdict(list)
    for start in range(0, len(ids), _AT_ONCE):
        for thing in things_by_id(session, ids[start : start + _AT_ONCE]):
            if thing.holders:
                found[_first(thing)].append(thing)
    return found


def _first(thing: StandingThing) -> int:
    """Return the applicant at the foremost place; one whose place is unknown comes last."""
    return min(thing.holders, key=lambda holder: (holder[1] == 0, holder[1], holder[0]))[0]


def _applied(policy: str) -> ColumnElement[bool]:
    link, chosen, of = RegisteredEntry, ApplicationAchievement, Application
    stands = and_(of.policy == policy, ~among(of.state, _GONE))
    return (
        exists()
        .where(link.registered_id == _T.id, chosen.achievement_id == link.achievement_id)
        .where(of.id == chosen.application_id, stands)
        .correlate(_T)
    )


def _in_draft(policy: str) -> ColumnElement[bool]:
    held, of = DraftRef, Application
    same = and_(held.kind == _T.kind, held.item == _T.item)
    return exists().where(same, of.id == held.application_id, of.policy == policy).correlate(_T)
