"""Sending a batch: its payments are made, numbered and posted together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from ipdesk.funds.books.movements import allotment, sending
from ipdesk.funds.books.posting_days import PostingDay
from ipdesk.funds.books.postings import PostingKind
from ipdesk.funds.core.words import Channel
from ipdesk.models.commands import KeepVouchers, SendBatch
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import InvalidInput, NotFound, Problem
from ipdesk.models.handlers import series
from ipdesk.models.handlers.funds.batches import check_batch, check_takers, in_state, refuse_findings
from ipdesk.models.handlers.funds.entering import NO_PAYMENT
from ipdesk.models.handlers.funds.posting import WantedPosting, post_all
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.parsing.text.texts import line_fault
from ipdesk.models.reading.funds.batch_facts import batch_findings
from ipdesk.models.records import BatchState, Voucher
from ipdesk.models.tables import (
    FundGrant,
    FundPayment,
    PaymentBatchEntry,
    PaymentLineEntry,
    PaymentVoucherEntry,
)

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work

SERIALS = "payment"
"""The series in which payments are numbered, as banks repeat it in their answers."""


def send_batch(work: Work, command: SendBatch) -> None:
    """Send a batch; raises as the command says."""
    entry = in_state(work, command.batch, BatchState.SIGNED, "提交支付")
    lines = PaymentLineEntry
    asked = select(lines, FundGrant.task_id).join(FundGrant, FundGrant.id == lines.grant_id)
    rows = work.session.execute(asked.where(lines.batch_id == entry.id).order_by(lines.place)).all()
    check_takers(work, (line.grant_id for line, _ in rows))
    refuse_findings(batch_findings(work.session, entry.id, work.today))
    payments = _make(work, entry, [line for line, _ in rows])
    channel, day = Channel(entry.channel), PostingDay(command.day)
    wanted = [
        _posting(channel, day, line, task, payment, command.basis or entry.purpose or channel.label)
        for (line, task), payment in zip(rows, payments, strict=True)
    ]
    post_all(work, entry.fund_id, wanted)
    entry.sent_by, entry.sent_on, entry.revision = work.person, command.day, entry.revision + 1
    work.audit("send_batch", Kind.FUND, entry.fund_id, [f"batch:{entry.id}"])


def _posting(
    channel: Channel, day: PostingDay, line: PaymentLineEntry, task: int, payment: int, basis: str
) -> WantedPosting:
    owners = str(task), str(line.grant_id), str(payment)
    if channel.passes_on:
        return WantedPosting(PostingKind.ALLOT, day, (allotment(line.fen, *owners),), basis)
    return WantedPosting(PostingKind.SEND, day, (sending(line.fen, *owners),), basis)


def _make(work: Work, batch: PaymentBatchEntry, lines: Sequence[PaymentLineEntry]) -> Sequence[int]:
    """Make the payments of lines, each under the next serial; return their ids in the same order."""
    rows = [
        {
            "grant_id": line.grant_id,
            "channel": batch.channel,
            "reissues_id": line.reissues_id,
            "remark": line.remark,
        }
        for line in lines
    ]
    made = insert(FundPayment).returning(FundPayment.id, sort_by_parameter_order=True)
    payments = work.session.scalars(made, rows).all()
    year = work.today.year
    first = series.draw(work.session, SERIALS, year)
    series.begin_at(work.session, SERIALS, year, first + len(lines))
    numbered = [
        {"id": line.id, "payment_id": payment, "serial": f"{year}{number:07d}"}
        for number, (line, payment) in enumerate(zip(lines, payments, strict=True), start=first)
    ]
    work.session.execute(update(PaymentLineEntry), numbered)
    return payments


def keep_vouchers(work: Work, command: KeepVouchers) -> None:
    """Write down what the treasury's system says; raises InvalidInput, Conflict and NotFound."""
    entry = in_state(work, command.batch, BatchState.SENT, "登记支付凭证")
    check_batch(work, entry.id)
    line = PaymentLineEntry
    own = set(work.session.scalars(select(line.payment_id).where(line.batch_id == entry.id)))
    if {*command.vouchers} - own:
        raise NotFound(NO_PAYMENT)
    if problems := [one for kept in command.vouchers.values() for one in _voucher_problems(work, kept)]:
        raise InvalidInput(problems)
    work.session.add_all(_voucher(work, payment, kept) for payment, kept in command.vouchers.items())
    work.audit("keep_vouchers", Kind.FUND, entry.fund_id, [f"batch:{entry.id}"])


_NUMBERS = (
    "quota_number", "functional_class", "government_class", "department_class", "request_number",
    "voucher_number",
)  # fmt: skip


def _voucher_problems(work: Work, voucher: Voucher) -> list[Problem]:
    texts = {name: getattr(voucher, name) for name in _NUMBERS}
    found = [Problem(name, fault) for name, text in texts.items() if (fault := line_fault(text))]
    if not any(text.strip() for text in texts.values()):
        found.append(Problem("voucher_number", "请至少填写一个编号。"))
    if voucher.paid_on is not None and voucher.paid_on > work.today:
        found.append(Problem("paid_on", "支付日期晚于今天，请核对。"))
    return found


def _voucher(work: Work, payment: int, voucher: Voucher) -> PaymentVoucherEntry:
    texts = {name: stored_line(getattr(voucher, name)) for name in _NUMBERS}
    kept = {"paid_on": voucher.paid_on, "person_id": work.person, "at": work.now}
    return PaymentVoucherEntry(payment_id=payment, **texts, **kept)
