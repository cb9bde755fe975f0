"""What was granted before, as an evaluation needs it, and what others are applying for right now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, Subquery, and_, false, literal, or_, select, union_all
from sqlalchemy.orm import Session

from ipdesk.models import workflow
from ipdesk.models.core import exact_json
from ipdesk.models.reading.after_award.reversals import left_of, still_counts
from ipdesk.models.records import AwaitingDecision, OpenHolder
from ipdesk.models.tables import (
    AchievementEntry,
    Application,
    ApplicationAchievement,
    ApplicationStep,
    AwardEntry,
    DraftRef,
    RegisteredApplicant,
)
from ipdesk.models.tables.dialect import among, contains
from ipdesk.models.workflow import State, Step
from ipdesk.rules.core.case import HistoryEntry
from ipdesk.rules.evaluation.policy import HistoryNeed

STANDING = among(Application.state, (state.value for state in workflow.STANDING))
"""Applications whose awards stand."""

LETS_STAND = [
    step for step in Step if step.target.stands and not any(source.stands for source in step.sources)
]
"""The steps by which awards begin to stand."""
_PENDING = [state.value for state in workflow.EVALUATED if not state.decided]
_DECIDED = among(Application.state, (state.value for state in workflow.DECIDED))
_OPEN = among(Application.state, (state.value for state in workflow.OPEN))


def history(
    session: Session,
    policy_id: str,
    applicant_id: int | None,
    need: HistoryNeed,
    exclude_application: int | None = None,
    before_step: int | None = None,
) -> tuple[HistoryEntry, ...]:
    """Return the granted lines an evaluation needs, oldest first; ``source`` is the application's number.

    That is all of the applicant's own under the policy, and of others those the need names. Granted means
    above 0 in an application confirmed or notified. An entry's ``applicant`` is the applicant's id as text.
    With ``before_step`` (a step's id) it is the history as it was when that step was taken.
    """
    others = AwardEntry.application_id != (exclude_application or 0)
    found = _granted_lines(policy_id, before_step).where(others, _needed(applicant_id, need))
    return tuple(
        HistoryEntry(rule, str(applicant), year, left, ref, exact_json.read_facts(facts), number)
        for rule, applicant, year, left, ref, facts, number in session.execute(found)
    )


def _granted_lines(policy_id: str, before_step: int | None) -> Select[*tuple[Any, ...]]:
    """Return the lines of awards that stand, or stood before a step, with what is left of their sums."""
    entry = AwardEntry
    columns = (entry.rule, entry.applicant_id, entry.year, left_of(before_step), entry.ref, entry.facts)
    found = (
        select(*columns, Application.number)
        .join(Application, Application.id == entry.application_id)
        .where(entry.policy == policy_id, STANDING, still_counts(before_step))
        .order_by(entry.id)
    )
    if before_step is None:
        return found
    return found.where(entry.application_id.in_(_confirmed_before(before_step)))


def _confirmed_before(step: int) -> Select[int]:
    # Steps are only ever added, one transaction after the other under a policy (``handlers.applications``
    # locks its awards): a lesser id was taken earlier.
    earlier = among(ApplicationStep.state, (step.target.value for step in LETS_STAND))
    return select(ApplicationStep.application_id).where(earlier, ApplicationStep.id < step)


def _needed(applicant_id: int | None, need: HistoryNeed) -> ColumnElement[bool]:
    entry = AwardEntry
    wanted: list[ColumnElement[bool]] = [false()]
    if applicant_id is not None:
        wanted.append(entry.applicant_id == applicant_id)
    if need.items:
        wanted.append(_of_achievements(AchievementEntry.item.in_(sorted(need.items))))
    wanted += [_holds(name, value) for name, value in sorted(need.facts)]
    wanted += [and_(entry.rule == rule, entry.year == year) for rule, year in sorted(need.rule_years)]
    wanted += [and_(entry.rule == rule, _lacks(name)) for rule, name in sorted(need.lacking)]
    return or_(*wanted)


def _holds(name: str, value: str) -> ColumnElement[bool]:
    """Say that the facts hold a value, whatever its type; facts are always written the same way.

    A number that only begins like the one wanted passes too: more history than needed changes no evaluation.
    """
    text = exact_json.dumps(value)
    written = dict.fromkeys((text, value, value.lower()))
    as_typed = (contains(AwardEntry.facts, f'"{name}":{one}') for one in written)
    in_normal_form = contains(AchievementEntry.normal_texts, f'"{name}":{text}')
    return or_(*as_typed, _of_achievements(in_normal_form))


def _of_achievements(wanted: ColumnElement[bool]) -> ColumnElement[bool]:
    """Say that an award is for one of the wanted things; what is derived stands with these alone."""
    return AwardEntry.achievement_id.in_(select(AchievementEntry.id).where(wanted))


def _lacks(name: str) -> ColumnElement[bool]:
    """Say that the facts say nothing of a fact: its default stands for it."""
    return ~contains(AwardEntry.facts, f'"{name}":')


def open_holders(
    session: Session, items: Iterable[str], exclude_application: int | None = None
) -> tuple[OpenHolder, ...]:
    """Return other applications that hold one of these things: a notice, not a bar.

    They are drafts, accepted, or were decided and granted nothing for it; what was granted is in the history.
    ``items`` are normal forms of numbers.
    """
    found = _holders(_holdings(sorted(set(items)))).where(Application.id != (exclude_application or 0))
    return tuple(
        OpenHolder(ref, application, number, name, State(state))
        for ref, application, number, name, state in session.execute(found)
    )


def _holders(held: Subquery) -> Select[*tuple[Any, ...]]:
    """Return the applications that hold something and were not, or not yet, granted anything for it."""
    entered = held.c.achievement_id
    unpaid = and_(_DECIDED, entered.is_not(None), ~_granted(entered))
    return (
        select(held.c.ref, Application.id, Application.number, RegisteredApplicant.name, Application.state)
        .join(Application, Application.id == held.c.application_id)
        .join(RegisteredApplicant, RegisteredApplicant.id == Application.applicant_id)
        .where(or_(_OPEN, unpaid))
        .order_by(Application.id, held.c.ref)
        .distinct()
    )


def _holdings(items: Sequence[str]) -> Subquery:
    """Return which applications hold one of these things: drafts as typed, others by an achievement."""
    none = literal(None, Integer).label("achievement_id")
    drafts = select(DraftRef.ref, DraftRef.application_id, none).where(DraftRef.item.in_(items))
    accepted = (
        select(AchievementEntry.ref, ApplicationAchievement.application_id, AchievementEntry.id)
        .join(ApplicationAchievement, ApplicationAchievement.achievement_id == AchievementEntry.id)
        .where(AchievementEntry.item.in_(items))
    )
    return union_all(drafts, accepted).subquery()


def items_of(session: Session, application_id: int) -> tuple[str, ...]:
    """Return the normal forms of the numbers that an accepted application holds."""
    chosen, entry = ApplicationAchievement, AchievementEntry
    found = select(entry.item).join(chosen, chosen.achievement_id == entry.id)
    held = found.where(chosen.application_id == application_id, entry.item.is_not(None))
    return tuple(item for item in session.scalars(held) if item)


def _granted(achievement: ColumnElement[int]) -> ColumnElement[bool]:
    """Say that an application granted something for an achievement that still counts."""
    own = and_(AwardEntry.application_id == Application.id, AwardEntry.achievement_id == achievement)
    return select(AwardEntry.id).where(own, still_counts()).exists()


def awaiting_decision(
    session: Session, applicant_id: int, policy_id: str, year: int, exclude_application: int | None = None
) -> tuple[AwaitingDecision, ...]:
    """Return an applicant's other accepted applications of a policy and year that no limit counts yet."""
    found = (
        select(Application.id, Application.number, Application.amount)
        .where(Application.applicant_id == applicant_id, Application.state.in_(_PENDING))
        .where(Application.policy == policy_id, Application.year == year)
        .where(Application.id != (exclude_application or 0))
        .order_by(Application.id)
    )
    return tuple(AwaitingDecision(*row) for row in session.execute(found))
