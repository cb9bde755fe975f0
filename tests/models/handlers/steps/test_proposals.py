"""What is proposed: frozen line by line, kept apart from what is granted, compared with it."""

from __future__ import annotations

import datetime
import sqlite3
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from ipdesk.models import commands, queries
from ipdesk.models.awards.differences import shown_lines
from ipdesk.models.core.actor import Actor
from ipdesk.models.core.errors import Conflict, InvalidInput, NotPermitted
from ipdesk.models.core.roles import Role
from ipdesk.models.records import (
    Basis,
    BasisKind,
    Check,
    CheckResult,
    CheckStage,
    DecidedAmount,
    Departure,
    Expert,
    LoweredAmount,
    Minutes,
    RawDecision,
)
from ipdesk.models.records.decisions import LoweredGround
from ipdesk.models.store import DATABASE_NAME
from ipdesk.models.workflow import Procedure, State, Step
from ipdesk.rules.core.result import Result
from tests.actors import CLERK
from tests.models.begun import begun
from tests.models.desk import Desk, cultivation, licence, minutes_of, works

PROPOSING = Procedure(frozenset({State.PROPOSED}))
BOTH = Procedure(frozenset({State.REVIEWED, State.PROPOSED}))
DECIDE = "shaoguan-2021/5-high-value-cultivation"
TRANSACTION = "shaoguan-2021/7-patent-transaction"
EXPERTS = (
    Expert("刘建平", "粤北理工学院", Decimal("86.5")),
    Expert("何志芬", "韶城专利代理事务所", Decimal(90)),
    Expert("邱国强", "示例县科技局", None, recused=True),
)
JUDGED = Basis(BasisKind.EXPERTS, EXPERTS)
DISCUSSED = Basis(BasisKind.MEETING)


def take_up(desk: Desk, procedure: Procedure = PROPOSING, minutes_from: int = 0) -> None:
    """Let the office use these stages, and need minutes from so many fen on."""
    office = desk.store.read(queries.office)
    assert office is not None
    changed = replace(office, procedure=procedure, minutes_from=minutes_from)
    desk.store.run(commands.ChangeOffice(office=changed), CLERK)


def accepted(desk: Desk, *rows: object) -> tuple[int, Result]:
    """Return an accepted application of an office that proposes, and its result."""
    take_up(desk)
    draft = desk.draft(desk.register(legal_representative="马启航"), *(rows or (licence(),)))  # type: ignore[arg-type]
    return draft.application, desk.accept(draft)


def proposing(desk: Desk, application: int, shown: Result, **more: object) -> commands.ProposeApplication:
    """Return the request to propose what was shown."""
    given: dict[str, object] = {
        "decided": (), "lowered": (),
        "minutes_number": minutes_of(desk.clock.today), "minutes_date": desk.clock.today,
    }  # fmt: skip
    shown_now = shown_lines(shown.lines, desk.policy)
    return commands.ProposeApplication(
        application=application, policy=desk.policy, shown=shown_now, **{**given, **more}
    )


def decided_result(desk: Desk, application: int, amount: int) -> Result:
    """Return what comes out with an amount decided for the cultivation in row 4."""
    from ipdesk.models.reading.evaluate_stored import evaluate_stored

    detail = desk.detail(application)
    chosen = [stored.achievement for stored in detail.achievements]
    decided = (DecidedAmount("4", DECIDE, amount),)
    return desk.store.read(
        evaluate_stored, desk.policy, detail.applicant, chosen, decided, (), application, "x"
    )


@begun
def received(desk: Desk) -> tuple[int, Result]:
    """Have an application accepted."""
    return accepted(desk)


@begun
def left_to_decide(desk: Desk) -> tuple[int, Result]:
    """Have an application accepted whose sum is left to a decision."""
    return accepted(desk, cultivation())


