"""A page as a picture, with the passage in hand marked on it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from ipdesk.models.recognition.page_text import Box
from ipdesk.ui import theme

_AROUND = 2.0  # pt that a mark is wider than its passage
_CLEAR = 0.22  # of a mark: the text under it stays what is seen


class _Page(QWidget):
    """The picture as wide as its room, and the marks."""

    def __init__(self) -> None:
        super().__init__()
        self.image, self.marks, self.points = QImage(), tuple[Box, ...](), 1.0

    def spot(self, box: Box) -> QRectF:
        """Return where a place of the page (in pt) lies in the widget (in px)."""
        scale = self.height() / self.points
        top = (self.points - box.top - _AROUND) * scale
        size = (box.right - box.left + 2 * _AROUND) * scale, (box.top - box.bottom + 2 * _AROUND) * scale
        return QRectF((box.left - _AROUND) * scale, top, *size)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self.image.isNull():
            return
        painter.drawImage(QRectF(self.rect()), self.image)
        painter.setPen(theme.color("accent"))
        for spot in map(self.spot, self.marks):
            painter.drawRect(spot)
            painter.setOpacity(_CLEAR)
            painter.fillRect(spot, theme.color("accent"))
            painter.setOpacity(1)


class PagePicture(QScrollArea):
    """Shows one page; ``mark`` shows where something stands on it and scrolls there."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = _Page()
        self.setAccessibleName(name)
        self.setWidget(self._page)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows the list; Page keys scroll that
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def show_page(self, image: QImage, points: float) -> None:
        """Show a page that is so high, in pt."""
        self._page.image, self._page.points, self._page.marks = image, points, ()
        self._fit()

    def mark(self, boxes: Sequence[Box]) -> None:
        """Mark a passage by the places of its characters; none takes the mark away."""
        self._page.marks = rows_marked(boxes)
        if self._page.marks:
            spot = self._page.spot(self._page.marks[0]).center().toPoint()
            self.ensureVisible(spot.x(), spot.y(), 0, self.viewport().height() // 3)
        self._page.update()

    def marks(self) -> tuple[Box, ...]:
        """Return what is marked: one place for each row of the passage, in pt."""
        return self._page.marks

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the page to the width."""
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        """Return a size at which a certificate can be read, in px."""
        return QSize(theme.grid(110), theme.grid(120))

    def _fit(self) -> None:
        image, width = self._page.image, self.viewport().width()
        height = round(width * image.height() / image.width()) if not image.isNull() else 0
        self._page.resize(width, height)


def rows_marked(boxes: Sequence[Box]) -> tuple[Box, ...]:
    """Return one place for each row in which characters stand beside each other."""
    rows = list[Box]()
    for box in boxes:
        if rows and box.bottom < rows[-1].top and box.top > rows[-1].bottom and box.left >= rows[-1].left:
            last = rows.pop()
            rows.append(Box(last.left, min(last.bottom, box.bottom), box.right, max(last.top, box.top)))
        else:
            rows.append(box)
    return tuple(rows)
