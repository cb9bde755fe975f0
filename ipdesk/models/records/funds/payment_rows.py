"""A payment as it is listed in the books of a fund."""

from __future__ import annotations

from dataclasses import dataclass

from ipdesk.funds.books.posting_days import PostingDay
from ipdesk.funds.core.words import Channel
from ipdesk.funds.payments.states import PaymentState


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentRecord:
    """A payment of ``fen``: when it was sent, how it stands now, and since when (``last``).

    ``batch`` (its id, 0 for none) sent it, under ``batch_number``; ``reason`` says why it came back.
    """

    payment: int
    task: int
    grant: int
    channel: Channel
    fen: int
    sent: PostingDay
    last: PostingDay
    state: PaymentState
    reason: str = ""
    batch: int = 0
    batch_number: str = ""