def test_what_is_proposed_is_frozen_and_counts_as_no_history(
    desk: Desk, received: tuple[int, Result]
) -> None:
    """8,000.00 of a licence of 800,000 computed, 5,000.00 proposed."""
    application, result = received
    lowered = (LoweredAmount("2", TRANSACTION, 500_000, "合同只履行了一部分"),)
    more = {"lowered": lowered, "minutes_body": "局务会", "minutes_text": "同意按合同履行比例资助"}
    desk.store.run(proposing(desk, application, result, **more), CLERK)
    detail = desk.detail(application)
    row = detail.application
    assert (row.state, row.computed, row.proposed, row.amount) == (State.PROPOSED, 800_000, 500_000, 500_000)
    proposal = detail.proposal
    assert proposal is not None
    [line] = proposal.lines
    assert (line.line, line.proposed, line.reason) == (result.lines[0], 500_000, "合同只履行了一部分")
    assert (proposal.round, proposal.pack, proposal.by) == (1, desk.policy.sha256, "陈晓敏")
    said = Minutes("局务会纪要〔2024〕3号", desk.clock.today, "局务会", "同意按合同履行比例资助")
    assert proposal.minutes == said
    assert [stored.granted for stored in detail.lines] == [None]
    need = desk.policy.history_needed([stored.achievement for stored in detail.achievements])
    assert desk.store.read(queries.history, desk.policy.id, row.applicant, need) == ()
    assert detail.steps[-1].remark == "局务会纪要〔2024〕3号（2024-06-20）"
    newest = desk.store.read(queries.audit_entries, f"application {application}")[0]
    assert (newest.action, newest.fields) == ("proposed", (f"{TRANSACTION}:2",))


def test_what_was_proposed_is_never_changed(desk: Desk, received: tuple[int, Result], data_dir: Path) -> None:
    application, result = received
    desk.store.run(proposing(desk, application, result), CLERK)
    with closing(sqlite3.connect(data_dir / DATABASE_NAME)) as connection:
        for change in ("UPDATE proposal_line SET proposed = 1", "DELETE FROM proposal_line"):
            with pytest.raises(sqlite3.IntegrityError, match="proposal_line is never changed"):
                connection.execute(change)


def test_an_office_that_proposes_confirms_nothing_before(desk: Desk, received: tuple[int, Result]) -> None:
    application, result = received
    with pytest.raises(Conflict, match="还没有拟资助，请先拟资助，再审定"):
        desk.store.run(desk.confirming(application, result), CLERK)
    desk.store.run(proposing(desk, application, result), CLERK)
    desk.store.run(desk.confirming(application, result), CLERK)
    row = desk.detail(application).application
    assert (row.state, row.proposed, row.amount) == (State.CONFIRMED, 800_000, 800_000)


def test_an_office_without_that_stage_does_not_propose(desk: Desk, received: tuple[int, Result]) -> None:
    application, result = received
    take_up(desk, Procedure())
    with pytest.raises(Conflict, match="本单位的办理程序没有“拟资助”这一步"):
        desk.store.run(proposing(desk, application, result), CLERK)
    desk.store.run(desk.confirming(application, result), CLERK)
    assert desk.detail(application).proposal is None


@pytest.mark.parametrize("reviewed", [False, True])
def test_a_proposal_goes_back_to_where_it_came_from_and_what_was_typed_stays(
    desk: Desk, reviewed: bool
) -> None:
    from tests.models.handlers.steps.test_review import reviewing

    application, result = accepted(desk)
    if reviewed:
        take_up(desk, BOTH)
        desk.store.run(reviewing(desk, application), CLERK)
    typed = (RawDecision("2", TRANSACTION, "", "5000", "合同只履行了一部分"),)
    typing = commands.SaveDecisionDraft(application=application, lines=typed)
    desk.store.run(typing, CLERK)
    desk.store.run(proposing(desk, application, result), CLERK)
    assert desk.detail(application).application.prepared is False
    going_back = commands.TakeStep(
        application=application, step=Step.RETURN_PROPOSAL, reason="合同履行情况须再核对"
    )
    desk.store.run(going_back, CLERK)
    detail = desk.detail(application)
    row = detail.application
    assert row.state is (State.REVIEWED if reviewed else State.ACCEPTED)
    assert (row.proposed, row.amount, row.prepared, detail.proposal) == (None, 800_000, True, None)
    kept = desk.store.read(queries.decision_draft, application)
    assert kept is not None
    assert kept.lines == typed
    desk.store.run(proposing(desk, application, result), CLERK)
    again = desk.detail(application).proposal
    assert again is not None
    assert again.round == 2


