"""The books of funds beside the window: judged again at the start, and told where they do not hold."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.shell.frame import Shell


class BooksWatch(QObject):
    """Tells once which books do not hold, above whatever page is in sight; work goes on."""

    def __init__(self, window: Shell, desk: Desk) -> None:
        super().__init__(window)
        self._window, self._desk = window, desk

    def check(self) -> None:
        """Judge all postings again, behind the window."""
        self._desk.check_books(self._tell, self)

    def _tell(self, said: str) -> None:
        if said:
            # What the window says already, such as that the log is broken, is not lost.
            self._window.notice.say("\n".join(filter(None, (self._window.notice.sentence(), said))))
