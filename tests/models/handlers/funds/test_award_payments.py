"""Awards on their way to their takers: what is asked once more, and how the file stands meanwhile."""

import datetime
import functools
from dataclasses import replace

import pytest

from ipdesk.funds.core.words import Channel
from ipdesk.funds.payments.payment_row import PayeeKind
from ipdesk.funds.payments.results import Outcome
from ipdesk.models import commands, queries
from ipdesk.models.core.errors import Conflict, InvalidInput, NotPermitted
from ipdesk.models.records import (
    ApplicationFilter,
    Charge,
    Check,
    CheckResult,
    FindingCode,
    FindingReason,
    Mark,
    PayableGrant,
    PaymentFinding,
    RawAchievement,
    ReturnWay,
    Voucher,
)
from ipdesk.models.records.applicants import AccountDetails, AccountKind
from ipdesk.models.records.funds.dues import DueKind
from ipdesk.models.workflow import Act, Level
from tests.actors import CLERK
from tests.models.begun import begun
from tests.models.desk import Desk, licence, works
from tests.models.handlers.funds.paying import ACCOUNT, enter, line, prepare, rows, send, sign
from tests.models.handlers.funds.small_fund import SmallFund, small_fund
from tests.models.handlers.funds.test_charging import charge, confirm
from tests.models.handlers.funds.test_payments import returning
from tests.models.handlers.steps.test_forwarding import accepted, open_call
from tests.models.handlers.steps.test_review import OF_A_FIRM, REVIEWING, found_fine, reviewing, take_up
from tests.models.handlers.test_clawbacks import deciding, lapsing, propose, reminding
from tests.models.handlers.test_guardians import child
from tests.models.handlers.test_recusals import barring, colleague, recuse

Known = tuple[SmallFund, int, int]
BANKED = {"account": ACCOUNT, "bank": "中国建设银行示例支行"}
NUMBER = "105581000012"
WHY = "已与申请人核实，符合支付条件"


@begun
def known(desk: Desk) -> Known:
    """Return a fund, a call that it pays, and an application of it that was decided and told."""
    fund, call = small_fund(desk, 5_000_000, 1_000_000), open_call(desk, Level.OWN)
    charge(desk, call, Charge(fund.tasks[0]))
    application = accepted(desk, call, licence(), applicant=desk.register("示例甲有限公司", **BANKED))
    confirm(desk, application)
    desk.issue(application)
    return fund, call, application


def waiting(desk: Desk, fund: SmallFund) -> PayableGrant:
    """Return the last grant that waits."""
    return desk.store.read(queries.payable_grants, fund.fund, desk.clock.today)[-1]


def prepared(desk: Desk, fund: SmallFund, **changed: object) -> int:
    """Prepare a batch of what the last grant has, as it is offered."""
    one = waiting(desk, fund)
    given = {"account_name": one.account_name, "account": one.account, "bank": one.bank}
    return prepare(desk, fund.fund, line(one.grant, one.left, **given), **changed)


def found(desk: Desk, batch: int) -> dict[FindingCode, str]:
    findings = desk.store.read(queries.batch_findings, batch, desk.clock.today)
    return {one.code: one.text for one in findings}


def marks(desk: Desk, application: int) -> frozenset[Mark]:
    return desk.detail(application).application.marks & {Mark.PAYABLE, Mark.PAID}


def _tell_account(desk: Desk, application: int, account: str) -> None:
    """Let the applicant of a file tell another account."""
    applicant = desk.detail(application).applicant
    told = AccountDetails(
        kind=AccountKind.CORPORATE, bank=applicant.bank, account=account, bank_number=NUMBER
    )
    changing = commands.RecordAccount(
        applicant=applicant.id, revision=applicant.revision, account=told, used=True, reason="基本户变更",
        proof="开户许可证复印件",
    )  # fmt: skip
    desk.store.run(changing, CLERK)


