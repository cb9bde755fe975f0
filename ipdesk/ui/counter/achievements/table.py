"""The table of what was achieved, and its rows, read from the application as they are painted."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ipdesk.ui.awards.achievement_rows import RowCells
from ipdesk.ui.counter.accept_question import as_no_text
from ipdesk.ui.counter.application_draft import ApplicationDraft
from ipdesk.ui.widgets import GLYPH_ROLE, Column, DeskTable

_Index = QModelIndex | QPersistentModelIndex
_KIND, _REF, _STATE = 1, 2, 5


def columns() -> tuple[Column, ...]:
    """Head the list of achievements: titles, kinds of cell and widths in ems of the text."""
    tr = QCoreApplication.translate
    return (
        Column(tr("AchievementModel", "序号"), ems=2),
        Column(tr("AchievementModel", "种类"), "key", ems=10),
        Column(tr("AchievementModel", "证书或合同编号"), "ref", ems=9, stretch=True),
        Column(tr("AchievementModel", "取得日期"), ems=5.2),
        Column(tr("AchievementModel", "数量或金额"), "number", ems=6.6),
        Column(tr("AchievementModel", "填写情况"), "sub", ems=5.6),
    )


class AchievementModel(QAbstractTableModel):
    """One row for each row of the application."""

    def __init__(self, draft: ApplicationDraft, parent: QWidget) -> None:
        super().__init__(parent)
        self._draft = draft
        draft.rowsReset.connect(self._reset)
        draft.rowChanged.connect(self._changed)
        draft.marksChanged.connect(self._marks_changed)

    def _reset(self) -> None:
        self.beginResetModel()
        self.endResetModel()

    def _changed(self, place: int) -> None:
        self.dataChanged.emit(self.index(place, 0), self.index(place, _STATE))

    def _marks_changed(self) -> None:
        last = self.rowCount() - 1
        if last >= 0:
            self.dataChanged.emit(self.index(0, _STATE), self.index(last, _STATE))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of rows of the application; the list has no second level."""
        return 0 if parent.isValid() else len(self._draft.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of ``columns()`` for a row; nothing lies below one."""
        return 0 if parent.isValid() else _STATE + 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's text, its tooltip (the whole name, number, or fault) or its state's glyph."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cell(index.row(), index.column())
        if role == Qt.ItemDataRole.ToolTipRole and index.column() in (_KIND, _REF):
            return self._cell(index.row(), index.column())
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == _STATE:
            return as_no_text(self._draft, index.row())
        if role == GLYPH_ROLE and index.column() == _STATE:
            return self._draft.shown(index.row()).glyph
        return None

    def _cell(self, row: int, column: int) -> str:
        shown: RowCells = self._draft.shown(row)
        cells = (str(row + 1), shown.kind, shown.ref, shown.date, shown.amount, shown.state)
        return cells[column]


class RowTable(DeskTable):
    """The table of what was achieved; Delete takes the current row away, Enter goes into its form."""

    deleted = Signal(int)

    def sizeHint(self) -> QSize:
        """Ask for no more than the least height: what is left of the window comes by itself."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        """Return the width of any table and the height set for this one, in px."""
        return QSize(super().minimumSizeHint().width(), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the current row in sight when the table shrinks."""
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for the current row to be removed by Delete; the rest is a table's."""
        if event.key() == Qt.Key.Key_Delete and self.current_row() >= 0:
            self.deleted.emit(self.current_row())
        else:
            super().keyPressEvent(event)
