"""Work behind the window where only the newest request counts: typing, scrolling, arrow keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject
from shiboken6 import isValid

from ipdesk.models.core.errors import DeskError
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.tasks import Lane

Work = Callable[[], Any]
Done = Callable[[Any], None]
Failed = Callable[[Exception], None]


@dataclass(frozen=True, slots=True)
class _Request:
    work: Work
    done: Done
    failed: Failed


class LatestRequest(QObject):
    """Does one thing at a time; while it works, only the last request is kept, and only its answer given."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._working = False
        self._next: _Request | None = None
        self._wanted = False  # whether the answer of what is being done is still wanted

    def ask(self, query: Callable[..., Any], *args: object, done: Done) -> None:
        """Read on the worker. A refusal is told by the desk."""
        self.do(lambda: self._desk.store.read(query, *args), done, self._refuse)

    def do(self, work: Work, done: Done, failed: Failed) -> None:
        """Do this on the worker; ``done`` or ``failed`` follow unless something newer is wanted by then."""
        self._next, self._wanted = _Request(work, done, failed), False
        if not self._working:
            self._go()

    def drop(self) -> None:
        """Want nothing any more."""
        self._next, self._wanted = None, False

    def _refuse(self, error: Exception) -> None:
        if not isinstance(error, DeskError):
            raise error
        self._desk.refused.emit(error)

    def _go(self) -> None:
        request, self._next = self._next, None
        if request is None:
            return
        self._working = self._wanted = True
        self._desk.tasks.start(
            Lane.READING,
            lambda _: request.work() if self._wanted else None,  # or something newer is, by now
            lambda value: self._end(request.done, value),
            lambda e: self._end(request.failed, e),
        )

    def _end(self, told: Callable[[Any], None], value: object) -> None:
        if not isValid(self):
            return
        self._working = False
        wanted, self._wanted = self._wanted, False
        self._go()
        if wanted:
            told(value)
