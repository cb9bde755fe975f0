"""A word in a line of text that does something."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ipdesk.ui import theme
from ipdesk.ui.widgets.base import EnterClickMixin, focus_ring


class Link(EnterClickMixin, QAbstractButton):
    """No higher than the text beside it; a click, Space or Enter presses it."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room of the word with its ring of the focus, as high as a line of text; in px."""
        small = theme.density().small
        height = theme.metrics(theme.density().base).height()
        return QSize(theme.text_width(self.text(), small) + theme.grid(2), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the word in the colour of links, with a ring where it has the focus."""
        painter = QPainter(self)
        painter.setFont(theme.font(theme.density().small))
        painter.setPen(theme.color("accent"))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.text())
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()), theme.density().radius_small)
