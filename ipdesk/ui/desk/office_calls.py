"""The calls for applications that the office has written down: read anew when one changes."""

from __future__ import annotations

import datetime

from PySide6.QtCore import QObject, Signal

from ipdesk.models import queries
from ipdesk.models.core.changes import Changes, Kind
from ipdesk.models.core.errors import DeskError
from ipdesk.models.records import Call, CallState
from ipdesk.ui.desk.desk import Desk


class OfficeCalls(QObject):
    """All calls. ``changed`` tells that there are others, or that one stands otherwise."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.calls: tuple[Call, ...] = ()
        desk.changed.connect(self._follow)
        self.reread()

    def _follow(self, changes: Changes) -> None:
        if changes.touches(Kind.CALL):
            self.reread()

    def reread(self) -> None:
        """Ask which calls there are now; one may have been closed at the other computer."""
        try:
            found = self._desk.read(queries.calls)
        except DeskError as error:
            self._desk.refused.emit(error)
            return
        if found != self.calls:
            self.calls = found
            self.changed.emit()

    def now(self) -> datetime.datetime:
        """Return the moment by which acceptances are dated."""
        return self._desk.store.moment()

    def by_id(self, call: int) -> Call | None:
        """Return a call by its id, None for none."""
        return next((one for one in self.calls if one.id == call), None)

    def of(self, policy: str) -> tuple[Call, ...]:
        """Return the calls of a policy, the one that begins last first."""
        return tuple(call for call in self.calls if call.policy == policy)

    def open(self, policy: str | None = None) -> tuple[Call, ...]:
        """Return the calls, of a policy or of any, that take applications now."""
        now = self.now()
        among = self.calls if policy is None else self.of(policy)
        return tuple(call for call in among if call.state_at(now) is CallState.OPEN)
