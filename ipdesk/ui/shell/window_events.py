"""What concerns the whole window: the name of the office, searches, unanswered errors, what is saved."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from ipdesk.models import queries
from ipdesk.models.core.changes import Changes, Kind
from ipdesk.models.core.errors import DamagedDatabase, DeskError
from ipdesk.models.records import Hit, HitKind
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.destinations import Destination, NewApplication, OpenApplication, OpenLetter, OpenThing
from ipdesk.ui.shell.search_dialog import SearchDialog
from ipdesk.ui.shell.search_hints import SearchHints
from ipdesk.ui.shell.window import DeskWindow
from ipdesk.ui.widgets import Dialog, Text

_DESTINATIONS: dict[HitKind, Callable[[int], Destination]] = {
    HitKind.APPLICANT: NewApplication,
    HitKind.APPLICATION: OpenApplication,
    HitKind.LETTER: OpenLetter,
    HitKind.ACHIEVEMENT: OpenThing,
}


class WindowEvents(QObject):
    """Listens to the window and the desk for as long as the window lives."""

    def __init__(self, window: DeskWindow, desk: Desk) -> None:
        super().__init__(window)
        self._window, self._desk = window, desk
        self.hints = SearchHints(desk, window.top.search, window)
        self.hints.chosen.connect(self.open)
        window.searched.connect(self.search)
        desk.changed.connect(self._records_changed)
        desk.refused.connect(self.tell)

    def _records_changed(self, changes: Changes) -> None:
        if changes.touches(Kind.OFFICE):
            office = self._desk.read(queries.office)
            self._window.set_office(office.name if office else "")

    def tell(self, error: DeskError) -> None:
        """Say why something could not be done, where no page has said so."""
        damaged = isinstance(error, DamagedDatabase)
        title = self.tr("数据库文件有损坏") if damaged else self.tr("没有办成")
        (word, act) = next(iter(self._desk.ways_out(error)), (self.tr("知道了"), lambda: None))
        sheet = Dialog(title, word, refuse=self.tr("知道了"), parent=self._window)
        sheet.refuse_button.setVisible(bool(error.setting))
        sheet.accepted.connect(act)
        words = Text(error.message)
        words.setWordWrap(True)
        sheet.body.addWidget(words)
        sheet.open_once()

    def search(self, text: str) -> None:
        """Find anything by a text: the only hit is opened, of several one is chosen."""
        if not text:
            return
        try:
            found = self._desk.read(queries.find_anything, text)
        except DeskError as error:
            self.tell(error)
            return
        if found.total == len(found.shown) == 1:
            self.open(found.shown[0])
            return
        sheet = SearchDialog(text, found, self._window)
        sheet.chosen.connect(self.open)
        sheet.open_once()

    def open(self, hit: Hit) -> None:
        """Open what was found on its page; the search box is free for the next search."""
        self.hints.remember(hit)
        self._window.top.search.clear()
        self._window.show_destination(_DESTINATIONS[hit.kind](hit.id))

    def saved(self) -> str:
        """Say what of the clerk's work is safe (for the window that tells of an unexpected error)."""
        said = (page.saved_sentence() for page in self._window.pages())
        return "\n".join(sentence for sentence in said if sentence)
