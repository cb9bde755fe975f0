"""Paying: batches prepared, signed off, sent, answered; and what comes back of them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from ipdesk.funds.payments.results import ResultRow
from ipdesk.models.commands.base import Command
from ipdesk.models.core.actor import Permission
from ipdesk.models.records import BatchDetails, Check, FindingReason, LineDetails, ReturnWay, Voucher


@dataclass(frozen=True, slots=True, kw_only=True)
class PrepareBatch(Command[int]):
    """Write down a batch of payments; nothing is posted yet. Answers its id.

    What is wrong with them is told by ``queries.batch_findings`` and keeps it from being signed off. Raises
    InvalidInput for what cannot be written down, NotFound, and NotPermitted where who acts is related to one
    of the takers.
    """

    permission = Permission.ACCOUNT

    details: BatchDetails
    lines: tuple[LineDetails, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeBatch(Command[None]):
    """Replace the payments of a batch that nobody signed yet; ``revision`` is that which was shown.

    Raises as PrepareBatch does, and Conflict where it was changed, signed off or given up meanwhile.
    """

    permission = Permission.ACCOUNT

    batch: int
    revision: int
    lines: tuple[LineDetails, ...]
    purpose: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DropBatch(Command[None]):
    """Give up a batch that was not sent, with a reason; raises InvalidInput, Conflict and NotFound."""

    permission = Permission.ACCOUNT

    batch: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOffBatch(Command[None]):
    """Approve a batch as it was shown, with the ``reasons`` for which doubtful payments are made.

    Where the office wants two people for it, who prepared it does not sign. Raises InvalidInput with every
    finding that is left, Conflict where it was changed meanwhile, NotFound, NotPermitted.
    """

    permission = Permission.DECIDE

    batch: int
    revision: int
    reasons: tuple[FindingReason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SendBatch(Command[None]):
    """Send all payments of a batch that was signed, each under a serial number of its own.

    Everything is looked at once more. Raises InvalidInput with every finding that has no reason, Conflict
    where the books or the state of the batch do not allow it, NotFound, NotPermitted.
    """

    permission = Permission.ACCOUNT

    batch: int
    day: datetime.date
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterResults(Command[None]):
    """Enter what a bank or the treasury answered of a batch: all of it, or nothing.

    ``choices`` settle rows by their line: the serial of the payment that is meant, None to leave the row out.
    ``still_waiting`` are the serials of which it was seen that the answer says nothing. ``day`` is that on
    which money was paid. Raises InvalidInput with every row that is open and every payment that is missing,
    Conflict for what the books refuse, NotFound.
    """

    permission = Permission.ACCOUNT

    batch: int
    rows: tuple[ResultRow, ...]
    day: datetime.date
    choices: Mapping[int, str | None] = field(default_factory=dict)
    still_waiting: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepVouchers(Command[None]):
    """Write down what the treasury's system says of payments of a batch, by their ids.

    A later entry of a payment counts instead of the one before, which stays. Raises InvalidInput, NotFound.
    """

    permission = Permission.ACCOUNT

    batch: int
    vouchers: Mapping[int, Voucher]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnPayment(Command[None]):
    """Enter that money of a payment came back (fen): in its year to the grant, later to the treasury.

    Raises InvalidInput with every problem, Conflict where not so much was paid, NotFound.
    """

    permission = Permission.ACCOUNT

    payment: int
    fen: int
    way: ReturnWay
    day: datetime.date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectQuota(Command[int]):
    """Enter that a payment was made from the wrong task (付款更正): no money moves. Answers its new grant.

    Raises InvalidInput with every problem, Conflict where nothing is paid or the right task has not so much,
    NotFound.
    """

    permission = Permission.ACCOUNT

    payment: int
    task: int
    day: datetime.date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForfeitPayment(Command[None]):
    """Enter that what came back of a payment is not paid again: its sum goes back to the task.

    Raises InvalidInput without a reason, Conflict where nothing came back, NotFound.
    """

    permission = Permission.ACCOUNT

    payment: int
    day: datetime.date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatChecks(Command[None]):
    """Write down what was looked up again of an application whose award stands, before it is paid.

    Raises InvalidInput with the problems by subject, Conflict for another state, NotFound.
    """

    permission = Permission.REVIEW

    application: int
    checks: tuple[Check, ...]
