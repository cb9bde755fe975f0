"""The button of a form by which pictures with captions are attached."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication

from ipdesk.ui.applications.pictures.dialog import PicturesDialog
from ipdesk.ui.widgets import Button


class PicturesButton(Button):
    """Says how many pictures there are, and asks for them. ``title`` is that of its dialog."""

    def __init__(self, title: str) -> None:
        super().__init__("", icon="paperclip")
        self._title = title
        self.pictures, self.captions = list[bytes](), list[str]()
        self.clicked.connect(self.ask)
        self._tell()

    def show_pictures(self, pictures: Sequence[bytes], captions: Iterable[str] = ()) -> None:
        """Have these pictures, each with the caption at its place."""
        self.pictures, self.captions = [*pictures], [*captions]
        self._tell()

    def ask(self) -> None:
        """Have pictures pasted, chosen and taken away in a dialog; refused there, nothing changes."""
        dialog = PicturesDialog(self._title, self.pictures, self, self.captions)
        if dialog.ask():
            self.show_pictures(dialog.pictures, dialog.captions)

    def entered(self) -> tuple[tuple[bytes, ...], tuple[str, ...]]:
        """Return the pictures and their captions."""
        return tuple(self.pictures), tuple(self.captions)

    def _tell(self) -> None:
        words = QCoreApplication.translate("PicturesButton", "图片 {count}…")
        none = QCoreApplication.translate("PicturesButton", "附图片…")
        self.set_text(words.format(count=len(self.pictures)) if self.pictures else none)
