"""Keys whose panel is out of sight while an applicant is typed: they say what they wait for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


class WaitingKeys(QObject):
    """F3 and F6 while the form of an applicant is open. ``told`` is called with what was to be done."""

    def __init__(self, told: Callable[[str], object], page: QWidget) -> None:
        super().__init__(page)
        self._told = told
        words = {"F3": self.tr("添加成果"), "F6": self.tr("看额度余额")}
        self._keys = [self._made(key, word, page) for key, word in words.items()]

    def _made(self, key: str, word: str, page: QWidget) -> QShortcut:
        hook = QShortcut(QKeySequence(key), page)
        hook.activated.connect(lambda: self._told(word))
        hook.setEnabled(False)
        return hook

    def listen(self, waiting: bool) -> None:
        """Answer the keys, or leave them to their panels, which are in sight again."""
        for hook in self._keys:
            hook.setEnabled(waiting)