def test_a_proposal_goes_back_with_a_reason_only(desk: Desk, received: tuple[int, Result]) -> None:
    application, result = received
    desk.store.run(proposing(desk, application, result), CLERK)
    going_back = commands.TakeStep(application=application, step=Step.RETURN_PROPOSAL, reason=" ")
    with pytest.raises(InvalidInput, match="请填写理由"):
        desk.store.run(going_back, CLERK)


def test_the_scores_of_experts_stand_with_the_amount_they_decided(
    desk: Desk, left_to_decide: tuple[int, Result]
) -> None:
    application, _ = left_to_decide
    result = decided_result(desk, application, 20_000_000)
    decided = (DecidedAmount("4", DECIDE, 20_000_000, basis=JUDGED),)
    desk.store.run(proposing(desk, application, result, decided=decided), CLERK)
    proposal = desk.detail(application).proposal
    assert proposal is not None
    [line] = [line for line in proposal.lines if line.decided is not None]
    assert (line.decided, line.proposed, line.basis) == (20_000_000, 20_000_000, JUDGED)
    assert line.basis is not None
    assert line.basis.average == Decimal("88.25")


NO_MINUTES = {"minutes_number": "", "minutes_date": None}


def scored(
    name: str = "刘建平", unit: str = "粤北理工学院", score: str | None = "80", recused: bool = False
) -> Basis:
    expert = Expert(name, unit, Decimal(score) if score else None, recused)
    return Basis(BasisKind.EXPERTS, (EXPERTS[1], expert))


@pytest.mark.parametrize(
    ("basis", "minutes", "sentence"),
    [
        (None, {}, "核定金额要写明依据：专家评审，或者集体研究。"),
        (DISCUSSED, NO_MINUTES, "依据是集体研究的，请填写会议纪要编号和会议日期。"),
        (Basis(BasisKind.EXPERTS), {}, "请填写专家评分，至少一位。"),
        (Basis(BasisKind.EXPERTS, EXPERTS[2:]), {}, "请填写专家评分，至少一位。"),
        (scored(name=" "), {}, "第 2 位专家要写姓名和工作单位。"),
        (scored(name="440204198001010038"), {}, "第 2 位专家请填写姓名，不填号码和日期。"),
        (scored(name="无"), {}, "“无”不能作为第 2 位专家，请填写实际的内容。"),
        (scored(score="100.5"), {}, "专家“刘建平”的评分应在 0 至 100 之间。"),
        (scored(score="-1"), {}, "专家“刘建平”的评分应在 0 至 100 之间。"),
        (scored(score="86.555"), {}, "专家“刘建平”的评分最多两位小数。"),
        (scored(score=None), {}, "专家“刘建平”没有评分；应当回避的，请标明回避。"),
        (scored(recused=True), {}, "专家“刘建平”已回避，不能评分。"),
        (scored(name="何 志芬", unit="韶城专利代理事务所"), {}, "专家“何志芬”填了 2 次，请核对。"),
        (scored(name="何志芬", unit="韶城專利代理事務所"), {}, "专家“何志芬”填了 2 次，请核对。"),
        (scored(name="马启航"), {}, "专家“马启航”是申请人的法定代表人，应当回避，不能评分。"),
        (scored(name="馬 启航"), {}, "专家“馬 启航”是申请人的法定代表人，应当回避，不能评分。"),
        (
            scored(unit="示例第1精密电子有限公司研发部"),
            {},
            "专家“刘建平”是申请人单位的人员，应当回避，不能评分。",
        ),
        (scored(unit="示例第1精密电子有限公司"), {}, "专家“刘建平”是申请人单位的人员，应当回避，不能评分。"),
    ],
)  # fmt: skip
def test_a_basis_that_cannot_stand_is_refused_with_a_sentence(
    desk: Desk,
    left_to_decide: tuple[int, Result],
    basis: Basis | None,
    minutes: dict[str, object],
    sentence: str,
) -> None:
    application, _ = left_to_decide
    take_up(desk, minutes_from=100_000_000)
    result = decided_result(desk, application, 20_000_000)
    decided = (DecidedAmount("4", DECIDE, 20_000_000, basis=basis),)
    with pytest.raises(InvalidInput) as caught:
        desk.store.run(proposing(desk, application, result, decided=decided, **minutes), CLERK)
    assert sentence in [problem.message for problem in caught.value.problems]
    assert desk.detail(application).application.state is State.ACCEPTED


