"""PDFs of chosen letters, made behind the window with progress and a way to stop."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from ipdesk.documents.errors import DocumentError
from ipdesk.documents.letters.issue import Progress
from ipdesk.models.core.errors import DeskError
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.tasks import Job, Lane

Made = TypeVar("Made")


class PdfJobs(QObject):
    """Makes one PDF, or several, at a time. ``progressed`` tells how many of how many letters are done.

    ``ended`` comes before the answer, and where there is none; ``refused`` carries the error where a letter
    has no PDF.
    """

    progressed = Signal(int, int)
    ended = Signal()
    refused = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job: Job | None = None

    def start(self, making: Callable[[Progress], Made], done: Callable[[Made], None], count: int) -> None:
        """Make what ``count`` letters need; with one there is no progress to tell."""

        def work(job: Job) -> Made:
            return making(lambda letters: job.report(letters, count))

        def made(value: Made) -> None:
            self._end()
            done(value)

        news = self._report if count > 1 else None
        self._job = self._desk.tasks.start(Lane.LONG, work, made, self._failed, news)
        if count > 1:
            self.progressed.emit(0, count)

    def stop(self) -> bool:
        """Make nothing further; say whether something was being made."""
        if self._job is None:
            return False
        self._job.cancel()
        self._end()
        return True

    def _report(self, done: int, total: int) -> None:
        if self._job is not None:  # else it was on its way when the work was stopped
            self.progressed.emit(done, total)

    def _failed(self, error: Exception) -> None:
        self._end()
        if not isinstance(error, DeskError | DocumentError):
            raise error
        self.refused.emit(error)

    def _end(self) -> None:
        self._job = None
        self.ended.emit()
