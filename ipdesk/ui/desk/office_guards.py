"""Which national rules the office lets watch: read anew when the office changes."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ipdesk.models import queries
from ipdesk.models.core.changes import Changes, Kind
from ipdesk.models.core.errors import DeskError
from ipdesk.models.evaluation.evaluate import guards_of
from ipdesk.rules.analysis.national_guards import Guard
from ipdesk.ui.desk.desk import Desk


class OfficeGuards(QObject):
    """The guards in force. ``changed`` tells that the office has switched them on or off."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.guards: tuple[Guard, ...] = ()
        desk.changed.connect(self._follow)
        self.reread()

    def _follow(self, changes: Changes) -> None:
        if changes.touches(Kind.OFFICE):
            self.reread()

    def reread(self) -> None:
        """Ask what the office wants now; it may have been changed at the other computer."""
        try:
            found = guards_of(self._desk.read(queries.office))
        except DeskError as error:
            self._desk.refused.emit(error)
            return
        if found != self.guards:
            self.guards = found
            self.changed.emit()
