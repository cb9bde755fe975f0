"""The rows of a list as the preview and the workbook of results have them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from ipdesk.documents.spreadsheets.table import ColumnHead, Table
from ipdesk.models.lists.listed_rows import Verdict
from ipdesk.models.lists.register_rows import ImportedRow
from ipdesk.ui.widgets import Column


class ShownRow(NamedTuple):
    """A row of the preview: its place among all rows, what stands in it, and what is told of it."""

    id: int
    cells: tuple[str, ...]
    tooltip: str


def verdict_words() -> dict[Verdict, str]:
    """Return what each verdict is called."""
    return {
        Verdict.NEW: _tr("新的"),
        Verdict.CHANGED: _tr("有变化"),
        Verdict.ASK: _tr("要核对"),
        Verdict.KNOWN: _tr("已有"),
        Verdict.REFUSED: _tr("不能登记"),
    }


def columns() -> tuple[Column, ...]:
    """Head the preview."""
    return (
        Column(_tr("行"), "number", ems=3, stay=True),
        Column(_tr("编号"), "ref", ems=11, stay=True),
        Column(_tr("名称"), "key", ems=9, stretch=True),
        Column(_tr("权利人"), "sub", ems=9, stretch=True),
        Column(_tr("结果"), ems=4.2, stay=True),
        Column(_tr("原因"), "sub", ems=14, stretch=True),
    )


def shown_row(place: int, row: ImportedRow, several: bool) -> ShownRow:
    """Return a row as it is shown; with its sheet where there are several."""
    line = f"{row.sheet} {row.line}" if several else str(row.line)
    reasons = _tr("；").join(row.reasons)
    owners = " ".join(row.owners.split())
    return ShownRow(place, (line, row.ref, row.name, owners, verdict_words()[row.verdict], reasons), reasons)


def can_be_ticked(row: ImportedRow) -> bool:
    """Say whether a row names anything that could be written."""
    return row.writes and row.verdict is not Verdict.REFUSED


def result_tables(file: str, rows: Iterable[ImportedRow]) -> Iterator[Table]:
    """Yield the verdict on every row as a table."""
    heads = (
        ColumnHead(_tr("工作表"), 8),
        ColumnHead(_tr("行"), 4, "count"),
        ColumnHead(_tr("编号"), 14),
        ColumnHead(_tr("名称"), 18),
        ColumnHead(_tr("权利人"), 18),
        ColumnHead(_tr("结果"), 6),
        ColumnHead(_tr("原因"), 40),
    )
    words = verdict_words()
    lines = [
        (one.sheet, one.line, one.ref, one.name, one.owners, words[one.verdict], _tr("；").join(one.reasons))
        for one in rows
    ]
    yield Table(_tr("{file} 导入结果").format(file=file), heads, lines)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ImportRows", text)
