"""Awards that do not stay: what is left of lines, clawbacks, and who was asked to take its award 催领."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from ipdesk.models.reading.periods.calendar import last_day_by_now
from ipdesk.models.records import (
    Clawback,
    CollectionReminder,
    IntendedBar,
    Minutes,
    ReturnedSum,
    Reversal,
    ReversalKind,
    ReversedLine,
    Service,
)
from ipdesk.models.records.reversals import AskedToCollect, CollectionTerm, Consequence, ConsequenceKind
from ipdesk.models.tables import (
    Application,
    ApplicationStep,
    AwardEntry,
    ClawbackBar,
    ClawbackConsequence,
    ClawbackEntry,
    ClawbackLine,
    ClawbackReturnEntry,
    CollectionReminderEntry,
    CollectionTermEntry,
    IssuedLetterEntry,
    PersonEntry,
    ReversalEntry,
    VoidedLetter,
)
from ipdesk.models.tables.dialect import total
from ipdesk.models.workflow import Step

_DECIDER = aliased(PersonEntry)


@lru_cache(maxsize=1)  # every evaluation asks for that of today
def left_of(before_step: int | None = None) -> ColumnElement[int]:
    """Return what is left of an award line, in fen.

    With ``before_step`` (a step's id) what was left when that step was taken.
    """
    taken = select(total(ReversalEntry.amount)).where(*_of_line(before_step)).scalar_subquery()
    return func.coalesce(AwardEntry.granted, 0) - taken


@lru_cache(maxsize=1)
def still_counts(before_step: int | None = None) -> ColumnElement[bool]:
    """Say that an award line counts as history: something is left of it, or it keeps its once-bar."""
    keeping = exists().where(*_of_line(before_step), ReversalEntry.keeps_once)
    return and_(AwardEntry.granted > 0, or_(left_of(before_step) > 0, keeping))


def taken_back() -> ColumnElement[int]:
    """Return what of the award of an application stands no more, in fen: clawed back, or not taken."""
    entry = ReversalEntry
    taken = select(total(entry.amount)).where(entry.application_id == Application.id)
    told = Application.state == Step.NOTIFY.target.value  # of nothing else is anything taken back
    return case((told, taken.scalar_subquery()), else_=0)


def _of_line(before_step: int | None) -> Iterator[ColumnElement[bool]]:
    entry = ReversalEntry
    yield entry.line_id == AwardEntry.id
    if before_step is not None:
        taken = select(ApplicationStep.at).where(ApplicationStep.id == before_step)
        yield entry.at < taken.scalar_subquery()


def reversals(session: Session, application_id: int) -> tuple[Reversal, ...]:
    """Return what was taken back of the lines of an application, the first first."""
    found = session.execute(_reversals(), {"application": application_id})
    return tuple(_reversal(one, name) for one, name in found)


@cache
def _reversals() -> Select[ReversalEntry, str]:
    entry = ReversalEntry
    return (
        select(entry, PersonEntry.name)
        .join(PersonEntry, PersonEntry.id == entry.person_id)
        .where(entry.application_id == bindparam("application"))
        .order_by(entry.id)
    )


def _reversal(entry: ReversalEntry, name: str) -> Reversal:
    line = ReversedLine(entry.line_id, entry.amount, entry.keeps_once)
    kind = ReversalKind(entry.kind)
    told = entry.reason, entry.basis, name, entry.at
    further = entry.clawback_id, entry.due_on, entry.unreminded, entry.heard
    minutes = Minutes(entry.minutes_number, entry.minutes_date)
    return Reversal(kind, line, entry.day, *told, *further, minutes, entry.rest)


def clawbacks(session: Session, application_id: int) -> tuple[Clawback, ...]:
    """Return the clawbacks of an application, the first first."""
    rows = session.execute(_clawbacks(), {"application": application_id}).all()
    return tuple(_clawback(session, one, proposer, decider) for one, proposer, decider in rows)


@cache
def _clawbacks() -> Select[ClawbackEntry, str, str]:
    entry, decider = ClawbackEntry, _DECIDER
    return (
        select(entry, PersonEntry.name, func.coalesce(decider.name, ""))
        .join(PersonEntry, PersonEntry.id == entry.proposed_by)
        .outerjoin(decider, decider.id == entry.decided_by)
        .where(entry.application_id == bindparam("application"))
        .order_by(entry.id)
    )


def _intended_bar(session: Session, clawback: int) -> IntendedBar | None:
    entry = session.get(ClawbackBar, clawback)
    return IntendedBar(entry.reason, entry.basis, entry.years) if entry is not None else None


def _consequences(session: Session, clawback: int) -> tuple[Consequence, ...]:
    """Return what follows besides, in the order of the kinds."""
    entry = ClawbackConsequence
    found = {
        one.kind: Consequence(ConsequenceKind(one.kind), one.basis, one.body, one.amount, one.dropped)
        for one in session.scalars(select(entry).where(entry.clawback_id == clawback))
    }
    return tuple(found[kind.value] for kind in ConsequenceKind if kind.value in found)


def _clawback(session: Session, entry: ClawbackEntry, proposer: str, decider: str) -> Clawback:
    lines = session.execute(_lines(entry.id))
    return Clawback(
        id=entry.id,
        facts=entry.facts,
        evidence=entry.evidence,
        basis=entry.basis,
        lines=tuple(ReversedLine(*row) for row in lines),
        hearing_days=entry.hearing_days,
        bar=_intended_bar(session, entry.id),
        proposed_at=entry.proposed_at,
        proposed_by=proposer,
        served_on=entry.served_on,
        last_day=entry.last_day or last_day_by_now(session, entry.hearing_days, entry.served_on),
        heard=entry.heard,
        waived=entry.waived,
        decided_at=entry.decided_at,
        decided_by=decider,
        due_on=entry.due_on,
        pay_to=entry.pay_to,
        returned_on=entry.returned_on,
        dropped_why=entry.dropped_why,
        without_why=entry.without_why,
        dropped_at=entry.dropped_at,
        paid_on=entry.paid_on,
        ground=entry.ground,
        derivation=entry.derivation,
        applied=entry.applied,
        follows=_consequences(session, entry.id),
        decided=session.scalar(_decided(entry.id)) or 0,
        returns=returned_sums(session, entry.id),
    )


def _decided(clawback: int) -> Select[int]:
    """Ask for what is to come back: what is only not paid any more never went out."""
    entry = ReversalEntry
    back = entry.kind == ReversalKind.CLAWED_BACK.value
    return select(total(entry.amount)).where(entry.clawback_id == clawback, back)


def returned_sums(session: Session, clawback: int) -> tuple[ReturnedSum, ...]:
    """Return what came back of a clawback, the first first."""
    entry = ClawbackReturnEntry
    found = (
        select(entry.day, entry.amount, entry.slip, PersonEntry.name, entry.at)
        .join(PersonEntry, PersonEntry.id == entry.person_id)
        .where(entry.clawback_id == clawback)
        .order_by(entry.day, entry.id)
    )
    return tuple(ReturnedSum(*row) for row in session.execute(found))


def _lines(clawback: int) -> Select[int, int, bool]:
    line = ClawbackLine
    return (
        select(line.line_id, line.amount, line.keeps_once)
        .where(line.clawback_id == clawback)
        .order_by(line.line_id)
    )


def collection_reminders(session: Session, application: int) -> tuple[CollectionReminder, ...]:
    """Return the reminders of an application, the first first."""
    entry = CollectionReminderEntry
    found = (
        select(entry, PersonEntry.name)
        .join(PersonEntry, PersonEntry.id == entry.person_id)
        .where(entry.application_id == application)
        .order_by(entry.id)
    )
    return tuple(
        CollectionReminder(one.id, one.missing, one.due_on, one.basis, name, one.at, one.grounds)
        for one, name in session.execute(found)
    )


def collection_term(session: Session, application: int, services: Iterable[Service]) -> CollectionTerm | None:
    """Return what the newest letter about an award that stands asked for, None where it asked for nothing."""
    term, letter = CollectionTermEntry, IssuedLetterEntry
    void = exists().where(VoidedLetter.letter_id == letter.id)
    told = select(term).join(letter, letter.id == term.letter_id)
    newest = told.where(letter.application_id == application, ~void).order_by(term.letter_id.desc()).limit(1)
    if (found := session.scalars(newest).first()) is None:
        return None
    served = next((one.served_on for one in services if one.letter == found.letter_id), None)
    last, asked = last_day_by_now(session, found.days, served), (found.asks, found.days, found.basis)
    return CollectionTerm(found.letter_id, AskedToCollect(*asked), served, last)
