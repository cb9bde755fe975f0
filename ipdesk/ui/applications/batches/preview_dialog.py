"""What a step would do to each of many applications, before it is taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QWidget

from ipdesk.models.core.errors import DeskError
from ipdesk.models.records import Batch, BatchReport, BatchRow, CheckResult
from ipdesk.rules.core.result import Status
from ipdesk.ui import theme
from ipdesk.ui.widgets import CHIP_ROLE, Column, DeskTable, Dialog, MessageLine, Text, WrappingText
from ipdesk.ui.widgets.money import fen_text

_MOST_ROWS = 14


class BatchPreview(Dialog):
    """Shows the applications with what they would become, those that cannot take the step first.

    ``take`` is called with the dialog once the clerk agrees; it answers by ``done_taking`` or ``refuse``.
    """

    room, key = 296, "F9"  # for the whole table

    def __init__(
        self, batch: Batch, report: BatchReport, take: Callable[[BatchPreview], None], parent: QWidget
    ) -> None:
        super().__init__("", "", parent=parent)
        self.batch, self.report, self._take = batch, report, take
        self.summary, self.given, self.problem = Text("", "strong"), WrappingText("", "sub"), MessageLine()
        self.remark = WrappingText("", "sub")
        self.table = DeskTable(self._columns())
        self.table.setAccessibleName(self.tr("成批办理的申请件"))
        self._fill_body()
        self.table.moved.connect(self._tell_remark)
        self._accept_by_enter()
        self._show()
        self.table.setFocus()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("申请编号"), "key", ems=6, stay=True),
            Column(self.tr("申请人"), ems=12, stretch=True),
            Column(self.tr("现在"), "chip", ems=5.4),
            Column(self.tr("办理后"), "chip", ems=6),
            Column(self.tr("金额（元）"), "number", ems=7, stay=True),
            Column(self.tr("说明"), "sub", ems=28, stretch=True),
        )

    def _accept_by_enter(self) -> None:
        """Accept by Enter in the table, not where it is held a little too long, nor by a double click."""
        for key in ("Return", "Enter"):
            enter = QShortcut(QKeySequence(key), self.table)
            enter.setContext(Qt.ShortcutContext.WidgetShortcut)
            enter.setAutoRepeat(False)
            enter.activated.connect(self.accept_button.press)

    def _fill_body(self) -> None:
        for widget in (self.summary, self.given, self.problem):
            self.body.addWidget(widget)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.remark)
        given = tuple(self._given())
        self.given.setText("　".join(given))
        self.given.setVisible(bool(given))

    def _given(self) -> Iterator[str]:
        if self.batch.reason:
            yield self.tr("理由：{reason}").format(reason=self.batch.reason)
        if self.batch.grounds.basis.strip():
            yield self.tr("依据：{basis}").format(basis=self.batch.grounds.basis.strip())
        if self.batch.grounds.elsewhere.strip():
            yield self.tr("应当受理的机关：{name}").format(name=self.batch.grounds.elsewhere.strip())
        if (paper := self.batch.paper) is not None:
            words = self.tr("每件登记来文“{title}”（{day}）")
            yield words.format(title=paper.title, day=paper.day.isoformat())
        if self.batch.minutes.date is not None:
            words = self.tr("会议纪要：{number}（{day}）")
            yield words.format(number=self.batch.minutes.number, day=self.batch.minutes.date.isoformat())
        if self.batch.working_days:
            words = self.tr("补正期限 {days} 个工作日，自送达的次日起算；每件要求补正的见说明")
            yield words.format(days=self.batch.working_days)
        if self.batch.checks:
            yield self._checked()

    def _checked(self) -> str:
        """Say what was looked up of all, and that a condition of a clause is not met."""
        found = [check.result for check in self.batch.checks]
        words = self.tr("核查 {count} 项，没有异常，每件各记一份")
        if unmet := found.count(CheckResult.UNMET):
            words = self.tr("核查 {count} 项，其中 {unmet} 项不符合条件，是哪一件见说明；每件只记它有的各项")
            return words.format(count=len(found), unmet=unmet)
        return words.format(count=len(found))

    def _show(self) -> None:
        ready, label = self.report.taken, self.batch.step.label
        title = self.tr("成批办理“{step}”　{count} 件").format(step=label, count=len(self.report.rows))
        self.setWindowTitle(title)
        self.title.setText(title)
        self.summary.setText(self._summary())
        self.accept_button.set_text(self.tr("{step} {count} 件").format(step=label, count=len(ready)))
        self.accept_button.set_refusal("" if ready else self.tr("没有可以办理的申请件，原因见说明"))
        self._show_rows()

    def _show_rows(self) -> None:
        model = QStandardItemModel(self)
        for row in self._rows():
            model.appendRow(self._items(row))
        self.table.setModel(model)
        measures = theme.density()
        rows = max(3, min(len(self.report.rows), _MOST_ROWS))
        self.table.setMinimumHeight(measures.table_head + rows * measures.row)
        self.table.select_row(0)

    def _rows(self) -> tuple[BatchRow, ...]:
        """Return the rows in the order of the table: what needs a look comes first."""
        return (*self.report.refused, *self.report.taken)

    def _tell_remark(self, at: int) -> None:
        """Say below the table what its cell has no room for."""
        rows = self._rows()
        self.remark.setText(self._remark(rows[at]) if 0 <= at < len(rows) else "")

    def _summary(self) -> str:
        ready, refused = self.report.taken, self.report.refused
        total = fen_text(sum(row.amount_after for row in ready))
        words = self.tr("{count} 件可以办理，合计 {total} 元").format(count=len(ready), total=total)
        if refused:
            words += self.tr("；{count} 件不能办理，原因见下，不在这一批之内").format(count=len(refused))
        return words

    def _items(self, row: BatchRow) -> list[QStandardItem]:
        why = row.refusal.splitlines()[0] if row.refusal else self._remark(row)
        after = self.tr("不能办理") if row.refusal else ""
        texts = (row.number, row.applicant_name, "", after, fen_text(row.amount_after), why)
        made = [QStandardItem(text) for text in texts]
        made[2].setData(row.before.value, CHIP_ROLE)
        if not row.refusal:
            made[3].setData(row.after.value, CHIP_ROLE)
        made[-1].setToolTip(made[-1].text())
        for item in made:
            item.setEditable(False)
        return made

    def _remark(self, row: BatchRow) -> str:
        if row.refusal:
            return self.tr("不能办理：{why}").format(why=row.refusal.splitlines()[0])
        said = (row.remark,) if row.remark else ()
        return self.tr("；").join((*said, *self._changed(row), *self._cut(row)))

    def _changed(self, row: BatchRow) -> Iterator[str]:
        if row.amount_before != row.amount_after:
            yield self.tr("原为 {before} 元").format(before=fen_text(row.amount_before))

    def _cut(self, row: BatchRow) -> Iterator[str]:
        """Say how many of the lines are not granted as computed, by the words of the chips."""
        found = Counter(line.status for line in row.lines if line.status != Status.AWARDED)
        for status, count in found.items():
            yield self.tr("{count} 项{word}").format(count=count, word=theme.chip_word(status))

    def accept(self) -> None:
        """Have the step taken; the dialog stays until it is."""
        self.hold()
        self._take(self)

    def done_taking(self) -> None:
        """Close: all of them took the step."""
        super().accept()

    def refuse(self, error: DeskError) -> None:
        """Say why none of them took it; ``show_again`` then shows how it stands now."""
        self.problem.say(error.message)
        self.release()

    def show_again(self, report: BatchReport) -> None:
        """Show what the step would do by now."""
        self.report = report
        self._show()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
