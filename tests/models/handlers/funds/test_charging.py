"""Awards charged to the tasks of a fund: with the decision, given up with it, and never beyond a ceiling."""

from collections import Counter
from dataclasses import replace

import pytest

from ipdesk.funds.books.accounts import task_account
from ipdesk.funds.books.posting_days import PostingDay
from ipdesk.funds.books.postings import Movement, PostingKind
from ipdesk.funds.core.words import Channel
from ipdesk.models import commands, queries
from ipdesk.models.core.errors import Conflict, InvalidInput
from ipdesk.models.evaluation.evaluate import stored_result
from ipdesk.models.records import (
    AccessSettings,
    Batch,
    CallCharges,
    CeilingScope,
    CeilingWay,
    Charge,
    GrantDetails,
    Minutes,
    PaymentDetails,
)
from ipdesk.models.workflow import Level, State, Step
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.library.policy_library import policy_from_bytes
from tests.actors import CLERK
from tests.models.begun import begun
from tests.models.desk import Desk, licence, works
from tests.models.handlers.funds import paying
from tests.models.handlers.funds.small_fund import SmallFund, post, small_fund
from tests.models.handlers.steps import test_forwarding as forwarding
from tests.models.handlers.steps import test_settlement as settlement
from tests.models.handlers.steps.test_forwarding import accepted, open_call
from tests.models.handlers.test_clawbacks import claw_back
from tests.rules.pack.small_pack import SMALL

DEAL = 800_000
"""Fen: 1 % of a licence of 800,000 yuan."""


@begun
def known(desk: Desk) -> tuple[SmallFund, int]:
    """Return a fund of ten and of five thousand yuan, and a call whose awards its first task pays."""
    fund = small_fund(desk, 1_000_000, 500_000)
    call = open_call(desk, Level.OWN)
    charge(desk, call, Charge(fund.tasks[0]))
    return fund, call


def charge(desk: Desk, call: int, *charges: Charge, authority: str = "") -> None:
    shown = desk.store.read(queries.call_charges, call).revision
    charging = commands.ChargeCall(call=call, revision=shown, charges=charges, authority=authority)
    desk.store.run(charging, CLERK)


def confirm(desk: Desk, application: int) -> None:
    shown = stored_result(desk.policy, desk.detail(application))
    desk.store.run(desk.confirming(application, shown), CLERK)


def waiting(desk: Desk, application: int) -> list[int]:
    """Return what of each grant of an application waits to be paid."""
    return [one.left for one in desk.store.read(queries.charged_grants, application)]


def left(desk: Desk, fund: SmallFund, task: int = 0) -> int:
    """Return what a task may still grant."""
    return desk.store.read(queries.fund_books, fund.fund).balance(task_account(str(fund.tasks[task])))


def test_what_is_confirmed_is_granted_by_its_task_in_the_same_transaction(
    desk: Desk, known: tuple[SmallFund, int]
) -> None:
    fund, call = known
    first = accepted(desk, call, licence())
    confirm(desk, first)
    [grant] = desk.store.read(queries.charged_grants, first)
    assert (grant.fen, grant.left, grant.task) == (DEAL, DEAL, fund.tasks[0])
    [paid] = grant.lines
    [awarded] = desk.detail(first).lines
    assert (paid.rule, paid.fen) == (awarded.line.rule, awarded.granted)
    [stored] = [one for one in desk.store.read(queries.fund_grants, fund.fund) if one.id == grant.grant]
    assert stored.parties == (desk.detail(first).applicant.name,)
    assert left(desk, fund) == 200_000
    second = accepted(desk, call, licence(ref="Y2022440000124"))
    with pytest.raises(Conflict, match=r"任务“任务1”的可用额度只有 2,000\.00 元，不足 8,000\.00 元"):
        confirm(desk, second)
    assert desk.detail(second).application.state is State.ACCEPTED, "the decision goes with the money"
    assert waiting(desk, second) == []


def test_what_pays_an_award_is_sent_by_a_batch_alone(desk: Desk, known: tuple[SmallFund, int]) -> None:
    fund, call = known
    application = accepted(desk, call, licence())
    confirm(desk, application)
    [grant] = desk.store.read(queries.charged_grants, application)
    details = PaymentDetails(channel=Channel.TREASURY)
    sending = commands.SendPayment(grant=grant.grant, fen=DEAL, details=details, day=today(desk))
    with pytest.raises(Conflict, match="申请件的资助"):
        desk.store.run(sending, CLERK)
    other = paying.grant(desk, fund.tasks[1], 100)
    desk.store.run(commands.ChangeAccess(settings=AccessSettings(separates_payment=True)), CLERK)
    with pytest.raises(Conflict, match="两人办理"):
        desk.store.run(replace(sending, grant=other, fen=100), CLERK)


