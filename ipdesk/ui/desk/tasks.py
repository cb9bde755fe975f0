"""Work behind the window, in lanes that never wait for one another, with progress and cancel."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from enum import Enum, auto
from queue import SimpleQueue
from typing import Any

from PySide6.QtCore import QEventLoop, QObject, Signal, SignalInstance

Done = Callable[[Any], None]
Failed = Callable[[Exception], None]
Progressed = Callable[[int, int], None]
Added = Callable[[Any], None]

GIVE_WAY = 10.0
"""Seconds that long work waits at most, between two pieces of it, for what is being saved."""
FAREWELL = 15.0
"""Seconds that closing waits at most for what still runs; a save that waits for a lock gives up before."""
TURN = 0.001
"""Seconds that a worker computes at most while the window's thread waits for its turn: Python's own measure,
five times as long, would show in every key that is typed while something is saved."""


class Cancelled(Exception):
    """Raised inside a job that was cancelled; the job need not catch it."""


class Lane(Enum):
    """Where a job runs: one after the other in its lane, beside those of the others."""

    SAVING = auto()  # what is typed, and every other command that is short
    RESCUE = auto()  # the file for what the database does not take: never behind a lock of the database
    READING = auto()  # what a page waits for
    LONG = auto()  # letters, printing, files of policies; gives way to saving between two pieces
    BACKGROUND = auto()  # what may take minutes, as a year evaluated again: nobody waits behind it


_PATIENT = (Lane.LONG, Lane.BACKGROUND)
"""The lanes that give way to saving between two pieces of work."""


class Job(QObject):
    """One piece of work. ``progressed`` tells how much of how much is done.

    ``stop`` lets work that goes unit by unit (``run_each``) end before its next unit and still answer with
    what was done; after ``cancel`` no answer is wanted. Signals arrive in the thread of the window.
    """

    progressed = Signal(int, int)
    _row_added = Signal(object)

    def __init__(
        self,
        work: Callable[[Job], object],
        done: Done | None,
        failed: Failed | None,
        give_way: Callable[[], None] = lambda: None,
        added: Added | None = None,
    ) -> None:
        super().__init__()
        self._work, self._done, self._failed, self._give_way = work, done, failed, give_way
        self._added = added
        self._cancelled, self._stopped = threading.Event(), threading.Event()
        self._performed, self._shown = threading.Event(), threading.Event()
        if added is not None:
            self._row_added.connect(self._hand_on)
        self._value: object = None
        self.error: Exception | None = None
        self.finished = False

    def cancel(self) -> None:
        """Ask the work to end at its next report; its answer is not wanted any more."""
        self._cancelled.set()
        self._shown.set()

    def stop(self) -> None:
        """Ask the work to begin no further unit; what was done by then is answered."""
        self._stopped.set()

    def stopping(self) -> bool:
        """Say whether no further unit shall be begun (asked by the work)."""
        return self._stopped.is_set()

    def report(self, done: int, total: int) -> None:
        """Tell how far the work has come, ``done`` and ``total`` being numbers of its units (on the worker).

        Raises Cancelled once it was cancelled.
        """
        self._give_way()
        if self._cancelled.is_set():
            raise Cancelled
        self.progressed.emit(done, total)

    def add(self, row: object) -> None:
        """Hand on what came of a unit (called by the work), and wait until the window has taken it.

        So the work never runs ahead of what is shown. Raises Cancelled once it was cancelled.
        """
        if self._added is None:
            return
        self._shown.clear()
        if self._cancelled.is_set():
            raise Cancelled
        self._row_added.emit(row)
        self._shown.wait()

    def _hand_on(self, row: object) -> None:
        try:
            if self._added is not None and not self._cancelled.is_set():
                self._added(row)
        finally:
            self._shown.set()

    def perform(self) -> None:
        """Do the work, in the worker's thread; whatever comes of it is kept for ``conclude``."""
        try:
            if not self._cancelled.is_set():
                self._value = self._work(self)
        except Cancelled:
            self._cancelled.set()
        except Exception as error:
            self.error = error
        finally:
            self._performed.set()

    def join(self, seconds: float) -> bool:
        """Hold the window up until the work is done, no longer than so long; say whether it succeeded.

        The answer is given as usual, later. For the rare moments when nothing may happen in between.
        """
        return self._performed.wait(seconds) and self.error is None and not self._cancelled.is_set()

    def conclude(self) -> None:
        """Hand the answer on, in the window's thread. An error nobody asked for is raised here."""
        self.finished = True
        if self._cancelled.is_set():
            return
        if self.error is None:
            if self._done is not None:
                self._done(self._value)
        elif self._failed is not None:
            self._failed(self.error)
        else:
            raise self.error


