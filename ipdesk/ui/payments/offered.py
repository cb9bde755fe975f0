"""What can be done now with the batch and the payment in hand: the buttons at the foot say so."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QCoreApplication

from ipdesk.funds.payments.states import PaymentState
from ipdesk.models.core.actor import Permission
from ipdesk.models.records import BatchState, PaymentBatch, PaymentLine
from ipdesk.ui.payments.foot import PaymentsBar
from ipdesk.ui.payments.load import BatchFile, PaymentsFile

SPENT = (PaymentState.PAID, PaymentState.ALLOTTED, PaymentState.CORRECTED)
"""The states in which money of a payment is with somebody."""


class PaymentsInHand(Protocol):
    """What a page shows and where somebody stands on it."""

    file: PaymentsFile
    batch: BatchFile
    foot: PaymentsBar

    def batch_in_hand(self) -> bool:
        """Say whether the lists show the batch in hand."""

    def line_in_hand(self) -> PaymentLine | None:
        """Return the payment in hand, None where no batch is."""

    def refusal(self, permission: Permission) -> str:
        """Return why who sits here may not do something, "" where it may."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("PaymentsOffered", text)


def offer(page: PaymentsInHand) -> None:
    """Let the buttons be pressed that can do something now."""
    foot, batch = page.foot, page.batch.batch if page.batch_in_hand() else None
    state = batch.state if batch is not None else None
    _show_for(foot, state)
    foot.prepare.enable(bool(page.file.payable), _why_not(page, None))
    foot.tables.enable(page.file.fund is not None, _tr("先在“资金”页登记专项资金"))
    foot.charge.enable(bool(page.file.tasks), _tr("先在“资金”页添加任务"))
    waits = batch is not None and bool(batch.in_transit)
    foot.file.enable(waits, _tr("各笔都已有结果，没有要交银行的"))
    line = page.line_in_hand()
    foot.act.enable(line is not None and can_come_back(line), _tr("先选中一笔已支付或者退回的款"))
    _offer_next(page, batch)


def _show_for(foot: PaymentsBar, state: BatchState | None) -> None:
    """Show what a batch in a state may need: all of it has no room beside what was done."""
    unsent = state in (BatchState.PREPARED, BatchState.SIGNED)
    for button in (foot.tables, foot.charge):
        button.setVisible(state is None)
    foot.prepare.setVisible(state is not None)  # without a batch the primary button does it
    foot.change.setVisible(state is BatchState.PREPARED)
    foot.drop.setVisible(unsent)
    for button in (foot.file, foot.voucher, foot.act):
        button.setVisible(state is BatchState.SENT)
    foot.papers.setVisible(state is not None)


def can_come_back(line: PaymentLine) -> bool:
    """Say whether money of a payment can be entered as returned, or came back already."""
    return line.state in SPENT or line.state.repeatable


def _offer_next(page: PaymentsInHand, batch: PaymentBatch | None) -> None:
    """Say on the primary button what takes the batch in hand a step on."""
    word, permission, possible = _next(page, batch)
    page.foot.next.set_text(word)
    page.foot.next.enable(possible, _why_not(page, batch))
    page.foot.next.set_refusal(page.refusal(permission))


def _why_not(page: PaymentsInHand, batch: PaymentBatch | None) -> str:
    """Say why nothing follows: the batch is done, or nothing waits to be prepared."""
    if batch is None:
        no_fund = _tr("先在“资金”页登记专项资金")
        return _tr("没有等着拨付的") if page.file.fund is not None else no_fund
    if batch.state is BatchState.DROPPED:
        return _tr("这一批已经作废")
    again = _tr("各笔都有结果了；没有付成的在“待拨付”里重新编批")
    return again if batch.returned else _tr("这一批已经办完")


def _next(page: PaymentsInHand, batch: PaymentBatch | None) -> tuple[str, Permission, bool]:
    if batch is None:
        return _tr("编制批次…"), Permission.ACCOUNT, bool(page.file.payable)
    if batch.state is BatchState.PREPARED:
        return _tr("签批…"), Permission.DECIDE, True
    if batch.state is BatchState.SIGNED:
        return _tr("提交支付…"), Permission.ACCOUNT, True
    return _tr("银行结果…"), Permission.ACCOUNT, bool(batch.in_transit)
