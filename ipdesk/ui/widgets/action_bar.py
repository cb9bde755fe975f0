"""The bar at the foot of a page: at the left how things stand, at the right what can be done."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from ipdesk.ui import theme
from ipdesk.ui.widgets.base import ElidedText, Text
from ipdesk.ui.widgets.button import Button

_ROWS = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWrapAnywhere)

_MOST_ROWS = 2

_REFUSAL = 72  # steps of the grid that a refusal is wide at most: on two lines the state keeps its room


class StateText(ElidedText):
    """A text that takes a second row of the bar before it is cut, and then in its middle.

    A path is of no use without its end; the whole stands in the tool tip.
    """

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sentence in one row or two, without its middle where it fits in neither."""
        room, whole = self.contentsRect(), self.whole()
        shown = self._shortened(whole, room)
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        painter.setFont(self.font())
        self.setToolTip(whole if shown != whole else "")
        painter.drawText(room, _ROWS, shown)

    def _shortened(self, whole: str, room: QRect) -> str:
        """Return as much of a text as two rows hold: rows end before a character that is too wide."""
        metrics = self.fontMetrics()
        rows = min(_MOST_ROWS, max(1, room.height() // metrics.height()))
        width, shown = rows * room.width(), whole
        while width > 0 and metrics.boundingRect(room, _ROWS, shown).height() > rows * metrics.lineSpacing():
            width -= metrics.averageCharWidth()
            shown = metrics.elidedText(whole, Qt.TextElideMode.ElideMiddle, width)
        return shown


class ActionBar(QFrame):
    """State at the left (``set_state``), buttons at the right (``add``), the primary one last.

    In a narrow window the buttons do without their icons. Where who sits here may not press one of them, the
    bar says beside the buttons why.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("actionbar")
        self._icon = QLabel()
        self._state = StateText("", "sub")
        self._state.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._glyph, self._bare = "", False
        self.refusal = Text("", "sub")
        self.refusal.setWordWrap(True)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._icon)
        self._row.addWidget(self._state, 1)
        self._row.addWidget(self.refusal)
        self.refusal.hide()
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take the measures in force."""
        measures = theme.density()
        self.setFixedHeight(measures.actionbar)
        self._row.setContentsMargins(measures.pad + theme.grid(1), 0, measures.pad, 0)
        self._row.setSpacing(theme.grid(2))
        self._show_state(self.state(), self._glyph)

    def set_state(self, text: str, icon: str = "check") -> None:
        """Say how things stand: 草稿已自动保存 10:42:18. ``icon`` is check, warning, clock or nothing."""
        if (text, icon) != (self.state(), self._glyph):  # it is said at every key
            self._show_state(text, icon)

    def _show_state(self, text: str, icon: str) -> None:
        self._glyph = icon
        self._icon.setVisible(bool(icon and text))
        if icon:
            size = theme.density().icon_small
            self._icon.setPixmap(theme.pix(icon, size, "ink2", self.devicePixelRatioF()))
        self._state.set_text(text)

    def state(self) -> str:
        """Return what the bar says at the left."""
        return self._state.whole()

    def add_left(self, widget: QWidget) -> None:
        """Put a widget before the state and its icon (totals of a selection, a quiet button)."""
        self._row.insertWidget(self._row.indexOf(self._icon), widget)

    def add(self, widget: QWidget) -> None:
        """Put a button at the right, after those already there."""
        self._row.addWidget(widget)
        if isinstance(widget, Button):
            widget.refusalChanged.connect(self._tell_refusal)

    def _tell_refusal(self) -> None:
        """Say why a button in sight may not be pressed, the last one first."""
        buttons = (self._row.itemAt(place).widget() for place in reversed(range(self._row.count())))
        refusals = (one.refusal() for one in buttons if isinstance(one, Button) and one.isVisibleTo(self))
        sentence = next(filter(None, refusals), "")
        if sentence != self.refusal.text():
            natural = theme.text_width(sentence, theme.density().small) + theme.grid(1)
            self.refusal.setFixedWidth(min(natural, theme.grid(_REFUSAL)))
            self.refusal.setText(sentence)
            self.refusal.setVisible(bool(sentence))

    def _icons(self) -> int:
        """Return the width in px of the icons of all buttons on show."""
        return sum(button.icon_room() for button in self.findChildren(Button) if button.isVisibleTo(self))

    def _with_icons(self) -> int:
        return super().minimumSizeHint().width() + (self._icons() if self._bare else 0)

    def minimumSizeHint(self) -> QSize:
        """Return the least size in px: that of the bar without icons."""
        return QSize(self._with_icons() - self._icons(), super().minimumSizeHint().height())

    def _fit(self) -> None:
        bare = self.width() < self._with_icons()
        if bare != self._bare:
            self._bare = bare
            for button in self.findChildren(Button):
                button.set_bare(bare)

    def event(self, event: QEvent) -> bool:
        """Leave icons out, or show them again, where the bar or something in it has another size."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._tell_refusal()
            self._fit()
        return super().event(event)