class _Worker:
    """The thread of one lane, begun with its first job. A thread that hangs does not keep the program."""

    def __init__(self, name: str, perform: Callable[[Job], None]) -> None:
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._perform = perform
        self._thread = threading.Thread(target=self._run, name=f"ipdesk-{name}", daemon=True)
        self._thread.start()

    def take(self, job: Job) -> None:
        self._jobs.put(job)

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            self._perform(job)

    def end(self) -> None:
        self._jobs.put(None)

    def join(self, seconds: float) -> None:
        self._thread.join(seconds)


class Tasks(QObject):
    """The workers, one a lane. Jobs of a lane run in the order they were started.

    They answer in the window's thread; ``concluded`` tells that one has.
    """

    concluded = Signal()
    _performed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workers: dict[Lane, _Worker] = {}
        self._open: dict[Job, Lane] = {}
        self._closed = False
        self._saves = 0
        self._saved = threading.Condition()
        self._performed.connect(self._conclude)
        sys.setswitchinterval(TURN)

    def start(
        self,
        lane: Lane,
        work: Callable[[Job], object],
        done: Done | None = None,
        failed: Failed | None = None,
        progressed: Progressed | SignalInstance | None = None,
        added: Added | None = None,
    ) -> Job:
        """Queue a piece of work, which is given its job; after ``close`` it is cancelled from the start.

        ``progressed`` hears all the news of the job, which may be over before this returns; ``added`` is told
        what came of each unit. Errors that nobody takes end in the crash window.
        """
        job = Job(work, done, failed, self._give_way if lane in _PATIENT else lambda: None, added)
        if progressed is not None:
            job.progressed.connect(progressed)
        if self._closed:
            job.cancel()
        else:
            self._queue(lane, job)
        return job

    def _queue(self, lane: Lane, job: Job) -> None:
        self._open[job] = lane
        self._count_save(lane, 1)
        self._worker(lane).take(job)

    def _worker(self, lane: Lane) -> _Worker:
        if lane not in self._workers:
            self._workers[lane] = _Worker(lane.name.lower(), lambda job: self._perform(lane, job))
        return self._workers[lane]

    def _perform(self, lane: Lane, job: Job) -> None:
        job.perform()
        self._count_save(lane, -1)
        self._performed.emit(job)

    def _count_save(self, lane: Lane, step: int) -> None:
        if lane is Lane.SAVING:
            with self._saved:
                self._saves += step
                self._saved.notify_all()

    def _give_way(self) -> None:
        """Hold long work up while something is being saved: it would take the lock again and again."""
        with self._saved:
            self._saved.wait_for(lambda: not self._saves, GIVE_WAY)

    def _conclude(self, job: Job) -> None:
        del self._open[job]
        try:
            job.conclude()
        finally:
            self.concluded.emit()

    def busy(self, *lanes: Lane) -> bool:
        """Say whether anything is running or waiting in one of these lanes, or in any."""
        return any(not lanes or lane in lanes for lane in self._open.values())

    def settle(self, *lanes: Lane) -> None:
        """Wait until every job of these lanes (of all) has answered.

        The window keeps painting meanwhile but takes no input.
        """
        self._wait(lambda: not self.busy(*lanes))

    def wait_for(self, job: Job) -> None:
        """Wait until one job has answered, like ``settle``."""
        self._wait(lambda: job.finished or job not in self._open)

    def _wait(self, over: Callable[[], bool]) -> None:
        if over():
            return
        loop = QEventLoop()

        def look() -> None:
            if over():
                loop.quit()

        self.concluded.connect(look)
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        self.concluded.disconnect(look)

    def close(self) -> None:
        """Cancel what waits, except saves; wait for what runs. Nothing is started afterwards."""
        self._closed = True
        for job, lane in self._open.items():
            if lane not in (Lane.SAVING, Lane.RESCUE):
                job.cancel()
        for worker in self._workers.values():
            worker.end()
        for worker in self._workers.values():
            worker.join(FAREWELL)
