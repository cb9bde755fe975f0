"""Who is related to an applicant accepts and decides none of its applications, and is told why."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from ipdesk.models import commands, queries
from ipdesk.models.core.actor import Actor
from ipdesk.models.core.errors import Conflict, InvalidInput, NotFound, NotPermitted
from ipdesk.models.core.roles import Role
from ipdesk.models.records import DraftTotals, Person
from ipdesk.models.workflow import State, Step
from tests.actors import CLERK
from tests.models.desk import Desk, works

CHIEF = 1


def recuse(
    desk: Desk, applicant: int, person: int = CHIEF, relation: str = "配偶是股东", by: Actor = CLERK
) -> int:
    command = commands.RecordRecusal(applicant=applicant, person=person, relation=relation)
    return desk.store.run(command, by).value


def colleague(desk: Desk, *roles: Role) -> Actor:
    adding = commands.AddPerson(name="黄志强", roles=frozenset(roles or Role))
    return Actor(desk.store.run(adding, CLERK).value)


def test_who_is_related_does_not_accept(desk: Desk) -> None:
    applicant = desk.register()
    draft = desk.draft(applicant, works())
    recuse(desk, applicant)
    with pytest.raises(NotPermitted, match="您与申请人有利害关系（配偶是股东），应当回避"):
        desk.accept(draft)
    assert desk.detail(draft.application).application.state is State.DRAFT
    desk.accept(desk.draft(desk.register("示例乙有限公司"), works("粤作登字-2022-F-00000777")))


def test_who_is_related_does_not_decide_nor_prepare_it(desk: Desk) -> None:
    applicant, other = desk.register(), colleague(desk)
    draft = desk.draft(applicant, works())
    deciding = desk.confirming(draft.application, desk.accept(draft))
    recuse(desk, applicant)
    preparing = commands.SaveDecisionDraft(application=draft.application, lines=())
    for command in (deciding, preparing):
        with pytest.raises(NotPermitted, match="应当回避"):
            desk.store.run(command, CLERK)
    desk.store.run(deciding, other)
    assert desk.detail(draft.application).application.state is State.CONFIRMED


def test_who_is_related_writes_nothing_on_the_file(desk: Desk) -> None:
    applicant, other = desk.register(), colleague(desk)
    draft = desk.draft(applicant, works())
    barred = desk.store.run(barring(applicant, desk), other).value
    recuse(desk, applicant)
    for command in on_the_file(desk, draft.application, applicant, barred):
        with pytest.raises(NotPermitted, match="应当回避"):
            desk.store.run(command, CLERK)
    assert desk.detail(draft.application).application.state is State.DRAFT
    desk.store.run(commands.DiscardDraft(application=draft.application), other)


def barring(applicant: int, desk: Desk) -> commands.BarApplicant:
    today = desk.clock.today
    return commands.BarApplicant(
        applicant=applicant, reason="骗取资助资金", basis="《管理办法》第二十条", since=today, until=today
    )


def on_the_file(desk: Desk, application: int, applicant: int, bar: int) -> list[commands.Command[Any]]:
    """Return a command of each way in which one names a file that is still a draft."""
    new = commands.SaveDraft(
        applicant=applicant, policy=desk.policy.id, year=2022, rows=(), totals=DraftTotals(0)
    )
    return [
        commands.DiscardDraft(application=application),
        new,
        dataclasses.replace(new, application=application, revision=1),
        dataclasses.replace(new, applicant=desk.register(), application=application, revision=1),
        commands.TakeStep(application=application, step=Step.WITHDRAW, reason="申请人书面撤回"),
        commands.ChangeApplicant(applicant=applicant, revision=1, details=desk.details("示例丙有限公司")),
        commands.LiftBar(bar=bar, reason="处罚决定已经撤销"),
        barring(applicant, desk),
    ]


def test_everybody_may_record_it_and_only_an_administrator_ends_it(desk: Desk) -> None:
    applicant, other = desk.register(), colleague(desk, Role.APPROVER, Role.CLERK)
    number = recuse(desk, applicant, other.person or 0, by=other)
    [found] = desk.store.read(queries.recusals, applicant)
    assert (found.person, found.relation, found.recorded_on) == (
        Person(2, "黄志强"), "配偶是股东", desk.clock.today,
    )  # fmt: skip
    ending = commands.EndRecusal(recusal=number, reason="股份已经转让")
    with pytest.raises(NotPermitted, match="须由管理员办理"):
        desk.store.run(ending, other)
    desk.store.run(ending, CLERK)
    assert desk.store.read(queries.recusals, applicant) == ()
    with pytest.raises(NotFound, match="已经解除"):
        desk.store.run(ending, CLERK)
    desk.store.run(barring(applicant, desk), other)
    recuse(desk, applicant, 2, "又任监事")
    assert [one.relation for one in desk.store.read(queries.recusals, applicant)] == ["又任监事"]


def test_nobody_ends_the_own_recusal_but_who_is_alone_in_the_office(desk: Desk) -> None:
    ending = commands.EndRecusal(recusal=recuse(desk, desk.register()), reason="股份已经转让")
    other = colleague(desk, Role.CLERK)
    with pytest.raises(NotPermitted, match="让另一位同事担任管理员"):
        desk.store.run(ending, CLERK)
    desk.store.run(commands.SetRoles(person=other.person or 0, roles=frozenset(Role)), CLERK)
    with pytest.raises(NotPermitted, match="另一位管理员（黄志强）"):
        desk.store.run(ending, CLERK)
    assert [one.id for one in desk.store.read(queries.recusals, 1)] == [ending.recusal]
    desk.store.run(ending, other)
    assert desk.store.read(queries.audit_entries, "applicant 1")[0].fields == ("person:1",)
    again = recuse(desk, 1, relation="又任监事")
    desk.store.run(commands.SetInService(person=other.person or 0, in_service=False), CLERK)
    desk.store.run(dataclasses.replace(ending, recusal=again), CLERK)
    said = desk.store.read(queries.audit_entries, "applicant 1")[0].fields
    assert said == ("ended_by_oneself", "person:1")


@pytest.mark.parametrize("relation", ["", "　", "无", "略"])
def test_a_relation_says_something(desk: Desk, relation: str) -> None:
    applicant = desk.register()
    with pytest.raises(InvalidInput) as refused:
        recuse(desk, applicant, relation=relation)
    assert [problem.field for problem in refused.value.problems] == ["relation"]


def test_an_end_has_a_reason(desk: Desk) -> None:
    number = recuse(desk, desk.register())
    with pytest.raises(InvalidInput, match="请填写理由"):
        desk.store.run(commands.EndRecusal(recusal=number, reason=" "), CLERK)


def test_nobody_is_recused_twice(desk: Desk) -> None:
    applicant = desk.register()
    recuse(desk, applicant)
    with pytest.raises(Conflict, match="陈晓敏 对这个申请人的回避已经登记过了"):
        recuse(desk, applicant, relation="持股")


def test_the_log_names_the_person_by_number_and_never_the_relation(desk: Desk) -> None:
    applicant = desk.register()
    number = recuse(desk, applicant)
    desk.store.run(commands.EndRecusal(recusal=number, reason="股份已经转让"), CLERK)
    entries = desk.store.read(queries.audit_entries, f"applicant {applicant}")[:2]
    assert [(entry.action, entry.fields) for entry in entries] == [
        ("end_recusal", ("ended_by_oneself", "person:1")),
        ("recuse", ("person:1",)),
    ]
    assert "配偶" not in repr(entries) and "股份" not in repr(entries)
