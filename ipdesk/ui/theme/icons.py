"""Line icons from ``resources/icons``, drawn in the colour of a token at the sharpness of the screen."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ipdesk.paths import resource
from ipdesk.ui.theme.tokens import COLORS

_DRAWN = 18  # px: the size that the icons are drawn at
_STROKE, _LEAST_STROKE = 1.5, 1.35  # px of line, as drawn and in small icons


@cache
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


@cache
def _renderer(name: str, token: str, stroke: float) -> QSvgRenderer:
    coloured = _source(name).replace("currentColor", COLORS[token])
    coloured = coloured.replace('stroke-width="1.5"', f'stroke-width="{stroke:.2f}"')
    return QSvgRenderer(QByteArray(coloured.encode("utf-8")))


@cache
def pix(name: str, size: int, token: str = "ink2", ratio: float = 1.0) -> QPixmap:
    """Return an icon as a pixmap of ``size`` px for a screen of the given device pixel ratio.

    Raises FileNotFoundError for a name that has no drawing and KeyError for an unknown token.
    """
    side = round(size * ratio)
    made = QPixmap(side, side)
    made.fill(Qt.GlobalColor.transparent)
    stroke = max(_STROKE, _LEAST_STROKE * _DRAWN / size)  # small icons keep a line that can be seen
    drawing = _renderer(name, token, stroke)
    painter = QPainter(made)
    drawing.render(painter, QRectF(0, 0, side, side))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def paint_icon(painter: QPainter, name: str, x: float, y: float, size: int, token: str = "ink2") -> None:
    """Paint an icon, ``size`` px wide, with its upper left corner at a point, sharp on its device."""
    device = painter.device()
    ratio = device.devicePixelRatioF() if device is not None else 1.0
    painter.drawPixmap(round(x), round(y), pix(name, size, token, ratio))


def icon(name: str, token: str = "ink2") -> QIcon:
    """Return an icon for Qt's own widgets (menus, line edits); painted widgets use ``paint_icon``."""
    made = QIcon()
    for side in (16, 18, 20, 24, 32, 36, 48):
        made.addPixmap(pix(name, side, token))
        made.addPixmap(pix(name, side, "control"), QIcon.Mode.Disabled)
    return made
