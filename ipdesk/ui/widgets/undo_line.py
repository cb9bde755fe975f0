"""A line that says what was taken away or changed and offers to put it back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from ipdesk.ui import theme
from ipdesk.ui.widgets import Button, Text
from ipdesk.ui.widgets.message import DISMISS


class UndoLine(QWidget):
    """Hidden until something was taken away; Ctrl+Z is the button that puts it back.

    A field in which something was typed undoes that first; there Ctrl+Shift+Z is the line's. From a field
    with nothing of its own to undo the key comes here, though Qt's inputs claim it in any case.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept: list[tuple[str, Callable[[], None]]] = []
        self.sentence = Text()
        self._undo = Button(self.tr("撤销"), "quiet", icon="undo", shortcut="Ctrl+Z")
        self.close_button = Button(self.tr("知道了"), "quiet", shortcut=DISMISS)
        self._watched: QWidget | None = None
        self._lay_out()
        self._listen()
        theme.follow(self.restyle)
        self.hide()

    def _lay_out(self) -> None:
        self._row = QHBoxLayout(self)
        for widget in (self.sentence, self._undo):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        self._row.addWidget(self.close_button)

    def _listen(self) -> None:
        self._undo.clicked.connect(self.undo)
        self.close_button.clicked.connect(self.clear)
        self._key = QShortcut(QKeySequence("Ctrl+Shift+Z"), self)
        self._key.activated.connect(self.undo)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._watch)

    def restyle(self) -> None:
        """Take the measures in force."""
        self._row.setContentsMargins(theme.density().pad, theme.grid(1), theme.grid(2), theme.grid(1))

    def add(self, sentence: str, put_back: Callable[[], None]) -> None:
        """Say what was taken away; several in a row are put back one after the other."""
        self._kept.append((sentence, put_back))
        self._show()

    def sentences(self) -> tuple[str, ...]:
        """Return what was taken away and can still be put back, oldest first."""
        return tuple(sentence for sentence, _ in self._kept)

    def undo(self) -> None:
        """Put the last thing back."""
        if self._kept:
            _, put_back = self._kept.pop()
            self._show()
            put_back()

    def _watch(self, _: QWidget | None, now: QWidget | None) -> None:
        """Look at the keys of the input that the keyboard is in, while there is anything to put back."""
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        near = now is not None and bool(self._kept) and now.window() is self.window()
        self._watched = now if near else None
        if self._watched is not None:
            self._watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let a key that an input claims without a use for it come to the line."""
        claimed = event.type() is QEvent.Type.ShortcutOverride and self.isVisible()
        if not (claimed and isinstance(event, QKeyEvent) and _claims_in_vain(watched, event)):
            return super().eventFilter(watched, event)
        event.ignore()
        return True

    def clear(self) -> None:
        """Offer nothing any more."""
        self._kept = []
        self._show()

    def _show(self) -> None:
        said, before = self._kept[-1][0] if self._kept else "", len(self._kept) - 1
        if before > 0:
            said += self.tr("　撤销以后还可以再撤销 {count} 次").format(count=before)
        self.sentence.setText(said)
        self.setVisible(bool(self._kept))
        self._watch(None, QApplication.focusWidget())


def _claims_in_vain(input_: QObject, event: QKeyEvent) -> bool:
    """Say whether a key would undo or redo something in an input that has nothing of the kind."""
    if isinstance(input_, QPlainTextEdit):
        document = input_.document()
        undo, redo = document.isUndoAvailable(), document.isRedoAvailable()
    elif isinstance(input_, QLineEdit):
        undo, redo = input_.isUndoAvailable(), input_.isRedoAvailable()
    else:
        return False
    keys = QKeySequence.StandardKey
    return (event.matches(keys.Undo) and not undo) or (event.matches(keys.Redo) and not redo)
