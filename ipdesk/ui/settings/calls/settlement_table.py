"""The table of what a settlement does to every line of a call, before it is written."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from ipdesk.models.awards.settlement import SettledClaim, Settlement
from ipdesk.ui.widgets import GLYPH_ROLE, Column
from ipdesk.ui.widgets.money import fen_text

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
NUMBER, APPLICANT, TITLE, BEFORE, AFTER, REASON = range(6)


def _tr(text: str) -> str:
    return QCoreApplication.translate("SettlementTable", text)


def columns() -> tuple[Column, ...]:
    """Head the table."""
    return (
        Column(_tr("受理编号"), ems=5.6, stay=True),
        Column(_tr("申请人"), "key", ems=10, stretch=True),
        Column(_tr("事项"), ems=7, stretch=True),
        Column(_tr("汇总前（元）"), "number", ems=6.5),
        Column(_tr("汇总后（元）"), "number", ems=6.5),
        Column(_tr("核减的理由"), "sub", ems=16, stretch=True),
    )


class SettlementModel(QAbstractTableModel):
    """The claims of a settlement as rows, those that are lowered first; lines of nothing are left out."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[SettledClaim, ...] = ()

    def show_settlement(self, settlement: Settlement) -> None:
        """Show another preview."""
        self.beginResetModel()
        found = (item for item in settlement.claims if item.claim.amount)
        self.rows = tuple(sorted(found, key=lambda item: not item.reasons))
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Return the number of claims; there is no second level."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Return how many columns stand side by side in a row; a claim has nothing below it."""
        return 0 if parent.isValid() else len(columns())

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's text, the mark of a line that is lowered, or its whole reason."""
        item, column = self.rows[index.row()], index.column()
        if role == GLYPH_ROLE and column == AFTER:
            return "arrow-down" if item.reasons else None
        if role == Qt.ItemDataRole.ToolTipRole and column == REASON:
            return "\n".join(item.reasons)
        return _text(item, column) if role == Qt.ItemDataRole.DisplayRole else None


def _text(item: SettledClaim, column: int) -> str:
    claim = item.claim
    score = _tr("{title}　得分 {score}").format(title=claim.title, score=claim.score)
    return {
        NUMBER: claim.number,
        APPLICANT: claim.applicant,
        TITLE: claim.title if claim.score is None else score,
        BEFORE: fen_text(claim.amount),
        AFTER: fen_text(item.amount),
        REASON: "；".join(item.reasons),
    }[column]
