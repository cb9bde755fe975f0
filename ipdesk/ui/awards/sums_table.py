"""A table of lines of many applications, each with a sum before, a sum after, and why they differ."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt

from ipdesk.ui.widgets import GLYPH_ROLE, Column

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
NUMBER, APPLICANT, TITLE, BEFORE, AFTER, REASON = range(6)


class SumsRow(NamedTuple):
    """What the cells of a row say; ``glyphs`` names marks by column, ``reasons`` is the whole reason."""

    number: str
    applicant: str
    title: str
    before: str
    after: str
    reason: str
    glyphs: Mapping[int, str] = {}
    reasons: str = ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("SumsTable", text)


def sums_columns(
    before: str, after: str, reason: str, room: float, title_room: float = 7
) -> tuple[Column, ...]:
    """Head the table with what the sums and the reason are called, with ``room`` for the reason, in ems.

    ``title_room`` is that for what is claimed.
    """
    return (
        Column(_tr("申请编号"), ems=5.6, stay=True),
        Column(_tr("申请人"), "key", ems=10, stretch=True),
        Column(_tr("事项"), ems=title_room, stretch=True),
        Column(before, "number", ems=7),
        Column(after, "number", ems=7),
        Column(reason, "sub", ems=room, stretch=True),
    )


class SumsModel(QAbstractTableModel):
    """Rows as ``count`` and ``row`` give them."""

    def count(self) -> int:
        """Return the number of rows."""
        raise NotImplementedError

    def row(self, at: int) -> SumsRow:
        """Return the cells of the row at a place, counted from 0, with their marks and the whole reasons."""
        raise NotImplementedError

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Return the number of rows; there is no second level."""
        return 0 if parent.isValid() else self.count()

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Return how many columns stand side by side in a row, which has nothing below it."""
        return 0 if parent.isValid() else REASON + 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's text, its mark, or the whole reason."""
        column = index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.row(index.row())[column]
        if role == GLYPH_ROLE:
            return self.row(index.row()).glyphs.get(column)
        if role == Qt.ItemDataRole.ToolTipRole and column == REASON:
            return self.row(index.row()).reasons or None
        if role == Qt.ItemDataRole.ToolTipRole and column == TITLE:
            return self.row(index.row()).title
        return None
