"""A step for many at once: what it would do is said before, all take it or none, and it can be taken back."""

from __future__ import annotations

import dataclasses
import datetime

import pytest

from ipdesk.documents.letters.counter.not_accepted import NOT_ACCEPTED
from ipdesk.models import commands, queries
from ipdesk.models.core.actor import Actor
from ipdesk.models.core.errors import Conflict, InvalidInput, NotPermitted
from ipdesk.models.core.roles import Role
from ipdesk.models.records import (
    ApplicationDetail,
    AuditFilter,
    Batch,
    BatchReport,
    Grounds,
    IncomingDetails,
    Matter,
    Sheets,
)
from ipdesk.models.workflow import State, Step
from tests.actors import CLERK
from tests.invented_steps import add_suspension
from tests.models.begun import begun
from tests.models.desk import Desk, letter, licence, works
from tests.statements import statements

EVERYTHING = AuditFilter()
WHY = "申请人来函撤回申请"


def accepted(desk: Desk, count: int) -> tuple[int, ...]:
    drafts = [desk.draft(desk.register(), works(f"粤作登字-2022-F-0000{n:04d}")) for n in range(count)]
    for draft in drafts:
        desk.accept(draft)
    return tuple(draft.application for draft in drafts)


def withdrawing(*ids: int, reason: str = WHY) -> Batch:
    return Batch(step=Step.WITHDRAW, applications=ids, reason=reason)


def declining(*ids: int) -> Batch:
    return Batch(step=Step.DECLINE, applications=ids, reason="不属于本级受理范围")


def tried(desk: Desk, batch: Batch) -> BatchReport:
    return desk.store.run(commands.TryBatch(batch=batch), CLERK).value


def run(desk: Desk, batch: Batch) -> int:
    return desk.store.run(commands.RunBatch(batch=batch, seen=tried(desk, batch).rows), CLERK).value


def undo(desk: Desk, taken: int, step: Step = Step.WITHDRAW) -> None:
    desk.store.run(commands.UndoBatch(batch=taken, step=step), CLERK)


def states(desk: Desk, ids: tuple[int, ...]) -> list[State]:
    return [desk.detail(one).application.state for one in ids]


def kept(desk: Desk, application: int) -> ApplicationDetail:
    """Return an application without what tells of the steps it took."""
    detail = desk.detail(application)
    return dataclasses.replace(detail, steps=(), lines=tuple(line.line for line in detail.lines))


@begun
def two(desk: Desk) -> tuple[int, ...]:
    """Have two applications accepted."""
    return accepted(desk, 2)


@begun
def three(desk: Desk) -> tuple[int, ...]:
    """Have three applications accepted."""
    return accepted(desk, 3)


def test_trying_says_what_would_come_and_writes_nothing(desk: Desk, two: tuple[int, ...]) -> None:
    ids = two
    before = [desk.detail(one) for one in ids], desk.store.read(queries.last_entry)
    report = tried(desk, withdrawing(*ids))
    assert [(row.before, row.after) for row in report.taken] == [(State.ACCEPTED, State.WITHDRAWN)] * 2
    assert [row.number for row in report.rows] == [detail.application.number for detail in before[0]]
    assert ([desk.detail(one) for one in ids], desk.store.read(queries.last_entry)) == before


def test_each_has_its_own_entry(desk: Desk, three: tuple[int, ...]) -> None:
    ids = three
    run(desk, withdrawing(*ids))
    assert states(desk, ids) == [State.WITHDRAWN] * 3
    assert [desk.detail(one).steps[-1].remark for one in ids] == [WHY] * 3
    logged = desk.store.read(queries.audit_rows, desk.store.read(queries.audit_ids, EVERYTHING))
    assert [entry.record for entry in logged if entry.action == "withdrawn"] == [
        f"application {one}" for one in sorted(ids, reverse=True)
    ]