def test_an_expert_whose_relation_to_the_applicant_is_recorded_scores_nothing(
    desk: Desk, left_to_decide: tuple[int, Result]
) -> None:
    application, _ = left_to_decide
    related = desk.store.run(commands.AddPerson(name="刘建平"), CLERK).value
    applicant = desk.detail(application).applicant.id
    desk.store.run(commands.RecordRecusal(applicant=applicant, person=related, relation="配偶"), CLERK)
    decided = (DecidedAmount("4", DECIDE, 20_000_000, basis=JUDGED),)
    result = decided_result(desk, application, 20_000_000)
    with pytest.raises(InvalidInput, match="专家“刘建平”与申请人有利害关系（配偶），应当回避，不能评分。"):
        desk.store.run(proposing(desk, application, result, decided=decided), CLERK)


def test_minutes_are_needed_from_the_sum_that_the_office_says(
    desk: Desk, received: tuple[int, Result]
) -> None:
    """8,000.00 of a licence: an office that asks from 8,000.00 on wants them, one from 8,000.01 on not."""
    application, result = received
    take_up(desk, minutes_from=800_000)
    with pytest.raises(InvalidInput, match=r"本单位规定8,000\.00 元及以上的须经会议研究"):
        desk.store.run(proposing(desk, application, result, **NO_MINUTES), CLERK)
    take_up(desk, minutes_from=800_001)
    desk.store.run(proposing(desk, application, result, **NO_MINUTES), CLERK)
    with pytest.raises(InvalidInput, match="请填写会议日期"):
        desk.store.run(replace(desk.confirming(application, result), minutes_date=None), CLERK)
    desk.store.run(replace(desk.confirming(application, result), **NO_MINUTES), CLERK)
    detail = desk.detail(application)
    assert (detail.application.state, detail.minutes_number) == (State.CONFIRMED, "")
    assert detail.steps[-1].remark == ""


def test_where_nothing_was_proposed_a_sum_left_to_a_decision_rests_on_a_meeting(
    desk: Desk, left_to_decide: tuple[int, Result]
) -> None:
    """Below the sum of the office nobody asked for minutes, and a short course proposes no basis."""
    application, _ = left_to_decide
    take_up(desk, Procedure(), minutes_from=100_000_000)
    result = decided_result(desk, application, 20_000_000)
    decided = (DecidedAmount("4", DECIDE, 20_000_000),)
    command = desk.confirming(application, result, decided)
    with pytest.raises(InvalidInput) as caught:
        desk.store.run(replace(command, **NO_MINUTES), CLERK)
    [problem] = caught.value.problems
    assert (problem.field, problem.message[:7]) == ("minutes_number", "有条款没有定额")
    desk.store.run(command, CLERK)


