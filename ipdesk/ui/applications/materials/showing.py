"""Draws the pages of an application's files behind the window: the one in hand, and small ones of all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from ipdesk.models.core.errors import DeskError
from ipdesk.models.parsing.text.texts import Unreadable
from ipdesk.models.records.applications import AttachedFile
from ipdesk.ui.applications.materials.drawing import DrawnPage, drawn_page
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.latest import LatestRequest
from ipdesk.ui.desk.tasks import Job, Lane

_SHARP, _SMALL = 2600, 144  # px of the longer side


class _Small(NamedTuple):
    """The first page of a file, by its id."""

    file: int
    page: DrawnPage


class FileShowing(QObject):
    """``drawn`` carries a page of the file in hand, ``failed`` says why there is none.

    ``small`` carries the id of a file and its small picture.
    """

    drawn = Signal(object)
    failed = Signal(str)
    small = Signal(int, object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._latest = desk, LatestRequest(desk, self)
        self._job: Job | None = None
        self._content: tuple[str, bytes] = ("", b"")  # of the file in hand: the next page needs it again

    def show(self, file: AttachedFile, number: int) -> None:
        """Draw a page, the first being 0; only the newest wish counts."""
        self._latest.do(lambda: self._drawn(file, number), self.drawn.emit, self._fail)

    def _drawn(self, file: AttachedFile, number: int) -> DrawnPage:
        sha256, content = self._content
        if sha256 != file.sha256:
            content = self._desk.store.kept_file(file.sha256, file.form)
            self._content = file.sha256, content
        return drawn_page(content, file.form, number, _SHARP)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, DeskError | Unreadable):
            raise error
        self.failed.emit(error.message if isinstance(error, DeskError) else str(error))

    def show_small(self, files: Sequence[AttachedFile]) -> None:
        """Draw the first pages of files, one after the other, in place of those asked for before."""
        if self._job is not None:
            self._job.cancel()
        found = {one.id: one for one in files}
        work = lambda job: self._draw_small(found, job)  # noqa: E731
        failed = self._desk.error_handler(self, None)
        self._job = self._desk.tasks.start(Lane.BACKGROUND, work, failed=failed, added=self._hand_on)

    def _draw_small(self, files: Mapping[int, AttachedFile], job: Job) -> None:
        for number, file in enumerate(files.values()):
            job.report(number, len(files))
            try:
                content = self._desk.store.kept_file(file.sha256, file.form)
                job.add(_Small(file.id, drawn_page(content, file.form, 0, _SMALL)))
            except (DeskError, Unreadable):
                continue  # said where it is looked at

    def _hand_on(self, row: object) -> None:
        assert isinstance(row, _Small)
        if isValid(self):
            self.small.emit(row.file, row.page.image)

    def stop(self) -> None:
        """Draw nothing any more: the dialog goes away."""
        self._latest.drop()
        if self._job is not None:
            self._job.cancel()
