"""Chips: a glyph, a word and a fill say the state; one painter for the widget and for delegates."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ipdesk.ui import theme
from ipdesk.ui.widgets.base import rounded

_PLAIN = theme.ChipSpec("", "", "trait")


def _spec(chip: str, word: str) -> tuple[theme.ChipSpec, str]:
    """Return how to draw a state; an unknown state is a plain grey chip with the given word."""
    if chip in theme.CHIPS:
        return theme.CHIPS[chip], word or theme.chip_word(chip)
    return _PLAIN, word


@lru_cache(maxsize=1024)
def _width(chip: str, word: str, density: str) -> int:
    (spec, shown), measures = _spec(chip, word), theme.density()
    width = theme.text_width(shown, measures.small, theme.MEDIUM) + 2 * measures.chip_pad
    return width + 1 + (measures.glyph + theme.grid(1) if spec.glyph else 0)


def chip_size(chip: str, word: str = "") -> QSize:
    """Return how much room a chip with its word takes, in px."""
    return QSize(chip_width(chip, word), theme.density().chip)


def chip_width(chip: str, word: str = "") -> int:
    """Return the width of a chip in px; kept, as lists ask for it with every key that is typed."""
    return _width(chip, word, theme.density().name)


def _paint_edge(painter: QPainter, rect: QRectF, colors: theme.ChipColors, radius: float) -> None:
    pen = QPen(theme.color(colors.edge), 1)
    if colors.dashed:
        pen.setDashPattern([3, 2])
    painter.setPen(pen)
    painter.setBrush(theme.color(colors.fill))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


def _paint_ground(painter: QPainter, rect: QRectF, colors: theme.ChipColors, selected: bool) -> None:
    radius = theme.density().radius_chip
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if colors.edge:
        _paint_edge(painter, rect, colors, radius)
    elif colors.fill:
        fill = "tint2" if selected and colors.fill in ("tint", "nav") else colors.fill
        rounded(painter, rect, radius, fill)


def paint_chip(painter: QPainter, at: QPointF, chip: str, word: str = "", selected: bool = False) -> None:
    """Paint the chip of a state with its upper left corner at a point.

    ``selected`` tells that it stands on a selected row, where the plain tint would vanish.
    """
    spec, shown = _spec(chip, word)
    measures, colors = theme.density(), theme.MANNERS[spec.manner]
    rect = QRectF(at, chip_size(chip, word))
    painter.save()
    _paint_ground(painter, rect, colors, selected)
    left = rect.left() + measures.chip_pad
    if spec.glyph:
        top = rect.center().y() - measures.glyph / 2
        theme.paint_icon(painter, spec.glyph, left, top, measures.glyph, colors.glyph)
        left += measures.glyph + theme.grid(1)
    painter.setFont(theme.font(measures.small, theme.MEDIUM))
    painter.setPen(theme.color(colors.text))
    painter.drawText(QRectF(left, rect.top(), rect.right() - left, rect.height()), _MIDDLE, shown)
    painter.restore()


_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class Chip(QWidget):
    """The state of something: ``Chip("accepted")``; or a trait: ``Chip(word="高新技术企业")``."""

    def __init__(self, chip: str = "", word: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chip, self._word = chip, word
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take the measures in force."""
        self.setFixedSize(chip_size(self._chip, self._word))
        self.setAccessibleName(self.text())

    def text(self) -> str:
        """Return the word on the chip."""
        return _spec(self._chip, self._word)[1]

    def set_chip(self, chip: str, word: str = "") -> None:
        """Show another state; nothing at all where both are empty."""
        self._chip, self._word = chip, word
        self.setVisible(bool(chip or word))
        self.restyle()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chip in its colours, with its glyph and word."""
        painter = QPainter(self)
        paint_chip(painter, QPointF(0, 0), self._chip, self._word)
