"""A check box with the measures of the desk."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from ipdesk.ui import theme
from ipdesk.ui.widgets.base import EnterMovesOnMixin, focus_ring
from ipdesk.ui.widgets.table.delegate import paint_check


class CheckBox(EnterMovesOnMixin, QCheckBox):
    """A box to tick, with its word; for lists of things that are there or not. A fact takes a ``Switch``.

    Space ticks it, Enter goes on.
    """

    def __init__(self, text: str, checked: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setChecked(checked)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take the measures in force."""
        self.setFixedHeight(theme.density().quiet)
        self.updateGeometry()

    def _ring_room(self) -> int:
        return theme.density().focus + theme.density().hair

    def sizeHint(self) -> QSize:
        """Return the room of ring, box and words, in px."""
        measures = theme.density()
        words = theme.text_width(self.text(), measures.base)
        return QSize(self._ring_room() + measures.check + theme.grid(3) + words, measures.quiet)

    def minimumSizeHint(self) -> QSize:
        """Return the size of everything: the words are never cut."""
        return self.sizeHint()

    def hitButton(self, place: QPoint) -> bool:
        """Let a click on the words count like one on the box."""
        return self.rect().contains(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, a ring around it where it has the focus, and the words."""
        measures, painter = theme.density(), QPainter(self)
        side, room = measures.check, self._ring_room()
        spot = QRectF(room, (self.height() - side) / 2, side, side)
        paint_check(painter, spot, self.isChecked())
        if self.hasFocus():
            focus_ring(painter, spot.adjusted(-room, -room, room, room), measures.radius)
        painter.setFont(theme.font(measures.base))
        painter.setPen(theme.color("ink" if self.isEnabled() else "ink3"))
        words = QRectF(side + room + theme.grid(2), 0, self.width(), self.height())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), self.text())
