"""Text that comes into a field in one piece, by the clipboard or by the mouse: nobody is still typing it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QMetaMethod, QMimeData, QPoint, Qt, SignalInstance
from PySide6.QtGui import (
    QClipboard,
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QToolTip

from ipdesk.models.parsing.text.lines import is_table
from ipdesk.ui.widgets.fields.paper_files import paper_files


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
    """Mixed into every line edit, before its Qt class; Qt offers no single door for what is pasted.

    A line takes one value: of a table nothing is taken, and the signal ``tableRefused``, which the class
    declares, says so; where nobody listens, a tool tip at the field does.
    """

    tableRefused: SignalInstance

    def _refuses(self, text: str) -> bool:
        """Say whether a text is a table, and tell so that nothing of it was taken."""
        assert isinstance(self, QLineEdit)
        refused = is_table(text) and not self.isReadOnly()
        if refused:
            sentence = QCoreApplication.translate("Paste", "这里一次填一项；表格和几行文字不能整个粘贴")
            self.tableRefused.emit(sentence)
            if not self.isSignalConnected(QMetaMethod.fromSignal(self.tableRefused)):
                QToolTip.showText(self.mapToGlobal(QPoint(0, self.height())), sentence, self)
        return refused

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste by the keyboard; files of papers are left to the page."""
        if event.matches(QKeySequence.StandardKey.Paste) and paper_files(QApplication.clipboard().mimeData()):
            event.ignore()
            return
        if event.matches(QKeySequence.StandardKey.Paste) and self._refuses(QApplication.clipboard().text()):
            event.accept()
            return
        with coming_in_one_piece(event.matches(QKeySequence.StandardKey.Paste)):
            super().keyPressEvent(event)  # type: ignore[misc]

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Leave files of papers to the page: nobody wants their path in a field."""
        if paper_files(event.mimeData()):
            event.ignore()
        else:
            super().dragEnterEvent(event)  # type: ignore[misc]

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what is dropped."""
        if self._refuses(event.mimeData().text()):
            event.ignore()
            return
        with coming_in_one_piece():
            super().dropEvent(event)  # type: ignore[misc]

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Paste what is selected elsewhere, by the middle button."""
        by_middle = event.button() is Qt.MouseButton.MiddleButton
        if by_middle and self._refuses(QApplication.clipboard().text(QClipboard.Mode.Selection)):
            event.accept()
            return
        with coming_in_one_piece(by_middle):
            super().mouseReleaseEvent(event)  # type: ignore[misc]

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to paste, among others."""
        assert isinstance(self, QLineEdit)
        menu = self.createStandardContextMenu()
        if is_table(QApplication.clipboard().text()):
            self._refuse_from(menu)
        with coming_in_one_piece():
            menu.exec(event.globalPos())
        menu.deleteLater()

    def _refuse_from(self, menu: QMenu) -> None:
        """Let the menu's own way to paste refuse the table that is on the clipboard."""
        word = QCoreApplication.translate("QLineEdit", "&Paste")
        for action in menu.actions():
            if action.text().startswith(word):
                action.triggered.disconnect()
                action.triggered.connect(lambda: self._refuses(QApplication.clipboard().text()))


class ParagraphPasteMixin:
    """Mixed into every field of several lines, before its Qt class: what is pasted or dropped."""

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take what is pasted or dropped."""
        assert isinstance(self, QPlainTextEdit)
        with coming_in_one_piece():
            super().insertFromMimeData(source)  # type: ignore[misc]
