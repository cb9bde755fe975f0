"""Decisions for many at once: each by the history that those before it make, frozen, and taken back whole."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from ipdesk.models import commands, queries
from ipdesk.models.core.errors import Conflict
from ipdesk.models.records import (
    ApplicationDetail,
    Batch,
    BatchReport,
    DecisionDraft,
    DocumentKind,
    LoweredAmount,
    Minutes,
    RawAchievement,
    RawDecision,
)
from ipdesk.models.workflow import State, Step
from tests.actors import CLERK
from tests.models.desk import Desk, cultivation, letter, licence, works
from tests.models.handlers.batches.test_taking import kept, run, states, tried, undo
from tests.models.handlers.steps.test_proposals import TRANSACTION, proposing, take_up
from tests.models.handlers.steps.test_proposals import accepted as proposed_file

HIGH_VALUE = "shaoguan-2021/5-high-value-cultivation"


def deciding(desk: Desk, *ids: int) -> Batch:
    minutes = Minutes("局务会纪要〔2024〕5号", desk.clock.today)
    return Batch(step=Step.CONFIRM, applications=ids, policies=(desk.policy,), minutes=minutes)


def accepted(desk: Desk, applicant: int, *rows: RawAchievement) -> int:
    draft = desk.draft(applicant, *rows)
    desk.accept(draft)
    return draft.application


def sums(report: BatchReport) -> list[int]:
    return [row.amount_after for row in report.taken]


def test_each_is_decided_by_what_those_before_it_were_granted(desk: Desk) -> None:
    """20,000 yuan for a contract of 3 million, 50,000 for one of 6 million; 50,000 for all of a year."""
    applicant = desk.register()
    first = accepted(desk, applicant, licence("300万", ref="Y2022440000001"))
    second = accepted(desk, applicant, licence("600万", ref="Y2022440000002"))
    assert [desk.detail(one).application.amount for one in (first, second)] == [2_000_000, 5_000_000]
    report = tried(desk, deciding(desk, second, first))
    assert [row.application for row in report.rows] == [first, second]
    assert sums(report) == [2_000_000, 3_000_000]
    run(desk, deciding(desk, second, first))
    granted = [[line.granted for line in desk.detail(one).lines] for one in (first, second)]
    assert granted == [[2_000_000], [3_000_000]]
    assert [desk.detail(one).minutes_number for one in (first, second)] == ["局务会纪要〔2024〕5号"] * 2


def test_a_number_is_paid_for_once_whoever_holds_it(desk: Desk) -> None:
    """Whether it was paid for before, or is by another file of the batch; the last file shares none."""
    numbers = ["Y2022440000001", "Y2022440000001", "Y2022440000002", "Y2022440000002", "Y2022440000003"]
    earlier, *ids = [accepted(desk, desk.register(), licence("300万", ref=number)) for number in numbers]
    run(desk, deciding(desk, earlier))
    assert sums(tried(desk, deciding(desk, *ids))) == [0, 2_000_000, 0, 2_000_000]
    run(desk, deciding(desk, *ids))
    granted = [[line.granted for line in desk.detail(one).lines] for one in ids]
    assert granted == [[0], [2_000_000], [0], [2_000_000]]


def test_what_was_typed_at_a_file_holds(desk: Desk) -> None:
    application = accepted(desk, desk.register(), licence("80万"))
    typed = RawDecision(
        "2", "shaoguan-2021/7-patent-transaction", granted="3000", reason="合同部分履行", ground="other"
    )
    save(desk, application, typed)
    run(desk, deciding(desk, application))
    [line] = desk.detail(application).lines
    assert (line.granted, line.reason) == (300_000, "合同部分履行")


def save(desk: Desk, application: int, *lines: RawDecision) -> None:
    saving = commands.SaveDecisionDraft(
        application=application, lines=lines, minutes_number="", minutes_date="", answers={}
    )
    desk.store.run(saving, CLERK)


def test_what_awaits_its_decision_or_was_typed_by_halves_is_told_and_left_out(desk: Desk) -> None:
    waiting = accepted(desk, desk.register(), cultivation())
    unreadable = accepted(desk, desk.register(), licence("80万"))
    save(desk, unreadable, RawDecision("2", "shaoguan-2021/7-patent-transaction", granted="三千多"))
    fine = accepted(desk, desk.register(), works())
    report = tried(desk, deciding(desk, waiting, unreadable, fine))
    assert [row.application for row in report.taken] == [fine]
    assert [row.refusal for row in report.refused] == [
        "请填写核定金额；不予资助的填0。", "审定页填写的内容还不完整或者无法识别，请打开逐件办理。",
    ]  # fmt: skip


def everything(desk: Desk, ids: tuple[int, ...]) -> list[tuple[ApplicationDetail, DecisionDraft | None]]:
    return [(kept(desk, one), desk.store.read(queries.decision_draft, one)) for one in ids]


def test_taken_back_all_is_as_before_and_can_be_decided_again(desk: Desk) -> None:
    ids = (
        accepted(desk, desk.register(), licence("80万"), works()),
        accepted(desk, desk.register(), cultivation()),
    )
    save(desk, ids[1], RawDecision("4", HIGH_VALUE, decided="5000"))
    before = everything(desk, ids)
    batch = deciding(desk, *ids)
    undo(desk, run(desk, batch), Step.CONFIRM)
    assert everything(desk, ids) == before
    need = desk.policy.history_needed(())
    assert desk.store.read(queries.history, desk.policy.id, None, need) == ()
    run(desk, batch)
    assert states(desk, ids) == [State.CONFIRMED] * 2
    assert [desk.detail(one).application.amount for one in ids] == [before[0][0].application.amount, 500_000]


def test_later_decisions_under_the_policy_keep_it_from_being_taken_back(desk: Desk) -> None:
    first = accepted(desk, desk.register(), works())
    taken = run(desk, deciding(desk, first))
    later = desk.confirmed(desk.register(), licence())
    number = desk.detail(later).application.number
    with pytest.raises(Conflict, match=f"又审定了同一政策的申请件 {number}"):
        undo(desk, taken, Step.CONFIRM)
    assert states(desk, (first,)) == [State.CONFIRMED]


def test_a_letter_keeps_it_from_being_taken_back(desk: Desk) -> None:
    application = accepted(desk, desk.register(), works())
    taken = run(desk, deciding(desk, application))
    desk.clock.moment += datetime.timedelta(minutes=5)
    desk.issue(application)
    with pytest.raises(Conflict, match="其后又办理了别的步骤"):
        undo(desk, taken, Step.CONFIRM)
    assert states(desk, (application,)) == [State.NOTIFIED]


def test_a_decision_elsewhere_meanwhile_stops_all(desk: Desk) -> None:
    """What the other file was granted takes from the limit that the preview counted on."""
    applicant = desk.register()
    first = accepted(desk, applicant, licence("600万", ref="Y2022440000001"))
    other = accepted(desk, desk.register(), works())
    batch = deciding(desk, first, other)
    seen = tried(desk, batch).rows
    desk.confirmed(applicant, licence("300万", ref="Y2022440000002"))
    with pytest.raises(Conflict, match=r"与预览时不同.*全部没有办理"):
        desk.store.run(commands.RunBatch(batch=batch, seen=seen), CLERK)
    assert states(desk, (first, other)) == [State.ACCEPTED] * 2


def test_without_minutes_or_the_policy_nobody_is_decided(desk: Desk) -> None:
    application = accepted(desk, desk.register(), works())
    batch = deciding(desk, application)
    bare = Batch(step=Step.CONFIRM, applications=(application,), policies=batch.policies)
    [row] = tried(desk, bare).refused
    assert row.refusal.startswith("请填写会议纪要编号")
    [row] = tried(desk, Batch(step=Step.CONFIRM, applications=(application,), minutes=batch.minutes)).refused
    assert row.refusal == "这件申请的政策现在不能使用，不能审定。"


def test_what_stands_proposed_is_granted(desk: Desk) -> None:
    application, shown = proposed_file(desk, licence())
    less = LoweredAmount("2", TRANSACTION, 300_000, "合同部分履行")
    desk.store.run(proposing(desk, application, shown, lowered=(less,)), CLERK)
    [row] = tried(desk, deciding(desk, application)).rows
    assert (row.before, row.amount_before, row.amount_after) == (State.PROPOSED, 300_000, 300_000)
    run(desk, deciding(desk, application))
    [line] = desk.detail(application).lines
    assert (line.line.amount, line.granted, line.reason) == (
        800_000, 300_000, "合同部分履行",
    )  # fmt: skip


def test_many_are_proposed_at_once_and_it_is_taken_back(desk: Desk) -> None:
    take_up(desk)
    first = accepted(desk, desk.register(), licence("80万"))
    second = accepted(desk, desk.register(), works())
    waiting = accepted(desk, desk.register(), cultivation())
    minutes = Minutes("局务会纪要〔2024〕4号", desk.clock.today)
    ids = (first, second, waiting)
    batch = Batch(step=Step.PROPOSE, applications=ids, policies=(desk.policy,), minutes=minutes)
    report = tried(desk, batch)
    assert [row.application for row in report.taken] == [first, second]
    assert report.refused[0].refusal == "请填写核定金额；不予资助的填0。"
    batch = replace(batch, applications=(first, second))
    taken = run(desk, batch)
    assert states(desk, ids) == [State.PROPOSED, State.PROPOSED, State.ACCEPTED]
    assert [desk.detail(one).application.proposed for one in ids] == [800_000, 20_000, None]
    undo(desk, taken, Step.PROPOSE)
    assert [desk.detail(one).application.proposed for one in ids] == [None, None, None]
    run(desk, batch)
    assert [desk.detail(one).proposal.round for one in (first, second)] == [2, 2]


def test_a_paper_that_lists_a_file_keeps_the_batch_too(desk: Desk) -> None:
    ids = (accepted(desk, desk.register(), works()), accepted(desk, desk.register(), licence()))
    taken = run(desk, deciding(desk, *ids))
    desk.clock.moment += datetime.timedelta(minutes=5)
    kind = DocumentKind("some_list", "示例清单", states=(State.CONFIRMED,), series=None)
    listing = commands.IssueListDocument(
        kind=kind, applications=ids[1:], subject="示例县财政局", date=desk.clock.today, render=letter
    )
    desk.store.run(listing, CLERK)
    number = desk.detail(ids[1]).application.number
    with pytest.raises(Conflict, match=f"申请件 {number} 其后已印发文书"):
        undo(desk, taken, Step.CONFIRM)
    assert states(desk, ids) == [State.CONFIRMED] * 2