def test_each_clause_has_the_task_that_the_office_named_for_it(
    desk: Desk, known: tuple[SmallFund, int]
) -> None:
    fund, call = known
    application = accepted(desk, call, licence("10万"), works(count="3"))
    sums = Counter[str]()
    for item in desk.detail(application).lines:
        sums[item.line.rule] += item.line.amount
    deal = next(rule for rule in sums if "transaction" in rule)
    charge(desk, call, Charge(fund.tasks[0]), Charge(fund.tasks[1], deal))
    confirm(desk, application)
    found = desk.store.read(queries.charged_grants, application)
    assert {one.task: one.fen for one in found} == {
        fund.tasks[0]: sums.total() - sums[deal],
        fund.tasks[1]: sums[deal],
    }


def test_a_charge_that_cannot_be_is_refused(desk: Desk, known: tuple[SmallFund, int]) -> None:
    fund, call = known
    task = fund.tasks[0]
    with pytest.raises(InvalidInput, match="只能由一个任务列支"):
        charge(desk, call, Charge(task), Charge(fund.tasks[1]))
    with pytest.raises(InvalidInput, match="不属于这个批次的政策"):
        charge(desk, call, Charge(task, "qingyuan-2020/1"))
    with pytest.raises(Conflict, match="另一处修改"):
        desk.store.run(commands.ChargeCall(call=call, revision=0, charges=()), CLERK)
    above = open_call(desk)
    with pytest.raises(InvalidInput, match="上级书面授权"):
        charge(desk, above, Charge(task))
    assert desk.store.read(queries.call_charges, above) == CallCharges()


def test_what_the_level_above_decides_is_paid_here_where_a_paper_says_so(
    desk: Desk, known: tuple[SmallFund, int]
) -> None:
    fund, _ = known
    call = open_call(desk)
    application = accepted(desk, call, licence())
    forwarding.forwarded(desk, application)
    charge(desk, call, Charge(fund.tasks[0]), authority="示市监函〔2024〕7号")
    answering = forwarding.answering(desk, forwarding.answer(desk, application, 300_000, reason="市级核减"))
    desk.store.run(answering, CLERK)
    assert waiting(desk, application) == [300_000]
    desk.store.run(commands.TakeBackAnswer(application=application, reason="批复录错一位"), CLERK)
    assert (waiting(desk, application), left(desk, fund)) == ([0], 1_000_000)
    desk.store.run(answering, CLERK)
    assert waiting(desk, application) == [0, 300_000], "what was given up stays to be seen"


def test_a_batch_of_decisions_is_charged_and_taken_back_as_a_whole(
    desk: Desk, known: tuple[SmallFund, int]
) -> None:
    fund, call = known
    both = tuple(accepted(desk, call, licence("40万", ref=f"Y202244000012{at}")) for at in range(2))
    minutes = Minutes(number="局务会纪要〔2024〕3号", date=desk.clock.today)
    batch = Batch(step=Step.CONFIRM, applications=both, policies=(desk.policy,), minutes=minutes)
    report = desk.store.run(commands.TryBatch(batch=batch), CLERK).value
    assert left(desk, fund) == 1_000_000, "a trial grants nothing"
    number = desk.store.run(commands.RunBatch(batch=batch, seen=report.rows), CLERK).value
    assert left(desk, fund) == 200_000
    undo = commands.UndoBatch(batch=number, step=Step.CONFIRM)
    sent = send(desk, both[0], fund.fund)
    with pytest.raises(Conflict, match=r"有 4,000\.00 元已经提交支付或者支付"):
        desk.store.run(undo, CLERK)
    reversing = commands.ReversePosting(fund=fund.fund, number=sent, day=today(desk), reason="送错")
    desk.store.run(reversing, CLERK)
    desk.store.run(undo, CLERK)
    assert [waiting(desk, one) for one in both] == [[0], [0]]
    assert left(desk, fund) == 1_000_000


def today(desk: Desk) -> PostingDay:
    return PostingDay(desk.clock.today)


def send(desk: Desk, application: int, fund: int) -> int:
    """Send what waits of an application's first grant; return the number of the posting."""
    [grant, *_] = desk.store.read(queries.charged_grants, application)
    paying.sent(desk, fund, paying.line(grant.grant, grant.left), recorded=True)
    return desk.store.read(queries.fund_postings, fund)[-1].number


def test_what_is_clawed_back_before_it_was_paid_is_not_paid_and_after_that_nothing_is_rewritten(
    desk: Desk, known: tuple[SmallFund, int]
) -> None:
    fund, call = known
    application = accepted(desk, call, licence())
    confirm(desk, application)
    desk.issue(application)
    claw_back(desk, application, 300_000)
    assert (waiting(desk, application), left(desk, fund)) == ([500_000], 500_000)
    send(desk, application, fund.fund)
    before = len(desk.store.read(queries.fund_postings, fund.fund))
    claw_back(desk, application, 200_000)
    assert len(desk.store.read(queries.fund_postings, fund.fund)) == before


