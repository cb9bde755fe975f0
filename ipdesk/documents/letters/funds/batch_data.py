"""What the papers of a batch of payments are made from."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ipdesk.documents.letters.data import Issuer, LetterData
from ipdesk.models.records import PaymentBatch, PaymentLine


@dataclass(frozen=True, slots=True)
class PaidRow:
    """A payment of the batch; ``fen`` is what its grant gives, ``tax`` what is withheld (fen).

    ``reason`` says why the money of one that ``came_back`` did so. ``recipient`` is who was granted it where
    the account is another's, as a guardian's, else "".
    """

    task: str
    payee: str
    account: str
    bank: str
    purpose: str
    fen: int
    tax: int
    serial: str
    came_back: bool = False
    reason: str = ""
    recipient: str = ""

    @property
    def net(self) -> int:
        """Return what comes to the account (fen)."""
        return self.fen - self.tax


@dataclass(frozen=True, slots=True)
class BatchPaper(LetterData):
    """A batch of payments with its payments, task by task."""

    fund: str
    batch: str
    channel: str
    payees: str
    prepared_by: str
    signed_by: str
    sent_on: datetime.date | None
    rows: tuple[PaidRow, ...]


@dataclass(frozen=True, slots=True)
class BatchSource:
    """A batch as it is stored, with the name of its fund and of each task, by its id."""

    issuer: Issuer
    fund: str
    batch: PaymentBatch
    lines: Sequence[PaymentLine]
    tasks: Mapping[int, str]


def batch_paper(source: BatchSource, date: datetime.date, number: str | None) -> BatchPaper:
    """Return what the papers of a batch say; ``date`` is the day that they bear."""
    batch = source.batch
    in_order = sorted(source.lines, key=lambda line: (source.tasks.get(line.task, ""), line.place))
    return BatchPaper(
        issuer=source.issuer,
        number=number,
        date=date,
        addressee="",
        fund=source.fund,
        batch=batch.number,
        channel=batch.channel.label.removesuffix(f"（{batch.payees.label}）"),
        payees=batch.payees.label,
        prepared_by=batch.prepared_by,
        signed_by=batch.signed_by,
        sent_on=batch.sent_on,
        rows=tuple(_row(line, source) for line in in_order),
    )


def _row(line: PaymentLine, source: BatchSource) -> PaidRow:
    parties = "、".join(line.parties)
    return PaidRow(
        task=source.tasks.get(line.task, ""),
        payee=line.account_name or parties,
        recipient=parties if line.account_name not in ("", parties) else "",
        account=line.account,
        bank=line.bank,
        purpose=line.purpose or source.batch.purpose,
        fen=line.fen,
        tax=line.tax or 0,
        serial=line.serial,
        came_back=line.came_to_nothing,
        reason=line.reason,
    )
