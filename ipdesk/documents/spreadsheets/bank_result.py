"""What became of a bank's answer as a workbook: a verdict and what to do for every row and every payment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ipdesk.documents.spreadsheets.table import Cell, ColumnHead
from ipdesk.documents.spreadsheets.workbook import table_workbook
from ipdesk.funds.core.phrases import fund_phrases
from ipdesk.funds.payments.answer_cells import CellFault
from ipdesk.funds.payments.results import MatchedResult, MatchedRow, ResultRow, SentPayment, Verdict
from ipdesk.funds.payments.verdict_sentences import advice

_HEADS = (
    ColumnHead("文件行号", 4, "count"),
    ColumnHead("流水号", 9),
    ColumnHead("收款账号", 12),
    ColumnHead("收款户名", 16),
    ColumnHead("金额（元）", 8, "money"),
    ColumnHead("银行所写", 10),
    ColumnHead("核对结果", 8),
    ColumnHead("说明", 30),
)
_MISSING, _LEFT_OUT = "missing", "left_out"


def result_workbook(batch: str, result: MatchedResult, faults: Mapping[int, CellFault]) -> bytes:
    """Return a workbook of the rows of an answer in their order, then of payments that it does not mention.

    ``batch`` is the batch's number, ``faults`` are those of cells by line.
    """
    return table_workbook(f"核对结果 {batch}", _HEADS, _rows(result, faults), _foot(result))


def verdict_sentence(one: MatchedRow, fault: CellFault | None = None) -> str:
    """Return what there is to do about a row, "" where nothing; with what is wrong with its cells."""
    return ("" if fault is None else fund_phrases().cells[fault]) + advice(one)


def _rows(result: MatchedResult, faults: Mapping[int, CellFault]) -> Iterator[Sequence[Cell]]:
    told = [(one.row.line, _told(one, faults.get(one.row.line))) for one in result.rows]
    told += [(row.line, _cells(row, _LEFT_OUT, _advice(_LEFT_OUT))) for row in result.left_out]
    yield from (cells for _, cells in sorted(told, key=lambda one: one[0]))
    yield from (_not_mentioned(one) for one in result.missing)


def _foot(result: MatchedResult) -> Sequence[Cell]:
    """Return how many rows came to what, with the sum that was paid."""
    times = Counter(one.verdict for one in result.rows)
    paid = sum(one.row.fen or 0 for one in result.rows if one.verdict is Verdict.PAID)
    said = (
        fund_phrases()
        .verdicts["summary"]
        .advice.format(
            paid=times[Verdict.PAID],
            failed=times[Verdict.FAILED],
            open=len(result.open_rows),
            missing=len(result.missing),
        )
    )
    return (None, "合计", "", "", paid, "", fund_phrases().verdicts["summary"].word, said)


def _told(one: MatchedRow, fault: CellFault | None) -> Sequence[Cell]:
    return _cells(one.row, one.verdict, verdict_sentence(one, fault), one.payment)


def _cells(row: ResultRow, verdict: str, said: str, sent: SentPayment | None = None) -> Sequence[Cell]:
    serial = row.serial or ("" if sent is None else sent.serial)
    word = fund_phrases().verdicts[verdict].word
    return (row.line, serial, row.account, row.name, row.fen, row.reason, word, said)


def _not_mentioned(sent: SentPayment) -> Sequence[Cell]:
    word = fund_phrases().verdicts[_MISSING].word
    return (None, sent.serial, sent.account, sent.name, sent.fen, "", word, _advice(_MISSING))


def _advice(verdict: str) -> str:
    return fund_phrases().verdicts[verdict].advice
