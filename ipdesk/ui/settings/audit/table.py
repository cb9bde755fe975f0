"""The table of the audit log: it holds ids, and reads entries as they are painted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from ipdesk.models import queries
from ipdesk.models.records import AuditRecord
from ipdesk.ui.desk.block_rows import BlockRows
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.settings.audit.words import TitleOf, action_text, fields_text, record_text, titles_in
from ipdesk.ui.widgets import Column

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


def columns() -> tuple[Column, ...]:
    """Head the list of entries: titles, kinds of cell and widths in ems of the text."""
    tr = QCoreApplication.translate
    return (
        Column(tr("AuditTable", "序号"), "number", ems=4, stay=True),
        Column(tr("AuditTable", "时间"), ems=9, stay=True),
        Column(tr("AuditTable", "人员"), ems=5, stay=True),
        Column(tr("AuditTable", "操作"), "key", ems=9, stay=True),
        Column(tr("AuditTable", "对象"), ems=12, stretch=True),
        Column(tr("AuditTable", "涉及的内容"), "sub", ems=8, stretch=True),
        Column(tr("AuditTable", "理由"), ems=14, stretch=True),
    )


TIME = 1
"""The column of the moment; ``WIDEST`` is as wide as one can be."""
WIDEST = "2028-08-28 08:28:28"


def cells(row: AuditRecord, title_of: TitleOf) -> tuple[str, ...]:
    """Return the texts of an entry; whatever the program did by itself was done by nobody.

    ``title_of`` names clauses.
    """
    return (
        str(row.id),
        f"{row.at:%Y-%m-%d %H:%M:%S}",
        row.by or QCoreApplication.translate("AuditTable", "程序"),
        action_text(row),
        record_text(row),
        fields_text(row, title_of),
        row.reason,
    )


class AuditModel(QAbstractTableModel):
    """Entries in the order of their ids."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: BlockRows[AuditRecord] = BlockRows(desk, queries.audit_rows)
        self._columns, self._title_of = len(columns()), titles_in(desk.policies)

    def ids(self) -> tuple[int, ...]:
        """Return the ids of all entries that were found."""
        return self._entries.ids

    def set_ids(self, ids: Sequence[int]) -> None:
        """List other entries."""
        self.beginResetModel()
        self._entries.set_ids(ids)
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Return the number of entries found, loaded or not; the list has no second level."""
        return 0 if parent.isValid() else len(self._entries.ids)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Return the number of ``columns()`` for an entry; nothing lies below one."""
        return 0 if parent.isValid() else self._columns

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the text of a cell, whole in its tool tip; nothing where it could not be read."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        row = self._entries.row(index.row())
        return None if row is None else cells(row, self._title_of)[index.column()]
