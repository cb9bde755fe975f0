"""The bar at the foot of a page: at the left how things stand, at the right what can be done."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QPainter, QPaintEvent, QTextOption
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from ipdesk.ui import theme
from ipdesk.ui.widgets.base import ElidedText, Text
from ipdesk.ui.widgets.button import Button
from ipdesk.ui.widgets.dialog import Dialog
from ipdesk.ui.widgets.table.table import DeskTable

_ROWS = QTextOption(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_ROWS.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)  # a day or a number stays whole

_MOST_ROWS = 3

_REFUSAL = 72  # steps of the grid that a refusal is wide at most: on two lines the state keeps its room


class StateText(ElidedText):
    """A text that takes a second row of the bar, and a third one, before it is cut, and then in its middle.

    A path is of no use without its end; the whole stands in the tool tip.
    """

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sentence in as few rows as it needs, without its middle where the bar has too few."""
        room, whole = self.contentsRect().toRectF(), self.whole()
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        painter.setFont(self.font())
        shown = self._shortened(whole, room, painter)
        self.setToolTip(whole if shown != whole else "")
        painter.drawText(room, shown, _ROWS)

    def _shortened(self, whole: str, room: QRectF, painter: QPainter) -> str:
        """Return as much of a text as the rows hold: they end before a word that is too wide."""
        metrics = self.fontMetrics()
        rows = min(_MOST_ROWS, max(1, int(room.height()) // metrics.height()))
        width, shown = rows * int(room.width()), whole
        # Chinese may come from another font than the metrics tell of, in higher rows.
        high = min(room.height(), painter.boundingRect(room, "\n".join("中" * rows), _ROWS).height())
        while width > 0 and painter.boundingRect(room, shown, _ROWS).height() > high:
            width -= metrics.averageCharWidth()
            shown = metrics.elidedText(whole, Qt.TextElideMode.ElideMiddle, width)
        return shown


def _why_not(button: Button, primary: Button) -> str:
    """Return why a button may not be pressed; of one beside the primary it is said of which."""
    return button.refusal() if button is primary else f"{button.text().rstrip('…')}：{button.refusal()}"


class ActionBar(QFrame):
    """State at the left, buttons at the right (``add``), the primary one last.

    The state says how things stand (``set_state``), or what was just done (``tell``).
    Where a button cannot be pressed for a reason that its word does not tell (``explain``), or who sits here
    may not press it, the bar says beside the buttons why: on two lines where it has no room for one. In a
    narrower window yet the buttons do without their icons. News that would still be cut goes before the
    refusal, which its button tells all the same; so does the window, which no refusal makes wider.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("actionbar")
        self._icon = QLabel()
        self._state = StateText("", "sub")
        self._state.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._glyph, self._bare = "", False
        self._why = self._news = ""
        self.refusal = Text("", "sub")
        self._lay_out()
        theme.follow(self.restyle)

    def _lay_out(self) -> None:
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._icon)
        self._row.addWidget(self._state, 1)
        self._row.addWidget(self.refusal)
        self.refusal.setWordWrap(True)
        self.refusal.hide()

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
            self._fit()

    def tell(self, text: str, icon: str = "check") -> None:
        """Say what was just done: 已登记送达.

        It goes once something else is begun, another record is taken in hand, or the page is left.
        """
        self.set_state(text, icon)
        self._news = text

    def follow(self, *tables: DeskTable) -> None:
        """Forget what was done with one record once somebody takes another of these tables in hand."""
        for table in tables:
            table.taken.connect(self.forget_news)

    def forget_news(self) -> None:
        """Take back what was said of the last thing that was done; how things stand is still said."""
        if self._news and self.state() == self._news:
            self.set_state("")
        self._news = ""

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget what was done before the page was left."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.forget_news()

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
            widget.clicked.connect(self.forget_news)

    def say_why_not(self, key: QKeySequence) -> None:
        """Say why a key does nothing now, where it is that of a button in sight and the bar does not yet."""
        found = (one for one in self.findChildren(Button) if one.isVisible() and not one.isEnabled())
        why = next((one.why_not() for one in found if one.answers_to(key)), "")
        if why and not (self.refusal.isVisible() and why in self.refusal.text()):
            self.tell(why, "warning")

    def explain(self, sentence: str) -> None:
        """Say beside the buttons why the primary one cannot be pressed now; "" ends that."""
        self._why = sentence
        self._tell_refusal()

    def _tell_refusal(self) -> None:
        """Say why a button in sight cannot be pressed: what was explained, or the last one's refusal."""
        widgets = (self._row.itemAt(place).widget() for place in reversed(range(self._row.count())))
        buttons = [one for one in widgets if isinstance(one, Button) and one.isVisibleTo(self)]
        refusals = (_why_not(one, buttons[0]) for one in buttons if one.refusal())
        sentence = self._why or next(refusals, "")
        if sentence != self.refusal.text():
            self.refusal.setText(sentence)
            self.refusal.setFixedWidth(self._refusal_widths()[1])  # before it is seen: a window never shrinks
            self._fit()

    def _refusal_widths(self) -> tuple[int, int]:
        """Return the width in px that a refusal likes to have, and the least, which halves its first line."""
        if not self.refusal.text():
            return 0, 0
        small = theme.density().small
        natural = theme.text_width(self.refusal.text(), small) + theme.grid(1)
        wide = min(natural, theme.grid(_REFUSAL))
        return wide, min(wide, natural // 2 + 2 * small)

    def _icons(self) -> int:
        """Return the width in px of the icons of all buttons on show."""
        return sum(button.icon_room() for button in self.findChildren(Button) if button.isVisibleTo(self))

    def _whole(self) -> int:
        """Return the width in px of everything: icons, and the refusal as wide as it likes to be."""
        wide, _ = self._refusal_widths()
        refusal = wide - self.refusal.minimumWidth() if self.refusal.isVisibleTo(self) else 0
        return super().minimumSizeHint().width() + refusal + (self._icons() if self._bare else 0)

    def minimumSizeHint(self) -> QSize:
        """Return the least size in px: that of the bar without icons and refusal, which its button tells."""
        return QSize(self._others() - self._icons(), super().minimumSizeHint().height())

    def _wanted_by_state(self) -> int:
        """Return the width in px that the state lacks at its least to be read on two rows."""
        half = theme.text_width(self.state(), theme.density().small) // 2 + theme.grid(4)
        return max(0, half - self._state.minimumWidth())

    def _leaves_no_room(self) -> bool:
        """Say whether the state would be cut beside the refusal, however narrow that is."""
        _, least = self._refusal_widths()
        return self.width() < self._others() - self._icons() + self._gap() + least + self._wanted_by_state()

    def _gap(self) -> int:
        return self._row.spacing()

    def _others(self) -> int:
        """Return the width in px of everything but the refusal, with icons."""
        wide, _ = self._refusal_widths()
        return self._whole() - (wide + self._gap() if self.refusal.isVisibleTo(self) else 0)

    def _fit(self) -> None:
        wide, least = self._refusal_widths()
        shown = bool(wide) and not self._leaves_no_room()
        if shown != self.refusal.isVisibleTo(self):
            self.refusal.setVisible(shown)
            self._row.invalidate()
        if not shown:
            wide = least = 0
        room, whole = self.width() - self._wanted_by_state(), self._whole()
        if wide:
            self.refusal.setFixedWidth(min(wide, max(least, wide - whole + room)))
        bare = room < whole - wide + least
        if bare != self._bare:
            self._bare = bare
            for button in self.findChildren(Button):
                button.set_bare(bare)

    def event(self, event: QEvent) -> bool:
        """Leave icons out, or show them again, where the bar or something in it has another size.

        What was done before is no news where a form is opened.
        """
        if event.type() is QEvent.Type.WindowBlocked and isinstance(QApplication.activeModalWidget(), Dialog):
            self.forget_news()  # a form was opened over the page
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._tell_refusal()
            self._fit()
        return super().event(event)
