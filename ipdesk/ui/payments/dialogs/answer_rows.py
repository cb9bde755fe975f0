"""What the list of a bank's answer shows, and which payments a row of it may be about."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from ipdesk.documents.spreadsheets.bank_result import verdict_sentence
from ipdesk.funds.core.phrases import fund_phrases
from ipdesk.funds.payments.results import MatchedRow, ResultRow
from ipdesk.rules.core.money import grouped_yuan
from ipdesk.ui.funds.models import FundRow
from ipdesk.ui.payments.dialogs.settled_answer import SettledAnswer
from ipdesk.ui.widgets import Column

LEAVE_OUT = "leave_out"
"""The choice by which a row does not count."""


def answer_columns() -> tuple[Column, ...]:
    """Head the rows of an answer."""
    return (
        Column(_tr("文件行"), "number", ems=3, stay=True),
        Column(_tr("收款户名"), "key", ems=9, stretch=True),
        Column(_tr("金额（元）"), "number", ems=5, stay=True),
        Column(_tr("银行所写"), "sub", ems=6, stretch=True),
        Column(_tr("核对结果"), ems=6, stay=True),
        Column(_tr("说明"), "sub", ems=16, stretch=True),
    )


def answer_rows(settled: SettledAnswer) -> Iterator[FundRow]:
    """Yield the rows of an answer: those to be settled first, then those that count, then those left out."""
    result = settled.result()
    for one in (*result.open_rows, *(one for one in result.rows if one.verdict.settled)):
        yield _row(settled, one)
    words = fund_phrases().verdicts["left_out"]
    for row in result.left_out:
        yield FundRow(row.line, _cells(row, words.word, words.advice), None, words.advice)


def _row(settled: SettledAnswer, one: MatchedRow) -> FundRow:
    said = verdict_sentence(one, settled.answer.faults.get(one.row.line))
    word = fund_phrases().verdicts[one.verdict].word
    glyph = "" if one.verdict.settled else "warning"
    return FundRow(one.row.line, _cells(one.row, word, said), None, said, glyph)


def _cells(row: ResultRow, word: str, said: str) -> tuple[str, ...]:
    fen = "" if row.fen is None else grouped_yuan(row.fen)
    return str(row.line), row.name or row.account or row.serial, fen, row.reason, word, said


def payments_for(settled: SettledAnswer, row: ResultRow) -> Iterator[tuple[str, str]]:
    """Yield which payments a row may be about: those of its sum, and that it does not count."""
    yield LEAVE_OUT, _tr("不计入")
    words = _tr("{serial}　{name}　{sum} 元")
    for one in settled.sent:
        if one.fen == row.fen:
            yield one.serial, words.format(serial=one.serial, name=one.name, sum=grouped_yuan(one.fen))


def _tr(text: str) -> str:
    return QCoreApplication.translate("PaymentDialogs", text)
