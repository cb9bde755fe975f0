"""The register as a workbook: what is listed, in its order, sums as numbers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from ipdesk.documents.spreadsheets.table import ColumnHead, Table
from ipdesk.models import queries
from ipdesk.models.core.parts import in_parts
from ipdesk.models.core.session import Session
from ipdesk.models.records.achievements.lists import RegisterFilter, RegisterOrder, RegisterRow
from ipdesk.ui.achievements.columns import kind_name, ref_text


def register_rows_listed(
    session: Session, wanted: RegisterFilter, order: RegisterOrder, descending: bool
) -> tuple[RegisterRow, ...]:
    """Return all rows that a filter finds, in order."""
    ids = queries.register_ids(session, wanted, order, descending)
    return tuple(row for part in in_parts(ids) for row in queries.register_rows(session, part))


def register_table(rows: Sequence[RegisterRow]) -> Table:
    """Return the rows as a table with a row of totals."""
    heads = (
        ColumnHead(_tr("种类"), 10),
        ColumnHead(_tr("编号"), 14),
        ColumnHead(_tr("名称"), 20),
        ColumnHead(_tr("权利人"), 24),
        ColumnHead(_tr("日期"), 8),
        ColumnHead(_tr("申请件数"), 6, "count"),
        ColumnHead(_tr("已资助（元）"), 10, "money"),
    )
    lines = [
        (
            kind_name(one.kind), ref_text(one), one.name, "；".join(one.owners), one.date.isoformat(),
            one.applications, one.paid,
        )
        for one in rows
    ]  # fmt: skip
    paid, count = sum(one.paid for one in rows), _tr("共 {count} 件").format(count=len(rows))
    return Table(_tr("成果登记"), heads, lines, (_tr("合计"), count, "", "", "", None, paid))


def _tr(text: str) -> str:
    return QCoreApplication.translate("RegisterExport", text)
