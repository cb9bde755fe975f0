"""A switch in a form: it tells what nobody has answered from what was answered 否."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen

from ipdesk.ui import theme
from ipdesk.ui.widgets import Switch

_DASHES = (3, 2)  # as unfinished chips


class FormSwitch(Switch):
    """是, 否, or unanswered, which counts as 否. ``answered`` tells every change of that.

    Enter moves on as everywhere in a form, Delete takes the answer back.
    """

    answered = Signal()

    def __init__(self, label: str) -> None:
        self._open = True  # whether nobody has answered yet
        super().__init__(label)
        self.setToolTip(self.tr("按 Y、1 为“是”，按 N、0 为“否”，按空格换一个，按 Delete 撤销；未答的算否"))
        self.toggled.connect(lambda _: self._take())

    def answer(self) -> bool | None:
        """Return the answer, None before there is one."""
        return None if self._open else self.isChecked()

    def set_answer(self, answer: bool | None) -> None:
        """Turn the switch to yes or no; None makes the question open again. Tells of a change."""
        if answer is self.answer():
            return
        self._open = answer is None
        if self.isChecked() is not bool(answer):
            self.setChecked(bool(answer))  # which tells
        else:
            self._tell()

    def _take(self) -> None:
        """Take a turn of the switch for an answer, but for the one that takes it back."""
        self._open = self._open and not self.isChecked()
        self._tell()

    def _tell(self) -> None:
        self._name()
        self.updateGeometry()
        self.update()
        self.answered.emit()

    def _word(self) -> str:
        return self.tr("未答") if self._open else super()._word()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer no by 0, n or 否, take the answer back by Delete; the rest is a switch's."""
        if event.text() in ("0", "n", "N", "否"):
            self.set_answer(False)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.set_answer(None)
        else:
            super().keyPressEvent(event)

    def _paint_track(self, painter: QPainter, track: QRectF) -> None:
        if not self._open:
            super()._paint_track(painter, track)
            return
        pen = QPen(theme.color("control"), theme.density().hair)
        pen.setDashPattern(_DASHES)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(track.adjusted(0.5, 0.5, -0.5, -0.5), track.height() / 2, track.height() / 2)
