"""A switch for a fact that is or is not so: the word 是 or 否 stands before its label."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ipdesk.ui import theme
from ipdesk.ui.widgets.base import EnterMovesOnMixin, focus_ring, is_alt_text, rounded


class Switch(EnterMovesOnMixin, QAbstractButton):
    """Yes or no; ``toggled`` tells. Space or a click turns it, 是/1/y sets it, 否/0/n clears it.

    Enter goes on.
    """

    def __init__(self, label: str, on: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(label)
        self.setCheckable(True)
        self.setChecked(on)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setToolTip(self.tr("按空格换一个，按 Y 或 1 为“是”，按 N 或 0 为“否”"))
        self.toggled.connect(self._name)
        self._name()
        theme.follow(self.restyle)

    def _name(self) -> None:
        self.setAccessibleName(f"{self.text()} {self._word()}")

    def _word(self) -> str:
        return self.tr("是") if self.isChecked() else self.tr("否")

    def set_text(self, text: str) -> None:
        """Write another label beside the switch."""
        self.setText(text)
        self._name()

    def restyle(self) -> None:
        """Take the measures in force."""
        self.setFixedHeight(theme.density().input)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the room of track, words and state, in px."""
        measures = theme.density()
        words = theme.text_width(self.text(), measures.base) + theme.text_width(
            self._word(), measures.base, theme.BOLD
        )
        return QSize(measures.switch_width + words + theme.grid(5), measures.input)

    def minimumSizeHint(self) -> QSize:
        """Return the size of everything: the words are never cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn it on by 1, y or 是 and off by 0, n or 否; the rest is a button's."""
        if is_alt_text(event):
            event.ignore()
        elif event.text() in ("1", "y", "Y", "是"):
            self.setChecked(True)
        elif event.text() in ("0", "n", "N", "否"):
            self.setChecked(False)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the track with its knob, a ring where it has the focus, the words and the state."""
        measures = theme.density()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = (self.height() - measures.switch_height) / 2
        track = QRectF(0, top, measures.switch_width, measures.switch_height)
        if self.hasFocus():
            ring = track.adjusted(0, -measures.focus, 0, measures.focus)
            focus_ring(painter, ring, ring.height() / 2)
            track.adjust(3.5, 1.5, -3.5, -1.5)
        self._paint_track(painter, track)
        self._paint_words(painter, measures.switch_width)

    def _paint_track(self, painter: QPainter, track: QRectF) -> None:
        on = self.isChecked()
        radius = track.height() / 2
        rounded(painter, track, radius, "accent" if on else "surface", "accent" if on else "control")
        self._paint_knob(painter, track)

    def _paint_knob(self, painter: QPainter, track: QRectF) -> None:
        on = self.isChecked()
        knob = track.height() - theme.grid(1.5)
        left = track.right() - knob - 3 if on else track.left() + 3
        spot = QRectF(left, track.center().y() - knob / 2, knob, knob)
        rounded(painter, spot, knob / 2, "surface" if on else "control")

    def _paint_words(self, painter: QPainter, left: float) -> None:
        measures, middle = theme.density(), int(Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(theme.font(measures.base, theme.BOLD))
        painter.setPen(theme.color("accent" if self.isChecked() else "ink2"))
        start = left + theme.grid(2)
        painter.drawText(QRectF(start, 0, self.width(), self.height()), middle, self._word())
        start += theme.text_width(self._word(), measures.base, theme.BOLD) + theme.grid(2.5)
        painter.setFont(theme.font(measures.base))
        painter.setPen(theme.color("ink" if self.isEnabled() else "ink3"))
        painter.drawText(QRectF(start, 0, self.width() - start, self.height()), middle, self.text())
