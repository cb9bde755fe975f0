"""The text of a template to be changed: lines with their numbers, those at fault marked."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QTextCursor, QTextFormat
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from ipdesk.ui import theme
from ipdesk.ui.widgets.base import is_enter
from ipdesk.ui.widgets.fields.input_method import InputMethodMixin

DIGITS = 3


class _LineNumbers(QWidget):
    """The numbers beside the lines, by which a finding says where it is."""

    def __init__(self, editor: TemplateEditor) -> None:
        super().__init__(editor)
        self._editor = editor

    def sizeHint(self) -> QSize:
        return QSize(self._editor.numbers_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.color("sunken"))
        painter.setFont(theme.font(theme.density().small))
        for number, spot in self._editor.lines_seen(self.width() - theme.grid(2)):
            painter.setPen(theme.color("ink" if number in self._editor.faults else "ink3"))
            painter.drawText(spot, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(number))


class TemplateEditor(InputMethodMixin, QPlainTextEdit):
    """A text with fixed widths. ``edited`` tells that somebody typed; Enter keeps the indent, Tab moves on.

    ``faults`` are the lines at fault, counted from 1.
    """

    edited = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.faults: frozenset[int] = frozenset()
        self._numbers = _LineNumbers(self)
        self.setObjectName("document")
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.textChanged.connect(self.edited)
        self.updateRequest.connect(self._update_numbers)
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take the measures in force."""
        self.setFont(theme.fixed_font(theme.density().base))
        self.setViewportMargins(self.numbers_width(), 0, 0, 0)
        self._mark()

    # --- the text ---

    def text(self) -> str:
        """Return all lines, joined by line feeds, whatever the file had."""
        return self.toPlainText()

    def show_text(self, text: str) -> None:
        """Show another text from its beginning, without telling."""
        self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(False)
        self.mark_lines(())

    def mark_lines(self, lines: Collection[int]) -> None:
        """Mark the lines at fault, and no other."""
        self.faults = frozenset(lines)
        self._mark()

    def go_to_line(self, number: int) -> None:
        """Bring a line into the middle, with the cursor at its end, and let the keyboard go on there."""
        cursor = QTextCursor(self.document().findBlockByNumber(number - 1))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self.setTextCursor(cursor)
        self.centerCursor()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _mark(self) -> None:
        found = []
        for number in self.faults:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = QTextCursor(self.document().findBlockByNumber(number - 1))  # type: ignore[attr-defined]
            mark.format.setBackground(theme.color("redTint"))  # type: ignore[attr-defined]
            mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)  # type: ignore[attr-defined]
            found.append(mark)
        self.setExtraSelections(found)
        self._numbers.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin a new line as far in as the one before: depth is told by blanks."""
        if not is_enter(event):
            super().keyPressEvent(event)
            return
        line = self.textCursor().block().text()
        self.insertPlainText("\n" + " " * (len(line) - len(line.lstrip(" "))))
        self.ensureCursorVisible()

    # --- the numbers ---

    def numbers_width(self) -> int:
        """Return the room for the numbers of lines, in px."""
        return theme.text_width("0" * DIGITS, theme.density().small) + theme.grid(4)

    def lines_seen(self, width: int) -> list[tuple[int, QRect]]:
        """Return the lines in sight, by number, each with where its first row stands (``width`` in px)."""
        block, seen = self.firstVisibleBlock(), []
        height = self.fontMetrics().height()
        while block.isValid():
            top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
            if top > self.viewport().height():
                break
            seen.append((block.blockNumber() + 1, QRect(0, round(top), width, height)))
            block = block.next()
        return seen

    def _update_numbers(self, spot: QRect, scrolled: int) -> None:
        if scrolled:
            self._numbers.scroll(0, scrolled)
        else:
            self._numbers.update(0, spot.y(), self._numbers.width(), spot.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the numbers beside the text."""
        super().resizeEvent(event)
        self._place_numbers()

    def event(self, event: QEvent) -> bool:
        """Keep the numbers beside the text when its frame changes with the focus."""
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.StyleChange):
            self._place_numbers()
        return done

    def _place_numbers(self) -> None:
        room = self.viewport().geometry()
        width = self.numbers_width()
        self._numbers.setGeometry(room.left() - width, room.top(), width, room.height())
