"""A field for a sum of money: exact fen inside, yuan or 万元 on the outside."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ipdesk.models.parsing.values.amounts import WAN, YUAN, AmountUnit, read_amount
from ipdesk.ui import theme
from ipdesk.ui.widgets.base import is_alt_text, rounded, set_property
from ipdesk.ui.widgets.fields.checked_field import CheckedField
from ipdesk.ui.widgets.money import fen_text


class UnitToggle(QWidget):
    """The two words 元 and 万元 inside a money field; the chosen one stands on a tint."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.unit: AmountUnit = YUAN
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(self.tr("按 Y 为元，按 W 为万元"))
        self.setAccessibleName(self.tr("单位：元或万元"))

    def _slot_width(self, word: str) -> int:
        return theme.text_width(word, theme.density().small, theme.BOLD) + theme.grid(3.5)

    def sizeHint(self) -> QSize:
        """Return the room of both units side by side, in px."""
        return QSize(sum(self._slot_width(unit.word) for unit in AmountUnit), theme.density().input - 8)

    def unit_at(self, place: QPointF) -> AmountUnit:
        """Return the unit whose word stands at a place."""
        return YUAN if place.x() < self._slot_width(YUAN.word) else WAN

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the unit under the pointer."""
        self.chosen.emit(self.unit_at(event.position()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint both units, the chosen one marked."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = 0
        for unit in AmountUnit:
            slot = QRectF(left, 0, self._slot_width(unit.word), self.height())
            self._paint_word(painter, slot, unit.word, unit is self.unit)
            left += self._slot_width(unit.word)

    def _paint_word(self, painter: QPainter, slot: QRectF, word: str, on: bool) -> None:
        measures = theme.density()
        if on:
            rounded(painter, slot, measures.radius_small, "tint")
        painter.setFont(theme.font(measures.small, theme.BOLD if on else theme.REGULAR))
        painter.setPen(theme.color("accent" if on else "ink3"))
        painter.drawText(slot, int(Qt.AlignmentFlag.AlignCenter), word)


class MoneyField(CheckedField):
    """A sum of money. ``fen()`` is exact; ``changed`` tells it with every key, None while there is none.

    W and Y choose 万元 and 元, as a click does. While the clerk is typing, choosing a unit means the number
    just typed; otherwise it shows the same sum in the other unit. ``unitChanged`` tells the choice.
    """

    unitChanged = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._pieces, self._measure = 1, ""  # for how many things the sum is meant, each
        self.toggle = UnitToggle(self)
        self.toggle.chosen.connect(self.set_unit)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.textChanged.connect(self._weigh)
        self._place()

    def fen(self) -> int | None:
        """Return the sum in fen, None while there is no readable one."""
        return self._value if isinstance(self._value, int) else None

    def set_fen(self, fen: int | None) -> None:
        """Show another sum, given in fen, or nothing: in 元, whatever the one before was typed in."""
        self._show_unit(YUAN)
        self.set_value(fen)

    def set_value(self, value: object) -> None:
        """Show a sum in the unit on show."""
        super().set_value(value)
        self._read()  # the same text may stand there, read in the other unit

    def show_typed(self, text: str, unit: AmountUnit) -> None:
        """Show what was typed some time before with the field on a unit."""
        self._show_unit(unit)
        self.setText(text)
        self._read()  # the same text may stand there, read in the other unit
        self.show_text(text)

    def unit(self) -> AmountUnit:
        """Return whether typed numbers mean 元 or 万元, as the toggle in the field shows."""
        return self.toggle.unit

    def set_unit(self, unit: AmountUnit) -> None:
        """Choose the unit: a number being typed is then meant in it, a sum that stands is shown in it."""
        if unit is self.toggle.unit:
            return
        standing = None if self.isModified() and self.hasFocus() else self.fen()
        self._show_unit(unit)
        if standing is None:
            self._read()
        else:
            self.set_value(standing)
        self.unitChanged.emit()

    def _show_unit(self, unit: AmountUnit) -> None:
        self.toggle.unit = unit
        self.toggle.update()
        self._offer_unit()

    def _other_unit(self) -> str:
        """Say by which key the other unit is had."""
        return self.tr("万元按 W") if self.unit() is YUAN else self.tr("元按 Y")

    def _offer_unit(self) -> None:
        """Say how the unit is changed as long as nothing is typed, where the keyboard is."""
        typing = self.hasFocus() and not self.isReadOnly()
        self.setPlaceholderText(self._other_unit() if typing else "")

    def _weigh(self, text: str) -> None:
        """Write a sum in bold, and what stands there instead of one not."""
        set_property(self, "r", "sum" if text else "")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say in the empty field by which key the other unit is had."""
        super().focusInEvent(event)
        self._offer_unit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take that back when the field is left; a sum that was typed stays in its unit."""
        super().focusOutEvent(event)
        self._offer_unit()

    def value_of(self, text: str) -> object:
        """Return the fen of a text. Raises Unreadable with the sentence to show."""
        return read_amount(text, self.toggle.unit)

    def write_value(self, value: object) -> str:
        """Return the text of a sum in the unit on show."""
        assert isinstance(value, int)
        return fen_text(value, self.toggle.unit)

    def describe(self, value: object) -> str:
        """Return the sum in yuan, as the line under the field repeats it."""
        if not isinstance(value, int):
            return ""
        said = self._worth(value)
        return f"{said}　{self._other_unit()}" if self.hasFocus() and not self.isReadOnly() else said

    def _worth(self, fen: int) -> str:
        if self._pieces == 1:
            return self.tr("＝ {sum} 元").format(sum=fen_text(fen))
        words = self.tr("每{measure} {each} 元 × {count} {measure} ＝ {sum} 元")
        return words.format(
            measure=self._measure, each=fen_text(fen), count=self._pieces, sum=fen_text(fen * self._pieces)
        )

    def set_pieces(self, count: int, measure: str) -> None:
        """Take the sum as that of each of several things; the line below then says what all come to."""
        self._pieces, self._measure = count, measure

    def restyle(self) -> None:
        """Take the measures in force."""
        super().restyle()
        self._place()

    def _place(self) -> None:
        if not hasattr(self, "toggle"):
            return
        self.toggle.resize(self.toggle.sizeHint())
        self.setTextMargins(0, 0, self.toggle.width(), 0)
        gap = theme.grid(1)
        self.toggle.move(self.width() - self.toggle.width() - gap - 1, gap)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the toggle of units at the right edge."""
        super().resizeEvent(event)
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Change to 万元 by w and to 元 by y; the rest is a text field's."""
        unit = None if is_alt_text(event) else {"w": WAN, "y": YUAN}.get(event.text().lower())
        if unit is not None and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_unit(unit)
        else:
            super().keyPressEvent(event)
