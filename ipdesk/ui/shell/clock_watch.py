"""The clock beside the window: a new day is told to all pages, and a clock that stands wrong to the clerk."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from ipdesk.models import queries
from ipdesk.models.core.clock import clock_problem, order_problem
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.shell.frame import Shell
from ipdesk.ui.widgets import confirm

EVERY = 30_000  # ms


def clock_doubt(desk: Desk, applications: Collection[int] = ()) -> str:
    """Return what is wrong with the clock now, as a sentence, or nothing. Raises DeskError.

    Where it seems to be right, nothing may have been done to ``applications`` later than now.
    """
    now = desk.store.moment()
    newest = desk.read(queries.newest_step, applications) if applications else None
    return clock_problem(now, desk.read(queries.last_entry)) or (
        order_problem(now, *newest) if newest else ""
    )


def with_clock_doubt(desk: Desk, question: str, applications: Collection[int] = ()) -> str:
    """Return the question before a step that is dated by the clock, with what is wrong with that."""
    return "\n".join(part for part in (clock_doubt(desk, applications), question) if part)


def confirm_dated(
    desk: Desk, parent: QWidget | None, title: str, question: str, accept: str,
    applications: Collection[int] = (),
) -> bool:  # fmt: skip
    """Ask before a step that is dated by the clock; where that stands wrong the key at hand refuses."""
    doubt = bool(clock_doubt(desk, applications))
    said = with_clock_doubt(desk, question, applications)
    return confirm(parent, title, said, accept, danger=doubt)


class ClockWatch(QObject):
    """Looks at the clock for as long as the window lives: a window may stay open over night."""

    def __init__(self, window: Shell, desk: Desk) -> None:
        super().__init__(window)
        self._window, self._desk = window, desk
        self._day = desk.today()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(EVERY)

    def look(self) -> None:
        """Tell pages where another day has begun."""
        today = self._desk.today()
        if today != self._day:
            self._day = today
            self._desk.dayChanged.emit()

    def check(self) -> None:
        """Warn where the clock stands before the last entry of the audit log."""
        problem = clock_doubt(self._desk)
        if problem:
            self._window.notice.say(problem)
