"""Sentences in place of dialogs: an empty state, and a line that tells what happened."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ipdesk.ui import theme
from ipdesk.ui.widgets.base import Text
from ipdesk.ui.widgets.button import Button

Way = tuple[str, Callable[[], None]]
"""A word for a button, and what it does."""

FIRST, SECOND, DISMISS = "F11", "F12", "Esc"
"""The keys of what can be done about a message, the same wherever one stands."""

_MESSAGES = count(1)


@dataclass(frozen=True, slots=True)
class _Message:
    """A sentence with what can be done about it; a ``lasting`` one is not answered by 知道了."""

    sentence: str = ""
    ways: tuple[Way, ...] = ()
    icon: str = "warning"
    about: str = ""
    lasting: bool = False


_NOTHING = _Message()


class EmptyState(QWidget):
    """One sentence in the middle of an empty place; it names the key that fills it, or offers a way on."""

    def __init__(self, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence, self.way = Text(sentence, "empty"), Button("", shortcut=FIRST)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence.setWordWrap(True)
        self._act: Callable[[], None] = lambda: None
        self.way.clicked.connect(lambda: self._act())
        self._lay_out()
        self.set_sentence(sentence)

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.addStretch(1)
        box.addWidget(self.sentence)
        box.addWidget(self.way, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(1)

    def set_sentence(self, sentence: str, *ways: Way) -> None:
        """Say something else, with at most one way on."""
        self.sentence.setText(sentence)
        self.way.setVisible(bool(ways))
        for word, act in ways[:1]:
            self.way.set_text(word)
            self._act = act


class MessageLine(QFrame):
    """A line above the content of a page: a triangle or an i, a sentence, one or two things to do about it.

    Hidden while it has nothing to say. It stays until it is taken back or answered: nothing vanishes unread.
    Each of its buttons has its key written in it; where several lines stand in a window, or a page has the
    same key, the line that spoke last goes first. ``about`` is what was said last. What was offered to stay
    is there again after whatever was said over it. Within a panel it has no frame of its own (``framed``).
    """

    def __init__(self, *, framed: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._framed = framed
        if framed:
            self.setObjectName("panel")
        self._message = self._lasting = _NOTHING
        self._icon, self._sentence = QLabel(), Text()
        self._sentence.setWordWrap(True)
        self._sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.buttons = tuple(Button("", "quiet", shortcut=key) for key in (FIRST, SECOND))
        self.close_button = Button(self.tr("知道了"), "quiet", shortcut=DISMISS)
        self._listen()
        self._row = QHBoxLayout(self)
        for widget in (self._icon, self._sentence, *self.buttons, self.close_button):
            self._row.addWidget(widget)
        theme.follow(self.restyle)
        self.hide()

    def _listen(self) -> None:
        self.buttons[0].clicked.connect(lambda: self.act(0))
        self.buttons[1].clicked.connect(lambda: self.act(1))
        self.close_button.clicked.connect(lambda: self.clear())

    def restyle(self) -> None:
        """Take the measures in force."""
        left, right = (theme.density().pad, theme.grid(2)) if self._framed else (0, 0)
        above = theme.grid(2) if self._framed else theme.grid(1)
        self._row.setContentsMargins(left, above, right, above)
        self._row.setSpacing(theme.grid(2))

    @property
    def about(self) -> str:
        """What the line speaks about."""
        return self._message.about

    def say(self, sentence: str, *ways: Way, icon: str = "warning", about: str = "") -> None:
        """Show a sentence in place of what was said before, with at most two ways on.

        ``icon`` is warning, info, check or clock.
        """
        self._show(_Message(sentence, ways, icon, about))

    def add(self, sentence: str, *ways: Way) -> None:
        """Show a sentence below what is said already, whose ways on come first; two at most stay."""
        said = "\n".join(filter(None, (self.sentence(), sentence)))
        self.say(said, *(*self._message.ways, *ways)[:2])

    def offer(self, sentence: str, *ways: Way, icon: str = "info") -> None:
        """Show a sentence that stays until one of its ways is gone or it is withdrawn."""
        self._lasting = _Message(sentence, ways, icon, lasting=True)
        self._show(self._lasting)

    def withdraw(self) -> None:
        """Take back what was offered to stay, and whatever is said now."""
        self._lasting = _NOTHING
        self.clear()

    def _show(self, message: _Message) -> None:
        self._message = message
        self._icon.setPixmap(theme.pix(message.icon, theme.density().icon, "ink", self.devicePixelRatioF()))
        self._sentence.setText(message.sentence)
        self._write_ways([word for word, _ in message.ways])
        self.close_button.setVisible(not message.lasting)
        self.setAccessibleName(message.sentence)
        self.setVisible(bool(message.sentence))

    def _write_ways(self, words: list[str]) -> None:
        now = next(_MESSAGES)
        for button in (*self.buttons, self.close_button):
            button.precedence = now
        for place, button in enumerate(self.buttons):
            button.setVisible(place < len(words))
            button.set_text(words[place] if place < len(words) else "")

    def sentence(self) -> str:
        """Return the text on show, empty while the line is hidden."""
        return self._message.sentence

    def clear(self, about: str = "") -> None:
        """Take the message back; with ``about`` only where it was about that."""
        if not about or about == self.about:
            self._show(self._lasting)

    def act(self, place: int) -> None:
        """Go one of the ways on; the message is done with."""
        ways = self._message.ways
        if self._message.lasting:
            self._lasting = _NOTHING
        self.clear()
        if place < len(ways):
            ways[place][1]()
