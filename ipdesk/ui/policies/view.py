"""The policies: the list at the left, the one in hand as a document at the right, what can be done below."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ipdesk.models.core.actor import Permission
from ipdesk.models.core.changes import Changes, Kind
from ipdesk.models.core.errors import DeskError
from ipdesk.models.packs.files import former_packs
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.ui import theme
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.exports import ask_file
from ipdesk.ui.desk.latest import LatestRequest
from ipdesk.ui.desk.preferences import documents_folder
from ipdesk.ui.desk.tasks import Lane
from ipdesk.ui.policies.document import write_row
from ipdesk.ui.policies.foot import PoliciesBar
from ipdesk.ui.policies.former_dialog import FormerFilesDialog
from ipdesk.ui.policies.former_rows import FormerRow, former_rows
from ipdesk.ui.policies.import_job import ImportJob
from ipdesk.ui.policies.list_panel import PolicyList
from ipdesk.ui.policies.rows import PolicyRow, policy_rows
from ipdesk.ui.policies.wording_dialog import WordingDialog
from ipdesk.ui.widgets import DocumentView, MessageLine, Panel, confirm


class PoliciesView(QWidget):
    """Reads policies; imports, exports, removes and restores files of the office's own.

    ``recheckWanted`` asks to evaluate a year again.
    """

    recheckWanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._latest = desk, LatestRequest(desk, self)
        self._wanted, self._offering = "", False
        self._shown: PolicyRow | None = None
        self.message, self.bar = MessageLine(), PoliciesBar()
        self.list, self.panel = PolicyList(), Panel(self.tr("内容"), "F3", flush=True)
        self.text = DocumentView(self.tr("政策内容"))
        self.importing = ImportJob(desk, self)
        self._outer, self._row = QVBoxLayout(self), QHBoxLayout()
        self._lay_out()
        self._listen()
        theme.follow(self.restyle)

    def _lay_out(self) -> None:
        self.panel.add_head(self.bar.wording_button)
        self.panel.body.addWidget(self.text, 1)
        self._row.addWidget(self.list, 1)
        self._row.addWidget(self.panel, 1)
        self._outer.addWidget(self.message)
        self._outer.addLayout(self._row, 1)

    def _listen(self) -> None:
        self.list.moved.connect(self._show)
        self.list.table.opened.connect(lambda _: self.text.setFocus())
        self.bar.follow(self.list.table)
        self._listen_to_bar()
        self._listen_to_import()
        self._desk.changed.connect(self._refresh_for)

    def _listen_to_bar(self) -> None:
        self.bar.recheck_button.clicked.connect(self.recheckWanted)
        self.bar.import_button.clicked.connect(self.ask_and_import)
        self.bar.export_button.clicked.connect(self.ask_and_export)
        self.bar.former_button.clicked.connect(self.show_former)
        self.bar.wording_button.clicked.connect(self.ask_wordings)
        self.bar.remove_button.clicked.connect(self.remove)
        admins = (self.bar.import_button, self.bar.remove_button, self.bar.wording_button)
        self._desk.guard(Permission.ADMINISTER, *admins)

    def _listen_to_import(self) -> None:
        self.importing.told.connect(self.bar.tell)
        self.importing.refused.connect(lambda why: self.message.say(why))
        self.importing.imported.connect(self._stand_on)
        self.importing.busy.connect(self._set_importing)
        self.importing.slow.connect(self._offer_to_stop)

    def restyle(self) -> None:
        """Take the measures in force."""
        gap = theme.density().gap
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(gap)
        self._row.setSpacing(gap)

    # --- refreshing ---

    def enter(self) -> None:
        """Look at the folder again, and let the keyboard begin in the list."""
        self._desk.own.refresh()
        self.refresh()
        self.list.table.setFocus()

    def _refresh_for(self, changes: Changes) -> None:
        if changes.touches(Kind.POLICY) or (changes.touches(Kind.APPLICATION) and self.isVisible()):
            self.refresh()

    def refresh(self) -> None:
        """Gather the policies anew, behind the window."""
        desk, packs = self._desk, self._desk.own.packs
        work = lambda: policy_rows(desk.store, desk.policies, packs, desk.today())  # noqa: E731
        self._latest.do(work, self._take, self._failed)

    def _take(self, rows: tuple[PolicyRow, ...]) -> None:
        wanted, self._wanted = self._wanted, ""
        self.list.show_rows(rows, wanted)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, DeskError):
            raise error
        self.message.say(error.message)

    def _stand_on(self, policy: str) -> None:
        self._wanted = policy
        self.refresh()

    def _show(self, row: PolicyRow | None) -> None:
        self.bar.allow(row)
        if row is not None and row == self._shown:
            return  # whoever reads it stays at the same place
        self._shown = row
        if row is None:
            self.text.show_text(lambda view: None)
        else:
            self.text.show_text(lambda view: write_row(view, row))

    # --- files ---

    def ask_and_import(self) -> None:
        """Ask for a file and take it into use."""
        chosen, _ = QFileDialog.getOpenFileName(
            self, self.tr("导入政策文件"), documents_folder(), self.tr("政策文件 (*.yaml *.yml)")
        )
        if chosen:
            self.import_file(Path(chosen))

    def import_file(self, path: Path) -> None:
        """Take a file into use, asking as far as need be."""
        self.message.clear()
        self.importing.begin(path)

    def _set_importing(self, busy: bool) -> None:
        self.bar.set_busy(busy)
        if not busy and self._offering:
            self._offering = False
            self.message.clear()

    def _offer_to_stop(self, name: str) -> None:
        self._offering = True
        words = self.tr("“{name}”很大，检查要一会儿；别的页面可以照常使用。")
        self.message.say(words.format(name=name), (self.tr("停止检查"), self.importing.stop), icon="clock")

    def restore_file(self, path: Path) -> None:
        """Take a former file back into use, asking as far as need be."""
        self.message.clear()
        self.importing.begin(path, restoring=True)

    def show_former(self) -> None:
        """Show the files that went out of use, to take one back."""
        folder, used = self._desk.own.folder, self._desk.own.used()
        work = lambda _: former_rows(former_packs(folder) if folder is not None else (), used)  # noqa: E731
        self._desk.tasks.start(Lane.LONG, work, self._open_former, self._failed)

    def _open_former(self, rows: tuple[FormerRow, ...]) -> None:
        sheet = FormerFilesDialog(rows, self)
        sheet.chosen.connect(self.restore_file)
        sheet.open_once()

    def ask_wordings(self) -> None:
        """Ask what clauses of the policy in hand say themselves."""
        row = self.list.current()
        if row is None or row.policy is None:
            return
        self.message.clear()
        said = self.tr("“{name}”的条款原文已保存").format(name=row.name)
        WordingDialog(self._desk, row.policy, lambda _: self.bar.tell(said, "check"), self).open_once()

    def ask_and_export(self) -> None:
        """Ask where to, and write the file of the current policy there."""
        row = self.list.current()
        if row is None or row.policy is None:
            return
        start = Path(documents_folder()) / f"{row.policy.id}.yaml"
        words = self.tr("导出“{name}”").format(name=row.policy.pack.short_title)
        if path := ask_file(self, words, start, self.tr("政策文件 (*.yaml)")):
            self.export(row.policy, path)

    def export(self, policy: Policy, path: Path) -> None:
        """Write a policy's file, behind the window."""
        self.message.clear()
        said = self.tr("已导出 {path}").format(path=path)

        self._desk.exports.start(
            "",
            lambda: (((path, policy.source),), 1),
            lambda _: self.bar.tell(said, "check"),
            self._failed,
        )

    def remove(self) -> None:
        """Take the current own file out of use, after asking."""
        row = self.list.current()
        if row is None or row.own is None:
            return
        self.message.clear()
        if row.uses:
            words = self.tr("有 {count} 件申请用“{name}”，它的文件不能删除。")
            self.message.say(words.format(count=row.uses, name=row.name))
        elif self._agreed(row):
            self.bar.set_busy(True)
            self._desk.own.remove(row.own, lambda: self._removed(row), self._not_removed)

    def _agreed(self, row: PolicyRow) -> bool:
        words = self.tr("“{name}”的文件不再使用，会留在“以前的文件”里，可以恢复。")
        title, accept = self.tr("删除这项政策？"), self.tr("删除")
        return confirm(self, title, words.format(name=row.name), accept, danger=True)

    def _removed(self, row: PolicyRow) -> None:
        self.bar.set_busy(False)
        self.bar.tell(self.tr("已删除“{name}”").format(name=row.name), "check")

    def _not_removed(self, error: DeskError) -> None:
        self.bar.set_busy(False)
        self.message.say(error.message)
