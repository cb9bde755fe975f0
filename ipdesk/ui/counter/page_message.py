"""What the page says above its content, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from ipdesk.ui.widgets import MessageLine

Way = tuple[str, Callable[[], None]]
"""A word for a button, and what it does."""


class PageMessage(QObject):
    """Says one thing at a time on a line, with at most two ways on. ``about`` is what was said last."""

    def __init__(self, line: MessageLine, parent: QObject) -> None:
        super().__init__(parent)
        self._line = line
        self._ways: tuple[Way, ...] = ()
        self.about = ""
        line.acted.connect(lambda: self._act(0))
        line.otherActed.connect(lambda: self._act(1))

    def say(self, sentence: str, *ways: Way, icon: str = "warning", about: str = "") -> None:
        """Say something, in place of what was said before."""
        self._ways, self.about = ways, about
        words = [word for word, _ in ways]
        self._line.say(sentence, *words, icon=icon)

    def clear(self, about: str = "") -> None:
        """Take back what was said; with ``about`` only when it was about that."""
        if not about or about == self.about:
            self._ways, self.about = (), ""
            self._line.clear()

    def _act(self, place: int) -> None:
        ways = self._ways
        self.clear()
        if place < len(ways):
            ways[place][1]()
