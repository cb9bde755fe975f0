"""How many applications wait in a state: the number in the navigation, also while its page is hidden."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from ipdesk.models import queries
from ipdesk.models.core.changes import Changes, Kind
from ipdesk.models.records import ApplicationFilter
from ipdesk.models.records.workflow import State
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.latest import Latest


class WaitingCount(QObject):
    """Counts the applications of a state after every change, or those of them that are ``wanted``.

    ``counted`` tells.
    """

    counted = Signal(int)

    def __init__(
        self, desk: Desk, state: State, parent: QObject, wanted: ApplicationFilter | None = None
    ) -> None:
        super().__init__(parent)
        self._wanted = wanted or ApplicationFilter()
        self._state, self._latest = state, Latest(desk, self)
        desk.changed.connect(self._count_for)
        self.count()

    def _count_for(self, changes: Changes) -> None:
        if changes.touches(Kind.APPLICATION):
            self.count()

    def count(self) -> None:
        """Count behind the window."""
        self._latest.ask(queries.state_counts, self._wanted, done=self._tell)

    def _tell(self, counts: Mapping[State, int]) -> None:
        self.counted.emit(counts.get(self._state, 0))