def test_who_owes_of_another_award_is_paid_for_a_reason_alone(desk: Desk, known: Known) -> None:
    fund, call, application = known
    batch = prepared(desk, fund)
    assert found(desk, batch) == {}
    other = accepted(desk, call, works(), applicant=desk.detail(application).applicant.id)
    confirm(desk, other)
    desk.issue(other)
    clawback = propose(desk, other, 10_000)
    decision = deciding(desk, other, clawback, 10_000, waived="法定代表人书面放弃陈述申辩")
    desk.store.run(decision, CLERK)
    told = found(desk, batch)
    assert [*told] == [FindingCode.OWES] and "还有追回款 100.00 元没有退回" in told[FindingCode.OWES]
    with pytest.raises(InvalidInput, match=r"还有追回款 100\.00 元没有退回"):
        sign(desk, batch)
    sign(desk, batch, FindingReason(1, FindingCode.OWES, "已约定另行退回"))
    back = {"clawback": clawback, "returned_on": desk.clock.today, "amount": 10_000, "slip": "回单0001"}
    desk.store.run(commands.RecordReturn(**back), CLERK)  # type: ignore[arg-type]
    assert found(desk, batch) == {}
    assert came_back(desk) == [], "its grant was released, nothing of it had been paid"


def _doubts(desk: Desk, batch: int) -> list[PaymentFinding]:
    found = desk.store.read(queries.batch_findings, batch, desk.clock.today)
    return [one for one in found if not one.code.stops]


def came_back(desk: Desk) -> list[tuple[str, int]]:
    dues = desk.store.read(queries.fund_dues)
    return [(one.about, one.fen) for one in dues if one.kind is DueKind.CAME_BACK]


def test_what_came_back_of_an_award_waits_until_it_is_in_the_books(desk: Desk, known: Known) -> None:
    fund, _, application = known
    batch = prepared(desk, fund)
    sign(desk, batch)
    send(desk, batch)
    enter(desk, batch, rows(desk, batch, Outcome.SUCCESS))
    [paid] = desk.store.read(queries.batch_lines, batch)
    bank = replace(returning(desk, paid.payment or 0, 800_000), way=ReturnWay.PASSIVE)
    desk.store.run(bank, CLERK)  # what the bank sent back before is no money of the clawback
    again = waiting(desk, fund)
    batch = prepare(desk, fund.fund, line(again.grant, again.left, reissues=again.reissues))
    sign(desk, batch, *(FindingReason(one.place, one.code, WHY) for one in _doubts(desk, batch)))
    send(desk, batch)
    enter(desk, batch, rows(desk, batch, Outcome.SUCCESS))
    desk.clock.moment += datetime.timedelta(days=1)
    paid_on = desk.clock.today - datetime.timedelta(days=1)
    clawback = propose(desk, application, 200_000, paid_on=paid_on)
    decision = deciding(desk, application, clawback, 200_000, waived="法定代表人书面放弃陈述申辩")
    desk.store.run(decision, CLERK)
    back = {"clawback": clawback, "returned_on": desk.clock.today, "amount": 150_000, "slip": "回单0001"}
    desk.store.run(commands.RecordReturn(**back), CLERK)  # type: ignore[arg-type]
    assert came_back(desk) == [("示例甲有限公司", 150_000)], "the file says so, the books do not yet"
    [paid] = desk.store.read(queries.batch_lines, batch)
    given = replace(returning(desk, paid.payment or 0, 150_000), way=ReturnWay.ACTIVE)
    desk.store.run(given, CLERK)
    assert came_back(desk) == []


