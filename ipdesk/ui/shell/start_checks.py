"""What was written before, checked behind the window at the start: the audit log, funds, scans."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ipdesk.models.records import AuditCheck
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.destinations import OpenAuditLog
from ipdesk.ui.shell.frame import Shell


class StartChecks(QObject):
    """Tells once what does not hold, above whatever page is in sight; work goes on."""

    def __init__(self, window: Shell, desk: Desk) -> None:
        super().__init__(window)
        self._window, self._desk = window, desk

    def check(self) -> None:
        """Check what is new in the log since the last check, judge all postings again, look for files."""
        self._desk.check_audit_log(self._tell_of_log, self)
        self._desk.check_books(self._tell_of_books, self)
        self._desk.check_files(self._tell_of_files, self)

    def _tell_of_log(self, found: AuditCheck) -> None:
        from ipdesk.models.services.audit_check import WHAT_TO_DO, break_text

        if found.broken is not None:
            look = (self.tr("看操作记录"), lambda: self._desk.open(OpenAuditLog()))
            self._window.notice.add(f"{break_text(found)}\n{WHAT_TO_DO}", look)

    def _tell_of_files(self, missing: int) -> None:
        words = self.tr(
            "有 {count} 份材料的文件不在数据文件夹里。放回过备份的，请退出程序，把备份里的 materials 文件夹"
            "也放回数据文件夹；找不到的，请按“材料文件”里的提示重新附上。"
        )
        if missing:
            self._window.notice.add(words.format(count=missing))

    def _tell_of_books(self, said: str) -> None:
        if said:
            self._window.notice.add(said)
