"""The review 初审: everything on the list looked up; what is fine by one key, what is not in words."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from ipdesk.models.core.errors import DeskError, InvalidInput
from ipdesk.models.parsing.check_subjects import CheckSubject, subjects_for
from ipdesk.models.records import Check, CheckResult, RawCheck
from ipdesk.ui import theme
from ipdesk.ui.applications.remarks import Remarks
from ipdesk.ui.applications.steps.check_row import CheckRow
from ipdesk.ui.widgets import (
    Button,
    Dialog,
    MessageLine,
    ScrollArea,
    Text,
    WrappingText,
)
from ipdesk.ui.widgets.dialog import Keeper


class Keeping(Keeper, Protocol):
    """What keeps a review that is being typed; see ``ReviewKeeping``."""

    message: MessageLine
    begun: WrappingText
    state: Text
    clear_button: Button

    def stop(self) -> None:
        """Save nothing any more: the step is being taken."""

    def go_on(self) -> None:
        """Keep it again: the step was refused."""


class ReviewDialog(Dialog):
    """Asks for a result of everything on the list. Alt+A makes fine what has none yet.

    ``take`` is called with the dialog and the look-ups; it answers by ``done_reviewing`` or
    ``refuse``. ``before`` is what was looked up until now, the newest last, ``results`` what may come out;
    without ``pictures`` none are asked for. What is inapplicable of a file stands as 不适用 at once.
    ``subjects`` are what is looked up, in its order, ``told`` sentences to be known before: a bar on the
    applicant. ``edited`` tells any change. ``keeping`` keeps what is typed, where
    something does (``show_keeping``).
    """

    key = "F9"
    edited = Signal()

    def __init__(
        self,
        title: str,
        go_on: str,
        today: Callable[[], datetime.date],
        take: Callable[[ReviewDialog, tuple[Check, ...]], None],
        parent: QWidget,
        before: Iterable[Check] = (),
        results: Iterable[CheckResult] = CheckResult,
        *,
        pictures: bool = True,
        told: Iterable[str] = (),
        subjects: Sequence[CheckSubject] = (),
    ) -> None:
        super().__init__(title, go_on, parent=parent)
        self._take = take
        self.keeping: Keeping | None = None
        known, choice = {check.subject: check for check in before}, tuple(results)
        self.rows = [CheckRow(subject, today, choice, self) for subject in subjects]
        self.count, self.problem, self._below = Text("", "sub"), Text("", "strong"), QHBoxLayout()
        self._fill_body(told)
        self._order_keyboard()
        for row in self.rows:
            self._begin_row(row, known.get(row.subject.id))
            row.picture_button.setVisible(pictures)
        self._tell_count()
        self.rows[0].result.setFocus()

    def _begin_row(self, row: CheckRow, before: Check | None) -> None:
        """Show what was looked up before, or why it is not looked up."""
        row.hide()
        if row.subject.inapplicable:
            row.result.set_key(CheckResult.NOT_APPLICABLE.value)
            row.remark.setText(row.subject.inapplicable)
        if before is not None:
            row.show_before(before)
        row.changed.connect(self._tell_count)
        row.edited.connect(self._mend)

    def _fill_body(self, told: Iterable[str]) -> None:
        self.told, self.all_fine = Remarks(), Button(self.tr("其余都正常"), shortcut="Alt+A")
        self.told.show_remarks(told)
        self.all_fine.clicked.connect(self.make_fine)
        self.body.addWidget(self.told)
        self.body.addWidget(ScrollArea(self._table(), gutter=True), 1)
        self._below.addWidget(self.count, 1)
        self.body.addLayout(self._below)
        self.body.addWidget(self.problem)
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.add_left(self.all_fine)

    def _table(self) -> QWidget:
        table, grid = QWidget(), QGridLayout()
        table.setLayout(grid)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.grid(1.5))
        heads = (
            self.tr("核查事项"), self.tr("结果"), self.tr("情况说明"), self.tr("来源"), self.tr("日期"), "",
        )  # fmt: skip
        for column, (head, share) in enumerate(zip(heads, (6, 3, 6, 6, 3, 0), strict=True)):
            grid.addWidget(Text(head, "cap"), 0, column)
            grid.setColumnStretch(column, share)
        for place, row in enumerate(self.rows):
            row.place(grid, 1 + 2 * place)
        grid.setRowStretch(1 + 2 * len(self.rows), 1)  # room that is left stands below the list
        return table

    def _order_keyboard(self) -> None:
        """Let Tab go through results and what is said of them, then through sources and days."""
        said = [field for row in self.rows for field in (row.result, row.remark, row.reason)]
        where = [field for row in self.rows for field in (row.source, row.day)]
        pictures = [row.picture_button for row in self.rows]
        for before, after in pairwise((*said, *where, *pictures)):
            self.setTabOrder(before, after)

    def restyle(self) -> None:
        """Take the measures in force, with room for the whole list."""
        super().restyle()
        rows = len(subjects_for(())) * (theme.density().input + theme.grid(1.5))
        self.take_room(275, rows / theme.grid(1) + 56)

    def make_fine(self) -> None:
        """Take everything without a result for fine, but for what is known not to be met."""
        for row in self.rows:
            if not row.result.key() and not row.subject.unmet:
                row.result.set_key(CheckResult.FINE.value)
        self._tell_count()
        self._mend()
        open_ones = (row.result for row in self.rows if not row.result.key())
        next(open_ones, self.accept_button).setFocus()

    def _tell_count(self) -> None:
        found = [row.result.key() for row in self.rows]
        bad, left = found.count(CheckResult.BAD.value), found.count("")
        unmet = found.count(CheckResult.UNMET.value)
        words = self.tr("共 {count} 项，{left} 项没有结果，{bad} 项异常")
        if unmet:
            words = self.tr("共 {count} 项，{left} 项没有结果，{bad} 项异常，{unmet} 项不符合条件")
        self.count.setText(words.format(count=len(found), left=left, bad=bad, unmet=unmet))

    def _mend(self) -> None:
        """Take back why the step was not taken: somebody is about to put it right."""
        self.problem.hide()
        self.edited.emit()

    # --- what is kept ---

    def show_keeping(self, keeping: Keeping) -> None:
        """Have what is typed kept from now on, and say how that stands."""
        self.keeping = self.keeper = keeping
        self.body.insertWidget(0, keeping.message)
        self.body.insertWidget(1, keeping.begun)
        self._below.addWidget(keeping.state)
        self.add_left(keeping.clear_button)
        self.refuse_button.set_text(self.tr("以后接着办"))
        self.refuse_button.tell_key("Esc")

    def typed(self) -> tuple[RawCheck, ...]:
        """Return what stands in all fields."""
        return tuple(row.typed() for row in self.rows)

    def show_typed(self, checks: Iterable[RawCheck]) -> None:
        """Show what was typed some time before; what is no subject any more is left out."""
        found = {one.subject: one for one in checks}
        for row in self.rows:
            if row.subject.id in found:
                row.show_typed(found[row.subject.id])
        self._tell_count()

    def content(self) -> object:
        """Return what was entered, pictures among it."""
        return super().content(), tuple(len(row.pictures) for row in self.rows)

    def accept(self) -> None:
        """Have the step taken; the dialog stays until it is."""
        self.hold()
        if self.keeping is not None:
            self.keeping.stop()
        self._take(self, tuple(check for row in self.rows if (check := row.check()) is not None))

    def done_reviewing(self, _: None = None) -> None:
        """Close: the step is taken, or may be."""
        super().accept()

    def refuse(self, error: DeskError) -> None:
        """Say why the step is not taken, and go to where that can be put right; all that was typed stays."""
        self.release()
        if self.keeping is not None:
            self.keeping.go_on()
        self.problem.setText(error.message)
        self.problem.show()
        if isinstance(error, InvalidInput):
            self.problem.setText(error.problems[0].message)
            self._go_to(error.problems[0].field)

    def _go_to(self, subject: str) -> None:
        row = next((row for row in self.rows if row.subject.id == subject), self.rows[0])
        remarked, unsaid = row.remark.text().strip(), row.result.key() == CheckResult.FINE
        said = row.reason if remarked and row.reason.isVisible() else row.result
        (row.remark if unsaid and not remarked else said).setFocus()
