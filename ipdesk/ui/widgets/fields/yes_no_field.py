"""A yes/no that must be answered: two words, neither of them chosen before somebody chooses."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ipdesk.ui import theme
from ipdesk.ui.widgets.base import goes_by_enter, is_alt_text, is_enter, rounded

_YES_KEYS = ("1", "y", "Y", "是")
_NO_KEYS = ("0", "n", "N", "否")
_DASHES = (3, 2)  # as unfinished chips


class YesNoField(QWidget):
    """是 or 否, or no answer yet, which looks like none. ``changed`` tells the answer, None for none.

    1, Y and ← answer 是; 0, N, → and Enter over the unanswered answer 否, Space changes the answer, Delete
    takes it back. Enter moves on.
    """

    changed = Signal(object)
    hintChanged = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answer: bool | None = None
        self._label = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(self.tr("按 Y、1 或 ← 答“是”，按 N、0 或 → 答“否”，按空格换一个，按 Delete 撤销"))
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take the measures in force."""
        self.setFixedHeight(theme.density().input)

    def sizeHint(self) -> QSize:
        """Return the room of both words and the height of every field, in px."""
        return QSize(theme.grid(36), theme.density().input)

    # --- the answer ---

    def answer(self) -> bool | None:
        """Return the answer, None before there is one."""
        return self._answer

    def set_answer(self, answer: bool | None) -> None:
        """Show yes or no, None as a question that is still open; tells of a change."""
        if answer is self._answer:
            return
        self._answer = answer
        self._tell_name()
        self.update()
        self.hintChanged.emit(self.hint())
        self.changed.emit(answer)

    def hint(self) -> str:
        """Return how to answer, as long as nobody has."""
        if self._answer is not None:
            return ""
        return self.tr("未答：按 Y 为是，按 N 或 Enter 为否") if self.hasFocus() else self.tr("未答")

    def setAccessibleName(self, name: str) -> None:
        """Name the question; the answer is said with it."""
        self._label = name
        self._tell_name()

    def _tell_name(self) -> None:
        super().setAccessibleName(f"{self._label} {self._word()}".strip())

    def _word(self) -> str:
        if self._answer is None:
            return self.tr("未答")
        return self.tr("是") if self._answer else self.tr("否")

    # --- keys and clicks ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer by digit, letter or arrow, change by Space, open the question again by Delete.

        Enter goes on; it answers no where the question was open.
        """
        key, text = Qt.Key(event.key()), event.text()
        if is_alt_text(event):
            event.ignore()
        elif is_enter(event):
            self.set_answer(bool(self._answer))
            goes_by_enter(self, event)
        elif goes_by_enter(self, event):
            event.accept()
        elif text in _YES_KEYS or key == Qt.Key.Key_Left:
            self.set_answer(True)
        elif text in _NO_KEYS or key == Qt.Key.Key_Right:
            self.set_answer(False)
        elif key == Qt.Key.Key_Space:
            self.set_answer(not self._answer)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.set_answer(None)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Answer yes by a click on the left half, no on the right."""
        self.set_answer(event.position().x() < self.width() / 2)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the keys of the field while it has the focus."""
        super().focusInEvent(event)
        self.hintChanged.emit(self.hint())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the hint away when the field is left."""
        super().focusOutEvent(event)
        self.hintChanged.emit(self.hint())

    # --- painting ---

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint both words in one frame, the answer marked."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect())
        self._paint_frame(painter, room)
        half = room.width() / 2
        self._paint_word(painter, QRectF(0, 0, half, room.height()), self.tr("是"), self._answer is True)
        self._paint_word(painter, QRectF(half, 0, half, room.height()), self.tr("否"), self._answer is False)

    def _paint_frame(self, painter: QPainter, room: QRectF) -> None:
        """Paint the border: dashed before there is an answer, thick at the focus and around an error.

        At the focus an error has the ground of its colour, as in every field.
        """
        measures = theme.density()
        focused, wrong = self.hasFocus(), self.property("err") == "true"
        thick = focused or wrong
        pen = QPen(theme.color("accent" if focused else "red" if wrong else "control"))
        pen.setWidth(measures.focus if thick else measures.hair)
        if self._answer is None:
            pen.setDashPattern(_DASHES)
        painter.setPen(pen)
        ground = "redTint" if focused and wrong else "surface" if self.isEnabled() else "sunken"
        painter.setBrush(theme.color(ground))
        inset = pen.width() / 2
        painter.drawRoundedRect(room.adjusted(inset, inset, -inset, -inset), measures.radius, measures.radius)
        self._paint_middle(painter, room)

    def _paint_middle(self, painter: QPainter, room: QRectF) -> None:
        if self._answer is None:
            gap = theme.grid(2)
            painter.setPen(QPen(theme.color("line2"), theme.density().hair))
            top = QPointF(room.center().x(), room.top() + gap)
            painter.drawLine(top, QPointF(top.x(), room.bottom() - gap))

    def _paint_word(self, painter: QPainter, half: QRectF, word: str, chosen: bool) -> None:
        measures = theme.density()
        if chosen:
            gap = theme.grid(1)
            rounded(painter, half.adjusted(gap, gap, -gap, -gap), measures.radius_small, "tint")
        painter.setFont(theme.font(measures.base, theme.BOLD if chosen else theme.REGULAR))
        painter.setPen(theme.color("accent" if chosen else "ink2"))
        painter.drawText(half, int(Qt.AlignmentFlag.AlignCenter), word)
