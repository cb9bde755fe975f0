"""A text to read at length: title, labelled facts, sections, indented lines. Nothing in it can be edited."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QTextBrowser, QWidget

from ipdesk.ui import theme

Write = Callable[["DocumentView"], None]


class DocumentView(QTextBrowser):
    """Shows what ``show_text`` is given a function to write, again at every change of density.

    The function calls ``title``, ``section``, ``line`` and ``pair``; distances are steps of the grid. With
    ``bare`` it stands without a margin, for a dialog that has its own.
    """

    def __init__(self, name: str, *, bare: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bare = bare
        self.setObjectName("document")
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._write: Write = lambda view: None
        self._cursor = QTextCursor(self.document())
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take the measures in force."""
        place = self.verticalScrollBar().value()
        margin = theme.grid(0.5) if self._bare else theme.density().pad - theme.density().focus
        self.document().setDocumentMargin(margin)
        self._fill()
        self.verticalScrollBar().setValue(place)

    def show_text(self, write: Write) -> None:
        """Show another text, from its beginning."""
        self._write = write
        self._fill()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

    def _fill(self) -> None:
        self.clear()
        self._cursor = QTextCursor(self.document())
        self._cursor.beginEditBlock()  # laid out once: line by line it takes four times as long
        self._write(self)
        self._cursor.endEditBlock()

    def scroll_by(self, event: QKeyEvent) -> bool:
        """Scroll as a key of the dialog around it wants; say whether it is such a key."""
        bar = self.verticalScrollBar()
        steps = {
            Qt.Key.Key_Up: -bar.singleStep(), Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(), Qt.Key.Key_PageDown: bar.pageStep(),
        }  # fmt: skip
        step = steps.get(Qt.Key(event.key()), 0)
        bar.setValue(bar.value() + step)
        return bool(step)

    # --- what a text is made of ---

    def title(self, text: str) -> None:
        """Write the name of the document at its head, in the largest type."""
        self._block(0, 2)
        self._insert(text, theme.density().title, theme.BOLD)

    def section(self, text: str) -> None:
        """Begin a section: its head, with room before it."""
        self._block(0, 5, after=1)
        self._insert(text, theme.density().head, theme.BOLD)

    def line(
        self, text: str, *, indent: float = 0, before: float = 1, token: str = "ink", strong: bool = False
    ) -> None:
        """Write a paragraph; wrapped lines keep its indent. Lengths in steps of the grid, 4 px each."""
        self._block(indent, before)
        self._insert(text, theme.density().base, theme.BOLD if strong else theme.REGULAR, token)

    def pair(self, label: str, text: str, *, indent: float = 0, before: float = 1) -> None:
        """Write a label and what belongs to it, wrapped lines standing under the latter.

        Lengths in steps of the grid, 4 px each.
        """
        room = theme.grid(18)
        form = self._block(indent, before)
        form.setLeftMargin(theme.grid(indent) + room)
        form.setTextIndent(-room)
        form.setTabPositions([QTextOption.Tab(room, QTextOption.TabType.LeftTab)])
        self._cursor.setBlockFormat(form)
        self._insert(f"{label}\t", theme.density().base, theme.REGULAR, "ink3")
        self._insert(text, theme.density().base, theme.REGULAR)

    def _block(self, indent: float, before: float, after: float = 0) -> QTextBlockFormat:
        form = QTextBlockFormat()
        form.setLeftMargin(theme.grid(indent))
        form.setTopMargin(theme.grid(before) if self._cursor.position() else 0)
        form.setBottomMargin(theme.grid(after))
        height = float(theme.density().bar_text)
        form.setLineHeight(height, QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
        if self._cursor.position():
            self._cursor.insertBlock(form)
        else:
            self._cursor.setBlockFormat(form)
        return form

    def _insert(self, text: str, px: int, weight: theme.Weight, token: str = "ink") -> None:
        manner = QTextCharFormat()
        manner.setFont(theme.font(px, weight))
        manner.setForeground(theme.color(token))
        self._cursor.insertText(text, manner)
