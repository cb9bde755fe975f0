"""Which of many files go into the archive, under which numbers, before they do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QWidget

from ipdesk.models.commands import ArchiveApplications
from ipdesk.models.core.errors import DeskError
from ipdesk.models.records.archive import ArchiveTrial
from ipdesk.ui import theme
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import Column, DeskTable, Dialog, MessageLine, Text, WrappingText

_MOST_ROWS = 14


class ArchivePreview(Dialog):
    """Shows files with the numbers that they get, those that cannot be archived first.

    ``then`` is called with the files that were, once they are.
    """

    room = 296  # for the whole table

    def __init__(
        self,
        desk: Desk,
        archiving: ArchiveApplications,
        trials: tuple[ArchiveTrial, ...],
        then: Callable[[tuple[int, ...]], None],
        parent: QWidget,
    ) -> None:
        words = _tr("归档　{count} 件")
        super().__init__(words.format(count=len(trials)), "", parent=parent)
        self._desk, self._then = desk, then
        ready = tuple(one.application for one in trials if not one.refusal)
        pages = tuple(one for one in archiving.pages if one.application in ready)
        self._archiving = replace(archiving, applications=ready, pages=pages)
        self.summary, self.problem = Text(_summary(trials), "strong"), MessageLine()
        self.table, self.remark = DeskTable(_columns()), WrappingText("", "sub")
        self.table.setAccessibleName(_tr("要归档的申请件"))
        for widget in (self.summary, self.problem):
            self.body.addWidget(widget)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.remark)
        self.accept_button.set_text(_tr("归档 {count} 件").format(count=len(ready)))
        self.accept_button.set_refusal("" if ready else _tr("没有可以归档的申请件，原因见说明"))
        self._show(trials)

    def _show(self, trials: tuple[ArchiveTrial, ...]) -> None:
        model, ordered = QStandardItemModel(self), sorted(trials, key=lambda one: not one.refusal)
        for one in ordered:
            texts = (one.number, one.applicant_name, one.kept_as, _why(one))
            items = [QStandardItem(text) for text in texts]
            for item in items:
                item.setEditable(False)
            model.appendRow(items)
        self.table.setModel(model)
        self.table.moved.connect(lambda at: self.remark.setText(_why(ordered[at]) if at >= 0 else ""))
        measures = theme.density()
        rows = max(3, min(len(trials), _MOST_ROWS))
        self.table.setMinimumHeight(measures.table_head + rows * measures.row)
        self.table.select_row(0)

    def accept(self) -> None:
        """Put them into the archive; the dialog stays until they lie there."""
        self.hold()
        self._desk.run_later(self, self._archiving, lambda _: self._done(), self._refused)

    def _done(self) -> None:
        super().accept()
        self._then(self._archiving.applications)

    def _refused(self, error: DeskError) -> None:
        self.problem.say(error.message)
        self.release()


def _columns() -> tuple[Column, ...]:
    return (
        Column(_tr("申请编号"), "key", ems=6, stay=True),
        Column(_tr("申请人"), ems=12, stretch=True),
        Column(_tr("档号"), ems=15, stay=True),
        Column(_tr("说明"), "sub", ems=20, stretch=True),
    )


def _why(one: ArchiveTrial) -> str:
    """Say why one cannot be archived; the table may have no room for all of it."""
    return _tr("不能归档：{why}").format(why=one.refusal.splitlines()[0]) if one.refusal else ""


def _summary(trials: tuple[ArchiveTrial, ...]) -> str:
    refused = sum(bool(one.refusal) for one in trials)
    words = _tr("{count} 件可以归档").format(count=len(trials) - refused)
    return words + (
        _tr("；{count} 件不能，原因见下，不在这一批之内").format(count=refused) if refused else ""
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("ArchivePreview", text)
