"""Who does not act on the applications of an applicant."""

from __future__ import annotations

from functools import cache

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from ipdesk.models.records import Person, Recusal
from ipdesk.models.tables import PersonEntry, RecusalEntry


def recusals(session: Session, applicant: int) -> tuple[Recusal, ...]:
    """Return the recusals that hold for an applicant, in the order in which they were recorded."""
    return tuple(
        Recusal(entry.id, Person(entry.person_id, name), entry.relation, entry.recorded_at.date())
        for entry, name in session.execute(_recusals(), {"applicant": applicant})
    )


@cache
def _recusals() -> Select[RecusalEntry, str]:
    return (
        select(RecusalEntry, PersonEntry.name)
        .join(PersonEntry, PersonEntry.id == RecusalEntry.person_id)
        .where(RecusalEntry.applicant_id == bindparam("applicant"), RecusalEntry.ended_at.is_(None))
        .order_by(RecusalEntry.id)
    )


def recusal_of(session: Session, applicant: int, person: int) -> Recusal | None:
    """Return the recusal of a person that holds for an applicant, None where there is none."""
    return next((one for one in recusals(session, applicant) if one.person.id == person), None)


def recusals_of(session: Session, person: int) -> dict[int, str]:
    """Return the applicants whom a person is related to, with the relation, while that holds."""
    return {applicant: relation for applicant, relation in session.execute(_own(), {"person": person})}


@cache
def _own() -> Select[int, str]:
    return select(RecusalEntry.applicant_id, RecusalEntry.relation).where(
        RecusalEntry.person_id == bindparam("person"), RecusalEntry.ended_at.is_(None)
    )
