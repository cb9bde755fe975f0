"""What a bank says of payments, matched with those that were sent; nothing is believed that does not fit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from ipdesk.funds.payments.likeness import folded_name, same_account, same_name
from ipdesk.rules.core.plain_text import compact


class Outcome(StrEnum):
    """What a bank says of one payment; it may also be under way still."""

    SUCCESS = "success"
    FAILURE = "failure"
    IN_PROCESS = "in_process"


class SentState(StrEnum):
    """How it stands with a payment in the books."""

    SENT = "sent"
    IN_PROCESS = "in_process"
    PAID = "paid"
    FAILED = "failed"
    REVERSED = "reversed"


class SentPayment(NamedTuple):
    """A payment that went to the bank; ``fen`` is its sum."""

    serial: str
    account: str
    name: str
    fen: int
    state: SentState = SentState.SENT


class ResultRow(NamedTuple):
    """A row of the bank's answer, by its line in the file; what the bank does not give is "".

    ``fen`` is None where no sum could be read. ``outcome`` is None where the bank's word for it is not known;
    ``reason`` is its own.
    """

    line: int
    serial: str
    account: str
    name: str
    fen: int | None
    outcome: Outcome | None
    reason: str = ""


class Verdict(StrEnum):
    """What is made of a row: an outcome to be entered, nothing new, or what a person has to settle."""

    PAID = "paid"
    FAILED = "failed"
    IN_PROCESS = "in_process"
    KNOWN = "known"
    UNKNOWN_PAYMENT = "unknown_payment"
    ALIKE = "alike"
    OTHER_AMOUNT = "other_amount"
    OTHER_ACCOUNT = "other_account"
    NO_OUTCOME = "no_outcome"
    REPEATED = "repeated"
    AFTER_FAILURE = "after_failure"
    AFTER_PAYMENT = "after_payment"
    AFTER_REVERSAL = "after_reversal"

    @property
    def settled(self) -> bool:
        """Say whether nobody has to look at the row."""
        return self in _SETTLED


_SETTLED = frozenset({Verdict.PAID, Verdict.FAILED, Verdict.IN_PROCESS, Verdict.KNOWN})
_ENTERED = {
    Outcome.SUCCESS: (Verdict.PAID, SentState.PAID),
    Outcome.FAILURE: (Verdict.FAILED, SentState.FAILED),
    Outcome.IN_PROCESS: (Verdict.IN_PROCESS, SentState.IN_PROCESS),
}
_AGAINST = {
    SentState.PAID: Verdict.AFTER_PAYMENT,
    SentState.FAILED: Verdict.AFTER_FAILURE,
    SentState.REVERSED: Verdict.AFTER_REVERSAL,
}


class MatchedRow(NamedTuple):
    """A row, the payment that it is about (None where none or several fit), and what is made of it."""

    row: ResultRow
    payment: SentPayment | None
    verdict: Verdict


class MatchedResult(NamedTuple):
    """A whole answer: its rows in their order, the payments of which it says nothing, and rows left out."""

    rows: tuple[MatchedRow, ...]
    missing: tuple[SentPayment, ...]
    left_out: tuple[ResultRow, ...] = ()

    @property
    def open_rows(self) -> tuple[MatchedRow, ...]:
        """Return the rows that a person has to settle; while there are any, nothing is entered."""
        return tuple(one for one in self.rows if not one.verdict.settled)


Choices = Mapping[int, str | None]
"""What a person settled, by line: the serial of the payment that the row is about, None to leave it out."""


def matched(
    sent: Iterable[SentPayment], rows: Sequence[ResultRow], choices: Choices | None = None
) -> MatchedResult:
    """Match the rows of an answer with the payments of a batch, by serial, else by account, name and sum.

    Widths, blanks and brackets make no difference; what stars hide is not compared. A row that was left out
    counts as nothing; one that was given a payment is held to that.
    """
    chosen = choices or {}
    book = _Sent(sent)
    left_out = tuple(row for row in rows if chosen.get(row.line, "") is None)
    counted = [row for row in rows if chosen.get(row.line, "") is not None] if left_out else rows
    named = [(row, book.of(row, chosen.get(row.line))) for row in counted]
    times = Counter(found[0].serial for _, found in named if len(found) == 1)
    judged = tuple(_judged(row, found, times, row.line in chosen) for row, found in named)
    told = {one.payment.serial for one in judged if one.payment is not None}
    missing = tuple(one for one in book.waiting if one.serial not in told)
    return MatchedResult(judged, missing, left_out)


class _Sent:
    """The payments of a batch, to be found by what an answer may say of them."""

    def __init__(self, sent: Iterable[SentPayment]) -> None:
        self.payments = tuple(sent)
        self._by_serial = {one.serial: one for one in self.payments}

    @cached_property
    def _by_folded_serial(self) -> Mapping[str, SentPayment]:
        return {compact(one.serial): one for one in self.payments}

    @cached_property
    def _alike(self) -> Mapping[tuple[str, int], Sequence[SentPayment]]:
        found: dict[tuple[str, int], list[SentPayment]] = defaultdict(list)
        for one in self.payments:
            found[folded_name(one.name), one.fen].append(one)
        return found

    @property
    def waiting(self) -> tuple[SentPayment, ...]:
        """Return those whose outcome nobody knows yet."""
        return tuple(one for one in self.payments if one.state in (SentState.SENT, SentState.IN_PROCESS))

    def of(self, row: ResultRow, chosen: str | None) -> list[SentPayment]:
        """Return the payments that a row may be about."""
        serial = chosen or row.serial
        if serial:
            known = self._by_serial.get(serial) or self._by_folded_serial.get(compact(serial))
            return [] if known is None else [known]
        if not row.account or row.fen is None:
            return []
        named = self._alike.get((folded_name(row.name), row.fen), ())
        return [one for one in named if same_account(row.account, one.account)]


def _judged(row: ResultRow, found: Sequence[SentPayment], times: Counter[str], settled: bool) -> MatchedRow:
    if len(found) != 1:
        return MatchedRow(row, None, Verdict.ALIKE if found else Verdict.UNKNOWN_PAYMENT)
    (payment,) = found
    return MatchedRow(row, payment, _verdict(row, payment, times[payment.serial], settled))


def _verdict(row: ResultRow, payment: SentPayment, times: int, settled: bool) -> Verdict:
    """Judge a row about one payment; a sum that differs is never settled by choosing the payment."""
    if row.fen != payment.fen:
        return Verdict.OTHER_AMOUNT
    if not settled and not _same_payee(row, payment):
        return Verdict.OTHER_ACCOUNT
    if times > 1:
        return Verdict.REPEATED
    if row.outcome is None:
        return Verdict.NO_OUTCOME
    verdict, state = _ENTERED[row.outcome]
    if payment.state is state:
        return Verdict.KNOWN
    return _AGAINST.get(payment.state, verdict)


def _same_payee(row: ResultRow, payment: SentPayment) -> bool:
    """Say whether what a row tells of the payee, be it account or name alone, is that of the payment."""
    account = not row.account or same_account(row.account, payment.account)
    return account and (not row.name or same_name(row.name, payment.name))
