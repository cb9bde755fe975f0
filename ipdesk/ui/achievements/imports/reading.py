"""Reading a list behind the window, with progress and a way to cancel."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from ipdesk.models.core.errors import DeskError
from ipdesk.models.services.list_import import ListFile, LookedThrough, list_file, look_through
from ipdesk.models.store import Store
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.tasks import Job, Lane


@dataclass(frozen=True, slots=True)
class ReadList:
    """A file with what comes of each of its sheets."""

    file: ListFile
    looks: tuple[LookedThrough, ...]


class UnreadList(DeskError):
    """A file in which no list can be read; the message is the Chinese sentence."""


class ListReading(QObject):
    """One file at a time. ``read`` carries what was read, ``refused`` why nothing was.

    ``ended`` tells that it is over, however.
    """

    progressed = Signal(int, int)
    read = Signal(object)
    refused = Signal(str)
    ended = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job: Job | None = None

    def running(self) -> bool:
        """Say whether a file is being read."""
        return self._job is not None

    def begin(self, path: Path) -> None:
        """Read a file."""
        store, today = self._desk.store, self._desk.today()
        self._start(lambda job: _read(job, store, path, today))

    def again(self, file: ListFile, columns: Mapping[str, int]) -> None:
        """Look through a file once more, by other columns."""
        store, today = self._desk.store, self._desk.today()
        self._start(lambda job: ReadList(file, look_through(store, file.sheets, today, columns, job.report)))

    def _start(self, work: Callable[[Job], object]) -> None:
        self.progressed.emit(0, 0)
        self._job = self._desk.tasks.start(
            Lane.LONG,
            work,
            self._answered,
            self._failed,
            progressed=self.progressed,
        )

    def cancel(self) -> None:
        """Give up; nothing is answered any more."""
        if self._job is not None:
            self._job.cancel()
            self._end()

    def _answered(self, found: ReadList) -> None:
        if isValid(self):
            self._end()
            self.read.emit(found)

    def _failed(self, error: Exception) -> None:
        if isValid(self):
            self._end()
        if not isinstance(error, DeskError):
            raise error
        if isValid(self):
            self.refused.emit(error.message)

    def _end(self) -> None:
        self._job = None
        self.ended.emit()


def _read(job: Job, store: Store, path: Path, today: datetime.date) -> ReadList:
    """Read a file (on the worker). Raises UnreadList, StoreError, and Cancelled."""
    from ipdesk.documents.spreadsheets.list_file import read_list
    from ipdesk.documents.spreadsheets.read_sheet import SheetError

    try:
        data = path.read_bytes()
        sheets = read_list(data)
    except OSError as error:
        raise UnreadList(f"打不开“{path.name}”，可能正被别的程序占用，或者没有读取的权限。") from error
    except SheetError as error:
        raise UnreadList(f"“{path.name}”：{error.sentence}") from error
    looks = look_through(store, sheets, today, progress=job.report)
    if not any(look.table for look in looks):
        raise UnreadList(f"“{path.name}”：{looks[0].fault if looks else '文件里没有内容。'}")
    return ReadList(list_file(path.name, data, sheets), looks)
