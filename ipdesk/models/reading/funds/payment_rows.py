"""The payments of a fund, or of one of its tasks, as they are listed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, aliased

from ipdesk.funds.books.posting_days import PostingDay, Precision
from ipdesk.funds.core.words import Channel
from ipdesk.models.core.parts import in_parts
from ipdesk.models.reading.funds.batches import reasons_of
from ipdesk.models.reading.funds.payment_states import payment_standings
from ipdesk.models.records.funds.payment_rows import PaymentRecord
from ipdesk.models.tables import (
    FundAccount,
    FundGrant,
    FundMovement,
    FundPayment,
    FundPosting,
    FundTask,
    PaymentBatchEntry,
    PaymentLineEntry,
)

_From, _To = aliased(FundAccount), aliased(FundAccount)


_MOVED = (
    select(_From.payment_id, _To.payment_id, FundPosting.day, FundPosting.precision, FundMovement.fen)
    .join(FundMovement, FundMovement.source_id == _From.id)
    .join(_To, _To.id == FundMovement.target_id)
    .join(FundPosting, FundPosting.id == FundMovement.posting_id)
    .order_by(FundPosting.id)
)


class _Moved(NamedTuple):
    day: PostingDay
    fen: int


def fund_payment_rows(session: Session, fund: int) -> tuple[PaymentRecord, ...]:
    """Return the payments of a fund that were sent, in the order of their entry."""
    return _listed(session, FundTask.fund_id == fund)


def task_payment_rows(session: Session, task: int) -> tuple[PaymentRecord, ...]:
    """Return the payments of a task that were sent, in the order of their entry."""
    return _listed(session, FundTask.id == task)


def _listed(session: Session, which: ColumnElement[bool]) -> tuple[PaymentRecord, ...]:
    asked = (
        select(FundPayment.id, FundPayment.channel, FundGrant.id, FundTask.id)
        .join(FundGrant, FundGrant.id == FundPayment.grant_id)
        .join(FundTask, FundTask.id == FundGrant.task_id)
        .where(which)
        .order_by(FundPayment.id)
    )
    rows = session.execute(asked).all()
    history = _History(session, [payment for payment, *_ in rows])
    return tuple(history.record(*row) for row in rows if row[0] in history.moved)


class _History:
    """What became of payments (their ids)."""

    def __init__(self, session: Session, payments: list[int]) -> None:
        self.moved = _moves(session, payments)
        self._standing, self._batches = payment_standings(session, payments), _batches(session, payments)
        self._reasons = reasons_of(session, self._standing.values())

    def record(self, payment: int, channel: str, grant: int, task: int) -> PaymentRecord:
        """Return one as it is listed."""
        first, *_, last = (*self.moved[payment], self.moved[payment][-1])
        batch, number = self._batches.get(payment, (0, ""))
        return PaymentRecord(
            payment=payment, task=task, grant=grant, channel=Channel(channel), fen=first.fen,
            sent=first.day, last=last.day, state=self._standing[payment].state,
            reason=self._reasons.get(payment, ""), batch=batch, batch_number=number,
        )  # fmt: skip


def _moves(session: Session, payments: Iterable[int]) -> dict[int, list[_Moved]]:
    """Return what moved payments, in the order of its entry; the first is what sent one."""
    found: dict[int, list[_Moved]] = defaultdict(list)
    for some in in_parts(payments):
        either = or_(_From.payment_id.in_(some), _To.payment_id.in_(some))
        for left, came, day, precision, fen in session.execute(_MOVED.where(either)):
            found[came or left or 0].append(_Moved(PostingDay(day, Precision(precision)), fen))
    return found


def _batches(session: Session, payments: Iterable[int]) -> dict[int, tuple[int, str]]:
    """Return by which batch payments were sent, of those that one did: its id and its number."""
    found: dict[int, tuple[int, str]] = {}
    line, batch = PaymentLineEntry, PaymentBatchEntry
    for some in in_parts(payments):
        asked = select(line.payment_id, batch.id, batch.number).join(batch, batch.id == line.batch_id)
        for payment, record, number in session.execute(asked.where(line.payment_id.in_(some))):
            found[payment or 0] = record, number
    return found
