"""The register as a model: it holds ids, and reads rows as they are painted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ipdesk.models import queries
from ipdesk.models.records.achievements.lists import RegisterRow
from ipdesk.ui.achievements.columns import cell_text, columns
from ipdesk.ui.desk.block_rows import BlockRows
from ipdesk.ui.desk.desk import Desk

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class RegisterModel(QAbstractTableModel):
    """Things in the order of their ids."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: BlockRows[RegisterRow] = BlockRows(desk, queries.register_rows)
        self._columns = len(columns())

    def ids(self) -> tuple[int, ...]:
        """Return the ids of all that was found."""
        return self._rows.ids

    def set_ids(self, ids: Sequence[int]) -> None:
        """List other things."""
        self.beginResetModel()
        self._rows.set_ids(ids)
        self.endResetModel()

    def row_of(self, thing: int) -> int:
        """Return the row of a thing, -1 where it is not listed."""
        return self._rows.ids.index(thing) if thing in self._rows.ids else -1

    def id_at(self, row: int) -> int:
        """Return the id of the thing in a row, 0 where there is none."""
        return self._rows.ids[row] if 0 <= row < len(self._rows.ids) else 0

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Return how many things were found, read or not; there is no second level."""
        return 0 if parent.isValid() else len(self._rows.ids)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Return the number of columns; nothing lies below a thing."""
        return 0 if parent.isValid() else self._columns

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's text, whole in the tool tip; nothing while its row cannot be read."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        row = self._rows.row(index.row())
        return cell_text(row, index.column()) if row is not None else None
