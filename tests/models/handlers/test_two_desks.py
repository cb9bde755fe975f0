"""Two desks on one database: what the other did meanwhile refuses a step in words, nothing half done."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ipdesk.documents.letters.award.document import AWARD
from ipdesk.models import commands, queries
from ipdesk.models.core.actor import Actor
from ipdesk.models.core.errors import Conflict, DeskError, NotPermitted
from ipdesk.models.core.roles import Role
from ipdesk.models.store import Store
from ipdesk.models.workflow import State, Step
from tests.actors import CLERK
from tests.models.desk import Clock, Desk, licence, works
from tests.models.handlers import test_calls as calls
from tests.models.handlers.batches.test_accepting import accepting, complete
from tests.models.handlers.batches.test_decisions import deciding
from tests.models.handlers.batches.test_taking import tried, withdrawing
from tests.models.handlers.steps import test_forwarding as forwarding

Case = Callable[[Desk, Store], tuple[commands.Command[object], str]]


@pytest.fixture
def other(desk: Desk, data_dir: Path, clock: Clock) -> Iterator[Store]:
    """Return another desk's store on the same database."""
    with closing(Store.open(data_dir, clock)) as store:
        yield store


def withdraw(store: Store, application: int) -> None:
    store.run(commands.TakeStep(application=application, step=Step.WITHDRAW, reason="申请人另行安排"), CLERK)


def answer_to_one_that_was_withdrawn(desk: Desk, other: Store) -> tuple[commands.Command[None], str]:
    call = forwarding.open_call(desk)
    kept, gone = (forwarding.accepted(desk, call, licence(ref=f"Y20224400001{n}")) for n in (1, 2))
    forwarding.forwarded(desk, kept, gone)
    answers = (forwarding.answer(desk, one, 800_000) for one in (kept, gone))
    command = forwarding.answering(desk, *answers)
    withdraw(other, gone)
    return command, "申请人撤回，这里填写的没有采用"


def call_that_closes_under_a_batch(desk: Desk, other: Store) -> tuple[commands.Command[int], str]:
    call = calls.opened(desk)
    drafts = [calls.draft(desk, complete(desk, licence(ref=f"Y20224400001{n}")), call=call) for n in (1, 2)]
    batch = accepting(desk, *(draft.application for draft in drafts))
    seen = tried(desk, batch).rows
    assert not [row for row in seen if row.refusal]
    other.run(commands.CloseCall(call=call), CLERK)
    return commands.RunBatch(batch=batch, seen=seen), r"已于.*关闭.*全部没有办理"


def file_that_another_decided(desk: Desk, other: Store) -> tuple[commands.Command[object], str]:
    draft = desk.draft(desk.register(), licence())
    confirming = desk.confirming(draft.application, desk.accept(draft))
    adding = commands.AddPerson(name="王建国", roles=frozenset({Role.APPROVER}))
    approver = Actor(other.run(adding, CLERK).value)
    other.run(dataclasses.replace(confirming, minutes_number="局务会纪要〔2024〕9号"), approver)
    return confirming, "已由 王建国"


def batch_of_which_one_was_withdrawn(desk: Desk, other: Store) -> tuple[commands.Command[int], str]:
    ids = []
    for number in (1, 2):
        draft = desk.draft(desk.register(), licence(ref=f"Y20224400001{number}"))
        desk.accept(draft)
        ids.append(draft.application)
    batch = deciding(desk, *ids)
    seen = tried(desk, batch).rows
    withdraw(other, ids[1])
    return commands.RunBatch(batch=batch, seen=seen), r"^申请件 \S+ 已由 \S+ .*申请人撤回.*全部没有办理"


def paper_of_one_that_was_withdrawn(desk: Desk, other: Store) -> tuple[commands.Command[object], str]:
    draft = desk.draft(desk.register(), licence())
    desk.accept(draft)
    withdraw(other, draft.application)
    issuing = commands.IssueDocument(
        kind=AWARD.kind, application=draft.application, date=desk.clock.today, render=_never
    )
    return issuing, "申请人撤回"


def step_of_who_lost_the_role(desk: Desk, other: Store) -> tuple[commands.Command[object], str]:
    draft = desk.draft(desk.register(), licence())
    confirming = desk.confirming(draft.application, desk.accept(draft))
    take_roles_away(other)
    return confirming, "审批人"


def take_roles_away(store: Store) -> None:
    """Let an administrator leave the clerk what a clerk does."""
    adding = commands.AddPerson(name="王建国", roles=frozenset({Role.ADMINISTRATOR}))
    chief = Actor(store.run(adding, CLERK).value)
    store.run(commands.SetRoles(person=1, roles=frozenset({Role.CLERK})), chief)


def _never(number: str) -> None:
    raise AssertionError("nothing is rendered")


@pytest.mark.parametrize(
    "case",
    [
        answer_to_one_that_was_withdrawn, call_that_closes_under_a_batch, file_that_another_decided,
        batch_of_which_one_was_withdrawn, paper_of_one_that_was_withdrawn, step_of_who_lost_the_role,
    ],
)  # fmt: skip
def test_what_the_other_desk_did_meanwhile_refuses_it_and_nothing_is_written(
    desk: Desk, other: Store, case: Case
) -> None:
    command, said = case(desk, other)
    before = everything(other)
    with pytest.raises((Conflict, NotPermitted), match=said) as refused:
        desk.store.run(command, CLERK)
    assert refused.value.message.count("申请件") <= 2
    assert everything(other) == before


def everything(store: Store) -> tuple[object, ...]:
    """Return the state of every file, the letters, and where the log ends."""
    found = [store.read(queries.application_detail, one) for one in range(1, 3) if _is_there(store, one)]
    return found, store.read(queries.letters), store.read(queries.last_entry)


def _is_there(store: Store, application: int) -> bool:
    try:
        store.read(queries.application_detail, application)
    except DeskError:
        return False
    return True


def test_a_step_the_state_does_not_allow_blames_nobody_in_a_batch(desk: Desk) -> None:
    """An accepted file was a draft once: that it cannot be declined is no matter of who was quicker."""
    draft = desk.draft(desk.register(), works())
    desk.accept(draft)
    declining = dataclasses.replace(withdrawing(draft.application), step=Step.DECLINE)
    [row] = tried(desk, declining).refused
    assert row.refusal == f"申请件 {draft.number} 现在是“已受理”，不能办理“不予受理”。"
    assert row.before is State.ACCEPTED


@pytest.mark.parametrize("role", [Role.CLERK, Role.REVIEWER, Role.CASHIER])
def test_who_lacks_the_role_decides_nothing_alone_or_in_a_batch(desk: Desk, role: Role) -> None:
    draft = desk.draft(desk.register(), works())
    confirming = desk.confirming(draft.application, desk.accept(draft))
    batch = deciding(desk, draft.application)
    seen = tried(desk, batch).rows
    actor = Actor(desk.store.run(commands.AddPerson(name="黄志强", roles=frozenset({role})), CLERK).value)
    before = everything(desk.store)
    for command in (confirming, commands.TryBatch(batch=batch), commands.RunBatch(batch=batch, seen=seen)):
        with pytest.raises(NotPermitted):
            desk.store.run(command, actor)
    assert everything(desk.store) == before
