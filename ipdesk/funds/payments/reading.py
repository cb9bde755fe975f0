"""An answer held against the payments of a batch: what a person said of it first, then row by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ipdesk.funds.payments.answer import Answer
from ipdesk.funds.payments.answer_words import answer_words
from ipdesk.funds.payments.likeness import folded_account, folded_name
from ipdesk.funds.payments.results import (
    Choices,
    MatchedResult,
    Outcome,
    ResultRow,
    SentPayment,
    matched,
)
from ipdesk.rules.core.plain_text import compact


def read_results(
    answer: Answer,
    sent: Sequence[SentPayment],
    choices: Choices | None = None,
    *,
    meant: Mapping[str, Outcome] | None = None,
    own_serials: bool = True,
) -> MatchedResult:
    """Match an answer with the payments of a batch; the rows are those of ``rows_for``."""
    return matched(sent, rows_for(answer, sent, meant=meant, own_serials=own_serials), choices)


def rows_for(
    answer: Answer,
    sent: Sequence[SentPayment],
    *,
    meant: Mapping[str, Outcome] | None = None,
    own_serials: bool = True,
) -> tuple[ResultRow, ...]:
    """Return the rows that are matched with a batch, as a command takes them.

    ``meant`` is what a person said that words of this bank mean. Without ``own_serials`` the serials are the
    bank's, and rows are matched by account, name and sum. Of a statement only rows count that may be about
    the batch.
    """
    rows = answer.rows if not answer.statement else tuple(_of_batch(answer.rows, sent))
    if meant:
        rows = tuple(one._replace(outcome=one.outcome or meant.get(one.reason)) for one in rows)
    if not own_serials:
        rows = tuple(one._replace(serial="") for one in rows)
    return rows


def unknown_words(answer: Answer) -> tuple[str, ...]:
    """Return the bank's words of which nobody said what they mean, each once; "" where it wrote none."""
    return tuple(dict.fromkeys(one.reason for one in answer.rows if one.outcome is None))


def serials_are_foreign(answer: Answer, sent: Sequence[SentPayment]) -> bool:
    """Say whether the answer has serials of which none is of this batch: they may be the bank's own."""
    told = {compact(one.serial) for one in answer.rows if one.serial}
    return bool(told) and told.isdisjoint(compact(one.serial) for one in sent)


def _of_batch(rows: Sequence[ResultRow], sent: Sequence[SentPayment]) -> Iterator[ResultRow]:
    """Yield the movements with somebody whom the batch pays, and money that may have come back."""
    accounts = {folded_account(one.account) for one in sent}
    names = {folded_name(one.name) for one in sent}
    for row in rows:
        came_back = row.outcome is Outcome.FAILURE and any(
            one in row.reason for one in answer_words().returned
        )
        if came_back or folded_account(row.account) in accounts or folded_name(row.name) in names:
            yield row
