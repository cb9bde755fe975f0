"""The table of what was forwarded, with what is typed of the answer."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from ipdesk.models.awards.answer_sheet import AnswerSheet
from ipdesk.ui.widgets import GLYPH_ROLE, Column
from ipdesk.ui.widgets.money import fen_text

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
NUMBER, APPLICANT, TITLE, FORWARDED, GRANTED, REASON = range(6)


def _tr(text: str) -> str:
    return QCoreApplication.translate("AnswerTable", text)


def columns() -> tuple[Column, ...]:
    """Head the table."""
    return (
        Column(_tr("受理编号"), ems=5.6, stay=True),
        Column(_tr("申请人"), "key", ems=10, stretch=True),
        Column(_tr("事项"), ems=9, stretch=True),
        Column(_tr("上报金额（元）"), "number", ems=7),
        Column(_tr("批复金额（元）"), "number", ems=7),
        Column(_tr("理由"), "sub", ems=8, stretch=True),
    )


class AnswerModel(QAbstractTableModel):
    """The items of a sheet as rows; one that still lacks something bears a mark."""

    def __init__(self, sheet: AnswerSheet, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet = sheet
        self.usual = ""

    def show_changes(self) -> None:
        """Paint everything anew: sums or reasons are others by now."""
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, REASON))

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Return the number of items; there is no second level."""
        return 0 if parent.isValid() else len(self.sheet.items)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Return how many columns stand side by side in a row; an item has nothing below it."""
        return 0 if parent.isValid() else len(columns())

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's text, or the mark of a sum that needs a reason."""
        at = index.row()
        if role == GLYPH_ROLE and index.column() == APPLICANT:
            lacks = self.sheet.differs(at) and not self._reason(at)
            return "warning" if lacks else None
        return self._text(at, index.column()) if role == Qt.ItemDataRole.DisplayRole else None

    def _text(self, at: int, column: int) -> str:
        item, granted = self.sheet.items[at], self.sheet.sums.get(at)
        count = len(item.parts)
        title = item.title if count == 1 else _tr("{title}　{count} 项").format(title=item.title, count=count)
        return {
            NUMBER: item.number,
            APPLICANT: item.applicant,
            TITLE: "　".join(filter(None, (title, item.ref if count == 1 else ""))),
            FORWARDED: _tr("待核定") if item.open else fen_text(item.amount),
            GRANTED: "" if granted is None else fen_text(granted),
            REASON: self._reason(at) if self.sheet.differs(at) else "",
        }[column]

    def _reason(self, at: int) -> str:
        return self.sheet.reasons.get(at, "").strip() or self.usual.strip()
