"""Heads of columns that order the list: by a click, or by Left, Right and Enter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QTableView

from ipdesk.ui import theme
from ipdesk.ui.widgets import Column
from ipdesk.ui.widgets.base import focus_ring, is_enter
from ipdesk.ui.widgets.table.delegate import DeskDelegate, bar_room
from ipdesk.ui.widgets.table.table import DeskHeader


class SortHeader(DeskHeader):
    """Heads with an arrow at the one that orders. ``chosen`` tells the column that shall order.

    Tab reaches the heads, Left and Right go from one to the next, Enter or Space chooses.
    """

    chosen = Signal(int)

    def __init__(self, columns: Sequence[Column], sortable: Sequence[int], table: QTableView) -> None:
        super().__init__(columns, table)
        self._sortable = tuple(sortable)
        self._at = self._sortable[0]
        self._sorted, self._descending = self._at, True
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)

    def show_order(self, column: int, descending: bool) -> None:
        """Mark the column that orders the list."""
        self._sorted, self._descending = column, descending
        word = self.tr("从大到小") if descending else self.tr("从小到大")
        self.setAccessibleName(
            self.tr("按{column}排序，{order}").format(column=self._columns[column].title, order=word)
        )
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        """Paint a title with the arrow of the sorting, and the ring of the focus."""
        super().paintSection(painter, rect, logical)
        painter.save()
        if logical == self._sorted:
            self._paint_arrow(painter, rect, logical)
        if logical == self._at and self.hasFocus():
            ring = QRectF(rect).adjusted(1, 1, -1, -2)
            focus_ring(painter, ring, theme.density().radius_small)
        painter.restore()

    def _paint_arrow(self, painter: QPainter, rect: QRect, logical: int) -> None:
        measures, column = theme.density(), self._columns[logical]
        last = logical == len(self._columns) - 1
        left_pad, right_pad = DeskDelegate.pads(logical == 0, last, bar_room(self._table))
        width, side = theme.text_width(column.title, measures.small), theme.grid(3)
        at_right = column.kind == "number"
        left = rect.right() - right_pad - width - side - 2 if at_right else rect.left() + left_pad + width + 2
        glyph = "chevron-down" if self._descending else "chevron-up"
        theme.paint_icon(painter, glyph, left, rect.center().y() - side / 2 + 1, side, "ink2")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Sort by the column that is clicked."""
        column = self.logicalIndexAt(event.position().toPoint())
        if column in self._sortable:
            self._at = column
            self.chosen.emit(column)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show by the pointer which columns sort."""
        over = self.logicalIndexAt(event.position().toPoint()) in self._sortable
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk through the columns that sort by Left and Right, and sort by Enter or Space."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step:
            place = self._sortable.index(self._at) + step
            self._at = self._sortable[place % len(self._sortable)]
            self.viewport().update()
        elif is_enter(event) or event.key() == Qt.Key.Key_Space:
            self.chosen.emit(self._at)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Paint the ring of the focus."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Paint the header without the ring of the focus."""
        super().focusOutEvent(event)
        self.viewport().update()
