"""What a bank or the treasury answered of a batch: entered as a whole, or not at all."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING

from ipdesk.funds.books.accounts import Account
from ipdesk.funds.books.movements import failure, return_later, success
from ipdesk.funds.books.posting_days import PostingDay
from ipdesk.funds.books.postings import PostingKind
from ipdesk.funds.payments.results import MatchedResult, MatchedRow, Verdict, matched
from ipdesk.funds.payments.verdict_sentences import row_sentence
from ipdesk.models.commands import EnterResults
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import InvalidInput, Problem
from ipdesk.models.handlers.funds.batches import check_batch, in_state
from ipdesk.models.handlers.funds.posting import WantedPosting, post_all
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.parsing.text.texts import line_fault
from ipdesk.models.reading.funds.batches import batch_lines, sent_payments
from ipdesk.models.reading.funds.payment_states import IN_PROCESS, payment_standings, transit_accounts
from ipdesk.models.records import BatchState, PaymentLine
from ipdesk.models.tables import PaymentBatchEntry, PaymentEventEntry
from ipdesk.rules.core.money import grouped_yuan

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work

_NOTHING = "结果里没有可以登记的行，请核对是不是这一批的结果。"
_TOO_EARLY = "支付日期早于提交支付的日期（{sent_on}），请核对。"
_NOT_THERE = "结果里没有流水号 {serial}（{name}，{amount} 元）；银行还没有结果的，请确认仍在等待。"
_NO_REASON = "银行没有说明原因"


def enter_results(work: Work, command: EnterResults) -> None:
    """Enter an answer; raises as the command says."""
    entry = in_state(work, command.batch, BatchState.SENT, "登记结果")
    check_batch(work, entry.id)
    answer = matched(sent_payments(work.session, entry.id), command.rows, command.choices)
    told = _day_problems(entry, command.day), _problems(answer.rows), _missing(answer, command.still_waiting)
    if problems := tuple(chain.from_iterable(told)):
        raise InvalidInput(problems)
    by_serial = {line.serial: line for line in batch_lines(work.session, entry.id)}
    about = {row.payment.serial: row for row in answer.rows if row.payment is not None}
    new = [(by_serial[serial], row) for serial, row in about.items() if row.verdict is not Verdict.KNOWN]
    accounts = transit_accounts(work.session, (line.payment or 0 for line, _ in new))
    wanted = [
        _posting(line, row, accounts[line.payment or 0], entry, command.day)
        for line, row in new
        if row.verdict is not Verdict.IN_PROCESS
    ]
    if wanted:
        post_all(work, entry.fund_id, wanted)
    _note_in_process(work, [(line, row) for line, row in new if row.verdict is Verdict.IN_PROCESS])
    work.audit("enter_results", Kind.FUND, entry.fund_id, [f"batch:{entry.id}"])


def _day_problems(batch: PaymentBatchEntry, day: datetime.date) -> Iterator[Problem]:
    if batch.sent_on is not None and day < batch.sent_on:
        yield Problem("day", _TOO_EARLY.format(sent_on=batch.sent_on.isoformat()))


def _problems(rows: Iterable[MatchedRow]) -> Iterator[Problem]:
    """Yield every row that a person has to settle; a sheet that says nothing is one as a whole."""
    nothing = True
    for one in rows:
        nothing = False
        line = str(one.row.line)
        if not one.verdict.settled:
            yield Problem(one.verdict.value, row_sentence(one), line)
        elif fault := line_fault(one.row.reason, "原因"):
            yield Problem("reason", f"第{line}行：{fault}", line)
    if nothing:
        yield Problem("rows", _NOTHING)


def _missing(answer: MatchedResult, seen: frozenset[str]) -> Iterator[Problem]:
    """Yield every payment of which the answer says nothing, and nobody has seen that."""
    for one in answer.missing:
        if one.serial not in seen:
            words = {"serial": one.serial, "name": one.name, "amount": grouped_yuan(one.fen)}
            yield Problem("missing", _NOT_THERE.format(**words), one.serial)


def _posting(
    line: PaymentLine, row: MatchedRow, held: Account, batch: PaymentBatchEntry, day: datetime.date
) -> WantedPosting:
    """Return what an answer comes to: paid, back to the grant, or in a later year to the treasury."""
    of = line.fen, *held[1:]
    if row.verdict is Verdict.PAID:
        kind, moved = PostingKind.PAY, success(*of)
    elif batch.sent_on is not None and day.year > batch.sent_on.year:
        kind, moved = PostingKind.RETURN_LATER, return_later(*of, held.place)
    else:
        kind, moved = PostingKind.FAIL, failure(*of)
    basis = stored_line(row.row.reason) or ("" if kind is PostingKind.PAY else _NO_REASON)
    return WantedPosting(kind, PostingDay(day), (moved,), basis)


def _note_in_process(work: Work, rows: Iterable[tuple[PaymentLine, MatchedRow]]) -> None:
    found: Mapping[int, str] = {line.payment or 0: row.row.reason for line, row in rows}
    standing = payment_standings(work.session, found)
    work.session.add_all(
        PaymentEventEntry(
            payment_id=payment,
            posting_id=standing[payment].posting,
            kind=IN_PROCESS,
            reason=stored_line(reason),
            person_id=work.person,
            at=work.now,
        )
        for payment, reason in found.items()
    )
