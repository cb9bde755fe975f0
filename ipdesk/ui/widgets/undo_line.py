"""A line that says what was taken away or changed and offers to put it back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ipdesk.ui import theme
from ipdesk.ui.widgets import Button, Text
from ipdesk.ui.widgets.message import DISMISS


class UndoLine(QWidget):
    """Hidden until something was taken away; Ctrl+Z is the button that puts it back.

    A line of text keeps Ctrl+Z for itself: there Ctrl+Shift+Z does it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept: list[tuple[str, Callable[[], None]]] = []
        self.sentence = Text()
        self._undo = Button(self.tr("撤销"), "quiet", icon="undo", shortcut="Ctrl+Z")
        self.close_button = Button(self.tr("知道了"), "quiet", shortcut=DISMISS)
        self._undo.clicked.connect(self.undo)
        self.close_button.clicked.connect(self.clear)
        self._row = QHBoxLayout(self)
        for widget in (self.sentence, self._undo):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        self._row.addWidget(self.close_button)
        self._key = QShortcut(QKeySequence("Ctrl+Shift+Z"), self)
        self._key.activated.connect(self.undo)
        theme.follow(self.restyle)
        self.hide()

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

    def clear(self) -> None:
        """Offer nothing any more."""
        self._kept = []
        self._show()

    def _show(self) -> None:
        self.sentence.setText(self._kept[-1][0] if self._kept else "")
        self.setVisible(bool(self._kept))