def test_what_was_decided_before_is_charged_afterwards_and_what_cannot_be_paid_is_named(
    desk: Desk, known: tuple[SmallFund, int]
) -> None:
    fund, call = known
    charge(desk, call)
    first, second = (accepted(desk, call, licence(ref=f"Y202244000012{at}")) for at in range(2))
    for one in (first, second):
        confirm(desk, one)
    with pytest.raises(Conflict, match="还没有指定列支的任务"):
        desk.store.run(commands.ChargeAwards(call=call), CLERK)
    charge(desk, call, Charge(fund.tasks[0]))
    [named] = desk.store.run(commands.ChargeAwards(call=call), CLERK).value
    assert (named.application, named.fen) == (second, DEAL)
    assert "只有 2,000.00 元" in named.why
    assert (waiting(desk, first), waiting(desk, second)) == ([DEAL], [])
    here, there = (task_account(str(task)) for task in fund.tasks)
    post(desk, fund.fund, PostingKind.REALLOCATE, Movement(500_000, there, here))
    [still] = desk.store.run(commands.ChargeAwards(call=call), CLERK).value
    assert (
        still.why
        == "任务“任务1”的可用额度只有 7,000.00 元，不足 8,000.00 元，请先在“资金”页给它分配或者调剂额度。"
    )
    assert waiting(desk, first) == [DEAL], "nothing is charged twice"


CEILINGS = [
    (CeilingScope(policy="shaoguan-2021"), "本政策的资助上限"),
    (CeilingScope(year=2022), "2022年度的资助上限"),
    (CeilingScope(policy="shaoguan-2021", year=2022), "2022年度本政策的资助上限"),
]


def test_more_than_a_ceiling_is_refused_with_the_sum_that_is_short(desk: Desk) -> None:
    first, second = (desk.draft(desk.register(), licence(ref=f"Y202244000012{at}")) for at in range(2))
    for one in (first, second):
        desk.accept(one)
    confirm(desk, first.application)
    for scope, name in CEILINGS:
        desk.store.run(commands.SetCeiling(scope=scope, most=1_000_000), CLERK)
        with pytest.raises(Conflict) as refused:
            confirm(desk, second.application)
        assert refused.value.message == (
            f"{name}为 10,000.00 元，已核定 8,000.00 元，这次 8,000.00 元，超出 6,000.00 元。"
            "请核减后再办，或者先调整上限。"
        )
        desk.store.run(commands.SetCeiling(scope=scope, most=None), CLERK)
    confirm(desk, second.application)


def test_the_ceiling_of_a_task_binds_whatever_it_grants(desk: Desk, known: tuple[SmallFund, int]) -> None:
    fund, call = known
    scope = CeilingScope(task=fund.tasks[0])
    desk.store.run(commands.SetCeiling(scope=scope, most=DEAL), CLERK)
    application = accepted(desk, call, licence())
    confirm(desk, application)
    with pytest.raises(Conflict, match=r"已核定 8,000\.00 元，这次 0\.01 元，超出 0\.01 元"):
        desk.store.run(
            commands.GrantFromTask(
                task=fund.tasks[0], details=GrantDetails(), fen=1, day=today(desk), basis="纪要"
            ),
            CLERK,
        )
    with pytest.raises(InvalidInput, match="不再分政策和年度"):
        desk.store.run(commands.SetCeiling(scope=replace(scope, year=2022), most=1), CLERK)


class TestASettlement:
    """Two deals of 500 yuan under a ceiling of 750."""

    @pytest.fixture
    def policy(self) -> Policy:
        return policy_from_bytes(SMALL.encode(), "small.yaml")

    def closed(self, desk: Desk, way: CeilingWay) -> tuple[int, SmallFund]:
        call = settlement.opened(desk)
        settlement.deals(desk, call)
        settlement.close(desk, call)
        fund = small_fund(desk, 1_000_000)
        charge(desk, call, Charge(fund.tasks[0]))
        scope = CeilingScope(task=fund.tasks[0])
        desk.store.run(commands.SetCeiling(scope=scope, most=75_000, way=way), CLERK)
        return call, fund

    def test_scales_all_alike_where_the_office_chooses_so(self, desk: Desk) -> None:
        call, fund = self.closed(desk, CeilingWay.SCALE)
        desk.store.run(settlement.settling(desk, call), CLERK)
        found = settlement.preview(desk, call)
        assert [item.amount for item in found.claims if item.claim.amount] == [37_500, 37_500]
        desk.store.run(commands.SetCeiling(scope=CeilingScope(task=fund.tasks[0]), most=0), CLERK)

    def test_names_what_is_beyond_where_it_refuses(self, desk: Desk) -> None:
        call, _ = self.closed(desk, CeilingWay.REFUSE)
        [said] = settlement.preview(desk, call).problems
        assert said == (
            "拟资助合计 1,000.00 元，任务“任务1”的资助上限还剩 750.00 元，超出 250.00 元。"
            "请先逐件核减，或者先调整上限。"
        )
