"""Queries for the service of papers."""

from __future__ import annotations

from functools import cache

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from ipdesk.models.records import Service, ServiceWay
from ipdesk.models.tables import IssuedLetterEntry, PersonEntry, ServiceEntry, VoidedLetter


def services(session: Session, application_id: int) -> tuple[Service, ...]:
    """Return how the letters of an application were served, each by its newest record, the newest first."""
    rows = session.execute(_services(), {"application": application_id})
    newest = {one.letter_id: (one, number, name) for one, number, name in rows}
    return tuple(_service(*found) for found in newest.values())


@cache
def _services() -> Select[ServiceEntry, str | None, str]:
    letter, served, void = IssuedLetterEntry, ServiceEntry, select(VoidedLetter.letter_id)
    return (
        select(served, letter.number, PersonEntry.name)
        .join(letter, letter.id == served.letter_id)
        .join(PersonEntry, PersonEntry.id == served.person_id)
        .where(letter.application_id == bindparam("application"), letter.id.not_in(void))
        .order_by(letter.id.desc(), served.id)
    )


def _service(one: ServiceEntry, number: str | None, name: str) -> Service:
    way = ServiceWay(one.way)
    return Service(
        one.letter_id, number or "", way, one.day, one.served_on, one.receiver, one.reason, name, one.at
    )
