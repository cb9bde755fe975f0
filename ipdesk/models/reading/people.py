"""The people of the office and their roles."""

from __future__ import annotations

import datetime
from functools import cache

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from ipdesk.models.core.roles import Role
from ipdesk.models.records import Person, StaffMember
from ipdesk.models.tables import PasswordEntry, PersonEntry, PersonRole


def persons(session: Session) -> tuple[Person, ...]:
    """Return who may sit at the desk, in the order they were added."""
    wanted = select(PersonEntry).where(PersonEntry.retired_on.is_(None)).order_by(PersonEntry.id)
    return tuple(Person(entry.id, entry.name) for entry in session.scalars(wanted))


def staff(session: Session) -> tuple[StaffMember, ...]:
    """Return everybody with their roles, those out of service too, in the order they were added."""
    held: dict[int, set[Role]] = {}
    for person, role in session.execute(select(PersonRole.person_id, PersonRole.role)):
        held.setdefault(person, set()).add(Role(role))
    known = set(session.scalars(select(PasswordEntry.person_id).where(PasswordEntry.hash.is_not(None))))
    entries = session.scalars(select(PersonEntry).order_by(PersonEntry.id))
    return tuple(
        StaffMember(one.id, one.name, frozenset(held.get(one.id, ())), one.retired_on, one.id in known)
        for one in entries
    )


def roles_of(session: Session, person: int) -> frozenset[Role]:
    """Return which roles a person holds, none for one that is unknown."""
    return frozenset(map(Role, session.scalars(_roles_of(), {"person": person})))


def in_service(session: Session, person: int) -> tuple[bool, frozenset[Role]] | None:
    """Return whether a person is in service, and the roles that it holds; None for one that is unknown."""
    found = session.execute(_in_service(), {"person": person}).all()
    if not found:
        return None
    return found[0].retired_on is None, frozenset(Role(role) for _, role in found if role is not None)


@cache
def _in_service() -> Select[datetime.date | None, str | None]:
    held = PersonRole.person_id == PersonEntry.id
    asked = select(PersonEntry.retired_on, PersonRole.role).outerjoin(PersonRole, held)
    return asked.where(PersonEntry.id == bindparam("person"))


@cache
def _roles_of() -> Select[str]:
    return select(PersonRole.role).where(PersonRole.person_id == bindparam("person"))
