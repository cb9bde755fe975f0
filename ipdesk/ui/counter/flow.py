"""A layout that keeps to columns of equal width and gives long items several of them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from ipdesk.ui import theme


class ColumnFlow(QLayout):
    """Items in rows; each takes as many columns as it is wide, and what does not fit goes to the next row."""

    def __init__(self, columns: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: D102
        self._items.append(item)

    def count(self) -> int:  # noqa: D102
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: D102
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]  # noqa: D102
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: D102
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: D102
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: D102
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: D102
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:  # noqa: D102
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: D102
        shown = [item.minimumSize() for item in self._items if not item.isEmpty()]
        return QSize(max((size.width() for size in shown), default=0), 0)

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Put the items into the rectangle; return the height they take."""
        measures = theme.density()
        step = (rect.width() + measures.field_x) / self._columns
        column, top, height = 0, rect.top(), 0
        for item in self._items:
            if item.isEmpty():
                continue
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
