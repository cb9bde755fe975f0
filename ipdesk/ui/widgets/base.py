"""What all widgets share: boxes, text with a role, hairlines, the focus ring, what counts as Enter."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ipdesk.ui import theme

Box = TypeVar("Box", bound=QBoxLayout)

_ENDLESS = 2000  # px, as wide and high as a label thinks
_NESTED = 12  # widgets within each other, each laid out by its own layout


def row_in(widget: QWidget, gap: float | None = None) -> QHBoxLayout:
    """Lay a widget out as a row from edge to edge, ``gap`` steps of the grid apart or as usual."""
    return _from_edge_to_edge(QHBoxLayout(widget), gap)


def column_in(widget: QWidget, gap: float | None = None) -> QVBoxLayout:
    """Lay a widget out as a column, otherwise as ``row_in`` does."""
    return _from_edge_to_edge(QVBoxLayout(widget), gap)


def _from_edge_to_edge(box: Box, gap: float | None) -> Box:
    box.setContentsMargins(0, 0, 0, 0)
    if gap is not None:
        box.setSpacing(theme.grid(gap))
    return box


def lay_out_before(event: QEvent) -> None:
    """Let everything be laid out before an event that paints a window; of any other do nothing.

    What is laid out has its parents laid out in turn, by events that stand behind the one which paints.
    """
    if event.type() == QEvent.Type.UpdateRequest:
        for _ in range(_NESTED):  # Qt sends none that came while it sends
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


def discard(widgets: Iterable[QWidget]) -> None:
    """Take widgets off the screen at once; Qt deletes them when it comes to that."""
    for widget in widgets:
        widget.hide()
        widget.deleteLater()


def repolish(widget: QWidget) -> None:
    """Let the style sheet see a property that has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def set_property(widget: QWidget, name: str, value: str) -> None:
    """Set a property that the style sheet selects by, and restyle only when it differs.

    A widget that was not in sight yet is styled when it is.
    """
    if widget.property(name) != value:
        widget.setProperty(name, value)
        if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            repolish(widget)


def is_enter(event: QKeyEvent) -> bool:
    """Tell whether a key is one of the two Enter keys, without modifiers but the number pad."""
    plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def goes_by_enter(widget: QWidget, event: QKeyEvent) -> bool:
    """Go from an input to the next by Enter, back by Shift+Enter; say whether the key was one of them."""
    back = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.ShiftModifier
    if is_enter(event):
        widget.focusNextChild()
    elif back and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        widget.focusPreviousChild()
    else:
        return False
    return True


def is_alt_text(event: QKeyEvent) -> bool:
    """Tell whether a letter, figure or sign comes with Alt: a key that something may have, never text.

    What AltGr types comes with Ctrl as well, or without Alt.
    """
    held = event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier)
    typed = event.text() not in ("", " ") and event.text().isprintable()
    return typed and held == Qt.KeyboardModifier.AltModifier


def focus_ring(painter: QPainter, rect: QRectF, radius: float, token: str = "accent") -> None:
    """Paint the ring that says where the keyboard is, just inside a rectangle; ``radius`` in px."""
    width = theme.density().focus
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color(token), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = width / 2
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius, radius)
    painter.restore()


def rounded(
    painter: QPainter, rect: QRectF, radius: float, fill: str, edge: str = "", pen: float = 1
) -> None:
    """Paint a rounded rectangle, its edge inside; an empty token leaves fill or edge out. Lengths in px."""
    inset = pen / 2 if edge else 0
    painter.setPen(QPen(theme.color(edge), pen) if edge else Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(fill) if fill else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)


def hairline(painter: QPainter, start: QPointF, length: float, token: str, thick: int = 1) -> None:
    """Paint a line, ``length`` px wide, of whole pixels: equally thick at 125 and 150 per cent too."""
    device = painter.device()
    ratio = device.devicePixelRatioF() if device is not None else 1.0
    pen = QPen(theme.color(token), max(1, int(thick * ratio)))
    pen.setCosmetic(True)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(pen)
    painter.drawLine(start, QPointF(start.x() + length, start.y()))
    painter.restore()


