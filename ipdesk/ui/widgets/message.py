"""Sentences in place of dialogs: an empty state, and a line that tells what happened."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ipdesk.ui import theme
from ipdesk.ui.widgets.base import Text
from ipdesk.ui.widgets.button import Button


class EmptyState(QWidget):
    """One sentence in the middle of an empty place; it names the key that fills it."""

    def __init__(self, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence = Text(sentence, "empty")
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence.setWordWrap(True)
        box = QVBoxLayout(self)
        box.addWidget(self.sentence)

    def set_sentence(self, sentence: str) -> None:
        """Say something else."""
        self.sentence.setText(sentence)


class MessageLine(QFrame):
    """A line above the content of a page: a triangle or an i, a sentence, one or two things to do about it.

    Hidden while it has nothing to say. It stays until it is taken back or answered: nothing vanishes unread.
    ``acted`` tells that the first of them is wanted, ``otherActed`` the second.
    """

    acted = Signal()
    otherActed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._icon, self._sentence = QLabel(), Text()
        self._sentence.setWordWrap(True)
        self._sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._action, self._other = Button("", "quiet"), Button("", "quiet")
        self._close = Button(self.tr("知道了"), "quiet")
        self._action.clicked.connect(self.acted)
        self._other.clicked.connect(self.otherActed)
        self._close.clicked.connect(self.clear)
        self._row = QHBoxLayout(self)
        for widget in (self._icon, self._sentence, self._action, self._other, self._close):
            self._row.addWidget(widget)
        theme.follow(self.restyle)
        self.hide()

    def restyle(self) -> None:
        """Take the measures in force."""
        pad = theme.density().pad
        self._row.setContentsMargins(pad, theme.grid(1), theme.grid(2), theme.grid(1))
        self._row.setSpacing(theme.grid(2))

    def say(self, sentence: str, action: str = "", other: str = "", *, icon: str = "info") -> None:
        """Show a sentence, with the words of what can be done about it. ``icon`` is info or warning."""
        self._icon.setPixmap(theme.pix(icon, theme.density().icon, "ink", self.devicePixelRatioF()))
        self._sentence.setText(sentence)
        for button, word in ((self._action, action), (self._other, other)):
            button.set_text(word)
            button.setVisible(bool(word))
        self.setAccessibleName(sentence)
        self.show()

    def sentence(self) -> str:
        """Return what the line says."""
        return self._sentence.text()

    def clear(self) -> None:
        """Take the message back."""
        self._sentence.setText("")
        self.hide()
