"""Buttons: the style sheet draws the ground, the button its icon, word and shortcut."""

from typing import Literal

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from ipdesk.ui import theme
from ipdesk.ui.widgets.base import EnterClickMixin, focus_ring

Kind = Literal["primary", "secondary", "quiet", "link", "tab", "danger"]
_FLAT = ("quiet", "link", "tab")


class Button(EnterClickMixin, QPushButton):
    """A push button with an optional icon and its shortcut written in it.

    The shortcut works in the window that holds the button while the button is visible and enabled. Of several
    buttons in sight with one shortcut it presses the one of the highest ``precedence``. ``refusalChanged``
    tells that nobody may press it, or may again.
    """

    refusalChanged = Signal()

    precedence: int = 0

    def __init__(
        self, text: str, kind: Kind = "secondary", *, icon: str = "", shortcut: str = "",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(text, parent)
        self._kind, self._glyph, self._key = kind, icon, shortcut
        self._set_key: QShortcut | None = None
        self._bare = False  # whether the icon is left out for want of room
        self._wanted, self._refusal, self._why_not, self._tip = True, "", "", ""
        self._below: QWidget | None = None
        self.setProperty("k", kind)
        self.setAutoDefault(False)
        self.setAccessibleName(text)
        self.setCheckable(kind == "tab")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._bind(shortcut)
        theme.follow(self.restyle)

    def _bind(self, shortcut: str) -> None:
        if shortcut:
            self.add_key(shortcut).activatedAmbiguously.connect(self._press_foremost)
            self.setAccessibleDescription(shortcut)

    def add_key(self, key: str) -> QShortcut:
        """Let a key press the button while it is in sight, without writing it in the button."""
        hook = QShortcut(QKeySequence(key), self)
        hook.activated.connect(self.press)
        return hook

    def set_key(self, key: str) -> None:
        """Let a key press the button in place of the one set before, "" none, and say so in its tool tip."""
        self._set_key = self._set_key or self.add_key(key)
        self._set_key.setKey(QKeySequence(key))
        self.setToolTip(key)
        self.setAccessibleDescription(key)

    def write_key(self, key: str) -> None:
        """Let a key press the button, once however long it is held, and write it there; "" does nothing."""
        if key:
            self.add_key(key).setAutoRepeat(False)
            self._key = key
            self.setAccessibleDescription(key)
            self.updateGeometry()

    def tell_key(self, key: str) -> None:
        """Say by which key the page or the dialog does the same, so that nobody has to look for it."""
        self.setToolTip(key)
        self.setAccessibleDescription(key)

    def setEnabled(self, enabled: bool) -> None:
        """Let the button be pressed or not, as what it does allows; see ``set_refusal``."""
        self._wanted = enabled
        super().setEnabled(enabled and not self._refusal)

    def enable(self, enabled: bool, why_not: str) -> None:
        """Let the button be pressed, or say in its tool tip why there is nothing to be done by it now."""
        self._why_not = "" if enabled else why_not
        self.setEnabled(enabled)
        self._show_tip()

    def setToolTip(self, text: str) -> None:
        """Say something of the button, behind why it cannot be pressed."""
        self._tip = text
        self._show_tip()

    def _show_tip(self) -> None:
        super().setToolTip(self._refusal or self._why_not or self._tip)

    def why_not(self) -> str:
        """Return why the button cannot be pressed, as its tool tip says; "" where it can."""
        return self._refusal or self._why_not

    def answers_to(self, key: QKeySequence) -> bool:
        """Say whether a key is one of the button's own, pressed or not."""
        return any(hook.key() == key for hook in self.findChildren(QShortcut))

    def set_refusal(self, sentence: str) -> None:
        """Let nobody press the button whatever it does, and say why in its tool tip; "" ends that."""
        if sentence == self._refusal:
            return
        self._refusal = sentence
        self._show_tip()
        self.setEnabled(self._wanted)
        self.refusalChanged.emit()

    def refusal(self) -> str:
        """Return why nobody may press the button who sits here now, "" where somebody may."""
        return self._refusal

    def press(self) -> None:
        """Press the button: what signals are connected to.

        Of a method that is Qt's own, such as ``click``, PySide keeps a piece of memory for every connection,
        also when both ends are gone.
        """
        self.click()

    def _press_foremost(self) -> None:
        """Settle between the buttons of one key: Qt tells only one of them, and not always the same."""
        rivals = (button for button in self.window().findChildren(Button) if button.pressed_by(self._key))
        max(rivals, key=lambda button: button.precedence).click()

    def pressed_by(self, key: str) -> bool:
        """Say whether a key would press the button now."""
        return self._key == key and self.isVisible() and self.isEnabled()

    def restyle(self) -> None:
        """Take the measures in force."""
        measures = theme.density()
        low = self._kind in ("quiet", "link")
        self.setFixedHeight(measures.quiet if low else measures.input)
        self.updateGeometry()

    def lead_down_to(self, widget: QWidget) -> None:
        """Let the arrow down lead from a tab into what it heads."""
        self._below = widget

    def set_text(self, text: str) -> None:
        """Write another word on the button."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def _weight(self) -> theme.Weight:
        strong = self._kind in ("primary", "danger") or (self._kind == "tab" and self.isChecked())
        return theme.BOLD if strong else theme.REGULAR

    def _px(self) -> int:
        return theme.density().small if self._kind == "link" else theme.density().base

    def icon_room(self) -> int:
        """Return the width in px of the icon with the gap behind it, 0 where there is none."""
        return theme.density().icon_small + theme.grid(1.5) if self._glyph else 0

    def set_bare(self, bare: bool) -> None:
        """Leave the icon out, for want of room, or show it again."""
        if bare != self._bare:
            self._bare = bare
            self.updateGeometry()
            self.update()

    def side_pad(self) -> int:
        """Return the room in px left and right of what the button says."""
        if self._kind == "link":
            return theme.grid(1)
        return theme.grid(2.5) if self._kind in _FLAT else theme.density().button_pad

    def _parts(self) -> tuple[int, int, int]:
        """Return the widths of icon, word and shortcut with the gaps before the latter two."""
        glyph = 0 if self._bare else self.icon_room()
        weight = theme.BOLD if self._kind == "tab" else self._weight()
        word = theme.text_width(self.text(), self._px(), weight)
        key = theme.text_width(self._key, self._px(), self._weight()) + theme.grid(2.5) if self._key else 0
        return glyph, word, key

    def sizeHint(self) -> QSize:
        """Return the room of icon, word and key with their pads, in px."""
        return QSize(sum(self._parts()) + 2 * self.side_pad() + 2, self.height())

    def minimumSizeHint(self) -> QSize:
        """Return the size of everything: a button is never cut."""
        return self.sizeHint()

    def _token(self) -> str:
        if not self.isEnabled():
            return "ink3"
        if self._kind in ("primary", "danger"):
            return "surface"
        if self._kind == "tab":
            return "accent" if self.isChecked() else "ink2"
        return "accent" if self._kind in _FLAT else "ink"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let a tab lead down to what lies below it; Qt would press the neighbouring tab."""
        if self._kind == "tab" and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._go_down(event.key())
        else:
            super().keyPressEvent(event)

    def _go_down(self, key: int) -> None:
        if key == Qt.Key.Key_Down and self._below is not None:
            self._below.setFocus(Qt.FocusReason.OtherFocusReason)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Paint the ground of a button under the pointer."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Paint the ground of a button that the pointer has left."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, icon, word and key, and a ring of the focus that shows on a filled ground."""
        painter = QPainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        self.style().drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, self)
        self._paint_parts(painter)
        if self.hasFocus() and self._kind in ("primary", "danger"):
            inset = theme.density().focus
            ring = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
            focus_ring(painter, ring, theme.density().radius - inset, "surface")

    def _paint_parts(self, painter: QPainter) -> None:
        glyph, word, key = self._parts()
        left = (self.width() - glyph - word - key) // 2
        token, size = self._token(), theme.density().icon_small
        if glyph:
            tint = "ink2" if token == "ink" else token
            theme.paint_icon(painter, self._glyph, left, (self.height() - size) / 2, size, tint)
        painter.setFont(theme.font(self._px(), self._weight()))
        painter.setPen(theme.color(token))
        left += glyph
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QRect(left, 0, word + 1, self.height()), middle, self.text())
        at_right = middle | int(Qt.AlignmentFlag.AlignRight)
        painter.drawText(QRect(left + word, 0, key + 1, self.height()), at_right, self._key)