class Text(QLabel):
    """A line of text with a role: cap, sub, strong, head, title, big, key, hint, error, empty, or none."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("r", role)
        self.setTextFormat(Qt.TextFormat.PlainText)


class SteadyText(Text):
    """A text that changes at every key: only another width has what is around it laid out anew.

    A label has the whole page laid out anew whatever it is given. ``wraps`` breaks the text into rows; the
    height for them is set from outside.
    """

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", role, parent)
        self._content, self.wraps = "", False
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show a text; what is around it is laid out anew only where the width changes."""
        before, self._content = self.sizeHint(), text
        self.setAccessibleName(text)
        self.update()
        if self.sizeHint() != before:
            self.updateGeometry()

    def text(self) -> str:
        """Return the text as it was set; the label of Qt below holds none."""
        return self._content

    def sizeHint(self) -> QSize:
        """Return the size of the text in one line, in px."""
        self.ensurePolished()
        room = QRect(0, 0, _ENDLESS, _ENDLESS)
        return self.fontMetrics().boundingRect(room, 0, self._content).size()

    def minimumSizeHint(self) -> QSize:
        """Return the size of the whole text, so that it is never cut; in px."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text in the pen and font of the palette, wrapped where the widget says so."""
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        painter.setFont(self.font())
        wrap = Qt.TextFlag.TextWordWrap if self.wraps else Qt.TextFlag(0)
        painter.drawText(self.contentsRect(), int(self.alignment() | wrap), self._content)


class ElidedText(Text):
    """A line of text that gives way when room is short: … stands for the rest, the tool tip has the whole.

    ``middle`` leaves out the middle of the text instead of its end.
    """

    def __init__(
        self, text: str = "", role: str = "", parent: QWidget | None = None, *, middle: bool = False
    ) -> None:
        super().__init__("", role, parent)
        self._whole = ""
        self._mode = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show another text, cut short where it does not fit; it may shrink to three ems."""
        self._whole = text
        self.setText(text)
        self.setToolTip("")
        self.setMinimumWidth(min(self.fontMetrics().height() * 3, super().sizeHint().width()))

    def whole(self) -> str:
        """Return the text as given, elided or not."""
        return self._whole

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what fits, and offer the whole as a tooltip where something was cut."""
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        room = self.contentsRect()
        shown = self.cut_for(room.width())
        cut = shown != self._whole
        painter.setFont(self.font())
        self.setToolTip(self._whole if cut else "")
        painter.drawText(room, int(self._place_of_cut() if cut else self.alignment()), shown)

    def _place_of_cut(self) -> Qt.AlignmentFlag:
        """Return where a text is painted that was cut: what is left of its room goes to both sides."""
        if self._mode is Qt.TextElideMode.ElideMiddle:
            return Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
        return self.alignment()

    def cut_for(self, width: int) -> str:
        """Return what is shown in so many px: of a text that is cut in its middle as much as fits."""
        metrics, whole = self.fontMetrics(), self._whole
        if self._mode is not Qt.TextElideMode.ElideMiddle or metrics.horizontalAdvance(whole) <= width:
            return metrics.elidedText(whole, self._mode, width)
        for kept in range(len(whole) - 1, 0, -1):
            tail = kept // 2
            shown = f"{whole[: kept - tail]}…{whole[len(whole) - tail :]}"
            if metrics.horizontalAdvance(shown) <= width:
                return shown
        return "…"


class Hairline(QFrame):
    """A line of one pixel, lying or standing."""

    def __init__(self, standing: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hairline")
        thin = theme.density().hair
        if standing:
            self.setFixedWidth(thin)
        else:
            self.setFixedHeight(thin)


class EnterClickMixin:
    """Mixed into every button, before its Qt class: Enter presses it too, not only Space as Qt does."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Click by Enter; other keys do what they do to the button of Qt."""
        assert isinstance(self, QAbstractButton)
        if is_enter(event):
            self.click()
        else:
            super().keyPressEvent(event)  # type: ignore[misc]


class EnterMovesOnMixin:
    """Mixed into what is ticked or turned, before its Qt class: Enter goes on to the next field.

    It does so in every other input; left to Qt it would hand in the whole form.
    """

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on by Enter, back with Shift; other keys do what they do to the button of Qt."""
        assert isinstance(self, QAbstractButton)
        if not goes_by_enter(self, event):
            super().keyPressEvent(event)  # type: ignore[misc]


class SelectOnFocusMixin:
    """Mixed into every line edit, before its Qt class: the program brings the focus as Tab does.

    Qt selects all only for Tab and for shortcuts: else what was typed went before the old text.
    """

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select the whole text where the program, not the mouse, leads to the field."""
        assert isinstance(self, QLineEdit)
        super().focusInEvent(event)  # type: ignore[misc]
        if event.reason() is Qt.FocusReason.OtherFocusReason:
            self.selectAll()


def in_tab_order(form: QWidget) -> list[QWidget]:
    """Return what Tab comes to in a form, as the form itself has set it."""
    found: list[QWidget] = []
    widget = form.nextInFocusChain()
    while widget is not None and form.isAncestorOf(widget):
        found.append(widget)
        widget = widget.nextInFocusChain()
    return [widget for widget in found if widget.focusPolicy() & Qt.FocusPolicy.TabFocus]
