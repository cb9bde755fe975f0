"""Work behind the window: one worker, one job after the other, with progress and cancel."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QEventLoop, QObject, Signal

Done = Callable[[Any], None]
Failed = Callable[[Exception], None]


class Cancelled(Exception):
    """Raised inside a job that was cancelled; the job need not catch it."""


class Job(QObject):
    """One piece of work. ``progressed`` tells how much of how much is done; ``cancel`` asks it to stop.

    Signals arrive in the thread of the window.
    """

    progressed = Signal(int, int)

    def __init__(self, work: Callable[[Job], object], done: Done | None, failed: Failed | None) -> None:
        super().__init__()
        self._work, self._done, self._failed = work, done, failed
        self._stop = threading.Event()
        self._value: object = None
        self._error: Exception | None = None
        self.finished = False

    def cancel(self) -> None:
        """Ask the work to stop at its next report; its answer is not wanted any more."""
        self._stop.set()

    def report(self, done: int, total: int) -> None:
        """Tell how far the work has come (called by the work). Raises Cancelled once it was cancelled."""
        if self._stop.is_set():
            raise Cancelled
        self.progressed.emit(done, total)

    def perform(self) -> None:
        """Do the work, in the worker's thread; whatever comes of it is kept for ``conclude``."""
        if self._stop.is_set():
            return
        try:
            self._value = self._work(self)
        except Cancelled:
            self._stop.set()
        except Exception as error:
            self._error = error

    def conclude(self) -> None:
        """Hand the answer on, in the window's thread. An error nobody asked for is raised here."""
        self.finished = True
        if self._stop.is_set():
            return
        if self._error is None:
            if self._done is not None:
                self._done(self._value)
        elif self._failed is not None:
            self._failed(self._error)
        else:
            raise self._error


class Tasks(QObject):
    """The one worker. Jobs run in the order they were started and answer in the window's thread."""

    idle = Signal()
    _performed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ipdesk")
        self._open: list[Job] = []
        self._closed = False
        self._performed.connect(self._conclude)

    def start(
        self, work: Callable[[Job], object], done: Done | None = None, failed: Failed | None = None
    ) -> Job:
        """Queue a piece of work, which is given its job; after ``close`` it is cancelled from the start.

        Errors that nobody takes end in the crash window.
        """
        job = Job(work, done, failed)
        if self._closed:
            job.cancel()
            return job
        self._open.append(job)
        self._pool.submit(self._perform, job)
        return job

    def _perform(self, job: Job) -> None:
        job.perform()
        self._performed.emit(job)

    def _conclude(self, job: Job) -> None:
        self._open.remove(job)
        try:
            job.conclude()
        finally:
            if not self._open:
                self.idle.emit()

    def busy(self) -> bool:
        """Say whether anything is running or waiting."""
        return bool(self._open)

    def settle(self) -> None:
        """Wait until every job has answered; the window keeps painting meanwhile but takes no input."""
        if not self._open:
            return
        loop = QEventLoop()
        self.idle.connect(loop.quit)
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)

    def close(self) -> None:
        """Cancel what waits, and wait for what runs. Nothing is started afterwards."""
        self._closed = True
        for job in self._open:
            job.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)
