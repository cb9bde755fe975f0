"""Who accepted an application and who decides it: one person, told in the log, or two."""

from __future__ import annotations

import pytest

from ipdesk.models import commands, queries
from ipdesk.models.core.actor import Actor
from ipdesk.models.core.errors import NotPermitted
from ipdesk.models.core.roles import Role
from ipdesk.models.records import AccessSettings
from ipdesk.models.workflow import State
from tests.actors import CLERK
from tests.models.desk import Desk, works


def approver(desk: Desk) -> Actor:
    adding = commands.AddPerson(name="黄志强", roles=frozenset({Role.APPROVER}))
    return Actor(desk.store.run(adding, CLERK).value)


def separate(desk: Desk, wanted: bool) -> None:
    desk.store.run(commands.ChangeAccess(settings=AccessSettings(separates_decision=wanted)), CLERK)


def last_entry(desk: Desk) -> tuple[str, tuple[str, ...]]:
    entry = desk.store.read(queries.audit_entries, "application 1")[0]
    return entry.action, entry.fields


def test_one_person_does_both_and_the_log_says_so(desk: Desk) -> None:
    draft = desk.draft(desk.register(), works())
    desk.store.run(desk.confirming(draft.application, desk.accept(draft)), CLERK)
    assert last_entry(desk) == ("confirmed", ("accepted_by_same_person",))


def test_of_two_people_the_log_says_nothing_of_the_kind(desk: Desk) -> None:
    draft = desk.draft(desk.register(), works())
    desk.store.run(desk.confirming(draft.application, desk.accept(draft)), approver(desk))
    assert last_entry(desk) == ("confirmed", ())


def test_where_two_are_wanted_who_accepted_does_not_decide(desk: Desk) -> None:
    separate(desk, True)
    draft = desk.draft(desk.register(), works())
    command = desk.confirming(draft.application, desk.accept(draft))
    with pytest.raises(NotPermitted, match="2024-0001 是您受理的：本单位要求受理和审定由不同的人办理"):
        desk.store.run(command, CLERK)
    assert desk.detail(draft.application).application.state is State.ACCEPTED
    desk.store.run(command, approver(desk))
    assert desk.detail(draft.application).application.state is State.CONFIRMED


def test_it_is_the_last_acceptance_that_counts(desk: Desk) -> None:
    separate(desk, True)
    draft = desk.draft(desk.register(), works())
    desk.accept(draft)
    back = commands.TakeBackAcceptance(application=1, policy=desk.policy, reason="录错了申请人")
    desk.store.run(back, CLERK)
    adding = commands.AddPerson(name="李敏", roles=frozenset({Role.CLERK}))
    other = Actor(desk.store.run(adding, CLERK).value)
    revision = desk.store.read(queries.draft, 1).revision
    again = commands.AcceptApplication(application=1, revision=revision, policy=desk.policy)
    shown = desk.store.run(again, other).value
    desk.store.run(desk.confirming(1, shown), CLERK)
    assert last_entry(desk) == ("confirmed", ())
