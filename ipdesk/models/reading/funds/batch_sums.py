"""What of the payments of batches is on its way, and what came back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from ipdesk.funds.books.accounts import Place
from ipdesk.models.reading.funds.payment_states import payment_standings
from ipdesk.models.tables import FundAccount, FundMovement, PaymentBatchEntry, PaymentLineEntry
from ipdesk.models.tables.dialect import total

_BY_BATCH = select(PaymentLineEntry.batch_id, PaymentLineEntry.payment_id, PaymentLineEntry.fen)


_ByPayment = Counter[int | None]


@dataclass(slots=True)
class HeldByBatch:
    """What was sent by a batch and has no result yet, and what came back and still waits (fen)."""

    in_transit: int = 0
    returned: int = 0
    returned_count: int = 0


class _Sent(NamedTuple):
    batch: int
    payment: int | None
    fen: int


def held_by_batch(session: Session, wanted: ColumnElement[bool]) -> Mapping[int, HeldByBatch]:
    """Return how much of the payments of batches is where, by the ids of batches."""
    found: dict[int, HeldByBatch] = defaultdict(HeldByBatch)
    line = PaymentLineEntry
    of_them = line.batch_id.in_(select(PaymentBatchEntry.id).where(wanted)), line.payment_id.is_not(None)
    sent = [_Sent(*row) for row in session.execute(_BY_BATCH.where(*of_them))]
    in_transit, held = _held(session, of_them)
    for one in sent:
        found[one.batch].in_transit += in_transit[one.payment]
    short = {one.payment or 0: one.batch for one in sent if held[one.payment] < one.fen}
    for batch, fen in _waiting_again(session, short):
        found[batch].returned += fen
        found[batch].returned_count += 1
    return found


def _waiting_again(session: Session, batch: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Yield what came back of payments and is neither paid again nor given up (fen), each with its batch."""
    for payment, standing in payment_standings(session, batch).items():
        if standing.state.repeatable:
            yield batch[payment], standing.returned


def _held(session: Session, of_them: Iterable[ColumnElement[bool]]) -> tuple[_ByPayment, _ByPayment]:
    """Return how much of payments is on its way, and how much is held at all (fen), by payment."""
    account, movement = FundAccount, FundMovement
    in_transit, held = _ByPayment(), _ByPayment()
    payments = select(PaymentLineEntry.payment_id).where(*of_them)
    for side, sign in ((movement.target_id, 1), (movement.source_id, -1)):
        moved = (
            select(account.payment_id, account.place, total(movement.fen))
            .join(movement, side == account.id)
            .where(account.payment_id.in_(payments))
            .group_by(account.payment_id, account.place)
        )
        for payment, place, fen in session.execute(moved):
            held[payment] += sign * fen
            if place == Place.TRANSIT.value:
                in_transit[payment] += sign * fen
    return in_transit, held
