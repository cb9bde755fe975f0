"""Pages one under the other, as wide as there is room or whole."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from ipdesk.documents.pdf.pictures import page_images
from ipdesk.ui import theme
from ipdesk.ui.desk.page_pictures import picture
from ipdesk.ui.widgets.base import focus_ring

A4_RATIO = 297 / 210
A4_WIDTH = 210 / 25.4  # inches


def ratio(page: QImage) -> float:
    """Return how many times as high as wide a page is: turned ones lie on their side."""
    return page.height() / page.width()


def pictures(pdf: bytes, dpi: int) -> tuple[QImage, ...]:
    """Return all pages of a PDF."""
    return tuple(picture(page) for page in page_images(pdf, dpi))


class _Sheets(QWidget):
    """The pages themselves."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: tuple[QImage, ...] = ()
        self.page_width = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def spots(self) -> list[QRectF]:
        """Return where each page lies."""
        gap, left, found = theme.density().gap, round((self.width() - self.page_width) / 2), []
        top = gap
        for page in self.pages:
            height = round(self.page_width * ratio(page))
            found.append(QRectF(left, top, self.page_width, height))
            top += height + gap
        return found

    def fit(self, width: int) -> None:
        self.page_width = width
        spots, gap = self.spots(), theme.density().gap
        self.setFixedHeight(round(spots[-1].bottom() + gap) if spots else gap)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(event.rect(), theme.color("bg"))
        for page, spot in zip(self.pages, self.spots(), strict=True):
            if spot.intersects(QRectF(event.rect())):
                painter.drawImage(spot, page)
                painter.setPen(theme.color("line2"))
                painter.drawRect(spot.adjusted(-0.5, -0.5, 0, 0))


class PagesView(QScrollArea):
    """Shows pages; ``sharpnessWanted`` asks for images of another resolution (dpi) when the size changed.

    ``scrolled`` tells that other parts of them are in sight.
    Page Up, Page Down, Home, End and the arrows scroll.
    """

    sharpnessWanted = Signal(int)
    scrolled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheets, self._whole = _Sheets(), False
        self.verticalScrollBar().valueChanged.connect(self.scrolled)
        self.setWidget(self._sheets)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setSingleStep(theme.grid(10))

    def show_pages(self, pages: Sequence[QImage]) -> None:
        """Show other pages, at the same place."""
        self._sheets.pages = tuple(pages)
        self._fit()

    def page_count(self) -> int:
        """Return how many pages are shown."""
        return len(self._sheets.pages)

    def pages_in_sight(self) -> range:
        """Return the pages of which a part is in sight, the first being 0."""
        if not self.isVisible():
            return range(0)
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        spots = enumerate(self._sheets.spots())
        seen = [place for place, spot in spots if spot.top() <= bottom and spot.bottom() >= top]
        return range(seen[0], seen[-1] + 1) if seen else range(0)

    def show_whole(self, whole: bool) -> None:
        """Show whole pages, or pages as wide as there is room."""
        self._whole = whole
        self._fit()
        self.sharpnessWanted.emit(self.dpi())

    def dpi(self) -> int:
        """Return the resolution at which a page is as sharp as the screen."""
        return max(36, round(self._width() * self.devicePixelRatioF() / A4_WIDTH))

    def _width(self) -> int:
        gap, room = theme.density().gap, self.viewport().size()
        width = room.width() - 2 * gap
        if self._whole:
            highest = max(map(ratio, self._sheets.pages), default=A4_RATIO)
            width = min(width, round((room.height() - 2 * gap) / highest))
        return max(theme.grid(30), min(width, theme.grid(250)))

    def _fit(self) -> None:
        self._sheets.fit(self._width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages to the new width, and ask for sharper ones where they grow."""
        super().resizeEvent(event)
        self._fit()
        if event.size().width() != event.oldSize().width() or self._whole:
            self.sharpnessWanted.emit(self.dpi())

    def sizeHint(self) -> QSize:
        """Return a size at which a page can be read, in px."""
        return QSize(theme.grid(120), theme.grid(150))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages, and the ring of the focus around them."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            focus_ring(painter, QRectF(self.viewport().rect()), theme.density().radius_small)
