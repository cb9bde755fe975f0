"""Somebody who has never seen the desk: reads the screen, fills what is asked for, counts the keys."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QWidget

from ipdesk.demo.clerk import Clerk
from ipdesk.ui.widgets import Field

_WRITTEN = {"Return": "Enter", "Ctrl+Return": "Ctrl+Enter", "Y": "按 Y 为是"}
_OPTIONAL = ("选填", "不填算", "几项满其一")


class Newcomer:
    """Works by keyboard alone. ``keys`` are the control keys pressed so far: all that type no character."""

    def __init__(self, clerk: Clerk) -> None:
        self.clerk = clerk
        self.keys: list[str] = []

    def press(self, key: str) -> None:
        """Press a key that the screen names at this moment."""
        word = _WRITTEN.get(key, key)
        assert self.clerk.sees(word), f"nothing in sight says {word}"
        self._press(key)

    def _press(self, key: str) -> None:
        self.keys.append(key)
        self.clerk.press(key)

    def agree(self, key: str, by: str = "Return") -> list[str]:
        """Press a key that opens a question, and Enter on its button, or another key; return what it says."""
        said: list[str] = []

        def answer() -> None:
            said.extend(self.clerk.texts())
            self._press(by)

        self.clerk.answering(answer)
        self.press(key)
        self.clerk.settle()
        return said

    def fill(self, answers: Mapping[str, str | bool]) -> None:
        """Fill fields as they come, from the one with the focus on; Enter passes by what may stay blank.

        The focus stays in the last field that was filled. A field that must be filled and is unknown fails.
        """
        left = dict(answers)
        while True:
            name = self._asked_for(left)
            self._answer(left.pop(name) if name else "")
            if not left:
                return
            assert name or self._may_stay(), f"no answer to {self._focus().accessibleName()}"
            self.press("Return")

    def _answer(self, answer: str | bool) -> None:
        if answer is True:
            self.press("Y")
        elif answer:
            self.clerk.type(str(answer))

    def _asked_for(self, left: Mapping[str, object]) -> str:
        said = self._focus().accessibleName()
        return next((name for name in left if said == name or said.startswith(f"{name} ")), "")

    def _may_stay(self) -> bool:
        """Say whether the field with the focus is filled already, marked as optional, or a switch (no)."""
        now = self._focus()
        if isinstance(now, QLineEdit) and now.text().strip():
            return True
        if isinstance(now, QComboBox) and now.currentIndex() >= 0:
            return True
        field = now.parentWidget()
        if not isinstance(field, Field):
            return True
        return any(label.text().startswith(_OPTIONAL) for label in field.findChildren(QLabel))

    def _focus(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found
