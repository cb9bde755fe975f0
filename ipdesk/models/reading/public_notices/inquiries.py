"""Queries for inquiries at other offices."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from ipdesk.models.records import Inquiry, InquiryParty
from ipdesk.models.tables import (
    Application,
    InquiryEntry,
    ListedApplication,
    PersonEntry,
    RegisteredApplicant,
)

_PERSONAL = "individual"


def inquiries(session: Session) -> tuple[Inquiry, ...]:
    """Return all inquiries, the newest first."""
    entry = InquiryEntry
    found = (
        select(entry, PersonEntry.name)
        .join(PersonEntry, PersonEntry.id == entry.asked_by)
        .order_by(entry.id.desc())
    )
    return tuple(
        Inquiry(
            id=one.id,
            addressee=one.addressee,
            matter=one.matter,
            answer_by=one.answer_by,
            asked_on=one.asked_on,
            asked_by=by,
            parties=_listed(session, one.letter_id),
            answered_on=one.answered_on,
            answer=one.answer,
            letter=one.letter_id,
        )
        for one, by in session.execute(found)
    )


def _listed(session: Session, letter: int) -> tuple[InquiryParty, ...]:
    listed = ListedApplication
    found = select(listed.application_id).where(listed.letter_id == letter).order_by(listed.position)
    return parties(session, tuple(session.scalars(found)))


def parties(session: Session, applications: tuple[int, ...]) -> tuple[InquiryParty, ...]:
    """Return whom applications are of, in the order in which they are asked for."""
    who = RegisteredApplicant
    asked = select(
        Application.id.label("application"),
        Application.number.label("application_number"),
        who.name,
        who.identity,
        (who.kind == _PERSONAL).label("person"),
    )
    found = asked.join(who, who.id == Application.applicant_id).where(Application.id.in_(applications))
    known = {row.application: InquiryParty(**row._mapping) for row in session.execute(found)}
    return tuple(known[one] for one in applications if one in known)
