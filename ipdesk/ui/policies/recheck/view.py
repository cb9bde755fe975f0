"""Evaluating a year again by the present policies: what would change, by how much, and why."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipdesk.models import queries
from ipdesk.models.records import FilterChoices
from ipdesk.models.services.recheck import RecheckedApplication
from ipdesk.ui import theme
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.exports import Made, ask_workbook, only_expected
from ipdesk.ui.desk.latest import LatestRequest
from ipdesk.ui.policies.recheck import rows as recheck_rows
from ipdesk.ui.policies.recheck.foot import RecheckBar
from ipdesk.ui.policies.recheck.job import RecheckJob
from ipdesk.ui.policies.recheck.reasons import write_reasons
from ipdesk.ui.policies.recheck.rows import ChangedRow, changed_rows
from ipdesk.ui.policies.recheck.table import RecheckModel, columns
from ipdesk.ui.widgets import (
    ChoiceField,
    DeskTable,
    DocumentView,
    ElidedText,
    MessageLine,
    Panel,
)
from ipdesk.ui.widgets.table.clipboard import copy_table

EVERY = "*"


SUBJECT = "recheck"
"""What the audit log calls the list that was taken along."""


class RecheckView(QWidget):
    """Choose year and policy, F9; the table fills while it runs. Nothing is written. ``left`` goes back."""

    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._latest = desk, LatestRequest(desk, self)
        self.running = RecheckJob(desk, self)
        self.message, self.bar = MessageLine(), RecheckBar()
        self.year, self.policy = ChoiceField(), ChoiceField()
        self.summary = ElidedText("", "strong")
        self.panel = Panel(self.tr("按现行政策重新核算"), "F2", flush=True)
        self.table, self.model = DeskTable(columns(), long=True), RecheckModel(self)
        self.why_panel, self.why = Panel(self.tr("为什么"), "F3", flush=True), DocumentView(self.tr("为什么"))
        self._outer, self._top = QVBoxLayout(self), QHBoxLayout()
        self._lay_out()
        self._listen()
        theme.follow(self.restyle)

    def _lay_out(self) -> None:
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("有变化的事项"))
        self.year.setAccessibleName(self.tr("申报年度"))
        self.policy.setAccessibleName(self.tr("政策"))
        self._top.addWidget(self.year)
        self._top.addWidget(self.policy)
        self._top.addWidget(self.summary, 1)
        self.panel.body.addLayout(self._top)
        self.panel.body.addWidget(self.table, 1)
        self.why_panel.body.addWidget(self.why, 1)
        self._outer.addWidget(self.message)
        self._outer.addWidget(self.panel, 5)
        self._outer.addWidget(self.why_panel, 3)
        self.why_panel.hide()

    def _listen(self) -> None:
        self.table.moved.connect(lambda _: self._show_reasons())
        self.bar.follow(self.table)
        self.table.opened.connect(lambda _: self.why.setFocus())
        self.running.found.connect(self._add)
        self.running.progressed.connect(self.bar.show_progress)
        self.running.ended.connect(self._ended)
        self.running.refused.connect(lambda why: self.message.say(why))
        self.bar.start.clicked.connect(self.begin)
        self.bar.cancel.clicked.connect(self.running.cancel)
        self.bar.back.clicked.connect(self.left)
        self.bar.copy_button.clicked.connect(self.copy)
        self.bar.export_button.clicked.connect(self.ask_and_export)

    def restyle(self) -> None:
        """Take the measures in force."""
        measures = theme.density()
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(measures.gap)
        self._top.setContentsMargins(measures.pad, 0, measures.pad, theme.grid(2))
        self._top.setSpacing(theme.grid(2))
        self.year.setFixedWidth(theme.grid(36))
        self.policy.setFixedWidth(theme.grid(70))

    # --- what to evaluate ---

    def enter(self) -> None:
        """Offer the years and policies that there are, and let the keyboard begin at the year."""
        self.year.setFocus()
        if not self.running.running():
            self._latest.ask(queries.filter_choices, done=self._offer)
        if not self.model.rows:
            self.table.set_hint(self.tr("选好年度和政策，按 F9 开始核算；只作比较，不改动任何数据"))

    def _offer(self, choices: FilterChoices) -> None:
        year, policy = self.year.key(), self.policy.key()
        self.year.set_choices((str(one), self.tr("{year} 年度").format(year=one)) for one in choices.years)
        self.year.set_key(year or (str(choices.years[0]) if choices.years else ""))
        names = [(one, self._desk.policy(one).pack.short_title) for one in self._known(choices.policies)]
        self.policy.set_choices(((EVERY, self.tr("全部政策")), *names))
        self.policy.set_key(policy or EVERY)
        self.bar.start.setEnabled(bool(choices.years))
        if not choices.years:
            self.table.set_hint(self.tr("还没有申请件，没有可以核算的"))

    def _known(self, used: Sequence[str]) -> list[str]:
        return [one for one in used if one in self._desk.policies.ids()]

    # --- running ---

    def begin(self) -> None:
        """Start with what is chosen."""
        if self.running.running() or not self.year.key():
            return
        self.message.clear()
        self.model.clear()
        self.why_panel.hide()
        self.summary.set_text("")
        self.table.set_hint("")
        self.bar.set_running(True)
        chosen = self.policy.key()
        self.running.begin(int(self.year.key()), None if chosen == EVERY else chosen)

    def _add(self, item: RecheckedApplication) -> None:
        first = not self.model.rows
        self.model.add(changed_rows(item))
        self.why_panel.setVisible(bool(self.model.rows))
        if first and self.model.rows:
            self.table.select_row(0)

    def _ended(self) -> None:
        totals = self.running.totals
        self.bar.set_running(False)
        self.bar.allow(bool(self.model.rows))
        self.summary.set_text(totals.sentence())
        if totals.cut_short:
            self.bar.set_state(self.tr("已停下，没有核算完"), "minus-circle")
        else:
            self.bar.set_state(self.tr("核算完了"), "check")
        if self.model.rows:
            self.table.setFocus()
        else:
            self.table.set_hint(self._same())

    def _same(self) -> str:
        totals = self.running.totals
        if totals.cut_short and not totals.done:
            return self.tr("按 F9 重新开始")
        if not totals.total:
            return self.tr("这个年度没有受理过的申请件")
        if totals.cut_short:
            return self.tr("核算过的 {count} 份申请件，结果都与原来相同").format(count=totals.done)
        return self.tr("全部 {count} 份申请件，结果都与原来相同").format(count=totals.done)

    def _show_reasons(self) -> None:
        row = self.current()
        if row is not None:
            self.why.show_text(lambda view: write_reasons(view, row))

    def current(self) -> ChangedRow | None:
        """Return the changed line that the keys act on, None in an empty list."""
        place = self.table.current_row()
        return self.model.rows[place] if 0 <= place < len(self.model.rows) else None

    # --- taking it elsewhere ---

    def copy(self) -> None:
        """Put the whole table on the clipboard."""
        rows = tuple(self.model.rows)

        def noted() -> None:
            copy_table(recheck_rows.as_lines(rows), recheck_rows.number_columns())
            self.bar.tell(self.tr("已复制 {count} 行").format(count=len(rows)), "check")

        self.message.clear()
        self._desk.views.take_along(SUBJECT, len(rows), noted, lambda error: self.message.say(error.message))

    def ask_and_export(self) -> None:
        """Ask where to, and write the table as a workbook."""
        name = self.tr("{year}年度重新核算").format(year=self.year.key())
        if (path := ask_workbook(self, name)) is not None:
            self.export(path)

    def export(self, path: Path) -> None:
        """Write the table as a workbook, behind the window."""
        rows, title = tuple(self.model.rows), self.tr("重新核算")

        def made() -> Made:
            # Only when a workbook is written: it brings openpyxl along.
            from ipdesk.documents.spreadsheets.workbook import table_workbook

            cells = [recheck_rows.cells(row) for row in rows]
            book = table_workbook(title, recheck_rows.heads(), cells, recheck_rows.foot(rows))
            return ((path, book),), len(rows)

        self.message.clear()
        said = self.tr("已导出 {path}").format(path=path)
        failed = only_expected(self.message.say)
        self._desk.exports.start(SUBJECT, made, lambda _: self.bar.tell(said, "check"), failed)
