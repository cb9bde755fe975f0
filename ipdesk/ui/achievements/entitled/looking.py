"""Looking behind the window for who is entitled to what."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from ipdesk.models.core.errors import DeskError
from ipdesk.models.services.entitlements import Round, entitlements
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.tasks import Job, Lane


class Looking(QObject):
    """One search at a time; a new one gives the former up. ``found`` carries what was found."""

    progressed = Signal(int, int)
    found = Signal(object)
    refused = Signal(str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job: Job | None = None

    def begin(self, wanted: Round) -> None:
        """Look under a policy and year."""
        self.cancel()
        store, today = self._desk.store, self._desk.today()
        self._job = self._desk.tasks.start(
            Lane.LONG,
            lambda job: entitlements(store, wanted, today, job.report),
            self._answered,
            self._failed,
            progressed=self.progressed,
        )

    def cancel(self) -> None:
        """Give up what is being looked for."""
        if self._job is not None:
            self._job.cancel()
        self._job = None

    def _answered(self, found: object) -> None:
        if isValid(self):
            self._job = None
            self.found.emit(found)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, DeskError):
            raise error
        if isValid(self):
            self._job = None
            self.refused.emit(error.message)
