"""The sums of a fund side by side: each with its word, and with the look that it has in bars."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ipdesk.funds.account.bars import BarPart
from ipdesk.ui import theme
from ipdesk.ui.widgets.base import rounded
from ipdesk.ui.widgets.table.share_bar import paint_part

_PALE = (BarPart.UNPAID, BarPart.FAILED)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class Figure(NamedTuple):
    """A sum as text under its word; ``part`` is that of bars whose look is shown before it, None for none."""

    word: str
    text: str
    part: BarPart | None = None


class FigureTiles(QWidget):
    """Figures in a row, each in the same room; where that is too little they go on in a second row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures: tuple[Figure, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take the measures in force."""
        self._fit()
        self.update()

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Put other sums in place of those shown, in this order."""
        self._figures = tuple(figures)
        self.setAccessibleName("，".join(f"{one.word} {one.text}" for one in figures))
        self.restyle()

    def resizeEvent(self, event: object) -> None:
        """Find room for the figures in another width."""
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(self._rows() * self._row_height())

    @staticmethod
    def _row_height() -> int:
        measures = theme.density()
        return measures.small + measures.base + theme.grid(5)

    def _least(self) -> int:
        measures = theme.density()
        texts = [theme.text_width(one.text, measures.base, theme.BOLD) for one in self._figures]
        words = [
            theme.text_width(one.word, measures.small) + (measures.swatch + theme.grid(1) if one.part else 0)
            for one in self._figures
        ]
        return max((*texts, *words, 1)) + theme.grid(3)

    def _columns(self) -> int:
        return max(1, min(len(self._figures), self.width() // self._least()))

    def _rows(self) -> int:
        return max(1, -(-len(self._figures) // self._columns()))

    def minimumSizeHint(self) -> QSize:
        """Return room for two figures beside each other, in px."""
        return QSize(2 * self._least(), self._row_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint each figure in its place."""
        painter, columns = QPainter(self), self._columns()
        width, height = self.width() / columns, self._row_height()
        for at, figure in enumerate(self._figures):
            row, column = divmod(at, columns)
            self._paint(painter, QRectF(column * width, row * height, width, height), figure)

    @staticmethod
    def _paint(painter: QPainter, rect: QRectF, figure: Figure) -> None:
        measures, pad = theme.density(), theme.grid(1)
        word = QRectF(rect.left(), rect.top() + pad, rect.width() - pad, measures.small + theme.grid(1))
        text = QRectF(rect.left(), word.bottom(), rect.width() - pad, measures.base + theme.grid(2))
        left = word.left()
        if figure.part is not None:
            side = measures.swatch
            spot = QRectF(left, word.center().y() - side / 2, side, side)
            paint_part(painter, spot, figure.part)
            rounded(painter, spot, 2, "", "control" if figure.part in _PALE else "")
            left += side + theme.grid(1)
        painter.setFont(theme.font(measures.small))
        painter.setPen(theme.color("ink2"))
        painter.drawText(word.adjusted(left - word.left(), 0, 0, 0), _LEFT, figure.word)
        painter.setFont(theme.font(measures.base, theme.BOLD))
        painter.setPen(theme.color("ink"))
        painter.drawText(text, _LEFT, figure.text)