def test_a_file_is_payable_until_all_of_it_is_paid(desk: Desk, known: Known) -> None:
    fund, _, application = known
    offered = waiting(desk, fund)
    assert (offered.application, offered.left, offered.kind) == (application, 800_000, PayeeKind.UNIT)
    assert (offered.account_name, offered.account, offered.bank_number) == ("示例甲有限公司", ACCOUNT, "")
    batch = prepared(desk, fund)
    assert found(desk, batch) == {}
    sign(desk, batch)
    _tell_account(desk, application, "44050162000100000099")
    with pytest.raises(InvalidInput, match="登记的收款账号现为 44050162000100000099，与这一批不同"):
        send(desk, batch)
    _tell_account(desk, application, ACCOUNT)
    assert waiting(desk, fund).bank_number == NUMBER, "which was told with the account"
    assert marks(desk, application) == {Mark.PAYABLE}
    foreseen = functools.partial(desk.store.read, queries.untaken_refusal, application)
    assert foreseen(Act.REMIND) == ""
    send(desk, batch)
    assert marks(desk, application) == {Mark.PAYABLE}, "it is on its way"
    with pytest.raises(Conflict, match="已经全部支付或者提交支付，不用催领") as refused_late:
        desk.store.run(reminding(desk, application), CLERK)
    assert foreseen(Act.REMIND) == refused_late.value.message, "before anything is typed"
    assert "不能办理逾期未领" in foreseen(Act.LAPSE_AWARD) and foreseen(Act.CHECK) == ""
    enter(desk, batch, rows(desk, batch, Outcome.SUCCESS))
    assert marks(desk, application) == {Mark.PAID}
    assert desk.store.read(queries.application_ids, ApplicationFilter(mark=Mark.PAID)) == (application,)
    [known_payment] = desk.store.read(queries.award_payments, application)
    assert (known_payment.task, known_payment.day, known_payment.fen) == (
        fund.tasks[0], desk.clock.today, 800_000,
    )  # fmt: skip
    applicant = desk.detail(application).applicant.id
    assert desk.store.read(queries.paid_of_applicant, applicant) == {application: 800_000}
    assert desk.store.read(queries.paid_of_applicant, applicant + 1) == {}
    for untaken in (reminding(desk, application), lapsing(desk, application)):
        with pytest.raises(Conflict, match="已经全部支付或者提交支付，不"):
            desk.store.run(untaken, CLERK)
    desk.clock.moment += datetime.timedelta(days=1)
    with pytest.raises(InvalidInput, match=f"账上的支付日期是 {known_payment.day}") as refused:
        propose(desk, application)
    assert [one.field for one in refused.value.problems] == ["paid_on"]
    clawback = propose(desk, application, paid_on=known_payment.day)
    desk.store.run(commands.DropClawback(clawback=clawback, reason="申辩成立，合同已经履行"), CLERK)
    [paid] = desk.store.read(queries.batch_lines, batch)
    desk.store.run(returning(desk, paid.payment or 0, 800_000), CLERK)
    assert marks(desk, application) == {Mark.PAYABLE}
    once_more = prepare(desk, fund.fund, line(waiting(desk, fund).grant, 600_000))
    sign(desk, once_more)
    send(desk, once_more)
    with pytest.raises(InvalidInput, match=r"还有2,000\.00元，未领的不能多于这个数") as of_the_rest:
        desk.store.run(lapsing(desk, application), CLERK)
    assert "lines" in [one.field for one in of_the_rest.value.problems]
    desk.store.run(reminding(desk, application, missing="到我局核对收款账户的户名和账号"), CLERK)


def test_what_came_up_since_the_decision_is_told_before_the_money_goes(desk: Desk, known: Known) -> None:
    fund, call, application = known
    batch = prepared(desk, fund)
    sign(desk, batch)
    bar = desk.store.run(barring(desk.detail(application).applicant.id, desk), CLERK).value
    with pytest.raises(InvalidInput, match="收款人限制资助至 2024-06-20"):
        send(desk, batch)
    lifting = commands.LiftBar(bar=bar, reason="登记错了申请人，予以更正")
    desk.store.run(lifting, CLERK)
    propose(desk, application, paid_on=desk.clock.today)
    with pytest.raises(InvalidInput, match="有一项追回正在办理，应当停止拨付"):
        send(desk, batch)
    unread = accepted(desk, call, licence(ref="Y2022440000124"), applicant=desk.register(**BANKED))
    confirm(desk, unread)
    assert list(found(desk, prepared(desk, fund))) == [FindingCode.NOT_TOLD]


def test_look_ups_are_repeated_before_the_money_goes(desk: Desk, known: Known) -> None:
    fund, call, _ = known
    take_up(desk, REVIEWING)
    application = accepted(desk, call, licence(ref="Y2022440000124"), applicant=desk.register(**BANKED))
    desk.store.run(reviewing(desk, application), CLERK)
    confirm(desk, application)
    desk.issue(application)
    batch = prepared(desk, fund)
    asked = (*OF_A_FIRM, *desk.store.read(queries.condition_checks, (application,)))
    names = "、".join(one.name for one in asked)
    assert names.endswith(
        "第（七）项：申请人属于中小微企业、第（七）项：须已在国家知识产权局登记备案、"
        "第（七）项：专利须已转化运用、第（七）项：交易双方不得为关联主体、"
        "第（七）项：合同金额与票据、凭证一致"
    )
    assert found(desk, batch)[FindingCode.NOT_RECHECKED].endswith(f"审定以后没有再核查：{names}。")
    desk.clock.moment += datetime.timedelta(days=1)
    bad = CheckResult.BAD
    first, *others = asked
    looked_up = [found_fine(one, desk.clock.today) for one in others]
    wrong = Check(first.id, first.name, first.source, desk.clock.today, bad, "列入异常名录", "已申请移出")
    repeating = commands.RepeatChecks(application=application, checks=(wrong, *looked_up))
    desk.store.run(repeating, CLERK)
    assert found(desk, batch)[FindingCode.BAD_CHECK].endswith(f"最近一次核查异常：{first.name}。")
    sign(desk, batch, FindingReason(1, FindingCode.BAD_CHECK, WHY))
    with pytest.raises(Conflict):
        desk.store.run(replace(repeating, application=accepted(desk, call, works())), CLERK)


