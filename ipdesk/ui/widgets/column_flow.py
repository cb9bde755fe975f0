"""A layout that keeps to columns of equal width and gives long items several of them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLayoutItem, QWidget

from ipdesk.ui import theme


class ColumnFlow(QHBoxLayout):
    """Items in rows; each takes as many columns as it is wide, and what does not fit goes to the next row.

    Only the places are its own: the items are Qt's, which deletes those of its own layouts with them, and
    never those of a layout that keeps them in Python.
    """

    def __init__(self, columns: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._columns = columns
        self.setContentsMargins(0, 0, 0, 0)

    def set_columns(self, columns: int) -> None:
        """Keep to another number of columns."""
        if columns != self._columns:
            self._columns = columns
            self.invalidate()

    def _shown(self) -> list[QLayoutItem]:
        items = [self.itemAt(place) for place in range(self.count())]
        return [item for item in items if not item.isEmpty()]

    def expandingDirections(self) -> Qt.Orientation:
        """Ask for no more room than the items need."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say yes: with fewer columns the items stand higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the items in as many columns as the width holds, in px."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place the items in columns within a rectangle."""
        QLayout.setGeometry(self, rect)  # a box would place the items
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """Return the width of one column; the height follows the width."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Return the width of the widest item, in px."""
        return QSize(max((item.minimumSize().width() for item in self._shown()), default=0), 0)

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Put the items into the rectangle; return the height they take."""
        measures = theme.density()
        step = (rect.width() + measures.field_x) / self._columns
        column, top, height = 0, rect.top(), 0
        for item in self._shown():
            size = item.sizeHint()
            span = max(1, min(self._columns, -(-(size.width() + measures.field_x) // max(1, int(step)))))
            if column + span > self._columns:
                column, top, height = 0, top + height + measures.field_y, 0
            if move:
                width = min(size.width(), round(step * span - measures.field_x))
                item.setGeometry(
                    QRect(QPoint(rect.left() + round(step * column), top), QSize(width, size.height()))
                )
            column += span
            height = max(height, size.height())
        return top + height - rect.top()
