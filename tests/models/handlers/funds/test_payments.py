"""Batches of payments: prepared, signed off by two people, sent, answered, come back, paid again."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from ipdesk.funds.books.accounts import task_account
from ipdesk.funds.books.figures import figures_at
from ipdesk.funds.books.posting_days import PostingDay
from ipdesk.funds.core.words import Channel
from ipdesk.funds.payments.payment_row import PayeeKind
from ipdesk.funds.payments.results import Outcome
from ipdesk.funds.payments.states import PaymentState
from ipdesk.models import commands, queries
from ipdesk.models.core.actor import Actor
from ipdesk.models.core.errors import Conflict, DeskError, InvalidInput, NotFound, NotPermitted
from ipdesk.models.core.roles import Role
from ipdesk.models.records import (
    AccessSettings,
    BatchState,
    FindingCode,
    FindingReason,
    ReturnWay,
    Voucher,
)
from ipdesk.models.store import DATABASE_NAME
from tests.actors import CLERK
from tests.models.begun import begun
from tests.models.desk import Desk
from tests.models.handlers.funds.paying import (
    ACCOUNT,
    enter,
    grant,
    line,
    lines,
    prepare,
    preparing,
    rows,
    send,
    sent,
    sign,
    states,
)
from tests.models.handlers.funds.small_fund import SmallFund, small_fund

GOOD, BAD, WAITS = Outcome.SUCCESS, Outcome.FAILURE, Outcome.IN_PROCESS
Known = tuple[SmallFund, tuple[int, ...]]


@begun
def known(desk: Desk) -> Known:
    """Return a fund of two tasks, and three grants of 1,000, 2,000 and 3,000 yuan of its first."""
    fund = small_fund(desk, 1_000_000, 500_000)
    grants = tuple(
        grant(desk, fund.tasks[0], fen, f"示例第{number}有限公司")
        for number, fen in enumerate((100_000, 200_000, 300_000), start=1)
    )
    return fund, grants


def lines_of(grants: tuple[int, ...]) -> list[object]:
    return [
        line(one, 100_000 * number, account_name=f"示例第{number}有限公司", account=f"{ACCOUNT}{number}")
        for number, one in enumerate(grants, start=1)
    ]


def unchanged(desk: Desk, fund: SmallFund) -> tuple[object, ...]:
    """Return all that a refused command must leave as it is."""
    return (
        desk.store.read(queries.fund_postings, fund.fund),
        desk.store.read(queries.fund_payments, fund.fund),
        desk.store.read(queries.payment_batches, fund.fund),
        desk.store.read(queries.fund_grants, fund.fund),
    )


def test_a_batch_is_sent_with_a_serial_each_and_answered(desk: Desk, known: Known) -> None:
    fund, grants = known
    batch = sent(desk, fund.fund, *lines_of(grants), purpose="后补助")
    stored = desk.store.read(queries.payment_batch, batch)
    assert (stored.state, stored.number, stored.count) == (BatchState.SENT, "2024-001", 3)
    assert (stored.fen, stored.net, stored.sent_on) == (600_000, 600_000, desk.clock.today)
    serials = [one.serial for one in lines(desk, batch)]
    assert serials == ["20240000001", "20240000002", "20240000003"]
    enter(desk, batch, rows(desk, batch, GOOD, BAD, WAITS, reason="户名不符"))
    assert states(desk, batch) == [PaymentState.PAID, PaymentState.FAILED, PaymentState.IN_PROCESS]
    books = desk.store.read(queries.fund_books, fund.fund)
    figures = figures_at(books)
    assert (figures.paid, figures.in_transit, figures.unpaid) == (100_000, 300_000, 200_000)
    assert "户名不符" in {one.basis for one in books.postings}
    again = rows(desk, batch, GOOD, BAD, GOOD)
    enter(desk, batch, again)
    assert states(desk, batch)[2] is PaymentState.PAID
    before = unchanged(desk, fund)
    enter(desk, batch, again)
    assert unchanged(desk, fund) == before, "what is known is not entered twice"


def test_an_answer_with_an_open_row_changes_nothing_until_it_is_settled(desk: Desk, known: Known) -> None:
    fund, grants = known
    batch = sent(desk, fund.fund, *lines_of(grants))
    good = rows(desk, batch, GOOD, GOOD, GOOD)
    wrong = (
        good[0],
        good[1]._replace(fen=1),
        good[2]._replace(serial="999"),
        good[0]._replace(line=9),
        good[2]._replace(line=10, outcome=None),
    )
    before = unchanged(desk, fund)
    with pytest.raises(InvalidInput) as refused:
        enter(desk, batch, wrong)
    told = [one.split("。")[0] for one in refused.value.message.splitlines()]
    assert told == [
        "第2行：重复",
        "第3行：金额不同",
        "第4行：对不上",
        "第9行：重复",
        "第10行：结果不明",
    ]
    with pytest.raises(InvalidInput, match=r"没有流水号 20240000002（示例第2有限公司，2,000\.00 元）"):
        enter(desk, batch, good[:1], still_waiting=frozenset({"20240000003"}))
    assert unchanged(desk, fund) == before
    enter(desk, batch, wrong, choices={3: None, 4: None, 9: None, 10: None})
    assert states(desk, batch) == [PaymentState.PAID, PaymentState.SENT, PaymentState.SENT]
    enter(desk, batch, rows(desk, batch, GOOD, BAD, GOOD))
    for first, said in ((GOOD, "第3行：失败后又有结果"), (BAD, "第2行：成功后又有结果")):
        with pytest.raises(InvalidInput, match=said):
            enter(desk, batch, rows(desk, batch, first, GOOD))


def test_who_prepares_does_not_sign_where_the_office_wants_two_people(desk: Desk, known: Known) -> None:
    fund, grants = known
    other = Actor(desk.store.run(commands.AddPerson(name="李小红", roles=frozenset(Role)), CLERK).value)
    desk.store.run(commands.ChangeAccess(settings=AccessSettings(separates_payment=True)), CLERK)
    batch = prepare(desk, fund.fund, *lines_of(grants))
    with pytest.raises(NotPermitted, match="编制和签批由不同的人办理"):
        sign(desk, batch)
    with pytest.raises(Conflict, match="待签批，不能再提交支付"):
        send(desk, batch)
    sign(desk, batch, actor=other)
    send(desk, batch)
    stored = desk.store.read(queries.payment_batch, batch)
    assert (stored.prepared_by, stored.signed_by) == ("陈晓敏", "李小红")


def test_what_was_signed_is_what_is_sent(desk: Desk, known: Known) -> None:
    fund, grants = known
    batch = prepare(desk, fund.fund, *lines_of(grants))
    change = commands.ChangeBatch(batch=batch, revision=1, lines=tuple(lines_of(grants[:1])))
    desk.store.run(change, CLERK)
    with pytest.raises(Conflict, match="另一处修改"):
        desk.store.run(commands.SignOffBatch(batch=batch, revision=1), CLERK)
    sign(desk, batch)
    with pytest.raises(Conflict, match="已签批，不能再修改"):
        desk.store.run(replace(change, revision=3), CLERK)
    desk.store.run(commands.DropBatch(batch=batch, reason="金额要与指标核对后重编"), CLERK)
    with pytest.raises(Conflict, match="已作废，不能再提交支付"):
        send(desk, batch)
    assert desk.store.read(queries.payment_batch, batch).state is BatchState.DROPPED


OTHER = "44050162000100000009"
REFUSED = [
    ("a payment beyond the budget", {"fen": 100_001}, "待支付的只有 1,000.00 元，本批要支付 1,000.01 元"),
    ("no account", {"account": ""}, "没有收款账号或者户名"),
    ("letters in the account", {"account": "4405O16200010000"}, "银行账号只含数字"),
    ("an account too short", {"account": "123"}, "应为8至32位数字"),
    ("a bank number too short", {"bank_number": "10558300012"}, "联行号应为12位数字"),
    ("tax of a unit", {"tax": 10}, "只在向个人支付时填写"),
    ("a payment that stands", {"reissues": 1}, "没有失败，也没有退回"),
]


def test_what_stops_a_payment_is_told_and_nothing_is_signed(desk: Desk, known: Known) -> None:
    fund, grants = known
    other = lines(desk, sent(desk, fund.fund, lines_of(grants)[2]))[0].payment
    for name, changed, said in REFUSED:
        usual = {"account_name": "示例第1有限公司", "fen": 100_000, "account": ACCOUNT}
        again = {"reissues": other} if "reissues" in changed else {}
        batch = prepare(desk, fund.fund, line(grants[0], **usual | changed | again))
        before = unchanged(desk, fund)
        with pytest.raises(InvalidInput) as refused:
            sign(desk, batch, FindingReason(1, FindingCode.SHORT, "领导已同意先行支付"))
        assert said in refused.value.message, name
        assert unchanged(desk, fund) == before, name
        desk.store.run(commands.DropBatch(batch=batch, reason="要素有误，改后重编"), CLERK)


DOUBTED = [
    (
        FindingCode.HOLDER,
        {"account_name": "示例壹有限公司"},
        "与收款人“示例第1有限公司”不一致",
    ),
    (FindingCode.OTHER_BANK, {"bank_number": "102581000013"}, "行别代码与开户行“中国建设银行示例支行”不符"),
]


def test_what_is_doubtful_is_paid_with_a_recorded_reason(desk: Desk, known: Known) -> None:
    fund, grants = known
    why = "企业更名，开户资料尚未变更，已核对"
    for grant_id, (code, changed, said) in zip(grants, DOUBTED, strict=False):
        usual = {"account_name": f"示例第{grant_id}有限公司", "fen": 100_000}
        batch = prepare(desk, fund.fund, line(grant_id, **usual | changed))
        with pytest.raises(InvalidInput, match=said):
            sign(desk, batch)
        with pytest.raises(InvalidInput, match="请写明仍要支付的理由"):
            sign(desk, batch, FindingReason(1, code, " "))
        sign(desk, batch, FindingReason(1, code, why))
        [found] = desk.store.read(queries.batch_findings, batch, desk.clock.today)
        assert (found.code, found.reason) == (code, why)
        send(desk, batch)


def test_one_grant_is_not_paid_by_two_batches_or_twice_by_one(desk: Desk, known: Known) -> None:
    fund, grants = known
    one = lines_of(grants)[0]
    first, second = (prepare(desk, fund.fund, one) for _ in range(2))
    with pytest.raises(InvalidInput, match="已列入拨付批次 2024-002，不能重复支付"):
        sign(desk, first)
    desk.store.run(commands.DropBatch(batch=second, reason="与另一批重复"), CLERK)
    sign(desk, first)
    send(desk, first)
    again = prepare(desk, fund.fund, one)
    with pytest.raises(InvalidInput, match=r"待支付的只有 0\.00 元"):
        sign(desk, again)
    twice = prepare(
        desk, fund.fund, replace(one, grant=grants[1]), replace(one, grant=grants[1], fen=150_000)
    )
    with pytest.raises(InvalidInput, match=r"只有 2,000\.00 元，本批要支付 2,500\.00 元"):
        sign(desk, twice)


def test_persons_are_paid_apart_with_what_is_withheld(desk: Desk, known: Known) -> None:
    fund, _ = known
    taken = grant(desk, fund.tasks[0], 100_000, "张三")
    card = line(taken, 100_000, account_name="张三", account="6222021234567890129", tax=20_000)
    persons = {"channel": Channel.BANK_PERSONS, "payees": PayeeKind.PERSON}
    batch = prepare(desk, fund.fund, card, **persons)
    with pytest.raises(InvalidInput, match="卡号的校验位不符"):
        sign(desk, batch)
    sign(desk, batch, FindingReason(1, FindingCode.CARD, "已对照存折原件核对无误"))
    send(desk, batch)
    [paid] = rows(desk, batch, GOOD)
    assert paid.fen == 80_000
    enter(desk, batch, [paid])
    assert figures_at(desk.store.read(queries.fund_books, fund.fund)).paid == 100_000


def test_what_was_paid_before_it_was_entered_asks_for_no_accounts(desk: Desk, known: Known) -> None:
    fund, grants = known
    empty = replace(lines_of(grants)[0], account="", account_name="")
    batch = sent(desk, fund.fund, empty, recorded=True)
    assert states(desk, batch) == [PaymentState.SENT]
    passed_on = replace(lines_of(grants)[1], account="", account_name="")
    allotted = sent(desk, fund.fund, passed_on, channel=Channel.ALLOTMENT)
    assert states(desk, allotted) == [PaymentState.ALLOTTED]


def returning(desk: Desk, payment: int, fen: int, **changed: object) -> commands.ReturnPayment:
    usual: dict[str, object] = {
        "payment": payment, "fen": fen, "way": ReturnWay.PASSIVE, "day": desk.clock.today,
        "reason": "账号已销户，银行退回",
    }  # fmt: skip
    return commands.ReturnPayment(**usual | changed)  # type: ignore[arg-type]


def paid(desk: Desk, fund: SmallFund, grants: tuple[int, ...]) -> tuple[int, int]:
    """Have the first grant paid; return its batch and its payment."""
    batch = sent(desk, fund.fund, lines_of(grants)[0])
    enter(desk, batch, rows(desk, batch, GOOD))
    return batch, lines(desk, batch)[0].payment or 0


@pytest.mark.parametrize(
    ("way", "state"),
    [
        (ReturnWay.PASSIVE, PaymentState.RETURNED_PASSIVE),
        (ReturnWay.ACTIVE, PaymentState.RETURNED_ACTIVE),
    ],
)
def test_what_comes_back_in_the_year_is_paid_again_by_another_payment(
    desk: Desk, known: Known, way: ReturnWay, state: PaymentState
) -> None:
    fund, grants = known
    batch, payment = paid(desk, fund, grants)
    with pytest.raises(InvalidInput, match=r"现有 1,000\.00 元，退回的金额不能多于它"):
        desk.store.run(returning(desk, payment, 100_001), CLERK)
    desk.store.run(returning(desk, payment, 100_000, way=way), CLERK)
    assert states(desk, batch) == [state]
    again = sent(desk, fund.fund, replace(lines_of(grants)[0], account=OTHER, reissues=payment))
    assert (states(desk, batch), states(desk, again)) == ([PaymentState.REISSUED], [PaymentState.SENT])
    with pytest.raises(Conflict, match="已重新支付"):
        desk.store.run(returning(desk, payment, 1), CLERK)


@pytest.mark.parametrize("again", [True, False])
def test_a_part_that_comes_back_leaves_the_rest_paid(desk: Desk, known: Known, again: bool) -> None:
    fund, grants = known
    batch, payment = paid(desk, fund, grants)
    desk.store.run(returning(desk, payment, 30_000, way=ReturnWay.ACTIVE), CLERK)
    assert states(desk, batch) == [PaymentState.PARTLY_RETURNED]
    [standing] = desk.store.read(queries.payment_standings, [payment]).values()
    assert (standing.paid, standing.returned) == (70_000, 30_000)
    assert back_of(desk, batch) == (30_000, 1)
    waiting = desk.store.read(queries.payable_grants, fund.fund, desk.clock.today)
    assert [(one.reissues, one.returned) for one in waiting if one.grant == grants[0]] == [(payment, 30_000)]
    if again:
        sent(desk, fund.fund, replace(lines_of(grants)[0], fen=30_000, reissues=payment))
    else:
        forfeiting = commands.ForfeitPayment(payment=payment, day=desk.clock.today, reason="多付的部分")
        desk.store.run(forfeiting, CLERK)
    assert (states(desk, batch), back_of(desk, batch)) == ([PaymentState.PAID], (0, 0))


def back_of(desk: Desk, batch: int) -> tuple[int, int]:
    """Return what of a batch came back and still waits (fen), and of how many payments."""
    found = desk.store.read(queries.payment_batch, batch)
    return found.returned, found.returned_count


def test_what_comes_back_in_a_later_year_goes_to_the_treasury(desk: Desk, known: Known) -> None:
    fund, grants = known
    batch = sent(desk, fund.fund, *lines_of(grants)[:2])
    first, second = rows(desk, batch, GOOD, BAD)
    enter(desk, batch, [first])
    desk.clock.moment = desk.clock.moment.replace(year=2025)
    payment = lines(desk, batch)[0].payment or 0
    desk.store.run(returning(desk, payment, 100_000), CLERK)
    enter(desk, batch, [second])
    assert states(desk, batch) == [PaymentState.RETURNED_LATER] * 2
    assert figures_at(desk.store.read(queries.fund_books, fund.fund)).returned == 300_000


def test_a_payment_from_the_wrong_task_is_corrected_without_moving_money(desk: Desk, known: Known) -> None:
    fund, grants = known
    batch, payment = paid(desk, fund, grants)
    correcting = commands.CorrectQuota(
        payment=payment, task=fund.tasks[1], day=desk.clock.today, reason="列支的任务选错"
    )
    with pytest.raises(InvalidInput, match="本来就由所选的任务列支"):
        desk.store.run(replace(correcting, task=fund.tasks[0]), CLERK)
    right = desk.store.run(correcting, CLERK).value
    assert states(desk, batch) == [PaymentState.CORRECTED]
    books = desk.store.read(queries.fund_books, fund.fund)
    assert [books.balance(task_account(str(task))) for task in fund.tasks] == [500_000, 400_000]
    desk.store.run(returning(desk, payment, 100_000), CLERK)
    again = sent(desk, fund.fund, replace(lines_of(grants)[0], grant=right, account=OTHER, reissues=payment))
    assert states(desk, again) == [PaymentState.SENT]


def test_what_nobody_takes_goes_back_to_its_task(desk: Desk, known: Known) -> None:
    fund, grants = known
    batch = sent(desk, fund.fund, lines_of(grants)[0])
    payment = lines(desk, batch)[0].payment or 0
    forfeiting = commands.ForfeitPayment(payment=payment, day=desk.clock.today, reason="企业已注销，无人领取")
    with pytest.raises(Conflict, match="现在是“已提交支付”，款项没有退回"):
        desk.store.run(forfeiting, CLERK)
    enter(desk, batch, rows(desk, batch, BAD))
    desk.store.run(forfeiting, CLERK)
    assert states(desk, batch) == [PaymentState.FORFEITED]
    books = desk.store.read(queries.fund_books, fund.fund)
    assert books.balance(task_account(str(fund.tasks[0]))) == 500_000
    undo = commands.ReversePosting(
        fund=fund.fund, number=len(books.postings), day=PostingDay(desk.clock.today), reason="企业恢复登记"
    )
    desk.store.run(undo, CLERK)
    assert states(desk, batch) == [PaymentState.FAILED], "what was posted otherwise is so again"


def test_a_counter_entry_undoes_one_payment_of_a_batch_alone(desk: Desk, known: Known) -> None:
    fund, grants = known
    batch = sent(desk, fund.fund, *lines_of(grants))
    enter(desk, batch, rows(desk, batch, GOOD, GOOD, GOOD))
    postings = desk.store.read(queries.fund_postings, fund.fund)
    reverse = commands.ReversePosting(
        fund=fund.fund, number=postings[-1].number, day=PostingDay(desk.clock.today), reason="银行回单作废"
    )
    desk.store.run(reverse, CLERK)
    assert states(desk, batch) == [PaymentState.PAID, PaymentState.PAID, PaymentState.SENT]
    desk.store.run(replace(reverse, number=postings[-4].number), CLERK)
    assert states(desk, batch)[2] is PaymentState.REVERSED
    with pytest.raises(InvalidInput, match="这一笔已经冲销，请向银行核对"):
        enter(desk, batch, rows(desk, batch, GOOD, GOOD, GOOD))


def test_the_treasury_s_numbers_are_typed_back_and_corrected(desk: Desk, known: Known) -> None:
    fund, grants = known
    batch, payment = paid(desk, fund, grants)
    voucher = Voucher(quota_number="财指〔2024〕12号", functional_class="2011409", voucher_number="0001")
    keeping = commands.KeepVouchers(batch=batch, vouchers={payment: voucher})
    desk.store.run(keeping, CLERK)
    right = replace(voucher, voucher_number="0002", paid_on=desk.clock.today)
    desk.store.run(replace(keeping, vouchers={payment: right}), CLERK)
    assert desk.store.read(queries.vouchers, batch) == {payment: right}
    with pytest.raises(InvalidInput, match="至少填写一个编号"):
        desk.store.run(replace(keeping, vouchers={payment: Voucher()}), CLERK)
    with pytest.raises(NotFound):
        desk.store.run(replace(keeping, vouchers={999: voucher}), CLERK)


def test_what_cannot_be_written_down_is_refused(desk: Desk, known: Known) -> None:
    fund, grants = known
    other = small_fund(desk, 100)
    strange = grant(desk, other.tasks[0], 100)
    before = unchanged(desk, fund)
    for wrong in (
        preparing(fund.fund),
        preparing(fund.fund, line(strange, 100)),
        preparing(fund.fund, line(grants[0], 0)),
        preparing(fund.fund, line(grants[0], 100, tax=100)),
        preparing(fund.fund, line(grants[0], 100, purpose="专" * 201)),
        preparing(999, line(grants[0], 100)),
    ):
        with pytest.raises(DeskError):
            desk.store.run(wrong, CLERK)
    assert unchanged(desk, fund) == before


def test_nothing_that_was_sent_is_changed_past_the_program(desk: Desk, data_dir: Path, known: Known) -> None:
    fund, grants = known
    batch = sent(desk, fund.fund, *lines_of(grants))
    enter(desk, batch, rows(desk, batch, WAITS))
    payment = lines(desk, batch)[0].payment or 0
    voucher = Voucher(voucher_number="1")
    desk.store.run(commands.KeepVouchers(batch=batch, vouchers={payment: voucher}), CLERK)
    with closing(sqlite3.connect(data_dir / DATABASE_NAME)) as raw:
        for table in ("payment_line", "payment_batch", "payment_event", "payment_voucher"):
            for statement in (f"UPDATE {table} SET rowid = rowid", f"DELETE FROM {table}"):
                with pytest.raises(sqlite3.IntegrityError, match="is never changed"):
                    raw.execute(statement)
