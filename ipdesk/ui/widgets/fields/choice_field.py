"""A field for one of several words."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import (
    QElapsedTimer,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QStylePainter,
    QWidget,
)

from ipdesk.models.parsing.names.names import compared_name
from ipdesk.models.parsing.names.pinyin import begins_with_letters, has_letters
from ipdesk.ui import theme
from ipdesk.ui.widgets.base import goes_by_enter, is_alt_text, set_property
from ipdesk.ui.widgets.fields.paste import coming_in_one_piece


class _DigitDelegate(QStyledItemDelegate):
    """Draws a word of the list with the digit that picks it at the right."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        if _digit(index.row()):
            rect: QRect = option.rect.adjusted(0, 0, -theme.grid(3), 0)  # type: ignore[attr-defined]
            painter.setFont(theme.font(theme.density().tiny))
            painter.setPen(theme.color("ink3"))
            align = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(rect, align, _digit(index.row()))

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width() + theme.grid(6), theme.density().input)


_PICKED_BY_DIGIT = 10
_PAUSE = 1000  # ms between letters of one word
_OPENING = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Space)
_INSET = 4  # px that a style keeps clear around the word
_SAID = 12  # characters of a pasted text that are repeated


def _digit(row: int) -> str:
    """Return the digit that picks a row: 1 to 9, and 0 for the tenth."""
    return str((row + 1) % 10) if row < _PICKED_BY_DIGIT else ""


class _LetterRun:
    """Letters typed one soon after the other, which together say a word by its pinyin."""

    def __init__(self) -> None:
        self._letters = ""
        self._pause = QElapsedTimer()

    def grown(self, letter: str) -> str:
        """Return the letters typed so far with one more; after a pause they begin anew."""
        soon = self._pause.isValid() and not self._pause.hasExpired(_PAUSE)
        self._pause.start()
        self._letters = (self._letters if soon else "") + letter.lower()
        return self._letters

    def begin(self, letter: str) -> None:
        """Let the run begin with a letter."""
        self._letters = letter.lower()


class _Choices(QListView):
    """The list while it is open; the digit beside a word picks it, letters of its pinyin lead to it."""

    def __init__(self, field: ChoiceField) -> None:
        super().__init__(field)
        self._field = field

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self._field.row_of_digit("" if is_alt_text(event) else event.text())
        if row is not None and self._field.adds:
            self.setCurrentIndex(self.model().index(row, 0))
        elif row is not None:
            self._field.hidePopup()
            self._field.setCurrentIndex(row)
        elif event.matches(QKeySequence.StandardKey.Paste):
            self._field.hidePopup()
            self._field.paste()
        elif _is_letter(event):
            row = self._field.row_of_letter(event.text(), self.currentIndex().row())
            self.setCurrentIndex(self.model().index(self.currentIndex().row() if row is None else row, 0))
        else:
            super().keyPressEvent(event)


def _is_letter(event: QKeyEvent) -> bool:
    """Tell whether a key types a letter of the pinyin of a word."""
    text = event.text()
    held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
    return text.isascii() and text.isalpha() and not held


