"""The audit log beside the window: what is new is checked at the start, and a break told to the clerk."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ipdesk.models.records import AuditCheck
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.destinations import OpenAuditLog
from ipdesk.ui.shell.frame import Shell


class AuditWatch(QObject):
    """Tells once that the chain of the log is broken, above whatever page is in sight; work goes on."""

    def __init__(self, window: Shell, desk: Desk) -> None:
        super().__init__(window)
        self._window, self._desk = window, desk

    def check(self) -> None:
        """Check behind the window what was written since the last check."""
        self._desk.check_audit_log(self._tell, self)

    def _tell(self, found: AuditCheck) -> None:
        from ipdesk.models.services.audit_check import WHAT_TO_DO, break_text

        if found.broken is None:
            return
        # What the window says already, such as that the clock is wrong, is not lost.
        said = (self._window.notice.sentence(), break_text(found), WHAT_TO_DO)
        look = (self.tr("看操作记录"), lambda: self._desk.open(OpenAuditLog()))
        self._window.notice.say("\n".join(filter(None, said)), look)
