"""A bar of shares of one whole: what part of a sum stands where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath

from ipdesk.ui import theme


class Share(NamedTuple):
    """A part of a whole in the colour of a token; parts are in the unit of the whole."""

    token: str
    part: int


class Shares(NamedTuple):
    """A whole with its parts from the left, and what is said behind the bar; the rest of it stays empty."""

    whole: int
    parts: tuple[Share, ...]
    word: str = ""


def paint_shares(painter: QPainter, rect: QRectF, shares: Shares) -> None:
    """Paint a bar across a rectangle; a whole of nothing is an empty track."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shape, radius = QPainterPath(), theme.density().radius_bar
    shape.addRoundedRect(rect, radius, radius)
    painter.setClipPath(shape)
    painter.fillRect(rect, theme.color("line"))
    left = rect.left()
    for token, width in zip((one.token for one in shares.parts), _widths(rect.width(), shares), strict=True):
        painter.fillRect(QRectF(left, rect.top(), width, rect.height()), theme.color(token))
        left += width
    painter.restore()


def _widths(room: float, shares: Shares) -> Sequence[float]:
    """Return the width of each part; what is there is never painted thinner than can be seen."""
    if shares.whole <= 0:
        return [0.0 for _ in shares.parts]
    return [max(2.0, room * one.part / shares.whole) if one.part else 0.0 for one in shares.parts]
