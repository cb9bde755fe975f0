"""The people of the office: who there is, with which roles, and who is in service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from ipdesk.models.commands import AddPerson, SetInService, SetRoles
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict, Problem, refuse
from ipdesk.models.core.roles import ALL_ROLES, Role
from ipdesk.models.parsing.names.names import folded_name, stored_name
from ipdesk.models.parsing.office_problems import own_name_problems
from ipdesk.models.reading.access import access_settings
from ipdesk.models.reading.people import roles_of, staff
from ipdesk.models.tables import PersonEntry, PersonRole

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ipdesk.models.handlers.work import Work

_UNKNOWN = "这位人员不存在，请刷新后再选。"
_NO_PASSWORD = "登录时要密码：至少要有一位在用的管理员已经有密码。请先给另一位管理员一个密码，再办理这一步。"
_NO_ADMINISTRATOR = "至少要有一位在用的管理员。请先让另一位同事担任管理员，再办理这一步。"


def add(work: Work, command: AddPerson) -> int:
    """Store a colleague and return the id; raises InvalidInput for an empty or used name."""
    work.lock("people")
    refuse(name_problems(work, command.name))
    roles = _usual_roles(work) if command.roles is None else command.roles
    person = add_person(work, command.name, roles)
    work.audit("add", Kind.PERSON, person, (f"+{role}" for role in roles))
    return person


def set_roles(work: Work, command: SetRoles) -> None:
    """Replace a person's roles; raises Conflict where no administrator would be left, NotFound."""
    work.lock("people")
    work.one(PersonEntry, command.person, _UNKNOWN)
    before = roles_of(work.session, command.person)
    if before == command.roles:
        return
    work.session.execute(delete(PersonRole).where(PersonRole.person_id == command.person))
    _write_roles(work, command.person, command.roles)
    _check_administrator(work)
    given, taken = command.roles - before, before - command.roles
    fields = [*(f"+{role}" for role in given), *(f"-{role}" for role in taken)]
    work.audit("roles", Kind.PERSON, command.person, fields)


def set_in_service(work: Work, command: SetInService) -> None:
    """Retire a person, or take it back; raises Conflict for the last administrator, NotFound."""
    work.lock("people")
    person = work.one(PersonEntry, command.person, _UNKNOWN)
    if command.in_service == (person.retired_on is None):
        return
    person.retired_on = None if command.in_service else work.today
    _check_administrator(work)
    work.audit("reinstate" if command.in_service else "retire", Kind.PERSON, command.person)


def add_person(work: Work, name: str, roles: Iterable[Role]) -> int:
    """Store a person whose name was checked, with its roles; return the id."""
    person = PersonEntry(name=stored_name(name))
    work.session.add(person)
    work.session.flush()
    _write_roles(work, person.id, roles)
    return person.id


def name_problems(work: Work, name: str) -> list[Problem]:
    """Return what is wrong with the name of somebody new."""
    if found := own_name_problems(name):
        return found
    known = work.session.scalars(select(PersonEntry.name))
    if folded_name(name) in map(folded_name, known):
        return [Problem("person", "这个姓名已经有了；同名的请加以区分，如 陈晓敏（二）。")]
    return []


def _usual_roles(work: Work) -> frozenset[Role]:
    members = [member for member in staff(work.session) if member.in_service]
    unused = all(member.roles == ALL_ROLES for member in members)
    return ALL_ROLES if unused else frozenset({Role.CLERK})


def _write_roles(work: Work, person: int, roles: Iterable[Role]) -> None:
    work.session.add_all(PersonRole(person_id=person, role=role.value) for role in roles)
    work.session.flush()


def _check_administrator(work: Work) -> None:
    work.session.flush()
    held = [one for one in staff(work.session) if one.in_service and Role.ADMINISTRATOR in one.roles]
    if not held:
        raise Conflict(_NO_ADMINISTRATOR)
    if access_settings(work.session).asks_password and not any(one.has_password for one in held):
        raise Conflict(_NO_PASSWORD)
