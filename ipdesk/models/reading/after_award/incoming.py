"""Queries for papers that came in, and for those that must have come although nobody wrote them down."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from functools import cache

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session, aliased

from ipdesk.models.core import exact_json
from ipdesk.models.parsing.letter_numbers import normalised_number
from ipdesk.models.records import (
    ApplicationRow,
    CheckRecord,
    CheckStage,
    Clawback,
    IncomingDetails,
    IncomingPaper,
    Matter,
    Sheets,
    StepRecord,
    UpperAnswer,
)
from ipdesk.models.records.archive import WAIVER
from ipdesk.models.tables import (
    IncomingPaperEntry,
    InquiryEntry,
    ListedApplication,
    ObjectionEntry,
    PersonEntry,
)
from ipdesk.models.workflow import Step


def incoming_papers(session: Session, application_id: int) -> tuple[IncomingPaper, ...]:
    """Return the papers of an application that came in, as they stand now, by their day."""
    rows = session.execute(_standing(), {"application": application_id})
    found = (IncomingPaper(id=one.id, details=_details(one), by=by, at=one.at) for one, by in rows)
    return tuple(sorted(found, key=lambda one: (one.details.day, one.id)))


@cache
def _standing() -> Select[IncomingPaperEntry, str]:
    entry, later = IncomingPaperEntry, aliased(IncomingPaperEntry)
    return (
        select(entry, PersonEntry.name)
        .join(PersonEntry, PersonEntry.id == entry.person_id)
        .join(later, later.replaces == entry.id, isouter=True)
        .where(entry.application_id == bindparam("application"), later.id.is_(None), entry.struck.is_(False))
    )


def _details(entry: IncomingPaperEntry) -> IncomingDetails:
    return IncomingDetails(
        matter=Matter(entry.matter),
        sender=entry.sender,
        day=entry.day,
        number=entry.number,
        sheets=Sheets(title=entry.title, pages=entry.pages, is_copy=entry.is_copy),
        brings=tuple((row, material) for row, material in exact_json.loads(entry.brings)),
    )


def inquiry_answer(addressee: str, answer: str) -> tuple[str, str]:
    """Return the number of the answer to an inquiry, and its title where what was entered is no number."""
    number = normalised_number(answer)
    return (number, "") if number is not None else ("", answer)


def unrecorded_papers(
    session: Session,
    row: ApplicationRow,
    steps: Sequence[StepRecord],
    answer: UpperAnswer | None,
    clawbacks: Sequence[Clawback],
    known: Sequence[IncomingPaper],
    looked_up: Sequence[CheckRecord] = (),
) -> tuple[IncomingDetails, ...]:
    """Return the papers that steps of an application rest on and that nobody wrote down.

    They are of a time when none were written down, or of a step that was taken without saying.
    """
    taken = {one.step for one in steps}
    told = [*_withdrawn(row, steps), *_answered(answer), *_waived(row, clawbacks)]
    if not any(one.stage is CheckStage.CLAWBACK for one in looked_up):  # which proves its facts, too
        told += _evidence(row, clawbacks)
    if Step.PUBLISH in taken:
        told += _objections(session, row.id)
    told += _inquiries(session, row.id) if taken & _EXAMINED else ()
    papers = [_known_by(one.details) for one in known]
    lacking = []
    for one in told:
        if _known_by(one) in papers:
            papers.remove(_known_by(one))
        else:
            lacking.append(one)
    return tuple(lacking)


def _known_by(paper: IncomingDetails) -> tuple[Matter, str]:
    """Return by what a paper is known again: one of the applicant may be signed by its guardian."""
    return paper.matter, "" if paper.matter.of_anybody else paper.sender


_EXAMINED = {Step.REVIEW, Step.PROPOSE, Step.PUBLISH, Step.CONFIRM}


def _withdrawn(row: ApplicationRow, steps: Sequence[StepRecord]) -> Iterator[IncomingDetails]:
    for one in steps[-1:]:
        if one.step is Step.WITHDRAW:
            day = one.at.date()
            yield IncomingDetails(matter=Matter.WITHDRAWAL, sender=row.applicant_name, day=day)


def _answered(answer: UpperAnswer | None) -> Iterator[IncomingDetails]:
    if answer is not None:
        yield IncomingDetails(
            matter=Matter.UPPER_ANSWER, sender=answer.body, day=answer.day, number=answer.number
        )


def _waived(row: ApplicationRow, clawbacks: Sequence[Clawback]) -> Iterator[IncomingDetails]:
    """Yield the papers by which a recipient gave up being heard, which it does in writing."""
    for one in clawbacks:
        if one.waived and one.decided_on is not None:
            sheets = Sheets(title=WAIVER)
            yield IncomingDetails(
                matter=Matter.STATEMENT, sender=row.applicant_name, day=one.decided_on, sheets=sheets
            )


def _evidence(row: ApplicationRow, clawbacks: Sequence[Clawback]) -> Iterator[IncomingDetails]:
    """Yield that something proves the facts of a clawback that was decided; what it is its text tells."""
    for one in clawbacks:
        if one.decided_on is not None:
            yield IncomingDetails(matter=Matter.EVIDENCE, sender=row.applicant_name, day=one.proposed_on)


def _objections(session: Session, application_id: int) -> Iterator[IncomingDetails]:
    for one in session.scalars(_objected(), {"application": application_id}):
        day = one.received_at.date()
        yield IncomingDetails(matter=Matter.OBJECTION, sender=one.name, day=day)


@cache
def _objected() -> Select[ObjectionEntry]:
    entry = ObjectionEntry
    return select(entry).where(entry.application_id == bindparam("application")).order_by(entry.id)


@cache
def _asked() -> Select[str, str, datetime.date | None]:
    entry, listed = InquiryEntry, ListedApplication
    return (
        select(entry.addressee, entry.answer, entry.answered_on)
        .join(listed, listed.letter_id == entry.letter_id)
        .where(listed.application_id == bindparam("application"), entry.answered_on.is_not(None))
        .order_by(entry.id)
    )


def _inquiries(session: Session, application_id: int) -> Iterator[IncomingDetails]:
    for addressee, answer, day in session.execute(_asked(), {"application": application_id}):
        if day is None:
            continue
        number, title = inquiry_answer(addressee, answer)
        yield IncomingDetails(
            matter=Matter.INQUIRY_ANSWER,
            sender=addressee,
            day=day,
            number=number,
            sheets=Sheets(title=title),
        )
