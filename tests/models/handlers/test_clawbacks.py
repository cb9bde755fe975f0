"""What was granted and does not stay: told, heard, decided, by entries that lessen what counts as history."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from ipdesk.documents.letters.registry import DOCUMENTS
from ipdesk.models import commands, queries
from ipdesk.models.core.actor import Actor
from ipdesk.models.core.errors import Conflict, InvalidInput, NotPermitted
from ipdesk.models.core.roles import Role
from ipdesk.models.records import (
    ApplicationFilter,
    ClawbackTerms,
    IntendedBar,
    Mark,
    Matter,
    Repayment,
    ReversalKind,
    ReversedLine,
    ServiceWay,
    marks,
)
from ipdesk.models.records.lists import DeadlineKind
from ipdesk.models.records.reversals import AskedToCollect, CollectionTerm
from ipdesk.models.workflow import State
from ipdesk.rules.core.result import Line, Status
from ipdesk.rules.library.policy_library import standard_library
from tests.actors import CLERK
from tests.models.begun import begun
from tests.models.desk import Desk, letter, licence, met, waits, works

MONDAY = datetime.date(2024, 6, 24)
RECOVERY = "《示例县专项资金管理办法》（示府规〔2021〕5号）第十九条"
ASKING = "《示例县专项资金管理办法》（示府规〔2021〕5号）第十六条"
LAPSING = "《示例县专项资金管理办法》（示府规〔2021〕5号）第十六条"
CLAUSE = "第（七）项规定“按合同金额的1%予以补助”"
GRANTED = 800_000
"""Fen: 1 % of a licence of 800,000 yuan."""


@begun
def award(desk: Desk) -> int:
    """Return an application that was notified of 8,000 yuan for a licence, on a Thursday."""
    application = desk.confirmed(desk.register("示例甲有限公司"), licence())
    desk.issue(application)
    return application


def line(desk: Desk, application: int) -> int:
    return next(one.id for one in desk.detail(application).lines if one.granted)


def terms(desk: Desk, application: int, amount: int = GRANTED, **changed: object) -> ClawbackTerms:
    given = ClawbackTerms(
        facts="许可合同没有实际履行，款项当日转回", evidence="银行流水、询问笔录",
        basis=RECOVERY, ground="error",
        derivation=f"{CLAUSE}，给8,000.00元，合同没有履行，应为0.00元",
        lines=(ReversedLine(line(desk, application), amount),), paid_on=desk.clock.today,
    )  # fmt: skip
    return replace(given, **changed)  # type: ignore[arg-type]


def propose(
    desk: Desk, application: int, amount: int = GRANTED, served: bool = True, **changed: object
) -> int:
    proposing = commands.ProposeClawback(
        application=application, terms=terms(desk, application, amount, **changed),
        served_on=desk.clock.today if served else None,
    )  # fmt: skip
    return desk.store.run(proposing, CLERK).value


def deciding(
    desk: Desk, application: int, clawback: int, amount: int = GRANTED, **changed: object
) -> commands.ClawBack:
    due_on = desk.clock.today + datetime.timedelta(days=30)
    values: dict[str, object] = {
        "clawback": clawback, "lines": (ReversedLine(line(desk, application), amount),),
        "repayment": Repayment(due_on=due_on, pay_to="非税缴款码 440200"), "minutes": met(desk.clock.today),
    }  # fmt: skip
    return commands.ClawBack(**{**values, **changed})  # type: ignore[arg-type]


def claw_back(desk: Desk, application: int, amount: int = GRANTED, **changed: object) -> None:
    clawback = propose(desk, application, amount)
    given = {"waived": "法定代表人书面放弃陈述申辩", **changed}
    desk.store.run(deciding(desk, application, clawback, amount, **given), CLERK)


def again(desk: Desk, application: int, ref: str = "Y2022440000123") -> Line:
    """Return the line of another application of the same applicant, for a licence of a number."""
    applicant = desk.detail(application).application.applicant
    [found] = desk.accept(desk.draft(applicant, replace(licence(), ref=ref))).lines
    return found


def send(desk: Desk, application: int, kind: str, receiver: str = "叶知秋（经办人）") -> None:
    """Have a paper go out, and its service recorded; what waits is looked at before, between and after."""
    assert waits(desk, application) == (kind, False)
    issuing = commands.IssueDocument(
        kind=DOCUMENTS[kind].kind, application=application, date=desk.clock.today, render=letter
    )
    told = desk.store.run(issuing, CLERK).value
    assert waits(desk, application) == ("", True)
    serving = commands.RecordService(
        letter=told.id, way=ServiceWay.DIRECT, place="本局受理窗口", minutes=480, day=desk.clock.today,
        receiver=receiver,
    )  # fmt: skip
    desk.store.run(serving, CLERK)
    assert waits(desk, application) == ("", False)


def stands(desk: Desk, application: int) -> tuple[int, int]:
    """Return what still stands of an award: in its row, and in the total of all."""
    totals = desk.store.read(queries.totals, ApplicationFilter())
    return desk.detail(application).application.standing, totals.amount


def serve_all(desk: Desk, application: int) -> None:
    """Record that what went out was served, such as the letter of the award."""
    for one in desk.detail(application).letters:
        serving = commands.RecordService(
            letter=one.id, way=ServiceWay.POST, day=desk.clock.today, receiver="叶知秋（经办人）"
        )
        desk.store.run(serving, CLERK)


def test_each_paper_waits_from_what_it_tells_of_until_it_went_out_and_is_served_then(
    desk: Desk, award: int
) -> None:
    desk.approve_nothing()
    serve_all(desk, award)
    clawback = propose(desk, award, 300_000, served=False)
    send(desk, award, "clawback_notice")
    waived = "法定代表人书面放弃陈述申辩"
    desk.store.run(deciding(desk, award, clawback, 300_000, waived=waived), CLERK)
    assert desk.detail(award).application.repay_by == desk.clock.today + datetime.timedelta(days=30)
    assert stands(desk, award) == (GRANTED - 300_000, GRANTED - 300_000)
    send(desk, award, "clawback_decision")
    desk.clock.moment += datetime.timedelta(hours=1)
    clawback = propose(desk, award, 100_000, served=False)
    assert waits(desk, award) == ("clawback_notice", False), "a second one has papers of its own"
    desk.store.run(commands.DropClawback(clawback=clawback, reason="申辩成立，合同已经履行"), CLERK)
    desk.store.run(reminding(desk, award), CLERK)
    assert desk.detail(award).application.collect_by == datetime.date(2024, 6, 26)
    send(desk, award, "collection_reminder")
    desk.clock.moment += datetime.timedelta(days=8)
    left = (ReversedLine(line(desk, award), GRANTED - 300_000),)
    desk.store.run(lapsing(desk, award, lines=left, due_on=datetime.date(2024, 6, 26)), CLERK)
    assert stands(desk, award) == (0, 0) and desk.detail(award).application.amount == GRANTED
    send(desk, award, "forfeiture_notice")


def recovery(desk: Desk, application: int) -> list[Mark]:
    return [mark for mark in marks.RECOVERY if mark in desk.detail(application).application.marks]


def deadlines(desk: Desk, application: int) -> tuple[tuple[datetime.date, DeadlineKind], ...]:
    return desk.store.read(queries.deadlines, (application,), desk.clock.today).get(application, ())


def decision(desk: Desk, application: int) -> int:
    """Issue the decision on a clawback; return its id."""
    kind = DOCUMENTS["clawback_decision"].kind
    issuing = commands.IssueDocument(kind=kind, application=application, date=desk.clock.today, render=letter)
    return desk.store.run(issuing, CLERK).value.id


def test_nothing_is_decided_before_the_last_day_for_being_heard(desk: Desk, award: int) -> None:
    clawback = propose(desk, award)
    [told] = desk.detail(award).clawbacks
    assert told.last_day == datetime.date(2024, 6, 27), "five working days after a Thursday"
    assert deadlines(desk, award) == ((told.last_day, DeadlineKind.HEARING),)
    command = deciding(desk, award, clawback)
    desk.clock.moment = desk.clock.moment.replace(day=27)
    with pytest.raises(InvalidInput, match="2024-06-27 止，期满后才能决定"):
        desk.store.run(deciding(desk, award, clawback), CLERK)
    desk.clock.moment = desk.clock.moment.replace(day=28)
    with pytest.raises(InvalidInput, match="会议日期早于可以作出这项处理的日期（2024-06-28）"):
        desk.store.run(replace(command, minutes=met(datetime.date(2024, 6, 27))), CLERK)
    command = replace(command, minutes=met(desk.clock.today))
    desk.store.run(command, CLERK)
    assert deadlines(desk, award) == ((command.repayment.due_on, DeadlineKind.REPAYMENT),)
    [found] = desk.detail(award).reversals
    assert (found.kind, found.line.amount) == (ReversalKind.CLAWED_BACK, GRANTED)
    assert desk.detail(award).application.state is State.NOTIFIED, "what stands is no state"
    assert desk.detail(award).lines[0].granted == GRANTED, "what was granted stands as it is"


def test_only_a_waived_hearing_lets_it_be_decided_early_and_nothing_what_nobody_was_told(
    desk: Desk, award: int
) -> None:
    clawback = propose(desk, award, served=False)
    for waived in ("", "法定代表人书面放弃陈述申辩"):
        with pytest.raises(InvalidInput, match="拟追回告知书还没有登记送达"):
            desk.store.run(deciding(desk, award, clawback, waived=waived), CLERK)
    desk.store.run(commands.DropClawback(clawback=clawback, reason="告知的事实有误，另行告知"), CLERK)
    clawback = propose(desk, award)
    with pytest.raises(InvalidInput, match="写具体"):
        desk.store.run(deciding(desk, award, clawback, waived="无"), CLERK)
    desk.store.run(deciding(desk, award, clawback, waived="法定代表人书面放弃陈述申辩"), CLERK)
    assert desk.detail(award).reversals


def test_service_is_recorded_later_and_starts_the_period(desk: Desk, award: int) -> None:
    desk.approve_nothing()
    propose(desk, award, served=False)
    issuing = commands.IssueDocument(
        kind=DOCUMENTS["clawback_notice"].kind, application=award, date=desk.clock.today, render=letter
    )
    notice = desk.store.run(issuing, CLERK).value
    desk.clock.moment = desk.clock.moment.replace(day=25)
    serving = commands.RecordService(
        letter=notice.id,
        way=ServiceWay.DIRECT,
        place="本局受理窗口",
        minutes=480,
        day=MONDAY,
        receiver="叶知秋（经办人）",
    )
    for day in (datetime.date(2024, 6, 26), datetime.date(2024, 6, 19)):
        with pytest.raises(InvalidInput, match="送达日期"):
            desk.store.run(replace(serving, day=day), CLERK)
    desk.store.run(serving, CLERK)
    assert desk.detail(award).clawbacks[0].last_day == datetime.date(2024, 7, 1)
    again = replace(serving, day=datetime.date(2024, 6, 25))
    with pytest.raises(InvalidInput, match="已登记送达"):
        desk.store.run(again, CLERK)
    desk.store.run(replace(again, correction="回证上的日期看错"), CLERK)
    assert desk.detail(award).clawbacks[0].last_day == datetime.date(2024, 7, 2), "by the standing record"
    assert [one.day.day for one in desk.detail(award).service_records] == [24, 25]


def test_what_is_left_counts_as_history_and_limits_see_it(desk: Desk, award: int) -> None:
    claw_back(desk, award, 300_000)
    applicant = desk.detail(award).application.applicant
    need = desk.policy.history_needed([one.achievement for one in desk.detail(award).achievements])
    [entry] = desk.store.read(queries.history, desk.policy.id, applicant, need)
    assert entry.amount == 500_000
    [total] = desk.store.read(queries.received, applicant)
    assert (total.count, total.amount) == (1, 500_000)
    other = again(desk, award, "Y2022440000456")
    assert any("此前已用 5,000.00 元" in step.text for step in other.trace), (
        "the trace names what was used, less what came back"
    )


def test_a_once_bar_goes_with_the_award_unless_it_is_kept(desk: Desk, award: int) -> None:
    assert again(desk, award).status is Status.EXCLUDED, "it was granted before"
    claw_back(desk, award)
    assert again(desk, award).status is Status.AWARDED


def test_a_kept_once_bar_still_bars(desk: Desk, award: int) -> None:
    keeping = (ReversedLine(line(desk, award), GRANTED, keeps_once=True),)
    claw_back(desk, award, lines=keeping)
    assert again(desk, award).status is Status.EXCLUDED
    applicant = desk.detail(award).application.applicant
    assert desk.store.read(queries.received, applicant) == ()


def test_several_on_one_line_come_to_no_more_than_was_granted(desk: Desk, award: int) -> None:
    claw_back(desk, award, 500_000)
    with pytest.raises(InvalidInput, match=r"3,000\.00"):
        propose(desk, award, 300_001)
    claw_back(desk, award, 300_000)
    assert sum(one.line.amount for one in desk.detail(award).reversals) == GRANTED
    with pytest.raises(InvalidInput, match=r" 0\.00"):
        propose(desk, award, 1)


def test_no_more_is_decided_than_was_told(desk: Desk, award: int) -> None:
    clawback = propose(desk, award, 300_000)
    with pytest.raises(InvalidInput, match="超过告知书上的金额"):
        desk.store.run(deciding(desk, award, clawback, 300_001, waived="书面放弃陈述申辩"), CLERK)
    with pytest.raises(InvalidInput, match="请写明决定的金额怎样计算"):
        desk.store.run(deciding(desk, award, clawback, 200_000, waived="书面放弃陈述申辩"), CLERK)
    assert desk.detail(award).reversals == ()
    less = {
        "waived": "书面放弃陈述申辩",
        "derivation": f"{CLAUSE}，申辩部分成立，应为6,000.00元",
    }
    desk.store.run(deciding(desk, award, clawback, 200_000, **less), CLERK)
    assert desk.detail(award).clawbacks[0].derivation == less["derivation"]


def test_two_are_not_on_their_way_at_once_and_one_given_up_takes_nothing(desk: Desk, award: int) -> None:
    clawback = propose(desk, award)
    with pytest.raises(Conflict, match="已有一项追回正在办理"):
        propose(desk, award)
    desk.store.run(commands.DropClawback(clawback=clawback, reason="申辩成立，合同已经履行"), CLERK)
    with pytest.raises(Conflict, match="已经终止"):
        desk.store.run(deciding(desk, award, clawback, waived="书面放弃陈述申辩"), CLERK)
    assert desk.detail(award).reversals == ()
    propose(desk, award)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"facts": " "}, "facts"),
        ({"derivation": " "}, "derivation"),
        ({"derivation": "同上"}, "derivation"),
        ({"derivation": "按合同金额的1%给8,000.00元，合同没有履行，应为0.00元"}, "derivation"),
        ({"ground": "fraud"}, "derivation"),
        ({"ground": "condition"}, "derivation"),
        ({"evidence": ""}, "evidence"),
        ({"basis": "无"}, "basis"),
        ({"basis": "你单位在申请表中作出的退回资金的承诺"}, "basis"),
        ({"basis": "《若干措施》第（七）项和你单位作出的承诺"}, "basis"),  # by which it was paid
        ({"ground": ""}, "ground"),
        ({"hearing_days": 0}, "hearing_days"),
        ({"lines": ()}, "lines"),
        ({"paid_on": None}, "paid_on"),
        ({"paid_on": datetime.date(2024, 6, 19)}, "paid_on"),  # the day before the award
        ({"paid_on": datetime.date(2024, 6, 21)}, "paid_on"),  # tomorrow
        ({"lines": (ReversedLine(999, 1),)}, "line:999"),
    ],
)
def test_a_proposal_that_cannot_stand_is_refused(
    desk: Desk, award: int, changed: dict[str, object], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        propose(desk, award, **changed)
    assert [problem.field for problem in refused.value.problems] == [field]
    assert desk.detail(award).clawbacks == ()


def test_repayment_needs_a_day_to_come_and_an_account(desk: Desk, award: int) -> None:
    clawback = propose(desk, award)
    wrong = Repayment(due_on=desk.clock.today, pay_to=" ")
    with pytest.raises(InvalidInput) as refused:
        desk.store.run(deciding(desk, award, clawback, waived="书面放弃陈述申辩", repayment=wrong), CLERK)
    assert [problem.field for problem in refused.value.problems] == ["due_on", "pay_to"]


def test_only_what_the_applicant_was_told_of_is_revoked_and_only_by_who_decides(desk: Desk) -> None:
    application = desk.confirmed(desk.register(), works())
    with pytest.raises(Conflict, match="现在是“已审定”，不能办理“拟追回”"):
        propose(desk, application)
    desk.issue(application)
    adding = commands.AddPerson(name="黄志强", roles=frozenset({Role.CLERK}))
    clerk = Actor(desk.store.run(adding, CLERK).value)
    with pytest.raises(NotPermitted):
        desk.store.run(
            commands.ProposeClawback(application=application, terms=terms(desk, application, 100)), clerk
        )


def test_a_bar_may_come_with_the_decision_and_the_money_is_recorded_as_returned(
    desk: Desk, award: int
) -> None:
    applicant = desk.detail(award).application.applicant
    clawback = propose(desk, award, bar=IntendedBar("骗取资助资金", "《若干措施》第十五条", 3))
    barring = commands.BarApplicant(
        applicant=applicant, reason="骗取资助资金", basis="《若干措施》第十五条",
        since=desk.clock.today, until=datetime.date(2027, 6, 19),
    )  # fmt: skip
    desk.store.run(deciding(desk, award, clawback, waived="书面放弃陈述申辩", bar=barring), CLERK)
    assert [bar.reason for bar in desk.store.read(queries.bars, applicant)] == ["骗取资助资金"]
    returning = commands.RecordReturn(
        clawback=clawback, returned_on=desk.clock.today, amount=GRANTED, slip="回单0001"
    )
    desk.store.run(returning, CLERK)
    [found] = desk.detail(award).clawbacks
    assert found.returned_on == desk.clock.today and not found.running
    with pytest.raises(Conflict, match="已经全部退回"):
        desk.store.run(returning, CLERK)


def test_money_comes_back_in_parts_by_slips_and_never_more_than_is_owed(desk: Desk, award: int) -> None:
    desk.approve_nothing()
    claw_back(desk, award, 500_000)
    [clawback] = desk.detail(award).clawbacks
    assert recovery(desk, award) == [Mark.TO_RECOVER], "nothing is back because somebody decided so"
    told, today = decision(desk, award), desk.clock.today
    desk.announce(told)
    posted = {"posted": "本局公告栏", "proof": "张贴照片1张", "receiver": ""}
    at = {"place": "本局受理窗口", "minutes": 480}
    serving = commands.RecordService(
        letter=told, way=ServiceWay.PUBLIC, day=today, receiver="叶知秋（经办人）"
    )
    desk.store.run(replace(serving, **posted), CLERK)
    assert recovery(desk, award) == [Mark.TO_RECOVER], "a notice on the wall reaches nobody for a month"
    fetched = replace(serving, way=ServiceWay.DIRECT, correction="看到公告后当天到窗口领取", **at)
    desk.store.run(fetched, CLERK)
    assert recovery(desk, award) == [Mark.RECOVERY_TOLD]

    def back(amount: int, slip: str, **changed: object) -> commands.RecordReturn:
        today = desk.clock.today
        return replace(
            commands.RecordReturn(clawback=clawback.id, returned_on=today, amount=amount, slip=slip),
            **changed,  # type: ignore[arg-type]
        )

    for command, said in (
        (back(0, "回单0001"), "请填写退回的金额"),
        (back(500_001, "回单0001"), "还应退回5,000.00元；这次不能多于"),
        (back(100, " "), "请填写银行回单"),
        (back(100, "无"), "不能作为银行回单的编号"),
        (back(100, "回单0001", returned_on=datetime.date(2024, 6, 21)), "晚于今天"),
        (back(100, "回单0001", returned_on=datetime.date(2024, 6, 19)), "早于追回决定"),
    ):
        with pytest.raises(InvalidInput, match=said):
            desk.store.run(command, CLERK)
    desk.store.run(back(200_000, "回单0001"), CLERK)
    [found] = desk.detail(award).clawbacks
    assert (found.returned, found.owed, found.returned_on) == (200_000, 300_000, None)
    assert recovery(desk, award) == [Mark.PARTLY_RECOVERED]
    for command, said in ((back(300_001, "回单0002"), "已退回2,000.00元"), (back(1, "回单0001"), "登记过")):
        with pytest.raises(InvalidInput, match=said):
            desk.store.run(command, CLERK)
    desk.store.run(back(300_000, "回单0002"), CLERK)
    detail = desk.detail(award)
    assert (detail.clawbacks[0].owed, detail.clawbacks[0].returned_on) == (0, desk.clock.today)
    assert recovery(desk, award) == [Mark.RECOVERED]
    slips = [one.details.number for one in detail.incoming if one.details.matter is Matter.RETURN_SLIP]
    assert slips == ["回单0001", "回单0002"], "they lie in the file"
    assert sum(one.line.amount for one in detail.reversals) == 500_000, "what stands is as it was decided"


def test_what_came_last_is_the_day_however_the_slips_are_entered(desk: Desk, award: int) -> None:
    claw_back(desk, award, 500_000)
    [clawback], decided = desk.detail(award).clawbacks, desk.clock.today
    desk.clock.moment += datetime.timedelta(days=9)
    for days, slip in ((5, "回单0002"), (2, "回单0001")):
        day = decided + datetime.timedelta(days=days)
        back = commands.RecordReturn(clawback=clawback.id, returned_on=day, amount=250_000, slip=slip)
        desk.store.run(back, CLERK)
    [found] = desk.detail(award).clawbacks
    assert found.returned_on == decided + datetime.timedelta(days=5)


def test_what_was_paid_after_the_meeting_may_be_from_before_its_record(desk: Desk) -> None:
    """The meeting was on Tuesday and is recorded on Thursday; the money went out in between."""
    draft = desk.draft(desk.register(), licence())
    confirming = desk.confirming(draft.application, desk.accept(draft))
    desk.clock.moment += datetime.timedelta(days=2)
    desk.store.run(confirming, CLERK)
    desk.issue(draft.application)
    assert confirming.minutes_date is not None
    early = confirming.minutes_date - datetime.timedelta(days=1)
    with pytest.raises(InvalidInput, match=f"拨付日期早于审定（{confirming.minutes_date}）"):
        propose(desk, draft.application, paid_on=early)
    assert propose(desk, draft.application, paid_on=confirming.minutes_date)


def test_no_bar_is_decided_that_was_not_told(desk: Desk, award: int) -> None:
    applicant, told = desk.detail(award).application.applicant, IntendedBar("骗取资助资金", "办法第十五条", 3)
    today = desk.clock.today
    barring = commands.BarApplicant(
        applicant=applicant, reason="骗取资助资金", basis="办法第十五条", since=today,
        until=datetime.date(2027, 6, 19),
    )  # fmt: skip
    clawback = propose(desk, award)
    with pytest.raises(InvalidInput, match="告知书没有告知要限制资助"):
        desk.store.run(deciding(desk, award, clawback, waived="书面放弃陈述申辩", bar=barring), CLERK)
    desk.store.run(commands.DropClawback(clawback=clawback, reason="改正告知内容，重新告知"), CLERK)
    again = propose(desk, award, bar=told)
    assert desk.detail(award).clawbacks[-1].bar == told
    for changed in (
        {"until": datetime.date(2028, 6, 19)},
        {"basis": "另一办法第一条"},
        {"reason": "其他事由一二三"},
        {"since": today + datetime.timedelta(days=1)},
    ):
        wrong = replace(barring, **changed)
        with pytest.raises(InvalidInput, match="不能与告知书上的不同"):
            desk.store.run(deciding(desk, award, again, waived="书面放弃陈述申辩", bar=wrong), CLERK)
    assert desk.detail(award).reversals == () and desk.store.read(queries.bars, applicant) == ()
    desk.store.run(deciding(desk, award, again, waived="书面放弃陈述申辩", bar=barring), CLERK)
    assert [bar.basis for bar in desk.store.read(queries.bars, applicant)] == ["办法第十五条"]


@pytest.mark.parametrize(
    ("bar", "said"),
    [
        (IntendedBar("骗取资助资金", " ", 3), "请填写限制资助的依据"),
        (IntendedBar("", "办法", 3), "请填写限制资助的事由"),
        (IntendedBar("骗取资助资金", "管理办法", 0), "应为1至10年"),
        (IntendedBar("骗取资助资金", "管理办法", 11), "应为1至10年"),
    ],
)
def test_a_bar_without_basis_is_not_told(desk: Desk, award: int, bar: IntendedBar, said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        propose(desk, award, bar=bar)
    assert desk.detail(award).clawbacks == ()


def test_a_bar_that_cannot_stand_undoes_the_decision(desk: Desk, award: int) -> None:
    applicant = desk.detail(award).application.applicant
    clawback = propose(desk, award, bar=IntendedBar("侵权被判决", "办法", 3))
    barring = commands.BarApplicant(
        applicant=applicant, reason="侵权被判决", basis="办法", since=desk.clock.today,
        until=desk.clock.today - datetime.timedelta(days=1),
    )  # fmt: skip
    with pytest.raises(InvalidInput, match="早于"):
        desk.store.run(deciding(desk, award, clawback, waived="书面放弃陈述申辩", bar=barring), CLERK)
    assert desk.detail(award).reversals == () and desk.detail(award).clawbacks[0].running


def test_an_evaluation_of_the_past_knows_no_later_clawback(desk: Desk, award: int) -> None:
    applicant = desk.detail(award).application.applicant
    later = desk.draft(applicant, replace(licence(), ref="Y2022440000456"))
    desk.accept(later)
    desk.clock.moment += datetime.timedelta(minutes=1)
    claw_back(desk, award)
    case = desk.store.read(queries.recheck_case, later.application, standard_library().policy).case
    assert [entry.amount for entry in case.history] == [GRANTED]


# --- awards never taken ---


WEDNESDAY = datetime.date(2024, 6, 19)
FRIDAY = datetime.date(2024, 6, 21)


def unanswered(desk: Desk, application: int) -> None:
    """Remind of an award until Friday, have that served, and wait until the Monday after it."""
    desk.approve_nothing()
    desk.store.run(reminding(desk, application, due_on=FRIDAY), CLERK)
    kind = DOCUMENTS["collection_reminder"].kind
    issuing = commands.IssueDocument(kind=kind, application=application, date=desk.clock.today, render=letter)
    serving = commands.RecordService(
        letter=desk.store.run(issuing, CLERK).value.id, way=ServiceWay.POST, day=desk.clock.today,
        receiver="叶知秋（经办人）",
    )  # fmt: skip
    desk.store.run(serving, CLERK)
    desk.clock.moment += datetime.timedelta(days=4)


def lapsing(desk: Desk, application: int, **changed: object) -> commands.LapseAward:
    values: dict[str, object] = {
        "application": application, "lines": (ReversedLine(line(desk, application), GRANTED),),
        "due_on": FRIDAY, "reason": "经两次书面催告仍未提供收款账户", "basis": LAPSING,
        "minutes": met(desk.clock.today),
    }  # fmt: skip
    return commands.LapseAward(**{**values, **changed})  # type: ignore[arg-type]


def test_an_award_lapses_once_its_last_day_is_over(desk: Desk, award: int) -> None:
    with pytest.raises(InvalidInput, match="还没有届满"):
        desk.store.run(lapsing(desk, award, due_on=desk.clock.today), CLERK)
    unanswered(desk, award)
    with pytest.raises(InvalidInput, match="不是工作日，顺延到 2024-06-24，还没有届满"):
        desk.store.run(lapsing(desk, award, due_on=datetime.date(2024, 6, 22)), CLERK)
    desk.store.run(lapsing(desk, award), CLERK)
    [found] = desk.detail(award).reversals
    assert (found.kind, found.due_on) == (ReversalKind.NOT_TAKEN, FRIDAY)
    assert again(desk, award).status is Status.AWARDED
    with pytest.raises(InvalidInput, match="超过"):
        desk.store.run(lapsing(desk, award), CLERK)


def test_money_that_comes_back_in_a_far_year_is_a_slip_of_the_key(desk: Desk, award: int) -> None:
    clawback = propose(desk, award)
    far = Repayment(due_on=datetime.date(2042, 7, 1), pay_to="非税缴款码 440200")
    with pytest.raises(InvalidInput, match="在18年以后，请核对年份"):
        desk.store.run(deciding(desk, award, clawback, waived="书面放弃陈述申辩", repayment=far), CLERK)
    assert desk.detail(award).reversals == ()


def test_nobody_lapses_for_want_of_an_account_that_the_award_prints(desk: Desk, award: int) -> None:
    unanswered(desk, award)
    shown = desk.detail(award).applicant
    known = desk.details(
        shown.name, identity=shown.identity, bank="粤北农村商业银行", account="80020000090000001"
    )
    changing = commands.ChangeApplicant(applicant=shown.id, revision=shown.revision, details=known)
    desk.store.run(changing, CLERK)
    with pytest.raises(InvalidInput, match="收款账户已经登记"):
        desk.store.run(reminding(desk, award), CLERK)
    quoted = "期限届满，“书面报送收款账户的户名、开户银行和账号”没有办理"
    for untrue in ("经两次书面催告仍未提供收款账户", "没有提供银行账户信息，逾期", quoted):
        with pytest.raises(InvalidInput, match="收款账户已经登记"):
            desk.store.run(lapsing(desk, award, reason=untrue), CLERK)
    why = "填报的账户已经销户，经两次书面催告没有提供账户变更的证明，也没有提供新的收款账户"
    told = reminding(desk, award, missing="登记的账户有误，重新报送收款账户的户名、开户银行和账号")
    desk.store.run(lapsing(desk, award, reason=why), CLERK)
    with pytest.raises(Conflict, match="没有可以领取的资金"):
        desk.store.run(told, CLERK)
    assert [one.reason for one in desk.detail(award).reversals] == [why]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"basis": " "}, "basis"),
        ({"basis": "无"}, "basis"),
        ({"basis": "上述通知书第二部分"}, "basis"),
    ],
)
def test_a_lapse_is_founded(desk: Desk, award: int, changed: dict[str, object], field: str) -> None:
    unanswered(desk, award)
    with pytest.raises(InvalidInput) as refused:
        desk.store.run(lapsing(desk, award, **changed), CLERK)
    assert [problem.field for problem in refused.value.problems] == [field]


def reminding(desk: Desk, application: int, **changed: object) -> commands.RemindOfAward:
    values: dict[str, object] = {
        "application": application, "missing": "书面报送收款账户的户名、开户银行和账号",
        "due_on": datetime.date(2024, 6, 26), "basis": LAPSING, "grounds": ASKING,
    }  # fmt: skip
    return commands.RemindOfAward(**{**values, **changed})  # type: ignore[arg-type]


def test_an_award_lapses_once_a_reminder_was_served_and_its_day_is_over(desk: Desk, award: int) -> None:
    """What was served late, or says another day, bears nothing; the rule is remembered for the next."""
    desk.approve_nothing()
    kind = DOCUMENTS["collection_reminder"].kind

    def refused(field: str, says: str, **changed: object) -> None:
        with pytest.raises(InvalidInput, match=says) as found:
            desk.store.run(lapsing(desk, award, **{"due_on": WEDNESDAY, **changed}), CLERK)
        assert [one.field for one in found.value.problems] == [field]

    def served(day: datetime.date) -> None:
        told = next(one.id for one in desk.detail(award).letters if one.kind == kind.id)
        before = desk.detail(award).services
        serving = commands.RecordService(
            letter=told, way=ServiceWay.DIRECT, place="本局受理窗口", minutes=480, day=day,
            receiver="叶知秋（经办人）",
            correction="前次日期填错" if any(one.letter == told for one in before) else "",
        )  # fmt: skip
        desk.store.run(serving, CLERK)

    refused("unreminded", "还没有印发催领通知书；不能或者不必催领的")
    desk.store.run(reminding(desk, award), CLERK)
    assert deadlines(desk, award) == ((datetime.date(2024, 6, 26), DeadlineKind.COLLECTION),)
    refused("unreminded", "还没有印发催领通知书")
    with pytest.raises(InvalidInput, match="还没有印发催领通知书，不能办理逾期未领"):
        desk.store.run(lapsing(desk, award, unreminded="登记的住所已无人办公", due_on=WEDNESDAY), CLERK)
    issuing = commands.IssueDocument(kind=kind, application=award, date=desk.clock.today, render=letter)
    desk.store.run(issuing, CLERK)
    refused("due_on", "写的领取期限是2024-06-26，还没有届满，不能按逾期办理")
    with pytest.raises(InvalidInput, match="还没有届满"):
        desk.store.run(lapsing(desk, award, unreminded="登记的住所已无人办公"), CLERK)
    desk.clock.moment += datetime.timedelta(days=8)
    refused("unreminded", "还没有登记送达")
    served(datetime.date(2024, 6, 27))
    refused("unreminded", "2024-06-27才送达，晚于其中的领取期限2024-06-26", due_on=datetime.date(2024, 6, 26))
    served(datetime.date(2024, 6, 21))
    refused("due_on", "写的领取期限是2024-06-26")
    desk.store.run(lapsing(desk, award, unreminded="", due_on=datetime.date(2024, 6, 26)), CLERK)
    [found] = desk.detail(award).reversals
    assert (found.basis, found.unreminded) == (LAPSING, "")
    assert desk.store.read(queries.lapse_basis, "shaoguan-2021") == LAPSING
    with pytest.raises(Conflict, match="没有可以领取的资金"):
        desk.store.run(reminding(desk, award, due_on=datetime.date(2024, 7, 10)), CLERK)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"missing": ""}, "missing"),
        ({"missing": "无"}, "missing"),
        ({"due_on": datetime.date(2024, 6, 20)}, "due_on"),
        ({"due_on": datetime.date(2042, 6, 26)}, "due_on"),
        ({"basis": ""}, "basis"),
        ({"basis": "《示例县专项资金管理办法》"}, "basis"),
        ({"grounds": ""}, "grounds"),
        ({"grounds": "通知书"}, "grounds"),
    ],
)
def test_a_reminder_says_what_is_missing_until_when_and_by_which_rule(
    desk: Desk, award: int, changed: dict[str, object], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        desk.store.run(reminding(desk, award, **changed), CLERK)
    assert [problem.field for problem in refused.value.problems] == [field]
    assert desk.detail(award).reminders == ()


def test_only_a_term_that_a_served_paper_gave_bears_a_lapse(desk: Desk) -> None:
    """Without a reminder the letter about the award has to have given it, and it has to be over."""
    asked = AskedToCollect("提交加盖财务专用章的收款收据", 3, ASKING)
    award = desk.confirmed(desk.register("示例甲有限公司"), licence())
    desk.issue(award, asked=asked)
    why = {"unreminded": "登记的住所已无人办公，无法送达催领通知书"}

    def refused(field: str, says: str, **changed: object) -> None:
        with pytest.raises(InvalidInput, match=says) as found:
            desk.store.run(lapsing(desk, award, **why, **changed), CLERK)
        assert [one.field for one in found.value.problems] == [field]

    yesterday = desk.clock.today - datetime.timedelta(days=1)
    refused("unreminded", "资助（奖励）通知书还没有登记送达，其中的领取期限没有开始", due_on=yesterday)
    with pytest.raises(Conflict, match="还没有登记送达"):
        desk.store.run(reminding(desk, award), CLERK)
    serve_all(desk, award)
    last = datetime.date(2024, 6, 25)
    assert desk.detail(award).term == CollectionTerm(1, asked, desk.clock.today, last), "Fri, Mon, Tue"
    refused("unreminded", "领取期限到 2024-06-25 止，还没有届满", due_on=yesterday)
    with pytest.raises(Conflict, match="2024-06-25 止，还没有届满，届满以后再办理"):
        desk.store.run(reminding(desk, award), CLERK)
    desk.clock.moment += datetime.timedelta(days=6)
    refused("due_on", "写明的领取期限到 2024-06-25 止，请核对", due_on=datetime.date(2024, 6, 24))
    due = datetime.date(2024, 7, 10)
    desk.store.run(reminding(desk, award, due_on=due, grounds=""), CLERK)
    assert [one.grounds for one in desk.detail(award).reminders] == [""], "the letter asked for it"


def test_what_no_paper_gave_a_term_for_does_not_lapse(desk: Desk, award: int) -> None:
    serve_all(desk, award)
    desk.clock.moment += datetime.timedelta(days=90)
    with pytest.raises(InvalidInput, match=r"没有一份送达的文书写明过领取期限.*请先办理催领") as refused:
        desk.store.run(lapsing(desk, award, unreminded="登记的住所已无人办公"), CLERK)
    assert [one.field for one in refused.value.problems] == ["unreminded"]