def test_a_minor_s_money_goes_to_the_guardian_s_account_and_to_persons_apart(
    desk: Desk, known: Known
) -> None:
    fund, call, _ = known
    minor = child(desk, account="6222021234567890128", bank="工商银行")
    papers = frozenset({"guardian_consent"})
    row: RawAchievement = replace(works(), received=papers)
    application = accepted(desk, call, row, applicant=minor)
    confirm(desk, application)
    desk.issue(application)
    one = waiting(desk, fund)
    assert (one.kind, one.account_name) == (PayeeKind.PERSON, "示例大")
    assert list(found(desk, prepared(desk, fund))) == [FindingCode.PAYEE_KIND]
    persons = {"channel": Channel.BANK_PERSONS, "payees": PayeeKind.PERSON}
    own = line(one.grant, one.left, account_name="示例小", account=one.account)
    batch = prepare(desk, fund.fund, own, **persons)
    assert "收款户名应为监护人“示例大”，现为“示例小”" in found(desk, batch)[FindingCode.GUARDIAN]


def test_who_is_related_to_a_taker_pays_nothing_of_the_batch(desk: Desk, known: Known) -> None:
    fund, _, application = known
    batch = prepared(desk, fund)
    recuse(desk, desk.detail(application).applicant.id)
    other, today = colleague(desk), desk.clock.today
    dropping = commands.DropBatch(batch=batch, reason="户名有误，重新编制")
    for refused in (
        lambda: prepared(desk, fund), lambda: sign(desk, batch), lambda: desk.store.run(dropping, CLERK)
    ):  # fmt: skip
        with pytest.raises(NotPermitted, match="应当回避"):
            refused()
    sign(desk, batch, actor=other)
    desk.store.run(commands.SendBatch(batch=batch, day=today), other)
    [one] = desk.store.read(queries.batch_lines, batch)
    payment = one.payment or 0
    for command in (
        commands.EnterResults(batch=batch, day=today, rows=rows(desk, batch, Outcome.SUCCESS)),
        commands.KeepVouchers(batch=batch, vouchers={payment: Voucher(voucher_number="00012345")}),
        commands.CorrectQuota(payment=payment, task=fund.tasks[1], day=today, reason="列支的任务选错"),
        returning(desk, payment, one.net),
        commands.ForfeitPayment(payment=payment, day=today, reason="申请人书面放弃"),
    ):
        with pytest.raises(NotPermitted, match="应当回避"):
            desk.store.run(command, CLERK)
        if not isinstance(command, commands.CorrectQuota):  # after it another grant pays
            desk.store.run(command, other)


def test_a_correction_of_the_task_keeps_what_the_grant_pays(desk: Desk, known: Known) -> None:
    fund, call, application = known
    batch = prepared(desk, fund)
    sign(desk, batch)
    send(desk, batch)
    enter(desk, batch, rows(desk, batch, Outcome.SUCCESS))
    [paid] = desk.store.read(queries.batch_lines, batch)
    correcting = commands.CorrectQuota(
        payment=paid.payment or 0, task=fund.tasks[1], day=desk.clock.today, reason="列支的任务选错"
    )
    desk.store.run(correcting, CLERK)
    before, after = desk.store.read(queries.charged_grants, application)
    assert (before.stands, after.stands, after.lines) == (0, 800_000, before.lines)
    assert marks(desk, application) == {Mark.PAID}
    assert desk.store.run(commands.ChargeAwards(call=call), CLERK).value == ()
    assert len(desk.store.read(queries.charged_grants, application)) == 2, "it is not charged once more"
