"""One button for several things to do: a menu of them above it, each with a key."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from ipdesk.ui.widgets import Button

_KEYS = "1234567890ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class MenuItem(NamedTuple):
    """Something to do: its word, what does it, and why it cannot be done now ("" where it can)."""

    word: str
    act: Callable[[], None]
    refusal: str = ""


class MenuButton(Button):
    """The button, which stands at the foot; in the menu the digit before an item takes it, then a letter."""

    def __init__(self, text: str, *, icon: str, shortcut: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, icon=icon, shortcut=shortcut, parent=parent)
        self.items: tuple[MenuItem, ...] = ()
        self.menu_of_items = QMenu(self)
        self.clicked.connect(self._open)

    def show_items(self, items: Iterable[MenuItem]) -> None:
        """Offer these and no others."""
        self.items = tuple(items)

    def _open(self) -> None:
        self.menu_of_items.clear()
        for key, item in zip(_KEYS, self.items, strict=False):
            action = self.menu_of_items.addAction(f"&{key}　{item.word}　{item.refusal}".rstrip())
            action.setEnabled(not item.refusal)
            action.triggered.connect(lambda _=False, act=item.act: act())
        height = self.menu_of_items.sizeHint().height()
        self.menu_of_items.popup(self.mapToGlobal(QPoint(0, -height)))
