"""Papers as workbooks: what they say, sums as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ipdesk.documents.letters.compose import words_of
from ipdesk.documents.letters.funds.data import FundYear
from ipdesk.documents.letters.funds.documents import FUND_CHECKS, FUND_REPORT, SELF_EVALUATION
from ipdesk.documents.letters.sheets.blocks import Sheet
from ipdesk.documents.spreadsheets.sheet import sheet_workbook
from ipdesk.documents.spreadsheets.table import Cell, ColumnHead
from ipdesk.documents.spreadsheets.workbook import table_workbook
from ipdesk.models.records import PublicNotice

_HEADS = (
    ColumnHead("序号", 4, "count"),
    ColumnHead("类别", 4),
    ColumnHead("单位名称或者姓名", 22),
    ColumnHead("成果名称或者编号", 24),
    ColumnHead("拟资助（奖励）事项", 16),
    ColumnHead("评审得分", 6),
    ColumnHead("拟资助金额（元）", 9, "money"),
)


def notice_workbook(notice: PublicNotice) -> bytes:
    """Return the lines of a notice as they were published, with their total. Money is fen until written."""
    rows = [_row(number, notice) for number in range(len(notice.lines))]
    foot: Sequence[Cell] = (None, "合计", "", "", "", "", notice.total)
    return table_workbook(notice.details.title, _HEADS, rows, foot)


def _row(number: int, notice: PublicNotice) -> Sequence[Cell]:
    line = notice.lines[number]
    kind = "个人" if line.person else "单位"
    return (number + 1, kind, line.recipient, line.name, line.item, line.score, line.amount)


def report_workbook(year: FundYear, templates: Path | None = None) -> bytes:
    """Return a workbook with the official form, the tables of the report, and what was checked.

    Raises DocumentError.
    """
    form, *others = (
        words_of(document, year, templates) for document in (SELF_EVALUATION, FUND_REPORT, FUND_CHECKS)
    )
    assert isinstance(form, Sheet)
    return sheet_workbook(replace(form, more=tuple(one for one in others if isinstance(one, Sheet))))
