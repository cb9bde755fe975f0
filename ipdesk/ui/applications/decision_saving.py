"""What is typed in a decision is kept by itself: a second after the last key, behind the window."""

from __future__ import annotations

import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from ipdesk.models.commands import SaveDecisionDraft
from ipdesk.models.errors import Conflict, DeskError
from ipdesk.ui.desk import Desk

PAUSE = 1000  # ms after the last key
AGAIN = 5000  # ms after a save that failed


class DecisionSaving(QObject):
    """Saves the newest text it was given. ``saved`` tells when, ``failed`` why not."""

    saved = Signal(object)
    failed = Signal(str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._waiting: SaveDecisionDraft | None = None
        self._under_way = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.save_now)

    def keep(self, text: SaveDecisionDraft) -> None:
        """Save this in a moment, unless something newer comes before."""
        self._waiting = text
        self._timer.start(PAUSE)

    def forget(self) -> None:
        """Drop what is not saved yet: the decision has been taken."""
        self._waiting = None
        self._timer.stop()

    def pending(self) -> bool:
        """Say whether something is not on disk yet."""
        return self._waiting is not None or self._under_way

    def save_now(self) -> None:
        """Save what waits, behind the window."""
        self._timer.stop()
        if self._waiting is None or self._under_way:
            return
        text, self._waiting, self._under_way = self._waiting, None, True
        self._desk.run_later(self, text, lambda _: self._done(), lambda error: self._not_done(text, error))

    def save_and_wait(self) -> bool:
        """Save what waits before going on; say whether it could be kept."""
        self._timer.stop()
        if self._waiting is None:
            return True
        try:
            self._desk.run(self._waiting)
        except Conflict:
            self._waiting = None  # decided at the other desk: there is nothing to keep it for
            return True
        except DeskError as error:
            self.failed.emit(error.message)
            return False
        self._waiting = None
        return True

    def _done(self) -> None:
        self._under_way = False
        self.saved.emit(datetime.datetime.now().astimezone())
        if self._waiting is not None:
            self._timer.start(PAUSE)

    def _not_done(self, text: SaveDecisionDraft, error: DeskError) -> None:
        self._under_way = False
        self.failed.emit(error.message)
        if not isinstance(error, Conflict):
            self._waiting = self._waiting or text
            self._timer.start(AGAIN)
