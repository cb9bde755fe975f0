"""The tables of the page as models: tasks with their bars, grants, postings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ipdesk.ui.widgets import GLYPH_ROLE
from ipdesk.ui.widgets.table.delegate import SHARES_ROLE
from ipdesk.ui.widgets.table.share_bar import Shares

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class FundRow(NamedTuple):
    """A row: the id of its record (0 for the row of all), its texts, its bar and what is told of it."""

    id: int
    cells: tuple[str, ...]
    shares: Shares | None = None
    tooltip: str = ""
    glyph: str = ""


class FundRowsModel(QAbstractTableModel):
    """Rows of texts, the last column of which may be a bar; glyphs stand in the column ``marked``."""

    def __init__(self, columns: int, parent: QObject | None = None, marked: int = 0) -> None:
        super().__init__(parent)
        self.rows: tuple[FundRow, ...] = ()
        self._columns, self._marked = columns, marked

    def show_rows(self, rows: Sequence[FundRow]) -> None:
        """Put other records in place of those shown, in this order."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def row_of(self, record: int) -> int:
        """Return the row of a record, -1 where it is not there."""
        return next((at for at, row in enumerate(self.rows) if row.id == record), -1)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Return how many records are listed; there is no second level."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Return how many cells a record has; there is no second level."""
        return 0 if parent.isValid() else self._columns

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return what a cell shows."""
        row = self.rows[index.row()]
        last = index.column() == self._columns - 1
        if role == Qt.ItemDataRole.DisplayRole:
            return row.cells[index.column()]
        if role == SHARES_ROLE:
            return row.shares if last else None
        if role == GLYPH_ROLE:
            return row.glyph if index.column() == self._marked else None
        return row.tooltip or None if role == Qt.ItemDataRole.ToolTipRole else None
