"""Who works in the office: roles given and taken, people who leave and come back."""

from __future__ import annotations

import dataclasses
import datetime

import pytest

from ipdesk.models import commands, queries
from ipdesk.models.core.actor import Actor
from ipdesk.models.core.errors import Conflict, InvalidInput, NotFound, NotPermitted
from ipdesk.models.core.roles import ALL_ROLES, Role
from ipdesk.models.records import Person, StaffMember
from ipdesk.models.services.sign_in import SignIn
from tests.actors import CLERK
from tests.models.desk import Desk
from tests.passwords import CHEAP, GOOD

CHIEF = 1


def add(desk: Desk, name: str, *roles: Role) -> int:
    """Add a colleague with these roles, with the usual ones where none is said."""
    command = commands.AddPerson(name=name, roles=frozenset(roles) if roles else None)
    return desk.store.run(command, CLERK).value


def set_roles(desk: Desk, person: int, *roles: Role, by: int = CHIEF) -> None:
    desk.store.run(commands.SetRoles(person=person, roles=frozenset(roles)), Actor(by))


def set_in_service(desk: Desk, person: int, in_service: bool, by: int = CHIEF) -> None:
    desk.store.run(commands.SetInService(person=person, in_service=in_service), Actor(by))


def member(desk: Desk, person: int) -> StaffMember:
    [found] = [one for one in desk.store.read(queries.staff) if one.id == person]
    return found


def test_an_office_without_use_for_roles_hears_nothing_of_them(desk: Desk) -> None:
    assert member(desk, CHIEF).roles == ALL_ROLES
    assert member(desk, add(desk, "黄志强")).roles == ALL_ROLES


def test_one_person_is_added_once_in_whatever_writing(desk: Desk) -> None:
    assert member(desk, add(desk, "黄　志强")).name == "黄志强"
    add(desk, "阿卜杜拉·买买提")
    for name in ("黄 志强", "黃志強", "阿卜杜拉•买买提"):
        with pytest.raises(InvalidInput, match="这个姓名已经有了"):
            add(desk, name)
    add(desk, "黄志强（二）")
    with pytest.raises(InvalidInput, match="一个人的姓名"):
        add(desk, "李敏、王五")


def test_where_roles_are_used_somebody_new_is_a_clerk(desk: Desk) -> None:
    add(desk, "黄志强", Role.APPROVER)
    assert member(desk, add(desk, "李敏")).roles == {Role.CLERK}


def test_roles_are_replaced_and_the_log_says_which(desk: Desk) -> None:
    other = add(desk, "黄志强", Role.CLERK)
    set_roles(desk, other, Role.REVIEWER, Role.APPROVER)
    assert member(desk, other).roles == {Role.REVIEWER, Role.APPROVER}
    entry = desk.store.read(queries.audit_entries, f"person {other}")[0]
    assert (entry.action, entry.fields, entry.by) == ("roles", ("+approver", "+reviewer", "-clerk"), "陈晓敏")


def test_a_role_counts_from_the_next_step_on(desk: Desk) -> None:
    other = add(desk, "黄志强", Role.REVIEWER)
    command = commands.RegisterApplicant(details=desk.details())
    with pytest.raises(NotPermitted, match="须由受理员办理"):
        desk.store.run(command, Actor(other))
    set_roles(desk, other, Role.CLERK)
    desk.store.run(command, Actor(other))
    set_roles(desk, other)
    with pytest.raises(NotPermitted):
        desk.store.run(dataclasses.replace(command, details=desk.details()), Actor(other))


def test_the_last_administrator_stays_one(desk: Desk) -> None:
    other = add(desk, "黄志强", Role.CLERK)
    for last in (lambda: set_roles(desk, CHIEF, Role.CLERK), lambda: set_in_service(desk, CHIEF, False)):
        with pytest.raises(Conflict, match="至少要有一位在用的管理员"):
            last()
    assert member(desk, CHIEF) == StaffMember(CHIEF, "陈晓敏", ALL_ROLES)
    set_roles(desk, other, Role.ADMINISTRATOR)
    set_roles(desk, CHIEF, Role.CLERK)
    with pytest.raises(NotPermitted, match="须由管理员办理"):
        set_roles(desk, CHIEF, *Role)


def test_an_administrator_out_of_service_does_not_count(desk: Desk) -> None:
    other = add(desk, "黄志强", Role.ADMINISTRATOR)
    set_in_service(desk, other, False)
    with pytest.raises(Conflict, match="至少要有一位在用的管理员"):
        set_in_service(desk, CHIEF, False)


def test_who_is_out_of_service_may_do_nothing_and_is_not_offered(desk: Desk) -> None:
    other = add(desk, "黄志强")
    set_in_service(desk, other, False)
    assert [person.id for person in desk.store.read(queries.persons)] == [CHIEF]
    assert member(desk, other).retired_on == datetime.date(2024, 6, 20)
    with pytest.raises(NotPermitted, match="您已停用"):
        desk.store.run(commands.RegisterApplicant(details=desk.details()), Actor(other))
    set_in_service(desk, other, True)
    desk.store.run(commands.RegisterApplicant(details=desk.details()), Actor(other))
    actions = [entry.action for entry in desk.store.read(queries.audit_entries, f"person {other}")]
    assert actions == ["reinstate", "retire", "add"]


def test_what_is_so_already_is_no_event(desk: Desk) -> None:
    before = desk.store.read(queries.audit_entries)
    set_roles(desk, CHIEF, *Role)
    set_in_service(desk, CHIEF, True)
    assert desk.store.read(queries.audit_entries) == before


@pytest.mark.parametrize("change", [set_roles, lambda desk, person: set_in_service(desk, person, False)])
def test_somebody_unknown_is_not_found(desk: Desk, change: object) -> None:
    with pytest.raises(NotFound, match="不存在"):
        change(desk, 9)  # type: ignore[operator]


def test_an_administrator_with_a_password_stays_where_they_are_asked_for(desk: Desk) -> None:
    second = add(desk, "黄志强", *ALL_ROLES)
    sign_in = SignIn(desk.store, CHEAP)
    sign_in.change(Person(1, "陈晓敏"), "", GOOD)
    sign_in.require_passwords(CLERK)
    leaving = commands.SetInService(person=1, in_service=False)
    with pytest.raises(Conflict, match="在用的管理员已经有密码"):
        desk.store.run(leaving, CLERK)
    sign_in.reset(Person(second, "黄志强"), CLERK)
    desk.store.run(leaving, CLERK)