def test_each_that_withdraws_has_a_paper_of_its_own_applicant_until_it_is_taken_back(desk: Desk) -> None:
    """Of a file that has this paper already there is no second one."""
    firms = ("示例甲有限公司", "示例乙有限公司")
    drafts = [
        desk.draft(desk.register(name), works(f"粤作登字-2022-F-0000088{n}")) for n, name in enumerate(firms)
    ]
    for draft in drafts:
        desk.accept(draft)
    ids = tuple(draft.application for draft in drafts)
    paper = IncomingDetails(
        matter=Matter.WITHDRAWAL, sender="", day=desk.clock.today, sheets=Sheets(pages=2, is_copy=True)
    )
    own = commands.RecordIncomingPaper(application=ids[1], paper=dataclasses.replace(paper, sender=firms[1]))
    desk.store.run(own, CLERK)
    batch = dataclasses.replace(withdrawing(*ids), paper=paper)
    taken = run(desk, batch)
    found = [[one.details for one in desk.detail(each).incoming] for each in ids]
    assert [(one.sender, one.sheets.pages, one.sheets.is_copy) for [one] in found] == [
        (firm, 2, True) for firm in firms
    ]
    tomorrow = dataclasses.replace(paper, day=desk.clock.today + datetime.timedelta(days=1))
    late = tried(desk, dataclasses.replace(batch, paper=tomorrow))
    assert all(row.refusal for row in late.rows)
    undo(desk, taken)
    assert [desk.detail(each).incoming for each in ids] == [(), ()]
    with pytest.raises(ValueError, match="no paper leads to"):
        dataclasses.replace(declining(*ids), paper=paper)


def test_what_none_of_them_is_accepted_on_stands_in_each(desk: Desk) -> None:
    ids = tuple(desk.draft(desk.register(), works(f"粤作登字-2022-F-0000077{n}")).application for n in (1, 2))
    grounds = Grounds("申报通知第二条", "示例市市场监督管理局")
    run(desk, dataclasses.replace(declining(*ids), grounds=grounds))
    assert [desk.detail(one).steps[-1].grounds for one in ids] == [grounds] * 2


def test_those_accepted_first_come_first(desk: Desk, three: tuple[int, ...]) -> None:
    ids = three
    assert [row.application for row in tried(desk, withdrawing(*reversed(ids))).rows] == list(ids)


def test_who_cannot_take_it_is_told_with_the_reason_and_the_others_still_can(
    desk: Desk, three: tuple[int, ...]
) -> None:
    first, second, third = three
    step = commands.TakeStep(application=second, step=Step.WITHDRAW, reason=WHY)
    desk.store.run(step, CLERK)
    report = tried(desk, withdrawing(first, second, third, 999))
    assert [row.application for row in report.taken] == [first, third]
    assert ["申请人撤回" in row.refusal or "不存在" in row.refusal for row in report.refused] == [True, True]
    run(desk, withdrawing(first, third))
    assert states(desk, (first, third)) == [State.WITHDRAWN] * 2


def test_who_is_related_to_one_of_them_takes_not_even_a_step_that_judges_nothing(
    desk: Desk, two: tuple[int, ...]
) -> None:
    applicant = desk.detail(two[1]).applicant.id
    related = commands.RecordRecusal(applicant=applicant, person=CLERK.person, relation="配偶")
    desk.store.run(related, CLERK)
    report = tried(desk, withdrawing(*two))
    assert [(row.application, "应当回避" in row.refusal) for row in report.rows if row.refusal] == [
        (two[1], True)
    ]


def test_the_papers_of_many_are_written_together(desk: Desk, three: tuple[int, ...]) -> None:
    """Where none has one yet: of them no statement is asked file by file."""
    paper = IncomingDetails(matter=Matter.WITHDRAWAL, sender="", day=desk.clock.today)
    batch = dataclasses.replace(withdrawing(*three), paper=paper)
    seen = tried(desk, batch).rows
    with statements() as ran:
        desk.store.run(commands.RunBatch(batch=batch, seen=seen), CLERK)
    assert sum("INSERT INTO incoming_paper" in one for one in ran) == 1
    assert [len(desk.detail(one).incoming) for one in three] == [1, 1, 1]


def test_what_changed_since_it_was_seen_stops_all(desk: Desk, three: tuple[int, ...]) -> None:
    ids = three
    batch = withdrawing(*ids)
    seen = tried(desk, batch).rows
    desk.store.run(commands.TakeStep(application=ids[1], step=Step.WITHDRAW, reason=WHY), CLERK)
    with pytest.raises(Conflict, match=f"{seen[1].number}.*全部没有办理"):
        desk.store.run(commands.RunBatch(batch=batch, seen=seen), CLERK)
    assert states(desk, ids) == [State.ACCEPTED, State.WITHDRAWN, State.ACCEPTED]


def test_nobody_is_taken_unseen(desk: Desk, two: tuple[int, ...]) -> None:
    first, second = two
    seen = tried(desk, withdrawing(first)).rows
    with pytest.raises(Conflict, match="全部没有办理"):
        desk.store.run(commands.RunBatch(batch=withdrawing(first, second), seen=seen), CLERK)
    assert states(desk, (first, second)) == [State.ACCEPTED] * 2