def test_nothing_is_lowered_by_what_nobody_looked_up(desk: Desk, received: tuple[int, Result]) -> None:
    application, result = received
    rule = "《若干措施》第（七）项"

    def lower(reason: str, lowered_by: str = rule) -> None:
        lowered = (LoweredAmount("2", TRANSACTION, 300_000, reason, lowered_by, LoweredGround.FINDING),)
        desk.store.run(proposing(desk, application, result, lowered=lowered), CLERK)

    named = "经2024年6月20日核查付款凭证（来源：银行回单原件），"
    told = f"{named}实际支付300,000.00元，按其1%计算"
    with pytest.raises(InvalidInput, match="请写明是怎样查到的"):
        lower("许可费实际支付300,000.00元，按其1%计算")
    with pytest.raises(InvalidInput, match="请填写核减依据"):
        lower(told, "")
    lower(told)  # an office that reviews nothing records no look-up before
    proposal = desk.detail(application).proposal
    assert proposal is not None and proposal.lines[0].reason == told
    assert proposal.lines[0].ground == "finding"
    found = LoweredGround.FINDING
    unproven = (LoweredAmount("2", TRANSACTION, 200_000, "合同期限的一半不在申报期", rule, found),)
    deciding = desk.confirming(application, result, lowered=unproven)
    with pytest.raises(InvalidInput, match="没有登记过核查：请先在“补充核查”里登记"):
        desk.store.run(deciding, CLERK)
    day = desk.clock.today
    paid = Check("later", "付款凭证", "银行回单", day, CheckResult.BAD, "少付一半", "按其核减", (), "在卷")
    desk.store.run(commands.RecordCheck(application=application, stage=CheckStage.OTHER, check=paid), CLERK)
    with pytest.raises(InvalidInput, match="如：经2024年6月20日核查付款凭证（来源：银行回单），……"):
        desk.store.run(deciding, CLERK)


def test_what_is_granted_otherwise_than_proposed_is_named_and_needs_a_reason(
    desk: Desk, received: tuple[int, Result]
) -> None:
    application, result = received
    desk.store.run(proposing(desk, application, result), CLERK)
    lowered = (LoweredAmount("2", TRANSACTION, 600_000, "合同只履行了一部分"),)
    deciding = desk.confirming(application, result, lowered=lowered)
    with pytest.raises(Conflict, match=r"专利.*：拟资助 8,000\.00 元，审定 6,000\.00 元"):
        desk.store.run(deciding, CLERK)
    departures = (Departure("2", TRANSACTION, 800_000, 600_000),)
    seen = replace(deciding, departures=departures)
    with pytest.raises(InvalidInput, match="审定金额与拟资助金额不同，请写明理由"):
        desk.store.run(seen, CLERK)
    with pytest.raises(InvalidInput, match="看不出理由"):
        desk.store.run(replace(seen, departure_reason="同意"), CLERK)
    desk.store.run(replace(seen, departure_reason="公示后申请人自愿减少"), CLERK)
    detail = desk.detail(application)
    assert (detail.application.proposed, detail.application.amount) == (800_000, 600_000)
    [record] = detail.departures
    assert (record.departure, record.reason) == (*departures, "公示后申请人自愿减少")


def test_a_difference_from_the_proposal_that_is_none_is_refused(
    desk: Desk, received: tuple[int, Result]
) -> None:
    application, result = received
    desk.store.run(proposing(desk, application, result), CLERK)
    claimed = (Departure("2", TRANSACTION, 800_000, 600_000),)
    with pytest.raises(Conflict, match="已经没有了，没有审定"):
        desk.store.run(replace(desk.confirming(application, result), departures=claimed), CLERK)


def test_what_others_were_granted_meanwhile_is_told_at_the_proposal(desk: Desk) -> None:
    """The cap of 100 works a year: what was shown was computed before another application took most of it."""
    take_up(desk, Procedure())
    applicant = desk.register()
    waiting = desk.draft(applicant, works(count="60"))
    shown = desk.accept(waiting)
    desk.confirmed(applicant, works("粤作登字-2022-F-00000500", count="90", id="9"))
    take_up(desk)
    with pytest.raises(Conflict, match=r"核算结果与刚才显示的不同.*没有拟资助") as caught:
        desk.store.run(proposing(desk, waiting.application, shown), CLERK)
    assert len(caught.value.differences) == 50


