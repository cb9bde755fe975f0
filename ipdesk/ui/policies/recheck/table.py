"""The table of what a recheck changes; rows come while it runs."""

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

from ipdesk.ui.policies.recheck.rows import ChangedRow, amount_of, signed_text, status_word
from ipdesk.ui.widgets import CHIP_ROLE, Column
from ipdesk.ui.widgets.money import fen_text

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_BEFORE, _AFTER = 3, 5


def columns() -> tuple[Column, ...]:
    """Head the list of changed lines: titles, kinds of cell and widths in ems of the text."""
    tr = QCoreApplication.translate
    return (
        Column(tr("Recheck", "申请件"), "key", ems=5.5, stay=True),
        Column(tr("Recheck", "申请人"), ems=11, stretch=True),
        Column(tr("Recheck", "事项"), ems=17, stretch=True),
        Column(tr("Recheck", "原来"), "chip", ems=10.5, stay=True),
        Column(tr("Recheck", "原来每件"), "number", ems=6, stay=True),
        Column(tr("Recheck", "现在"), "chip", ems=10.5, stay=True),
        Column(tr("Recheck", "现在每件"), "number", ems=6, stay=True),
        Column(tr("Recheck", "差额"), "number", ems=6.5, stay=True),
    )


class RecheckModel(QAbstractTableModel):
    """The changed lines in the order they were found."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[ChangedRow] = []

    def clear(self) -> None:
        """Begin anew."""
        self.beginResetModel()
        self.rows = []
        self.endResetModel()

    def add(self, rows: Sequence[ChangedRow]) -> None:
        """Append changed lines as they are found; the selection stays where it is."""
        if rows:
            first = len(self.rows)
            self.beginInsertRows(_ROOT, first, first + len(rows) - 1)
            self.rows += rows
            self.endInsertRows()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Return the number of changed lines found so far; the list has no second level."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Return the number of ``columns()`` for a changed line; nothing lies below one."""
        return 0 if parent.isValid() else len(columns())

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the text of a cell, or the status whose chip it shows."""
        row = self.rows[index.row()]
        if role == CHIP_ROLE and index.column() in (_BEFORE, _AFTER):
            return row.change.status_before if index.column() == _BEFORE else row.change.status_after
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, index.column())
        return None

    @staticmethod
    def _text(row: ChangedRow, column: int) -> str:
        application, change = row.item.application, row.change
        return (
            application.number,
            application.applicant_name,
            row.about,
            status_word(change.status_before),
            fen_text(amount_of(change.before)),
            status_word(change.status_after),
            fen_text(amount_of(change.after)),
            signed_text(change.difference),
        )[column]
