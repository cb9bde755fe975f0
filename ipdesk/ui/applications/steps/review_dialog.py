"""The review 初审: everything on the list looked up; what is fine by one key, what is not in words."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ipdesk.models.core.errors import DeskError, InvalidInput
from ipdesk.models.parsing.check_subjects import CheckSubject, check_subjects
from ipdesk.models.records import Check, CheckResult
from ipdesk.ui import theme
from ipdesk.ui.applications.remarks import Remarks
from ipdesk.ui.applications.steps.pictures_dialog import PicturesDialog
from ipdesk.ui.widgets import Button, ChoiceField, DateField, Dialog, ScrollArea, Text, TextField


class CheckRow(QWidget):
    """One subject of the list: where it was looked up, when, and what came out.

    ``changed`` tells that a result was chosen, ``edited`` any change. Where it is bad, a second line asks why
    it goes on.
    """

    changed = Signal()
    edited = Signal()

    def __init__(
        self,
        subject: CheckSubject,
        today: Callable[[], datetime.date],
        results: Iterable[CheckResult] = CheckResult,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.subject = subject
        self.name, self.source, self.day = Text(subject.name), TextField(), DateField(today)
        self.result = ChoiceField([(one.value, one.label) for one in results])
        self.remark, self.why, self.reason = TextField(), Text(self.tr("仍予通过的理由"), "sub"), TextField()
        self.pictures, self.picture_button = list[bytes](), Button("", "quiet", icon="paperclip")
        self.name.setWordWrap(True)
        self.picture_button.clicked.connect(self.ask_pictures)
        self._tell_pictures()
        self.source.setText(subject.source)
        self.source.setCursorPosition(0)
        self.day.set_day(today())
        self.result.changed.connect(lambda _: self._show_reason())
        for edit in (self.remark, self.reason, self.source, self.day):
            edit.textEdited.connect(lambda _: self.edited.emit())
        for field, word in zip(self.fields(), self._words(), strict=True):
            field.setAccessibleName(f"{subject.name} {word}")
        self._show_reason()

    def _words(self) -> tuple[str, ...]:
        words = self.tr("结果"), self.tr("情况说明"), self.tr("来源"), self.tr("日期")
        return (*words, self.tr("仍予通过的理由"))

    def fields(self) -> tuple[QWidget, ...]:
        """Return the fields, those of what came out first."""
        return self.result, self.remark, self.source, self.day, self.reason

    def place(self, grid: QGridLayout, line: int) -> None:
        """Stand in two lines of a table, the second for a bad result alone."""
        shown = (self.name, self.result, self.remark, self.source, self.day, self.picture_button)
        for column, widget in enumerate(shown):
            grid.addWidget(widget, line, column)
        grid.addWidget(self.why, line + 1, 1)
        grid.addWidget(self.reason, line + 1, 2, 1, 3)

    def _show_reason(self) -> None:
        bad = self.result.key() == CheckResult.BAD
        self.why.setVisible(bad)
        self.reason.setVisible(bad)
        self.changed.emit()
        self.edited.emit()

    def ask_pictures(self) -> None:
        """Ask for the pictures that show what was found."""
        dialog = PicturesDialog(self.subject.name, self.pictures, self.window())
        try:
            if dialog.exec():
                self.pictures = dialog.pictures
                self._tell_pictures()
                self.edited.emit()
        finally:
            dialog.deleteLater()

    def _tell_pictures(self) -> None:
        count = len(self.pictures)
        words = self.tr("截图 {count}") if count else self.tr("截图")
        self.picture_button.set_text(words.format(count=count))
        self.picture_button.setAccessibleName(f"{self.subject.name} {self.tr('截图')}")

    def show_before(self, check: Check) -> None:
        """Begin with what a review before this one found."""
        self.pictures = list(check.pictures)
        self._tell_pictures()
        self.source.setText(check.source)
        self.remark.setText(check.remark)
        self.reason.setText(check.reason)
        self.day.set_day(check.day)
        self.result.set_key(check.result.value)
        self._show_reason()

    def check(self) -> Check | None:
        """Return what was found; None without a result or a day."""
        day = self.day.day()
        if not self.result.key() or day is None:
            return None
        source, remark, reason = (field.text().strip() for field in (self.source, self.remark, self.reason))
        result, shown = CheckResult(self.result.key()), tuple(self.pictures)
        return Check(self.subject.id, self.subject.name, source, day, result, remark, reason, shown)


class ReviewDialog(Dialog):
    """Asks for a result of everything on the list. Alt+A makes fine what has none yet.

    ``take`` is called with the dialog and the look-ups; it answers by ``done_reviewing`` or
    ``refuse``. ``before`` is what was looked up until now, the newest last, ``results`` what may come out;
    without ``pictures`` none are asked for. Of a ``person`` what is of units alone stands as 不适用 at once.
    ``told`` are sentences to be known before: a bar on the applicant.
    """

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
        person: bool = False,
        told: Iterable[str] = (),
    ) -> None:
        super().__init__(title, go_on, parent=parent)
        self._take = take
        known, choice = {check.subject: check for check in before}, tuple(results)
        self.rows = [CheckRow(subject, today, choice, self) for subject in check_subjects()]
        self.all_fine = Button(self.tr("其余都正常"), shortcut="Alt+A")
        self.count, self.problem = Text("", "sub"), Text("", "strong")
        self.told = Remarks()
        self.told.show_remarks(told)
        self._fill_body()
        self._order_keyboard()
        for line in self.rows:
            line.hide()
            if person and line.subject.units_only:
                line.result.set_key(CheckResult.NOT_APPLICABLE.value)
                line.remark.setText(self.tr("自然人，不适用"))
            if line.subject.id in known:
                line.show_before(known[line.subject.id])
            line.changed.connect(self._tell_count)
            line.edited.connect(self._mend)
            line.picture_button.setVisible(pictures)
        self.all_fine.clicked.connect(self.make_fine)
        self._tell_count()
        self.rows[0].result.setFocus()

    def _fill_body(self) -> None:
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
        self.body.addWidget(self.told)
        self.body.addWidget(ScrollArea(table, gutter=True), 1)
        self.body.addWidget(self.count)
        self.body.addWidget(self.problem)
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.add_left(self.all_fine)

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
        rows = len(check_subjects()) * (theme.density().input + theme.grid(1.5))
        self.setMinimumSize(theme.grid(275), rows + theme.grid(56))

    def make_fine(self) -> None:
        """Take everything without a result for fine."""
        for row in self.rows:
            if not row.result.key():
                row.result.set_key(CheckResult.FINE.value)
        self._tell_count()
        self.accept_button.setFocus()

    def _tell_count(self) -> None:
        found = [row.result.key() for row in self.rows]
        bad, left = found.count(CheckResult.BAD.value), found.count("")
        words = self.tr("共 {count} 项，{left} 项没有结果，{bad} 项异常")
        self.count.setText(words.format(count=len(found), left=left, bad=bad))

    def _mend(self) -> None:
        """Take back why the step was not taken: somebody is about to put it right."""
        self.problem.hide()

    def content(self) -> object:
        """Return what was entered, pictures among it."""
        return super().content(), tuple(len(row.pictures) for row in self.rows)

    def accept(self) -> None:
        """Have the step taken; the dialog stays until it is."""
        self.hold()
        self._take(self, tuple(check for row in self.rows if (check := row.check()) is not None))

    def done_reviewing(self, _: None = None) -> None:
        """Close: the step is taken, or may be."""
        super().accept()

    def refuse(self, error: DeskError) -> None:
        """Say why the step is not taken, and go to where that can be put right; all that was typed stays."""
        self.release()
        self.problem.setText(error.message)
        self.problem.show()
        if isinstance(error, InvalidInput):
            self.problem.setText(error.problems[0].message)
            self._go_to(error.problems[0].field)

    def _go_to(self, subject: str) -> None:
        row = next((row for row in self.rows if row.subject.id == subject), self.rows[0])
        (row.reason if row.remark.text().strip() and row.reason.isVisible() else row.result).setFocus()
