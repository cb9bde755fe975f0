"""Rows that can be ticked: what is to be paid of what waits, what is filled in of what was read."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ipdesk.ui import theme
from ipdesk.ui.widgets.table.table import Column, DeskTable

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_CHECK = 0
_CHECKED = int(Qt.ItemDataRole.CheckStateRole)


class TickedRow(Protocol):
    """A row: the id of what it stands for, its texts behind the box, and what is told of it."""

    @property
    def id(self) -> int:
        """Return what is ticked by it."""

    @property
    def cells(self) -> tuple[str, ...]:
        """Return its texts, one for each column behind the box."""

    @property
    def tooltip(self) -> str:
        """Return what is told where the mouse rests on it, "" for nothing."""


class TickedRowsModel(QAbstractTableModel):
    """Rows of texts behind a box. ``ticked`` has the ids of those that are ticked, in sight or not."""

    changed = Signal()

    def __init__(self, columns: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[TickedRow, ...] = ()
        self.ticked: dict[int, None] = {}
        self._columns = columns

    def show_rows(self, rows: Sequence[TickedRow]) -> None:
        """Show other rows; what is ticked stays ticked."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def tick(self, ids: Collection[int]) -> None:
        """Tick these and no others."""
        self.ticked = dict.fromkeys(ids)
        self._tell()

    def tick_all(self) -> None:
        """Tick every row in sight, or take the ticks back where all of them are ticked."""
        shown = [row.id for row in self.rows]
        if all(one in self.ticked for one in shown):
            self.tick([one for one in self.ticked if one not in shown])
        else:
            self.tick([*self.ticked, *shown])

    def turn(self, at: int) -> None:
        """Tick the row at a place, or take its tick back."""
        row = self.rows[at].id
        kept = [one for one in self.ticked if one != row]
        self.tick(kept if row in self.ticked else [*kept, row])

    def _tell(self) -> None:
        if self.rows:
            self.dataChanged.emit(self.index(0, _CHECK), self.index(len(self.rows) - 1, _CHECK))
        self.changed.emit()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Return how many rows are in sight; there is no second level."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Return the number of columns, that of the boxes included."""
        return 0 if parent.isValid() else self._columns

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return a row's text in a column, or whether it is ticked."""
        row = self.rows[index.row()]
        if index.column() == _CHECK:
            if role != _CHECKED:
                return None
            return Qt.CheckState.Checked if row.id in self.ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.tooltip or None
        return row.cells[index.column() - 1] if role == Qt.ItemDataRole.DisplayRole else None

    def setData(self, index: _Index, value: object, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        """Tick a row, or take its tick back; nothing else can be edited."""
        if role != _CHECKED:
            return False
        if (self.rows[index.row()].id in self.ticked) != (value == Qt.CheckState.Checked):
            self.turn(index.row())
        return True


class TickedTable(DeskTable):
    """A list to tick: Space or Enter turns a row, Ctrl+A all in sight; so many ``rows`` have room."""

    def __init__(
        self, name: str, columns: Sequence[Column], rows: int, parent: QWidget | None = None
    ) -> None:
        super().__init__((Column("", "check"), *columns), long=True, parent=parent)
        self.ticks = TickedRowsModel(len(self.columns), self)
        self.setModel(self.ticks)
        self.setAccessibleName(name)
        self.setMinimumHeight(room_for(rows))
        self.opened.connect(self.ticks.turn)
        every = QShortcut(QKeySequence(QKeySequence.StandardKey.SelectAll), self)
        every.setContext(Qt.ShortcutContext.WidgetShortcut)
        every.activated.connect(self.ticks.tick_all)


def room_for(rows: int) -> int:
    """Return the height in px of a list with so many rows."""
    measures = theme.density()
    return measures.table_head + rows * measures.row
