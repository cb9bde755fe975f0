"""How many applications wait for a page: the number in the navigation, also while the page is hidden."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import QObject, Signal

from ipdesk.models import queries
from ipdesk.models.core.changes import Changes, Kind
from ipdesk.models.core.session import Session
from ipdesk.models.records import ApplicationFilter
from ipdesk.models.workflow import State
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.latest import LatestRequest


def in_states(states: Collection[State]) -> Callable[[Session], int]:
    """Return the question how many applications are in one of some states."""

    def counted(session: Session) -> int:
        counts = queries.state_counts(session, ApplicationFilter())
        return sum(counts.get(state, 0) for state in states)

    return counted


class WaitingCount(QObject):
    """Asks after every change of applications how many wait. ``counted`` tells."""

    counted = Signal(int)

    def __init__(self, desk: Desk, question: Callable[[Session], int], parent: QObject) -> None:
        super().__init__(parent)
        self._question, self._latest = question, LatestRequest(desk, self)
        desk.changed.connect(self._count_for)
        self.count()

    def _count_for(self, changes: Changes) -> None:
        if changes.touches(Kind.APPLICATION):
            self.count()

    def count(self) -> None:
        """Count behind the window."""
        self._latest.ask(self._question, done=self.counted.emit)
