"""What other desks wrote while this window stood open: lists and the numbers beside pages follow it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer

from ipdesk.models import queries
from ipdesk.models.core.changes import NO_CHANGES, Changes, Kind
from ipdesk.models.core.errors import DeskError
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.latest import LatestRequest
from ipdesk.ui.shell.frame import Shell
from ipdesk.ui.widgets import ActionBar

EVERY = 30_000  # ms
_LISTED = (Kind.APPLICATION, Kind.LETTER, Kind.NOTICE, Kind.INQUIRY, Kind.FUND)


class OtherDesks(QObject):
    """Looks into the audit log now and then, and whenever somebody comes back to the window.

    What this desk wrote itself was told already. Settings and applicants are left out: whoever has them
    open is told by what is refused, and loses nothing that was typed.
    """

    def __init__(self, window: Shell, desk: Desk) -> None:
        super().__init__(window)
        self._window, self._desk, self._latest = window, desk, LatestRequest(desk, self)
        self._seen, _ = desk.read(queries.changes_since, None)
        self._own, self._telling = NO_CHANGES, False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(EVERY)
        desk.changed.connect(self._note_own)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look when the window comes to the front."""
        if watched is self._window and event.type() == QEvent.Type.WindowActivate:
            self.look()
        return super().eventFilter(watched, event)

    def look(self) -> None:
        """Ask behind the window what was written since; where nothing can be read, the next time will do."""
        seen = self._seen
        self._latest.do(lambda: self._desk.store.read(queries.changes_since, seen), self._tell, _pass_over)

    def _note_own(self, changes: Changes) -> None:
        if not self._telling:
            self._own |= changes

    def _tell(self, found: tuple[int, Changes]) -> None:
        self._seen, changes = found
        foreign = {one for one in changes.records - self._own.records if one[0] in _LISTED}
        self._own, self._telling = NO_CHANGES, True
        self._desk.notify(Changes(frozenset(foreign)))
        self._telling = False
        if foreign:
            self._say()

    def _say(self) -> None:
        """Say that others wrote: another row may be in hand now. What the page itself says goes first."""
        bar = self._window.feet.currentWidget()
        if isinstance(bar, ActionBar) and not bar.state():
            bar.tell(self.tr("其他窗口刚办理过，这里已经更新"))


def _pass_over(error: Exception) -> None:
    """Say nothing of a database that cannot be read now: nobody asked for anything."""
    if not isinstance(error, DeskError):
        raise error
