"""Who is related to an applicant accepts and decides none of its applications, and is told why."""

from __future__ import annotations

import pytest

from ipdesk.models import commands, queries
from ipdesk.models.core.actor import Actor
from ipdesk.models.core.errors import Conflict, InvalidInput, NotFound, NotPermitted
from ipdesk.models.core.roles import Role
from ipdesk.models.records import Person
from ipdesk.models.workflow import State
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
    desk.issue(draft.application)
    assert desk.detail(draft.application).application.state is State.NOTIFIED, "a letter judges nothing"


def test_everybody_may_record_it_and_only_an_administrator_ends_it(desk: Desk) -> None:
    applicant, other = desk.register(), colleague(desk, Role.APPROVER)
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
    recuse(desk, applicant, 2, "又任监事")
    assert [one.relation for one in desk.store.read(queries.recusals, applicant)] == ["又任监事"]


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
        ("end_recusal", ("person:1",)),
        ("recuse", ("person:1",)),
    ]
    assert "配偶" not in repr(entries) and "股份" not in repr(entries)
