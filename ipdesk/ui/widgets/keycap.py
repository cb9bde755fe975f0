"""The name of a key on a small cap."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ipdesk.ui import theme
from ipdesk.ui.widgets.base import rounded


def keycap_width(key: str) -> int:
    """Return the width in px of a cap with this key's name."""
    measures = theme.density()
    return theme.text_width(key, measures.tiny) + theme.grid(4)


def paint_keycap(painter: QPainter, rect: QRectF, key: str) -> None:
    """Paint a key cap that fills a rectangle."""
    measures = theme.density()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    rounded(painter, rect, measures.radius_small, "nav")
    painter.setFont(theme.font(measures.tiny))
    painter.setPen(theme.color("ink2"))
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), key)
    painter.restore()


class KeyCap(QWidget):
    """A key cap; it says which key reaches the part it stands in."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setAccessibleName(key)
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take the measures in force."""
        self.setFixedSize(keycap_width(self._key), theme.density().keycap)

    def key(self) -> str:
        """Return what the cap shows, such as ``F9`` or ``Ctrl+S``."""
        return self._key

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cap over the whole widget."""
        paint_keycap(QPainter(self), QRectF(self.rect()), self._key)
