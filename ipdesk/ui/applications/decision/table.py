"""The table of the decision: what each line computes to, and what is granted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView

from ipdesk.models.awards.decision_draft import Pair
from ipdesk.models.records import ApplicationDetail
from ipdesk.ui import theme
from ipdesk.ui.applications.decision.groups import DecisionGroup
from ipdesk.ui.applications.decision.words import DecisionWords
from ipdesk.ui.widgets import CHIP_ROLE, GLYPH_ROLE, Column, DeskTable
from ipdesk.ui.widgets.base import hairline
from ipdesk.ui.widgets.money import fen_text
from ipdesk.ui.widgets.table.delegate import DeskDelegate

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
PLACE, TITLE, ARTICLE, STATE, COMPUTED, PROPOSED, GRANTED = range(7)


def _tr(text: str) -> str:
    return QCoreApplication.translate("DecisionTable", text)


def columns() -> tuple[Column, ...]:
    """Head the table of lines to decide: titles, kinds of cell and widths in ems of the text."""
    return (
        Column(_tr("序号"), ems=2),
        Column(_tr("事项"), "key", ems=9, stretch=True),
        Column(_tr("条款"), ems=3.6),
        Column(_tr("结果"), "chip", ems=5.5),
        Column(_tr("核算金额（元）"), "number", ems=6.8),
        Column(_tr("拟资助金额（元）"), "number", ems=7.7),
        Column(_tr("审定金额（元）"), "number", ems=6.8),
    )


STRUCK_ROLE = int(Qt.ItemDataRole.UserRole) + 8  # whether a sum was cut and counts for nothing as it stands


def head_sums(table: DeskTable, detail: ApplicationDetail, words: DecisionWords) -> None:
    """Head the sums of a file: what the level above answered stands beside what was recommended."""
    answered = detail.upper_answer is not None
    table.show_column(PROPOSED, answered or detail.proposal is not None)
    table.set_title(PROPOSED, _tr("推荐金额（元）") if answered else _tr("拟资助金额（元）"))
    table.set_title(GRANTED, words.column)


class DecisionDelegate(DeskDelegate):
    """Strikes sums before the cut through, so that nobody adds them up."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__([column.kind for column in columns()], view)

    def _paint_text(self, painter: QPainter, rect: QRect, index: _Index, kind: str) -> None:
        if not index.data(STRUCK_ROLE):
            super()._paint_text(painter, rect, index, kind)
            return
        text, px = str(index.data() or ""), theme.density().base
        painter.setFont(theme.font(px))
        painter.setPen(theme.color("ink3"))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), text)
        width = theme.text_width(text, px)
        hairline(painter, QPointF(rect.right() + 1 - width, rect.center().y() + 1.5), width, "ink2")


class DecisionModel(QAbstractTableModel):
    """The groups of a decision as rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.groups: tuple[DecisionGroup, ...] = ()
        self._columns = len(columns())

    def show_groups(self, groups: Sequence[DecisionGroup]) -> None:
        """Show other groups. Views forget where they stood: two files may have rows that look the same."""
        self.beginResetModel()
        self.groups = tuple(groups)
        self.endResetModel()

    def row_with(self, pair: Pair) -> int:
        """Return the row of the group that holds a line, -1 where there is none."""
        return next((row for row, group in enumerate(self.groups) if pair in group.pairs), -1)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Return the number of groups of equal lines; the table has no second level."""
        return 0 if parent.isValid() else len(self.groups)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Return the number of ``columns()`` for a group; a group has no rows below it."""
        return 0 if parent.isValid() else self._columns

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's text, chip, glyph or tooltip, and whether the computed amount is struck through."""
        group, column = self.groups[index.row()], index.column()
        if role == CHIP_ROLE and column == STATE:
            return group.view.status
        if role == GLYPH_ROLE and column == TITLE:
            return "warning" if group.problem else "flag" if group.view.notices else None
        if role == STRUCK_ROLE:
            return column == COMPUTED and is_cut(group)
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tool_tip(group, column)
        return _text(group, column) if role == Qt.ItemDataRole.DisplayRole else None


def is_cut(group: DecisionGroup) -> bool:
    """Say whether the rules leave less of the lines than they compute to."""
    return any(line.amount < line.computed for line in group.lines)


def _tool_tip(group: DecisionGroup, column: int) -> str | None:
    if column == COMPUTED and is_cut(group):
        amount = fen_text(sum(line.amount for line in group.lines))
        return _tr("核减前的金额；按条款核减后 {sum} 元").format(sum=amount)
    return "\n".join(part for part in (group.view.title, group.refs) if part) if column == TITLE else None


def _text(group: DecisionGroup, column: int) -> str:
    title = group.view.title
    return {
        PLACE: str(group.number),
        TITLE: _tr("〔异议成立〕{title}").format(title=title) if group.attacked else title,
        ARTICLE: group.view.article,
        COMPUTED: computed_text(group),
        PROPOSED: _tr("待核定") if group.left else "" if group.proposed is None else fen_text(group.proposed),
        GRANTED: granted_text(group),
    }.get(column, "")


def computed_text(group: DecisionGroup) -> str:
    """Return what the lines compute to; a word where the clause leaves it open, or left it to others."""
    if group.left:
        return _tr("待核定")
    waits = group.decidable and group.waits
    return _tr("待定") if waits else fen_text(sum(line.computed for line in group.lines))


def granted_text(group: DecisionGroup) -> str:
    """Return what is granted; a word while that is not decided."""
    return _tr("待定") if group.waits else fen_text(group.granted)
