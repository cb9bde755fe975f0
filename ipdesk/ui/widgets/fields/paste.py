"""Text that comes into a field in one piece, by the clipboard or by the mouse: nobody is still typing it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QContextMenuEvent, QDropEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit


class _PasteDepth:
    depth = 0


def in_one_piece() -> bool:
    """Say whether what is being edited this moment comes in one piece."""
    return _PasteDepth.depth > 0


@contextmanager
def coming_in_one_piece(does: bool = True) -> Iterator[None]:
    """Let whoever hears of an edit within know that it comes in one piece, where it ``does``."""
    _PasteDepth.depth += does
    try:
        yield
    finally:
        _PasteDepth.depth -= does


class LinePasteMixin:
    """Mixed into every line edit, before its Qt class; Qt offers no single door for what is pasted."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste by the keyboard."""
        with coming_in_one_piece(event.matches(QKeySequence.StandardKey.Paste)):
            super().keyPressEvent(event)  # type: ignore[misc]

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what is dropped."""
        with coming_in_one_piece():
            super().dropEvent(event)  # type: ignore[misc]

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Paste what is selected elsewhere, by the middle button."""
        with coming_in_one_piece(event.button() is Qt.MouseButton.MiddleButton):
            super().mouseReleaseEvent(event)  # type: ignore[misc]

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to paste, among others."""
        assert isinstance(self, QLineEdit)
        menu = self.createStandardContextMenu()
        with coming_in_one_piece():
            menu.exec(event.globalPos())
        menu.deleteLater()


class ParagraphPasteMixin:
    """Mixed into every field of several lines, before its Qt class: what is pasted or dropped."""

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take what is pasted or dropped."""
        assert isinstance(self, QPlainTextEdit)
        with coming_in_one_piece():
            super().insertFromMimeData(source)  # type: ignore[misc]
