"""The audit log: which entries are listed, whether the chain holds, and taking the list along."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipdesk.models import queries
from ipdesk.models.core.changes import Changes
from ipdesk.models.core.session import Session
from ipdesk.models.records import AuditCheck, AuditFilter, AuditRecord, StaffMember
from ipdesk.ui import theme
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.exports import Made, ask_workbook, only_expected
from ipdesk.ui.desk.latest import LatestRequest
from ipdesk.ui.desk.tasks import Lane
from ipdesk.ui.settings.audit.filters import AuditFilterBar
from ipdesk.ui.settings.audit.table import TIME, WIDEST, AuditModel, columns
from ipdesk.ui.settings.audit.words import titles_in
from ipdesk.ui.widgets import ActionBar, Button, DeskTable, ElidedText, MessageLine, Panel


@dataclass(frozen=True, slots=True)
class AuditLog:
    """What the view shows besides the entries themselves; all of it from one moment."""

    ids: tuple[int, ...]
    persons: tuple[StaffMember, ...]
    actions: tuple[str, ...]
    last_hash: str


def audit_log(session: Session, wanted: AuditFilter) -> AuditLog:
    """Read everything in one transaction."""
    return AuditLog(
        queries.audit_ids(session, wanted),
        queries.staff(session),
        queries.audit_actions(session),
        queries.last_audit_hash(session),
    )


def wanted_rows(session: Session, wanted: AuditFilter) -> tuple[tuple[AuditRecord, ...], str]:
    """Return all wanted entries with the last hash of that moment."""
    ids = queries.audit_ids(session, wanted)
    return queries.audit_rows(session, ids), queries.last_audit_hash(session)


class AuditView(QWidget):
    """Filters, entries, and at the foot what can be done: check the chain whole (F9), export (Ctrl+E)."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._latest = desk, LatestRequest(desk, self)
        self.message, self.bar = MessageLine(), ActionBar()
        self.filters = AuditFilterBar(desk.today)
        self.panel = Panel(self.tr("操作记录"), "F2", flush=True)
        self.table, self.model = DeskTable(columns(), long=True), AuditModel(desk, self)
        self.last = ElidedText("", "cap")
        self.export_button = Button(self.tr("导出 Excel…"), icon="export", shortcut="Ctrl+E")
        self.check_button = Button(self.tr("核对全部"), icon="check", shortcut="F9")
        self._outer, self._top = QVBoxLayout(self), QVBoxLayout()
        self._lay_out()
        self._listen()
        theme.follow(self.restyle)

    def _lay_out(self) -> None:
        self.table.setModel(self.model)
        self.table.make_room(TIME, [WIDEST])
        self.table.setAccessibleName(self.tr("操作记录"))
        self._top.addWidget(self.filters)
        self._top.addWidget(self.last)
        self.panel.body.addLayout(self._top)
        self.panel.body.addWidget(self.table, 1)
        self._outer.addWidget(self.message)
        self._outer.addWidget(self.panel, 1)
        for button in (self.check_button, self.export_button):
            self.bar.add(button)

    def _listen(self) -> None:
        self.filters.changed.connect(self.refresh)
        self.check_button.clicked.connect(self.check)
        self.export_button.clicked.connect(self.ask_and_export)
        self._desk.changed.connect(self._refresh_for)

    def restyle(self) -> None:
        """Take the measures in force."""
        measures = theme.density()
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(measures.gap)
        self._top.setContentsMargins(measures.pad, 0, measures.pad, theme.grid(2))
        self._top.setSpacing(theme.grid(2))

    # --- what is listed ---

    def enter(self) -> None:
        """Read anew, and let the keyboard begin in the list."""
        self.refresh()
        self.table.setFocus()

    def _refresh_for(self, changes: Changes) -> None:
        if changes and self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Read again, behind the window."""
        self._latest.ask(audit_log, self.filters.wanted(), done=self._show)

    def _show(self, found: AuditLog) -> None:
        row = max(0, self.table.current_row())
        self.filters.offer(found.persons, found.actions)
        self.model.set_ids(found.ids)
        self.table.select_row(min(row, len(found.ids) - 1))
        self.table.set_hint("" if found.ids else self.tr("没有符合条件的操作记录，按“清除”看全部"))
        words = self.tr("{count} 条　最后一个校验值 {hash}")
        self.last.set_text(words.format(count=len(found.ids), hash=found.last_hash))
        self.export_button.enable(bool(found.ids), self.tr("没有可以导出的操作记录"))

    # --- whether the chain holds ---

    def check(self) -> None:
        """Check the whole chain behind the window, and say what was found."""
        from ipdesk.models.services.audit_check import check_audit_log

        actor = self._desk.actor()
        self.message.clear()
        self.check_button.setEnabled(False)
        self.bar.set_state(self.tr("正在核对……"), "clock")
        work = lambda _: check_audit_log(self._desk.store, actor, whole=True)  # noqa: E731
        self._desk.tasks.start(Lane.BACKGROUND, work, self._checked, self._not_checked)

    def _checked(self, found: AuditCheck) -> None:
        from ipdesk.models.services.audit_check import WHAT_TO_DO, break_text

        self.check_button.setEnabled(True)
        text = break_text(found)
        if text:
            self.bar.set_state(self.tr("核对发现问题，见上方"), "warning")
            self.message.say(f"{text}\n{WHAT_TO_DO}")
        else:
            words = self.tr("已核对 {count} 条，校验链完整")
            self.bar.set_state(words.format(count=found.entries), "check")
        self.refresh()

    def _not_checked(self, error: Exception) -> None:
        self.check_button.setEnabled(True)
        self._failed(error)

    # --- taking it elsewhere ---

    def ask_and_export(self) -> None:
        """Ask where to, and write what is listed as a workbook."""
        name = self.tr("操作记录{day}").format(day=f"{self._desk.today():%Y%m%d}")
        if (path := ask_workbook(self, name)) is not None:
            self.export(path)

    def export(self, path: Path) -> None:
        """Write every wanted entry as a workbook, behind the window; the log says that it was taken along."""
        wanted, title, store = self.filters.wanted(), self.tr("操作记录"), self._desk.store
        title_of = titles_in(self._desk.policies)

        def made() -> Made:
            # Only when a workbook is written: it brings openpyxl along.
            from ipdesk.documents.spreadsheets.workbook import table_workbook
            from ipdesk.ui.settings.audit import export

            rows, last = store.read(wanted_rows, wanted)
            foot = export.foot(rows, last, store.moment())
            book = table_workbook(title, export.heads(), export.lines(rows, title_of), foot)
            return ((path, book),), len(rows)

        self.message.clear()
        self._desk.exports.start("audit_entry", made, lambda count: self._exported(path, count), self._failed)

    def _exported(self, path: Path, count: int) -> None:
        words = self.tr("已导出 {count} 条：{path}")
        self.bar.tell(words.format(count=count, path=path), "check")
        self.refresh()

    def _failed(self, error: Exception) -> None:
        self.bar.set_state("")
        only_expected(self.message.say)(error)