def test_of_two_who_propose_the_second_is_told_who_was_quicker(
    desk: Desk, received: tuple[int, Result]
) -> None:
    application, result = received
    other = Actor(desk.store.run(commands.AddPerson(name="黄志强"), CLERK).value)
    desk.store.run(proposing(desk, application, result), CLERK)
    with pytest.raises(Conflict, match=r"已由 陈晓敏 于 2024年6月20日\d\d:\d\d 提出拟资助 8,000\.00 元"):
        desk.store.run(proposing(desk, application, result), other)


def test_whoever_may_not_decide_does_not_propose(desk: Desk, received: tuple[int, Result]) -> None:
    application, result = received
    adding = commands.AddPerson(name="黄志强", roles=frozenset({Role.CLERK}))
    clerk = Actor(desk.store.run(adding, CLERK).value)
    for command in (
        proposing(desk, application, result),
        commands.TakeStep(application=application, step=Step.RETURN_PROPOSAL, reason="须再核对"),
    ):
        with pytest.raises(NotPermitted, match="须由审批人办理"):
            desk.store.run(command, clerk)


def test_whoever_is_related_does_not_propose(desk: Desk, received: tuple[int, Result]) -> None:
    application, result = received
    applicant = desk.detail(application).applicant.id
    assert CLERK.person is not None
    desk.store.run(commands.RecordRecusal(applicant=applicant, person=CLERK.person, relation="配偶"), CLERK)
    with pytest.raises(NotPermitted, match="您与申请人有利害关系（配偶），应当回避"):
        desk.store.run(proposing(desk, application, result), CLERK)


def test_what_is_proposed_still_waits_for_its_decision_beside_others(
    desk: Desk, received: tuple[int, Result]
) -> None:
    application, result = received
    desk.store.run(proposing(desk, application, result), CLERK)
    applicant = desk.detail(application).applicant.id
    [waiting] = desk.store.read(queries.awaiting_decision, applicant, desk.policy.id, 2022)
    assert (waiting.application, waiting.amount) == (application, 800_000)


def test_minutes_of_a_number_are_those_of_one_meeting(desk: Desk, received: tuple[int, Result]) -> None:
    """Whichever stage or file they were given at first; a proposal that was given back says nothing more."""
    application, result = received
    desk.store.run(proposing(desk, application, result), CLERK)
    met, number = desk.clock.today, minutes_of(desk.clock.today)
    desk.clock.moment += datetime.timedelta(days=1)
    said = f"申请件 2024-0001 的拟资助登记的“{number}”是 {met} 的会议，同一编号只能是一次会议"
    confirming = desk.confirming(application, result)
    wrong = replace(confirming, minutes_number=f" {number} ", minutes_date=desk.clock.today)
    with pytest.raises(InvalidInput, match=said) as refused:
        desk.store.run(wrong, CLERK)
    assert [one.field for one in refused.value.problems] == ["minutes_date"]
    returning = commands.TakeStep(
        application=application, step=Step.RETURN_PROPOSAL, reason="会议日期登记错误，改正后重新提出"
    )
    desk.store.run(returning, CLERK)
    desk.store.run(proposing(desk, application, result, minutes_number=number), CLERK)
    desk.store.run(wrong, CLERK)
    other = desk.draft(desk.register("示例乙有限公司"), licence(ref="Y2022440000999"))
    shown = desk.accept(other)
    desk.clock.moment += datetime.timedelta(days=1)
    late = proposing(desk, other.application, shown, minutes_number=number)
    with pytest.raises(InvalidInput, match="申请件 2024-0001 的审定登记的"):
        desk.store.run(late, CLERK)
