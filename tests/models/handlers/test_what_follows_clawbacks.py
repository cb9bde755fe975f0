"""What follows from a clawback besides, told before it is decided; and the meeting that decides."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from ipdesk.models import commands, queries
from ipdesk.models.core.errors import InvalidInput
from ipdesk.models.records import Mark, Minutes, ReversalKind, ServiceWay
from ipdesk.models.records.proposals import NO_MINUTES
from ipdesk.models.records.reversals import Consequence, ConsequenceKind
from tests.actors import CLERK
from tests.models.begun import begun
from tests.models.desk import Desk, licence, met, waits
from tests.models.handlers.test_clawbacks import GRANTED, deciding, lapsing, propose, send, unanswered

RULE = "《示例县专项资金管理办法》（示府规〔2021〕5号）第二十一条"
UNPAID = Consequence(ConsequenceKind.UNPAID, RULE, amount=500_000)
CREDIT = Consequence(ConsequenceKind.CREDIT, RULE, "示例县公共信用信息平台")
TRANSFER = Consequence(ConsequenceKind.TRANSFER, RULE, "示例县财政局")
WAIVED = "法定代表人书面放弃陈述申辩"


@begun
def award(desk: Desk) -> int:
    """Return an application that was notified of 8,000 yuan for a licence."""
    application = desk.confirmed(desk.register("示例甲有限公司"), licence())
    desk.issue(application)
    return application


def test_what_was_told_follows_or_is_done_without_and_the_rest_is_not_paid(desk: Desk, award: int) -> None:
    """3,000 of 8,000 come back, the other 5,000 never went out; the case is not handed on in the end."""
    clawback = propose(desk, award, 300_000, follows=(TRANSFER, CREDIT, UNPAID))
    kept = ConsequenceKind.UNPAID, ConsequenceKind.CREDIT
    decision = deciding(desk, award, clawback, 300_000, waived=WAIVED, follows=kept)
    for why, said in (("", "告知书告知过要移送其他机关，现在不办理的，请写明理由"), ("无", "不再办理的理由")):
        with pytest.raises(InvalidInput, match=said) as refused:
            desk.store.run(replace(decision, without=why), CLERK)
        assert [one.field for one in refused.value.problems] == ["without"]
    desk.store.run(replace(decision, without="不涉嫌财政违法"), CLERK)
    [found] = desk.detail(award).clawbacks
    assert (found.standing, found.without_why) == ((UNPAID, CREDIT), "不涉嫌财政违法")
    assert [one for one in found.follows if one.dropped] == [replace(TRANSFER, dropped=True)]
    assert (found.decided, found.owed) == (300_000, 300_000), "what was not paid need not come back"
    taken = [(one.kind, one.line.amount, one.basis) for one in desk.detail(award).reversals]
    assert taken == [
        (ReversalKind.CLAWED_BACK, 300_000, "《示例县专项资金管理办法》（示府规〔2021〕5号）第十九条"),
        (ReversalKind.WITHHELD, 500_000, RULE),
    ]
    assert desk.detail(award).application.standing == 0
    assert {*desk.store.read(queries.former_consequences, desk.policy.id)} == {
        replace(UNPAID, amount=0), CREDIT, TRANSFER,
    }, "what a rule was once typed for is proposed the next time"  # fmt: skip


def test_nothing_follows_without_a_rule_of_its_own_or_that_nobody_was_told_of(desk: Desk, award: int) -> None:
    unfounded = (
        (replace(CREDIT, basis=""), "follows_credit_basis", "请填写纳入信用记录的依据："),
        (replace(TRANSFER, body=" "), "follows_transfer", "请填写移送的机关"),
        (replace(UNPAID, amount=0), "follows_unpaid", "请填写不再支付的金额。"),
        (replace(UNPAID, amount=500_001), "follows_unpaid", "追回以后这些事项还有5,000.00元"),
    )
    for one, field, said in unfounded:
        with pytest.raises(InvalidInput, match=said) as refused:
            propose(desk, award, 300_000, follows=(one,))
        assert [problem.field for problem in refused.value.problems] == [field]
    clawback = propose(desk, award, 300_000, follows=(CREDIT,))
    with pytest.raises(InvalidInput, match="告知书没有告知要移送其他机关"):
        desk.store.run(
            deciding(desk, award, clawback, 300_000, waived=WAIVED, follows=(ConsequenceKind.TRANSFER,)),
            CLERK,
        )


def test_an_award_is_taken_back_and_lapses_by_minutes_as_it_was_granted(desk: Desk, award: int) -> None:
    clawback = propose(desk, award, 300_000)
    early = Minutes("局务会纪要〔2024〕2号", desk.clock.today - datetime.timedelta(days=1))
    unanswered(desk, award)
    desk.clock.moment += datetime.timedelta(days=4)
    for minutes, said in ((NO_MINUTES, "请填写会议纪要编号"), (early, "会议日期早于")):
        with pytest.raises(InvalidInput, match=said):
            desk.store.run(deciding(desk, award, clawback, 300_000, minutes=minutes), CLERK)
        with pytest.raises(InvalidInput, match=said):
            desk.store.run(lapsing(desk, award, minutes=minutes), CLERK)
    own = met(desk.clock.today)
    desk.store.run(deciding(desk, award, clawback, 300_000), CLERK)
    assert [one.minutes for one in desk.detail(award).reversals] == [own]


def test_who_was_told_of_a_clawback_is_told_of_its_end(desk: Desk, award: int) -> None:
    desk.approve_nothing()
    for one in desk.detail(award).letters:
        serving = commands.RecordService(
            letter=one.id, way=ServiceWay.POST, day=desk.clock.today, receiver="叶知秋（经办人）"
        )
        desk.store.run(serving, CLERK)
    untold = propose(desk, award, GRANTED, served=False)
    desk.store.run(commands.DropClawback(clawback=untold, reason="告知的事实有误，另行告知"), CLERK)
    assert waits(desk, award) == ("", False), "nobody knows of it"
    clawback = propose(desk, award, GRANTED, served=False)
    send(desk, award, "clawback_notice")
    desk.clock.moment += datetime.timedelta(hours=1)
    desk.store.run(commands.DropClawback(clawback=clawback, reason="申辩成立，合同已经履行"), CLERK)
    assert Mark.CLAWBACK_ENDED in desk.detail(award).application.marks
    send(desk, award, "clawback_end_notice")
    assert Mark.CLAWBACK_ENDED not in desk.detail(award).application.marks
