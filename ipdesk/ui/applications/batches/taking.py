"""Taking a step for many applications: tried first, shown, then taken; and taken back by one key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models import queries
from ipdesk.models.commands import RunBatch, TryBatch, UndoBatch
from ipdesk.models.core.errors import DeskError
from ipdesk.models.records import Batch, BatchReport
from ipdesk.models.workflow import Step
from ipdesk.ui.applications.batches.preview_dialog import BatchPreview
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets.undo_line import UndoLine


class BatchTaking:
    """The way of a batch through the window; ``undo`` is the line that offers the way back.

    ``tell`` says that it was gone.
    """

    def __init__(self, desk: Desk, page: QWidget, undo: UndoLine, tell: Callable[[str], None]) -> None:
        self._desk, self._page, self._undo, self._tell = desk, page, undo, tell
        self._looked, self._offered = False, 0

    def begin(self, batch: Batch, then: Callable[[tuple[int, ...]], None] = lambda _: None) -> None:
        """Try the step, and show what it would do."""
        self._desk.run_later(
            self._page, TryBatch(batch=batch), lambda report: self._show(batch, report, then)
        )

    def _show(self, batch: Batch, report: BatchReport, then: Callable[[tuple[int, ...]], None]) -> None:
        dialog = BatchPreview(batch, report, lambda shown: self._take(shown, then), self._page)
        dialog.ask()

    def _take(self, dialog: BatchPreview, then: Callable[[tuple[int, ...]], None]) -> None:
        seen = dialog.report.taken
        batch = replace(dialog.batch, applications=tuple(row.application for row in seen))

        def done(number: int) -> None:
            dialog.done_taking()
            self._offer_undo(number, batch.step, len(batch.applications))
            then(batch.applications)

        def refused(error: DeskError) -> None:
            dialog.refuse(error)
            self._desk.run_later(dialog, TryBatch(batch=dialog.batch), dialog.show_again)

        self._desk.run_later(dialog, RunBatch(batch=batch, seen=seen), done, refused)

    def offer_last_once(self) -> None:
        """Offer the way back from what who sits here did today before the program was started."""
        if self._looked:
            return
        self._looked, here = True, self._desk.person_or_none()
        found = self._desk.read(queries.last_batch, here.id) if here else None
        if found is not None and found.at.date() == self._desk.today():
            self._offer_undo(found.id, found.step, len(found.applications))

    def look_again(self) -> None:
        """Offer a way back no longer, once something stands on what was done."""
        if not self._offered:
            return
        here = self._desk.person_or_none()
        found = self._desk.read(queries.last_batch, here.id) if here else None
        if found is None or found.id != self._offered:
            self._withdraw()

    def _withdraw(self) -> None:
        self._offered = 0
        self._undo.clear()

    def _offer_undo(self, number: int, step: Step, count: int) -> None:
        words = _tr("已办理“{step}”{count} 件，下达文书或者办理下一步以前可以撤销")
        self._withdraw()
        self._offered = number
        self._undo.add(words.format(step=step.label, count=count), lambda: self.take_back(number, step))

    def take_back(self, number: int, step: Step) -> None:
        """Take a batch back; a refusal is told."""
        self._withdraw()
        said = _tr("已撤销成批办理的“{step}”，各件回到办理以前").format(step=step.label)
        command = UndoBatch(batch=number, step=step)
        self._desk.run_later(self._page, command, lambda _: self._tell(said), self._desk.refused.emit)


def _tr(text: str) -> str:
    return QCoreApplication.translate("BatchTaking", text)