class ChoiceField(QComboBox):
    """One of several words, each with a key. A digit, letters (of the pinyin) or a pasted word pick.

    Arrows and Space open the list: nothing is picked unseen. ``changed`` tells the key, empty while nothing
    is chosen; ``hintChanged`` what the line under the field says. The mouse wheel never changes it. Where a
    choice ``adds`` something to a form, a digit or letters lead to a word of the open list, and Enter takes
    it: a number typed in the wrong place adds nothing.
    """

    changed = Signal(str)
    hintChanged = Signal(str)

    adds = False

    def __init__(
        self, choices: Iterable[tuple[str, str]] = (), placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._run = _LetterRun()
        self._whole = ""  # the word that is too long for the field
        self._unknown = ""  # what was pasted and is none of the words
        self.setPlaceholderText(placeholder or self.tr("请选择"))
        self._set_manners()
        self.currentIndexChanged.connect(self._tell)
        self.set_choices(choices)
        theme.follow(self.restyle)

    def _set_manners(self) -> None:
        self.setView(_Choices(self))
        self.setItemDelegate(_DigitDelegate(self))
        self.setMaxVisibleItems(12)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)

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

    def hint(self) -> str:
        """Return how to choose where the keyboard is, or that what was pasted is none of the words."""
        if self._unknown:
            return self.tr("没有“{text}”这一项，请另选").format(text=self._unknown)
        said = self.tr("数字、首字母找，Enter 添加") if self.adds else self.tr("↓展开，数字、首字母直选")
        return said if self.hasFocus() else ""

    def choose_by_text(self, text: str) -> None:
        """Choose the word that a text says, whole or as the only one with it; or say that there is none."""
        wanted = compared_name(text)
        words = [compared_name(self.itemText(row)) for row in range(self.count())]
        rows = [row for row, word in enumerate(words) if word == wanted]
        rows = rows or [row for row, word in enumerate(words) if wanted and wanted in word]
        if len(rows) == 1:
            self.setCurrentIndex(rows[0])
        self._say_unknown("" if len(rows) == 1 or not wanted else text.strip()[:_SAID])

    def _say_unknown(self, text: str) -> None:
        self._unknown = text
        self.hintChanged.emit(self.hint())

    def _tell(self) -> None:
        self._mark_empty()
        self._say_unknown("")
        self.changed.emit(self.key())

    def row_of_digit(self, text: str) -> int | None:
        """Return the row that a digit picks, None for no digit or no row."""
        return next((row for row in range(self.count()) if text and _digit(row) == text), None)

    def row_of_letter(self, letter: str, current: int) -> int | None:
        """Return the row that the letters typed so far lead to from the current one, None for none.

        A letter that does not go on with a word begins anew, so that one letter leads from word to word.
        """
        letters = self._run.grown(letter)
        found = self._row_of_letters(letters, current if len(letters) > 1 else current + 1)
        if found is None and len(letters) > 1:
            self._run.begin(letter)
            found = self._row_of_letters(letter.lower(), current + 1)
        return found

    def _row_of_letters(self, letters: str, first: int) -> int | None:
        """Return the next row that begins with letters, or else has them within."""
        order = [(first + step) % self.count() for step in range(self.count())]
        for fits in (begins_with_letters, has_letters):
            for row in order:
                if fits(self.itemText(row), letters):
                    return row
        return None

    def paste(self) -> None:
        """Take the word on the clipboard."""
        with coming_in_one_piece():
            self.choose_by_text(QApplication.clipboard().text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by digit, by a word's first letter or by pasting; open the list by Space or an arrow."""
        row = self.row_of_digit(event.text())
        if is_alt_text(event):
            event.ignore()
        elif goes_by_enter(self, event):
            event.accept()
        elif event.key() in _OPENING:
            self.showPopup()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif row is not None:
            self._lead_to(row)
        elif _is_letter(event):
            self._lead_to(self.row_of_letter(event.text(), self.currentIndex()))
        else:
            super().keyPressEvent(event)

    def _lead_to(self, row: int | None) -> None:
        """Choose a row, or where that adds something open the list at it."""
        if row is not None and self.adds:
            self.showPopup()
            self.view().setCurrentIndex(self.model().index(row, 0))
        elif row is not None:
            self.setCurrentIndex(row)

    def showPopup(self) -> None:
        """Open the list, as wide as its longest word: what is chosen from must be read whole."""
        view, bar = self.view(), self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        more = bar if self.count() > self.maxVisibleItems() else 0
        wide = view.sizeHintForColumn(0) + more + 2 * view.frameWidth()
        view.setMinimumWidth(min(wide, self.window().width()))
        super().showPopup()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the keys of the field while it has the focus."""
        super().focusInEvent(event)
        self.hintChanged.emit(self.hint())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the hint away when the field is left."""
        super().focusOutEvent(event)
        self.hintChanged.emit(self.hint())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: scrolling over a field must not choose something else."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field with our own arrow, of the right colour at every scale, and … for what is cut."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        whole = self.placeholderText() if self.currentIndex() < 0 else self.currentText()
        option.currentText = self._elided(whole, option)  # type: ignore[attr-defined]
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        size = theme.grid(3.5)
        left = self.width() - size - theme.grid(2)
        theme.paint_icon(painter, "chevron-down", left, (self.height() - size) / 2, size, "ink2")

    def _elided(self, whole: str, option: QStyleOptionComboBox) -> str:
        """Shorten a word to the room beside the arrow; the tool tip has the whole of what was shortened."""
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self).width()
        shown = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, room - _INSET)
        if shown != whole or self.toolTip() == self._whole:
            self._whole = whole if shown != whole else ""
            self.setToolTip(self._whole)
        return shown
