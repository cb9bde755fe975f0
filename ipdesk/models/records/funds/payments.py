"""Batches of payments 拨付: what is entered of them, how they stand, and what was found in them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from ipdesk.funds.core.words import Channel
from ipdesk.funds.payments.payment_row import PayeeKind
from ipdesk.funds.payments.states import PaymentState


@dataclass(frozen=True, slots=True, kw_only=True)
class LineDetails:
    """What is entered of one payment of a batch; sums in fen.

    ``fen`` is what the grant gives (应发), ``tax`` what is withheld of it (代扣个税), None for none.
    ``account_name`` is the holder of the account, ``bank_kind`` the bank itself (行别), ``bank`` the branch,
    ``bank_number`` its 联行号. ``reissues`` is the payment that it repeats.
    """

    grant: int
    fen: int
    tax: int | None = None
    account_name: str = ""
    account: str = ""
    bank_kind: str = ""
    bank: str = ""
    bank_number: str = ""
    purpose: str = ""
    remark: str = ""
    reissues: int | None = None

    @property
    def net(self) -> int:
        """Return what comes to the account (实发, fen)."""
        return self.fen - (self.tax or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentLine(LineDetails):
    """A payment of a batch, at its place from 1 on; before it is sent without ``serial`` and ``payment``.

    ``task`` pays it (its id); ``returned`` is what of it came back (fen), ``reason`` why, "" where none did.
    """

    id: int
    place: int
    task: int = 0
    parties: tuple[str, ...] = ()
    serial: str = ""
    payment: int | None = None
    state: PaymentState = PaymentState.PENDING
    returned: int = 0
    reason: str = ""

    @property
    def came_to_nothing(self) -> bool:
        """Say whether all of it came back and waits."""
        return self.state.repeatable and self.state is not PaymentState.PARTLY_RETURNED


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchDetails:
    """What is entered of a batch: how it is paid, and whom.

    ``recorded`` is one that was paid before it was entered: nobody has to know its accounts any more.
    """

    fund: int
    channel: Channel
    payees: PayeeKind
    purpose: str = ""
    recorded: bool = False


class BatchState(StrEnum):
    """How far a batch has come."""

    PREPARED = "prepared"
    SIGNED = "signed"
    SENT = "sent"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        """Return what it is called in Chinese."""
        return _LABELS[self]


_LABELS = {
    BatchState.PREPARED: "待签批",
    BatchState.SIGNED: "已签批",
    BatchState.SENT: "已提交支付",
    BatchState.DROPPED: "已作废",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentBatch(BatchDetails):
    """A batch as it is stored; ``fen`` is what its grants give, ``net`` what comes to the accounts.

    ``in_transit`` is what was sent and has no result yet (fen, taxes included). ``returned`` is what came
    back and is neither paid again nor given up (fen), of ``returned_count`` payments.
    """

    id: int
    number: str
    revision: int
    state: BatchState
    prepared_by: str
    prepared_at: datetime.datetime
    signed_by: str = ""
    signed_at: datetime.datetime | None = None
    sent_on: datetime.date | None = None
    dropped_why: str = ""
    count: int = 0
    fen: int = 0
    net: int = 0
    in_transit: int = 0
    returned: int = 0
    returned_count: int = 0


class FindingCode(StrEnum):
    """What may be wrong with a payment of a batch; sentences stand in ``resources/phrases/funds.yaml``."""

    NO_SUM = "no_sum"
    TAX = "tax"
    SHORT = "short"
    INSTALMENT = "instalment"
    OTHER_BATCH = "other_batch"
    ALIKE = "alike"
    NOT_REPEATABLE = "not_repeatable"
    NO_ACCOUNT = "no_account"
    ACCOUNT = "account"
    CARD = "card"
    HOLDER = "holder"
    GUARDIAN = "guardian"
    BANK_NUMBER = "bank_number"
    OTHER_BANK = "other_bank"
    PAYEE_KIND = "payee_kind"
    OTHER_ACCOUNT = "other_account"
    SAME_ACCOUNT = "same_account"
    NOT_TOLD = "not_told"
    BARRED = "barred"
    CLAWBACK = "clawback"
    OWES = "owes"
    NOT_RECHECKED = "not_rechecked"
    BAD_CHECK = "bad_check"

    @property
    def stops(self) -> bool:
        """Say whether nothing is paid with it; the others need a recorded reason."""
        return self not in _EXCUSABLE


_EXCUSABLE = frozenset(
    {
        FindingCode.ALIKE,
        FindingCode.CARD,
        FindingCode.HOLDER,
        FindingCode.OTHER_BANK,
        FindingCode.OTHER_ACCOUNT,
        FindingCode.SAME_ACCOUNT,
        FindingCode.NOT_TOLD,
        FindingCode.BARRED,
        FindingCode.OWES,
        FindingCode.NOT_RECHECKED,
        FindingCode.BAD_CHECK,
    }
)


class PaymentFinding(NamedTuple):
    """What is wrong with the payment at a place of a batch, as a sentence; ``reason`` why it is paid so."""

    place: int
    code: FindingCode
    text: str
    reason: str = ""

    @property
    def settled(self) -> bool:
        """Say whether it keeps the batch back no more."""
        return bool(self.reason) and not self.code.stops


@dataclass(frozen=True, slots=True)
class FindingReason:
    """Why a payment is made in spite of what was found."""

    place: int
    code: FindingCode
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Voucher:
    """What the treasury's system says of a payment, typed back from it.

    指标文号, 支出功能分类, 政府支出经济分类, 部门支出经济分类, 支付申请编号, 支付凭证号, 支付日期.
    """

    quota_number: str = ""
    functional_class: str = ""
    government_class: str = ""
    department_class: str = ""
    request_number: str = ""
    voucher_number: str = ""
    paid_on: datetime.date | None = None


class ReturnWay(StrEnum):
    """Who sent money back: the bank, because the account was wrong, or the recipient."""

    PASSIVE = "passive"
    ACTIVE = "active"

    @property
    def label(self) -> str:
        """Return what it is called in Chinese."""
        return "被动退回" if self is ReturnWay.PASSIVE else "主动退回"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentStanding:
    """How a payment stands: in which state, and how much of it (fen) is on its way, paid, passed on or back.

    ``posting`` is the id of the last posting that moved it and stands, None for none.
    """

    payment: int
    state: PaymentState
    posting: int | None = None
    in_transit: int = 0
    paid: int = 0
    allotted: int = 0
    returned: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PayableGrant:
    """A grant of which something waits to be paid (``left``, fen), with what is known of its taker.

    ``application`` is 0 for a grant of no application. ``kind`` is whom it pays, None where nobody knows.
    ``reissues`` is the last payment of it that came back and was not repeated, None for none; ``batch`` the
    number of a batch that is not sent yet and pays it, "" for none. ``former`` says how the former
    stands, ``returned`` what of ``left`` came back from it (fen), ``failed`` why.
    """

    grant: int
    task: int
    parties: tuple[str, ...]
    left: int
    purpose: str = ""
    application: int = 0
    number: str = ""
    kind: PayeeKind | None = None
    account_name: str = ""
    account: str = ""
    bank: str = ""
    bank_number: str = ""
    reissues: int | None = None
    batch: str = ""
    former: PaymentState | None = None
    returned: int = 0
    failed: str = ""
