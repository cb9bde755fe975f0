"""The tables of the page as a workbook: what waits, the batches and all their payments.

Accounts stay here: they go out with the file for the bank alone.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from ipdesk.documents.spreadsheets.table import Cell, ColumnHead, Table
from ipdesk.models import queries
from ipdesk.models.core.session import Session
from ipdesk.models.records import PaymentBatch, PaymentLine
from ipdesk.ui.payments.load import PaymentsFile, payments_file
from ipdesk.ui.payments.rows import batch_state, payee_text

_Row = tuple[Cell, ...]


def _tr(text: str) -> str:
    return QCoreApplication.translate("PaymentExport", text)


@dataclass(frozen=True, slots=True)
class PaymentTables:
    """What the page shows of a fund, with the payments of all its batches."""

    file: PaymentsFile
    lines: tuple[tuple[PaymentBatch, tuple[PaymentLine, ...]], ...]
    today: datetime.date

    @property
    def rows(self) -> int:
        """Return how many rows are about somebody."""
        return len(self.file.payable) + sum(len(lines) for _, lines in self.lines)


def payment_tables(session: Session, fund: int, today: datetime.date) -> PaymentTables:
    """Read all of it."""
    file = payments_file(session, fund, today)
    lines = tuple((batch, queries.batch_lines(session, batch.id)) for batch in file.batches)
    return PaymentTables(file, lines, today)


def tables(found: PaymentTables) -> Iterator[Table]:
    """Yield the tables in the order of the page."""
    waiting = [*_waiting(found.file)]
    total = (_tr("合计"), "", "", "", sum(one.left for one in found.file.payable), "")
    yield Table(_tr("待拨付"), _waiting_heads(), waiting, total)
    batches = [_batch(one, found.today) for one in found.file.batches]
    yield Table(_tr("拨付批次"), _batch_heads(), batches)
    yield Table(_tr("支付"), _line_heads(), [*_lines(found)])


def _heads(texts: Sequence[tuple[str, int]], sums: Sequence[str]) -> tuple[ColumnHead, ...]:
    named = (ColumnHead(word, ems) for word, ems in texts)
    return (*named, *(ColumnHead(word, 8, "money") for word in sums))


def _waiting_heads() -> tuple[ColumnHead, ...]:
    texts = (_tr("收款人"), 20), (_tr("任务"), 16), (_tr("申请编号"), 9), (_tr("用途"), 14)
    return (*_heads(texts, (_tr("待付（元）"),)), ColumnHead(_tr("上次没有付成的原因"), 14))


def _waiting(file: PaymentsFile) -> Iterator[_Row]:
    for one in file.payable:
        yield (payee_text(one), file.task_name(one.task), one.number, one.purpose, one.left, one.failed)


def _batch_heads() -> tuple[ColumnHead, ...]:
    texts = (_tr("批次"), 8), (_tr("支付方式"), 11), (_tr("对象"), 4), (_tr("编制人"), 6), (_tr("签批人"), 6)
    sums = _tr("应发（元）"), _tr("实付（元）")
    return (*_heads(texts, sums), ColumnHead(_tr("笔数"), 4, "count"), ColumnHead(_tr("情况"), 12))


def _batch(one: PaymentBatch, today: datetime.date) -> _Row:
    named = one.number, one.channel.label, one.payees.label, one.prepared_by, one.signed_by
    return (*named, one.fen, one.net, one.count, batch_state(one, today))


def _line_heads() -> tuple[ColumnHead, ...]:
    texts = (_tr("批次"), 8), (_tr("流水号"), 8), (_tr("收款人"), 20), (_tr("任务"), 16)
    sums = _tr("应发（元）"), _tr("代扣个税（元）"), _tr("实付（元）")
    return (*_heads(texts, sums), ColumnHead(_tr("情况"), 6), ColumnHead(_tr("原因"), 12))


def _lines(found: PaymentTables) -> Iterator[_Row]:
    for batch, lines in found.lines:
        for one in lines:
            payee = "、".join(one.parties) or one.account_name
            named = batch.number, one.serial, payee, found.file.task_name(one.task)
            yield (*named, one.fen, one.tax or 0, one.net, one.state.label, one.reason)
