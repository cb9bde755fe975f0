"""The button of a form by which pictures with captions are attached."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication, Signal

from ipdesk.models.records.checks import Taken
from ipdesk.ui.applications.pictures.dialog import PicturesDialog
from ipdesk.ui.widgets import Button


class PicturesButton(Button):
    """Says how many pictures there are, and asks for them. ``title`` is that of its dialog.

    Of pictures that are ``located`` where and when they were taken is asked, too; of those that are not
    ``captioned`` nothing is asked of what they show.
    """

    changed = Signal()

    def __init__(self, title: str, *, located: bool = False, captioned: bool = True) -> None:
        super().__init__("", icon="paperclip")
        self._title, self._located, self._captioned = title, located, captioned
        self.pictures, self.captions = list[bytes](), list[str]()
        self.taken = list[Taken]()
        self.clicked.connect(self.ask)
        self._tell()

    def show_pictures(
        self, pictures: Sequence[bytes], captions: Iterable[str] = (), taken: Iterable[Taken] = ()
    ) -> None:
        """Have these pictures, each with the caption, and where and when it was taken, at its place."""
        self.pictures, self.captions, self.taken = [*pictures], [*captions], [*taken]
        self._tell()
        self.changed.emit()

    def ask(self) -> None:
        """Have pictures pasted, chosen and taken away in a dialog; refused there, nothing changes."""
        located = self.taken if self._located else None
        captions = self.captions if self._captioned else None
        dialog = PicturesDialog(self._title, self.pictures, self, captions, taken=located)
        if dialog.ask():
            self.show_pictures(dialog.pictures, dialog.captions, dialog.taken)

    def entered(self) -> tuple[tuple[bytes, ...], tuple[str, ...]]:
        """Return the pictures and their captions."""
        return tuple(self.pictures), tuple(self.captions)

    def _tell(self) -> None:
        words = QCoreApplication.translate("PicturesButton", "图片 {count}…")
        none = QCoreApplication.translate("PicturesButton", "附图片…")
        self.set_text(words.format(count=len(self.pictures)) if self.pictures else none)