@pytest.mark.parametrize("reason", ["", "　", "无"])
def test_the_reason_is_asked_for_as_for_one(desk: Desk, two: tuple[int, ...], reason: str) -> None:
    ids = two
    report = tried(desk, withdrawing(*ids, reason=reason))
    assert not report.taken
    one = commands.TakeStep(application=ids[0], step=Step.WITHDRAW, reason=reason)
    with pytest.raises(InvalidInput) as caught:
        desk.store.run(one, CLERK)
    assert {row.refusal for row in report.rows} == {caught.value.message}


def test_the_permission_of_the_step_is_needed(desk: Desk) -> None:
    adding = commands.AddPerson(name="黄志强", roles=frozenset({Role.APPROVER}))
    other = Actor(desk.store.run(adding, CLERK).value)
    ids = accepted(desk, 2)
    batch = withdrawing(*ids)
    taken = run(desk, batch)
    for command in (
        commands.TryBatch(batch=batch),
        commands.RunBatch(batch=batch, seen=()),
        commands.UndoBatch(batch=taken, step=Step.WITHDRAW),
    ):
        with pytest.raises(NotPermitted):
            desk.store.run(command, other)


def test_undone_it_is_as_before_with_its_own_entry_and_goes_on(desk: Desk, two: tuple[int, ...]) -> None:
    ids = two
    before = [kept(desk, one) for one in ids]
    undo(desk, run(desk, withdrawing(*ids)))
    assert [kept(desk, one) for one in ids] == before
    assert [desk.detail(one).steps[-1].remark for one in ids] == ["撤销成批办理的“申请人撤回”"] * 2
    run(desk, withdrawing(*ids))
    assert states(desk, ids) == [State.WITHDRAWN] * 2


def test_numbers_that_drafts_held_are_held_again(desk: Desk) -> None:
    draft = desk.draft(desk.register(), licence())
    batch = declining(draft.application)
    holders = desk.store.read(queries.open_holders, ["Y2022440000123"])
    taken = run(desk, batch)
    assert desk.store.read(queries.open_holders, ["Y2022440000123"]) == ()
    undo(desk, taken, Step.DECLINE)
    assert desk.store.read(queries.open_holders, ["Y2022440000123"]) == holders != ()


def test_it_is_undone_once_and_only_while_nothing_was_built_on_it(desk: Desk, two: tuple[int, ...]) -> None:
    ids = two
    taken = run(desk, withdrawing(*ids))
    assert desk.store.read(queries.last_batch, 1).applications == ids
    undo(desk, taken)
    assert desk.store.read(queries.last_batch, 1) is None
    with pytest.raises(Conflict, match="已经撤销过了"):
        undo(desk, taken)


def test_what_somebody_was_written_about_stays(desk: Desk) -> None:
    draft = desk.draft(desk.register(), licence())
    desk.approve_nothing()
    taken = run(desk, declining(draft.application))
    issuing = commands.IssueDocument(
        kind=NOT_ACCEPTED.kind, application=draft.application, date=desk.clock.today, render=letter
    )
    desk.clock.moment += datetime.timedelta(minutes=1)
    desk.store.run(issuing, CLERK)
    with pytest.raises(Conflict, match=f"申请件 {draft.number} 其后已印发文书"):
        undo(desk, taken, Step.DECLINE)
    assert states(desk, (draft.application,)) == [State.NOT_ACCEPTED]


def test_what_went_on_stays(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    suspension = add_suspension(monkeypatch)
    ids = accepted(desk, 2)
    taken = run(desk, Batch(step=suspension.suspend, applications=ids, reason="专利权属有争议，等待判决"))
    desk.store.run(commands.TakeStep(application=ids[1], step=suspension.resume), CLERK)
    number = desk.detail(ids[1]).application.number
    with pytest.raises(Conflict, match=f"申请件 {number} 其后又办理了别的步骤"):
        undo(desk, taken, suspension.suspend)
    assert desk.store.read(queries.last_batch, 1) is None
    assert states(desk, ids) == [suspension.state, State.ACCEPTED]


def test_a_batch_names_each_application_once(desk: Desk) -> None:
    for ids in ((), (1, 1)):
        with pytest.raises(ValueError, match="at least one"):
            withdrawing(*ids)
    with pytest.raises(ValueError, match="one by one"):
        Batch(step=Step.TAKE_BACK, applications=(1,))
