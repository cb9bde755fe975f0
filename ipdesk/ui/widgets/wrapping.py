"""Text that takes as many rows as it needs: the first one as high as its neighbours, the rest close below."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from ipdesk.ui import theme

_WRAP = int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
_ENDLESS = 10_000  # px


def wrapped_height(
    text: str, width: int, row: int, px: int | None = None, weight: theme.Weight = theme.REGULAR
) -> int:
    """Return the height in px of a text in a width, where one row takes ``row`` px.

    ``px`` is the size of the font; small text where it is left out.
    """
    size = px or theme.density().small
    if theme.text_width(text, size, weight) <= width:
        return row
    fonts = theme.metrics(size, weight)
    return row + fonts.boundingRect(0, 0, width, _ENDLESS, _WRAP, text).height() - fonts.height()


def write_wrapped(
    painter: QPainter, room: QRectF, row: int, text: str, token: str, *,
    px: int | None = None, weight: theme.Weight = theme.REGULAR,
) -> None:  # fmt: skip
    """Write a text from the top of a rectangle, its first line in the middle of a row of ``row`` px."""
    size = px or theme.density().small
    drop = (row - theme.metrics(size, weight).height()) / 2
    painter.setFont(theme.font(size, weight))
    painter.setPen(theme.color(token))
    painter.drawText(QRectF(room.left(), room.top() + drop, room.width(), _ENDLESS), _WRAP, text)
