"""What the tables of the page show: batches, what waits, payments, what was found in them, one in full."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QCoreApplication

from ipdesk.funds.core.words import Channel
from ipdesk.funds.payments.states import PaymentState
from ipdesk.models.records import (
    BatchState,
    PayableGrant,
    PaymentBatch,
    PaymentFinding,
    PaymentLine,
    Voucher,
)
from ipdesk.rules.core.money import format_yuan, grouped_yuan
from ipdesk.ui.funds.models import FundRow
from ipdesk.ui.payments.load import BatchFile, PaymentsFile
from ipdesk.ui.widgets import Column
from ipdesk.ui.widgets.days import short_day


def _tr(text: str) -> str:
    return QCoreApplication.translate("PaymentRows", text)


def batch_columns() -> tuple[Column, ...]:
    """Head the batches."""
    return (
        Column(_tr("批次"), "key", ems=5, stay=True),
        Column(_tr("支付方式"), "sub", ems=7, stretch=True),
        Column(_tr("笔数"), "number", ems=2.4, stay=True),
        Column(_tr("金额（元）"), "number", ems=5, stay=True),
        Column(_tr("情况"), "sub", ems=10, stay=True),
    )


def payable_columns() -> tuple[Column, ...]:
    """Head what waits to be paid."""
    return (
        Column(_tr("收款人"), "key", ems=9, stretch=True),
        Column(_tr("任务"), "sub", ems=5, stretch=True),
        Column(_tr("申请编号"), "ref", ems=6, stay=True),
        Column(_tr("收款账户"), "sub", ems=11, stretch=True),
        Column(_tr("待付（元）"), "number", ems=5, stay=True),
    )


def line_columns() -> tuple[Column, ...]:
    """Head the payments of a batch."""
    return (
        Column(_tr("序"), "number", ems=1.6, stay=True),
        Column(_tr("收款户名"), "key", ems=10, stretch=True),
        Column(_tr("收款账号"), "sub", ems=10, stretch=True),
        Column(_tr("实付（元）"), "number", ems=5, stay=True),
        Column(_tr("情况"), "sub", ems=8, stay=True),
    )


def finding_columns() -> tuple[Column, ...]:
    """Head what was found."""
    return (
        Column(_tr("核对发现"), "key", ems=20, stretch=True),
        Column(_tr("仍要支付的理由"), "sub", ems=12, stretch=True),
    )


def particular_columns() -> tuple[Column, ...]:
    """Head one payment in full, as it is copied into another system."""
    return (Column(_tr("项目"), "sub", ems=8, stay=True), Column(_tr("内容"), "key", ems=16, stretch=True))


# --- the batches ---


def batch_rows(file: PaymentsFile, today: datetime.date) -> Iterator[FundRow]:
    """Yield what waits as one row, then the batches."""
    if file.fund is None:
        return
    left = sum(one.left for one in file.payable)
    yield FundRow(0, (_tr("待拨付"), "", str(len(file.payable)), grouped_yuan(left), ""))
    for one in file.batches:
        cells = (one.number, _way(one), str(one.count), grouped_yuan(one.net), batch_state(one, today))
        yield FundRow(one.id, cells, None, _about_batch(one))


def _way(batch: PaymentBatch) -> str:
    of_bank = batch.channel in (Channel.BANK_UNITS, Channel.BANK_PERSONS)
    return batch.channel.label if of_bank else f"{batch.channel.label}（{batch.payees.label}）"


def batch_state(batch: PaymentBatch, today: datetime.date) -> str:
    """Say how far a batch has come; of a sent one when, that results are awaited or what came back."""
    if batch.state is not BatchState.SENT:
        return batch.state.label
    if batch.in_transit:
        return _tr("等银行结果")
    if batch.returned:
        words = _tr("{count} 笔没有付成 {total}")
        return words.format(count=batch.returned_count, total=grouped_yuan(batch.returned))
    sent = short_day(batch.sent_on, today) if batch.sent_on is not None else ""
    return _tr("{day} 已办").format(day=sent)


def _about_batch(batch: PaymentBatch) -> str:
    said = [_tr("编制：{person}").format(person=batch.prepared_by)]
    if batch.signed_by:
        said.append(_tr("签批：{person}").format(person=batch.signed_by))
    if batch.dropped_why:
        said.append(_tr("作废：{why}").format(why=batch.dropped_why))
    return "　".join(filter(None, (batch.purpose, *said)))


# --- what waits ---


def payable_rows(file: PaymentsFile) -> Iterator[FundRow]:
    """Yield the grants of which something waits."""
    return (payable_row(file, one) for one in file.payable)


def payable_row(file: PaymentsFile, one: PayableGrant) -> FundRow:
    """Return the row of one of them."""
    where = _where_to(one)
    cells = (payee_text(one), file.task_name(one.task), one.number, where, grouped_yuan(one.left))
    return FundRow(one.grant, cells, None, "\n".join(filter(None, (one.purpose, where))))


def payee_text(grant: PayableGrant) -> str:
    """Return whom a grant pays; what its account is called is another matter."""
    return "、".join(grant.parties) or grant.account_name or grant.purpose or _tr("未列明")


def _where_to(grant: PayableGrant) -> str:
    """Return where a grant is paid to, or that nobody knows; of one to be repeated that, too."""
    known = " ".join(filter(None, (grant.account, grant.bank))) or _tr("没有收款账号")
    if grant.former is None:
        return known
    words = _tr("{account}　上次{state}：{reason}")
    return words.format(account=known, state=grant.former.label, reason=grant.failed)


# --- payments ---


def line_rows(file: BatchFile) -> Iterator[FundRow]:
    """Yield the payments of a batch; before it is sent with how many things were found in each."""
    found = Counter(one.place for one in file.findings if not one.settled)
    excused = {one.place for one in file.findings if one.settled}
    for one in file.lines:
        name = one.account_name or "、".join(one.parties)
        state = _line_state(file, one, found[one.place], excused=one.place in excused)
        cells = (str(one.place), name, one.account, grouped_yuan(one.net), state)
        about = (*one.parties, standing_words(one) if one.returned else "")
        yield FundRow(one.id, cells, None, "、".join(filter(None, about)))


def standing_words(line: PaymentLine) -> str:
    """Say how a payment stands; of what came back in part how much (yuan) is paid and how much is back."""
    if not 0 < line.returned < line.fen:
        return line.state.label
    paid, back = grouped_yuan(line.fen - line.returned), grouped_yuan(line.returned)
    return _tr("已支付 {paid}，退回 {back}").format(paid=paid, back=back)


def _line_state(file: BatchFile, line: PaymentLine, found: int, *, excused: bool) -> str:
    if file.batch is not None and file.batch.state is BatchState.SENT:
        back = line.state is PaymentState.PARTLY_RETURNED
        return f"{line.state.label} {grouped_yuan(line.returned)}" if back else line.state.label
    if found:
        return _tr("{count} 处要核对").format(count=found)
    return _tr("已写明理由") if excused else _tr("核对无误")


def finding_rows(findings: Iterable[PaymentFinding]) -> Iterator[FundRow]:
    """Yield what was found: by the place of the payment, so that the row leads there."""
    for one in findings:
        settled = one.reason or (_tr("不能支付，请先改正") if one.code.stops else _tr("签批时写明"))
        yield FundRow(one.place, (one.text, settled), None, one.text)


def particular_rows(file: BatchFile, line: PaymentLine) -> Iterator[FundRow]:
    """Yield a payment field by field, in the order in which the treasury's system asks for them."""
    voucher = file.vouchers.get(line.payment or 0, Voucher())
    texts = (*_payee_texts(line), *_sum_texts(line), *_voucher_texts(voucher))
    for at, (word, text) in enumerate(texts, start=1):
        if text:
            yield FundRow(at, (word, text))


