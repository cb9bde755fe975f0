"""The audit log as a workbook for inspectors: every wanted entry, its hash, and how that is computed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication

from ipdesk.documents.spreadsheets.table import Cell, ColumnHead
from ipdesk.models.records import AuditRecord
from ipdesk.ui.settings.audit.table import cells
from ipdesk.ui.settings.audit.words import TitleOf


def _tr(text: str) -> str:
    return QCoreApplication.translate("AuditExport", text)


def heads() -> tuple[ColumnHead, ...]:
    """Return the columns of the workbook."""
    return (
        ColumnHead(_tr("序号"), 4, "count"),
        ColumnHead(_tr("时间"), 10, "moment"),
        ColumnHead(_tr("人员"), 6),
        ColumnHead(_tr("操作"), 9),
        ColumnHead(_tr("对象"), 18),
        ColumnHead(_tr("涉及的内容"), 20),
        ColumnHead(_tr("校验值"), 34),
    )


def lines(rows: Sequence[AuditRecord], title_of: TitleOf) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows of the workbook, the oldest entry first.

    Reasons stay here: they are free text, and a number of a person in one must not go out with the file.
    """
    for row in reversed(rows):
        _, _, *texts, _reason = cells(row, title_of)
        yield (row.id, row.at, *texts, row.hash)


def foot(rows: Sequence[AuditRecord], last: str, now: datetime.datetime) -> tuple[Cell, ...]:
    """Return the last line: when it was taken, how many entries these are, the last hash of the whole log."""
    words = _tr("导出 {count} 条；右边是此时全部操作记录的最后一个校验值").format(count=len(rows))
    return (None, now, None, None, words, None, last)
