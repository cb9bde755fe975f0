"""A bar of shares of one whole: what part of a sum stands where."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from ipdesk.funds.account.bars import Bar, BarPart, spans, track_width
from ipdesk.ui import theme

_TOKENS = {BarPart.PAID: "accent", BarPart.ALLOTTED: "mid", BarPart.UNPAID: "tint2"}
"""The colours of parts; what failed is hatched."""


class Shares(NamedTuple):
    """A bar, and what is said behind it."""

    bar: Bar
    word: str = ""


def paint_shares(painter: QPainter, rect: QRectF, bar: Bar) -> None:
    """Paint a bar from the left of a rectangle; a whole of nothing is an empty track."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    track = QRectF(rect.left(), rect.top(), track_width(bar, rect.width()) or rect.width(), rect.height())
    shape, radius = QPainterPath(), theme.density().radius_bar
    shape.addRoundedRect(track, radius, radius)
    painter.setClipPath(shape)
    painter.fillRect(track, theme.color("line"))
    for one in spans(bar, rect.width()):
        spot = QRectF(rect.left() + one.left, rect.top(), one.width, rect.height())
        paint_part(painter, spot, one.part)
    painter.restore()


def paint_part(painter: QPainter, rect: QRectF, part: BarPart) -> None:
    """Fill a rectangle as a part of a bar looks."""
    if part is BarPart.FAILED:
        _paint_hatched(painter, rect)
    else:
        painter.fillRect(rect, theme.color(_TOKENS[part]))


def _paint_hatched(painter: QPainter, rect: QRectF) -> None:
    painter.save()
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    painter.fillRect(rect, theme.color("surface"))
    painter.setPen(QPen(theme.color("ink"), 1))
    for step in range(0, round(rect.width() + rect.height()) + 1, theme.grid(1) - 1):
        foot = QPointF(rect.left() + step - rect.height(), rect.bottom())
        painter.drawLine(foot, QPointF(foot.x() + rect.height(), rect.top()))
    painter.restore()