def _payee_texts(line: PaymentLine) -> tuple[tuple[str, str], ...]:
    return (
        (_tr("收款人全称"), line.account_name or "、".join(line.parties)),
        (_tr("收款人账号"), line.account),
        (_tr("开户银行"), line.bank),
        (_tr("行别"), line.bank_kind),
        (_tr("联行号"), line.bank_number),
    )


def _sum_texts(line: PaymentLine) -> tuple[tuple[str, str], ...]:
    """Return sums without commas: other systems do not take them."""
    taxed, in_part = line.tax is not None, 0 < line.returned < line.fen
    return (
        (_tr("金额"), format_yuan(line.net)),
        (_tr("其中"), standing_words(line) if in_part else ""),
        (_tr("应发"), format_yuan(line.fen) if taxed else ""),
        (_tr("代扣个税"), format_yuan(line.tax or 0) if taxed else ""),
        (_tr("用途"), line.purpose),
        (_tr("流水号"), line.serial),
        (_tr("备注"), line.remark),
        (_tr("退回的原因") if in_part else _tr("没有付成的原因"), line.reason),
    )


def _voucher_texts(voucher: Voucher) -> tuple[tuple[str, str], ...]:
    day = voucher.paid_on.isoformat() if voucher.paid_on is not None else ""
    return (
        (_tr("指标文号"), voucher.quota_number),
        (_tr("支出功能分类"), voucher.functional_class),
        (_tr("政府经济分类"), voucher.government_class),
        (_tr("部门经济分类"), voucher.department_class),
        (_tr("支付申请编号"), voucher.request_number),
        (_tr("支付凭证号"), voucher.voucher_number),
        (_tr("支付日期"), day),
    )
