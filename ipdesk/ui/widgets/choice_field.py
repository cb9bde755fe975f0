"""A field for one of several words."""

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ipdesk.ui import theme
from ipdesk.ui.widgets.base import set_property
from ipdesk.ui.widgets.text_field import is_enter


class _Numbered(QStyledItemDelegate):
    """Draws a word of the list with the digit that picks it at the right."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        if index.row() < 9:
            rect: QRect = option.rect.adjusted(0, 0, -theme.grid(3), 0)  # type: ignore[attr-defined]
            painter.setFont(theme.font(theme.density().tiny))
            painter.setPen(theme.color("ink3"))
            align = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(rect, align, str(index.row() + 1))

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width() + theme.grid(6), theme.density().input)


def initial(word: str) -> str:
    """Return the first letter of a word, of its pinyin where it is Chinese."""
    from pypinyin import Style, lazy_pinyin  # half the size of the program: only when a letter is typed

    letters = lazy_pinyin(word[:1], style=Style.FIRST_LETTER)
    return letters[0][:1].lower() if letters else ""


class _Choices(QListView):
    """The list while it is open; the digit beside a word picks it."""

    def __init__(self, field: QComboBox) -> None:
        super().__init__(field)
        self._field = field

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if text.isdigit() and 0 < int(text) <= self._field.count():
            self._field.hidePopup()
            self._field.setCurrentIndex(int(text) - 1)
        else:
            super().keyPressEvent(event)


class ChoiceField(QComboBox):
    """One of several words, each with a key. A digit or the first letter (of the pinyin) picks.

    ``changed`` tells the key, empty while nothing is chosen. The mouse wheel never changes it.
    """

    changed = Signal(str)

    def __init__(
        self, choices: Iterable[tuple[str, str]] = (), placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setView(_Choices(self))
        self.setItemDelegate(_Numbered(self))
        self.setPlaceholderText(placeholder or self.tr("请选择"))
        self.setMaxVisibleItems(12)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.currentIndexChanged.connect(self._tell)
        self.set_choices(choices)
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take the measures in force."""
        self.setFixedHeight(theme.density().input)

    def set_choices(self, choices: Iterable[tuple[str, str]]) -> None:
        """Offer other words, as (key, word); the chosen key stays when it is still among them."""
        kept = self.key()
        self.blockSignals(True)
        self.clear()
        for key, word in choices:
            self.addItem(word, key)
        self.setCurrentIndex(self.findData(kept) if kept else -1)
        self.blockSignals(False)
        self._mark_empty()
        if self.key() != kept:
            self.changed.emit(self.key())

    def key(self) -> str:
        """Return the key of the chosen word, empty for none."""
        return str(self.currentData() or "")

    def set_key(self, key: str) -> None:
        """Choose by key; an unknown one chooses nothing."""
        self.setCurrentIndex(self.findData(key) if key else -1)

    def _mark_empty(self) -> None:
        set_property(self, "empty", "true" if self.currentIndex() < 0 else "false")

    def _tell(self) -> None:
        self._mark_empty()
        self.changed.emit(self.key())

    def _pick_letter(self, letter: str) -> None:
        """Go to the next word that begins with a letter."""
        order = [(self.currentIndex() + 1 + step) % self.count() for step in range(self.count())]
        for row in order:
            if initial(self.itemText(row)) == letter.lower():
                self.setCurrentIndex(row)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        text = event.text()
        if is_enter(event):
            self.focusNextChild()
        elif text.isdigit() and 0 < int(text) <= self.count():
            self.setCurrentIndex(int(text) - 1)
        elif (
            text.isascii() and text.isalpha() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._pick_letter(text)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: D102
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        super().paintEvent(event)
        size = theme.grid(3.5)
        painter = QPainter(self)
        left = self.width() - size - theme.grid(2)
        theme.paint_icon(painter, "chevron-down", left, (self.height() - size) / 2, size, "ink2")
