"""What became of a payment, told by the postings that moved it: nothing else says how it stands."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from ipdesk.funds.books.postings import PostingKind
from ipdesk.funds.payments.results import SentState


class PaymentState(StrEnum):
    """How it stands with a payment."""

    PENDING = "pending"
    SENT = "sent"
    IN_PROCESS = "in_process"
    PAID = "paid"
    ALLOTTED = "allotted"
    PARTLY_RETURNED = "partly_returned"
    FAILED = "failed"
    RETURNED_PASSIVE = "returned_passive"
    RETURNED_ACTIVE = "returned_active"
    RETURNED_LATER = "returned_later"
    CORRECTED = "corrected"
    REISSUED = "reissued"
    FORFEITED = "forfeited"
    REVERSED = "reversed"

    @property
    def label(self) -> str:
        """Return what it is called in Chinese."""
        return _LABELS[self]

    @property
    def repeatable(self) -> bool:
        """Say whether money came back and waits, so that it can be paid by another payment."""
        return self in _REPEATABLE

    @property
    def waits(self) -> bool:
        """Say whether nobody knows yet what became of it."""
        return self in (PaymentState.SENT, PaymentState.IN_PROCESS)

    @property
    def sent(self) -> SentState:
        """Return how the answer of a bank is held against it."""
        return _SENT.get(self, SentState.REVERSED)


_LABELS = {
    PaymentState.PENDING: "待提交支付",
    PaymentState.SENT: "已提交支付",
    PaymentState.IN_PROCESS: "银行处理中",
    PaymentState.PAID: "已支付",
    PaymentState.ALLOTTED: "已下达指标",
    PaymentState.PARTLY_RETURNED: "部分退回",
    PaymentState.FAILED: "支付失败",
    PaymentState.RETURNED_PASSIVE: "被动退回",
    PaymentState.RETURNED_ACTIVE: "主动退回",
    PaymentState.RETURNED_LATER: "跨年退回国库",
    PaymentState.CORRECTED: "已付款更正",
    PaymentState.REISSUED: "已重新支付",
    PaymentState.FORFEITED: "不再支付",
    PaymentState.REVERSED: "已冲销",
}
_REPEATABLE = frozenset(
    {
        PaymentState.FAILED,
        PaymentState.RETURNED_PASSIVE,
        PaymentState.RETURNED_ACTIVE,
        PaymentState.RETURNED_LATER,
        PaymentState.PARTLY_RETURNED,
    }
)
_SENT = {
    PaymentState.SENT: SentState.SENT,
    PaymentState.IN_PROCESS: SentState.IN_PROCESS,
    PaymentState.PAID: SentState.PAID,
    PaymentState.CORRECTED: SentState.PAID,
    **dict.fromkeys((*_REPEATABLE, PaymentState.REISSUED, PaymentState.FORFEITED), SentState.FAILED),
    PaymentState.PARTLY_RETURNED: SentState.PAID,
}
_AFTER = {
    PostingKind.SEND: PaymentState.SENT,
    PostingKind.PAY: PaymentState.PAID,
    PostingKind.FAIL: PaymentState.FAILED,
    PostingKind.ALLOT: PaymentState.ALLOTTED,
    PostingKind.RETURN_IN_YEAR: PaymentState.RETURNED_PASSIVE,
    PostingKind.RETURN_LATER: PaymentState.RETURNED_LATER,
    PostingKind.CORRECT_QUOTA: PaymentState.CORRECTED,
}


class LedgerStep(NamedTuple):
    """A posting that moved a payment, by its number; ``reverses`` is that of the one it takes back."""

    number: int
    kind: PostingKind
    reverses: int | None = None


class LedgerState(NamedTuple):
    """How a payment stands by its postings alone, and the number of the last that stands, None for none."""

    state: PaymentState
    posting: int | None = None


def ledger_state(steps: Iterable[LedgerStep]) -> LedgerState:
    """Return how a payment stands by the postings that moved it, in the order of their entry."""
    standing: dict[int, PostingKind] = {}
    moved = False
    for step in steps:
        moved = True
        if step.kind is PostingKind.REVERSE:
            standing.pop(step.reverses or 0, None)
        else:
            standing[step.number] = step.kind
    if not standing:
        return LedgerState(PaymentState.REVERSED if moved else PaymentState.PENDING)
    last = next(reversed(standing))
    return LedgerState(_AFTER[standing[last]], last)
