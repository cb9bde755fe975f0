"""Which lines objections attack, and what an upheld one leaves of its application as it was published."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ipdesk.models.records import LineKey, ObjectionState, PublishedLine
from ipdesk.models.tables import (
    Application,
    ApplicationStep,
    IssuedLetterEntry,
    ObjectedLineEntry,
    ObjectionEntry,
    ObjectionScopeEntry,
    ProposalEntry,
    ProposalLineEntry,
    PublishedLineEntry,
)
from ipdesk.models.workflow import Step

_TURNS = (Step.PUBLISH, Step.UPHOLD_OBJECTION, Step.RETURN_PUBLICATION)
"""The steps after which it is another matter what is published of an application."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The lines that an objection attacks, none for all of its application, and why they were put right."""

    lines: tuple[LineKey, ...] = ()
    corrected: str = ""


def scopes(session: Session, objections: Collection[int]) -> Mapping[int, Scope]:
    """Return what each of these objections attacks; of one entered before lines were asked for, nothing."""
    entry, line = ObjectionScopeEntry, ObjectedLineEntry
    newest = {
        one.objection_id: one
        for one in session.scalars(select(entry).where(entry.objection_id.in_(objections)).order_by(entry.id))
    }
    found = defaultdict[int, list[LineKey]](list)
    wanted = [one.id for one in newest.values()]
    rows = select(line.scope_id, line.key, line.rule).where(line.scope_id.in_(wanted))
    for scope, key, rule in session.execute(rows.order_by(line.scope_id, line.key, line.rule)):
        found[scope].append((key, rule))
    return {objection: Scope(tuple(found[one.id]), one.reason) for objection, one in newest.items()}


@dataclass(frozen=True, slots=True)
class Stood:
    """A line of an application as it is published today, in which notice."""

    notice: int
    line: PublishedLine


def standing(session: Session, application: int) -> Mapping[LineKey, Stood]:
    """Return the lines of an application that are published: each as its newest notice shows it.

    What was proposed to get nothing, when the application was published last, stands in no notice any more.
    """
    published = _last(session, application, (Step.PUBLISH,))
    if published is None:
        return {}
    kept = _proposed_lines(session, application, _moment_of(session, published))
    return {key: stood for key, stood in _newest(session, application).items() if key in kept}


def _newest(session: Session, application: int) -> dict[LineKey, Stood]:
    entry = PublishedLineEntry
    found = (
        select(entry, Application.number)
        .join(Application, Application.id == entry.application_id)
        .where(entry.application_id == application)
        .order_by(entry.notice_id, entry.position)
    )
    lines = (Stood(one.notice_id, published_line(one, number)) for one, number in session.execute(found))
    return {stood.line.key: stood for stood in lines}


def published_line(entry: PublishedLineEntry, number: str) -> PublishedLine:
    """Return a line of a list as pages and papers are given it."""
    return PublishedLine(
        application=entry.application_id,
        application_number=number,
        person=entry.person,
        achievement=entry.key,
        rule=entry.rule,
        recipient=entry.recipient,
        name=entry.name,
        item=entry.item,
        amount=entry.amount,
        score=entry.score,
    )


def _last(session: Session, application: int, steps: Collection[Step]) -> ApplicationStep | None:
    """Return the last of some steps that an application took."""
    step, names = ApplicationStep, [one.name for one in steps]
    taken = step.application_id == application, step.step.in_(names)
    return session.scalars(select(step).where(*taken).order_by(step.id.desc()).limit(1)).first()


def _moment_of(session: Session, taken: ApplicationStep) -> datetime.datetime:
    """Return the latest moment of a step and those before it: the clock may have been set back in between."""
    step = ApplicationStep
    before = step.application_id == taken.application_id, step.id <= taken.id
    return session.scalars(select(step.at).where(*before).order_by(step.at.desc()).limit(1)).one()


def _proposed_lines(session: Session, application: int, until: datetime.datetime) -> frozenset[LineKey]:
    """Return the lines that got something in the newest proposal that was made by a moment."""
    entry, line = ProposalEntry, ProposalLineEntry
    made = entry.application_id == application, entry.at <= until
    newest = select(func.max(entry.id)).where(*made).scalar_subquery()
    rows = select(line.key, line.rule).where(line.proposal_id == newest, line.proposed > 0)
    return frozenset((key, rule) for key, rule in session.execute(rows))


@dataclass(frozen=True, slots=True)
class Reopened:
    """An application that an upheld objection took out of its notice, and that was not published since.

    ``attacked`` are the lines that may be proposed otherwise for that; ``standing`` all that is published.
    ``objected_on`` is the day of the first of these objections, None where it is not known any more.
    """

    attacked: frozenset[LineKey]
    standing: Mapping[LineKey, Stood]
    objected_on: datetime.date | None = None

    def anew(self, proposed: Mapping[LineKey, int]) -> frozenset[LineKey]:
        """Return which lines with a sum (fen) are published anew: those attacked, and what has changed."""
        return frozenset(
            key
            for key, amount in proposed.items()
            if amount and (key in self.attacked or self.published(key) != amount)
        )

    def published(self, key: LineKey) -> int:
        """Return the sum (fen) with which a line is published, 0 for none."""
        return self.standing[key].line.amount if key in self.standing else 0


def reopened(session: Session, application: int) -> Reopened | None:
    """Return what an upheld objection left of an application; None where it was published, or recalled."""
    turn = _last(session, application, _TURNS)
    if turn is None or turn.step != Step.UPHOLD_OBJECTION.name:
        return None
    published = _last(session, application, (Step.PUBLISH,))
    upheld = _upheld(session, application, published.at) if published else ()
    first = min((one.received_at.date() for one in upheld), default=None)
    return Reopened(_attacked(session, application, upheld), standing(session, application), first)


def _upheld(session: Session, application: int, since: datetime.datetime) -> Sequence[ObjectionEntry]:
    """Return the objections that were upheld since a moment."""
    entry, letter = ObjectionEntry, IssuedLetterEntry
    upheld = (
        select(entry)
        .join(letter, letter.id == entry.letter_id)
        .where(
            entry.application_id == application,
            entry.state == ObjectionState.UPHELD.value,
            letter.issued_at >= since,
        )
    )
    return session.scalars(upheld).all()


def _attacked(session: Session, application: int, objections: Sequence[ObjectionEntry]) -> frozenset[LineKey]:
    """Return the lines of an application that objections attack."""
    said = scopes(session, [one.id for one in objections])
    return frozenset(
        key
        for one in objections
        for key in (said.get(one.id, Scope()).lines or _listed(session, one.notice_id, application))
    )


def _listed(session: Session, notice: int, application: int) -> list[LineKey]:
    entry = PublishedLineEntry
    own = entry.notice_id == notice, entry.application_id == application
    return [(key, rule) for key, rule in session.execute(select(entry.key, entry.rule).where(*own))]


def reopened_ones(session: Session, applications: Collection[int]) -> Mapping[int, Reopened]:
    """Return those of some applications that an upheld objection took out of their notices."""
    entry = ObjectionEntry
    upheld = entry.application_id.in_(applications), entry.state == ObjectionState.UPHELD.value
    some = session.scalars(select(entry.application_id).where(*upheld).distinct()).all()
    found = {one: reopened(session, one) for one in some}
    return {one: left for one, left in found.items() if left is not None}
