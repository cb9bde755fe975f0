"""Saving the draft by itself: a second after typing stops, behind the window, until it succeeds."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QObject, QTimer, Signal

from ipdesk.models.commands import SaveDraft
from ipdesk.models.errors import Conflict, DeskError, NotFound
from ipdesk.models.records import SavedDraft
from ipdesk.ui.counter.worksheet import File, Worksheet
from ipdesk.ui.desk import Desk

PAUSE = 1000  # ms after the last key
LATEST = 1500  # ms after the first key that is not saved yet, for those who type without a pause
AGAIN = 5000  # ms after a save that failed


class Stage(Enum):
    """How it stands with what was typed."""

    NOTHING = auto()  # nothing to save
    NO_APPLICANT = auto()  # a draft belongs to an applicant, and there is none yet
    WAITING = auto()  # typed, to be saved in a moment
    SAVED = auto()
    FAILED = auto()  # will be tried again
    REFUSED = auto()  # cannot be saved in this application any more


@dataclass(frozen=True, slots=True)
class Saving:
    """The state of saving, with the moment of the last save and the sentence of the last failure."""

    stage: Stage = Stage.NOTHING
    at: datetime.datetime | None = None
    message: str = ""


class Autosave(QObject):
    """Keeps the worksheet on disk. ``changed`` tells how it stands (``state``)."""

    changed = Signal()

    def __init__(self, desk: Desk, sheet: Worksheet, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._sheet = desk, sheet
        self.state = Saving()
        self._dirty = False
        self._under_way = False
        self._then: list[Callable[[], None]] = []
        self._timer, self._latest = QTimer(self), QTimer(self)
        for timer in (self._timer, self._latest):
            timer.setSingleShot(True)
            timer.timeout.connect(self._save)
        sheet.edited.connect(self._note_edit)

    def dirty(self) -> bool:
        """Say whether something typed is not on disk yet."""
        return self._dirty or self._under_way

    def begin(self, at: datetime.datetime | None = None) -> None:
        """Start afresh with what has just been loaded (saved at that moment) or with an empty counter."""
        self._stop_timers()
        self._dirty, self._then = False, []
        self._show(Stage.NOTHING if at is None else Stage.SAVED, at=at)

    def _note_edit(self) -> None:
        if self._sheet.read_only():
            return
        if self._sheet.file.id is None and not self._sheet.rows:
            return  # a file begins with the first achievement
        self._dirty = True
        if self._sheet.applicant is None:
            self._show(Stage.NO_APPLICANT)
        elif self.state.stage is not Stage.REFUSED:
            self._show(Stage.WAITING)
            self._timer.start(PAUSE)
            if not self._latest.isActive():
                self._latest.start(LATEST)

    def begin_again(self) -> None:
        """Save what is there as a new application, after the former one no longer took it."""
        self._sheet.set_file(File())
        self._dirty = True
        self._show(Stage.WAITING)
        self.save_now()

    def save_now(self, then: Callable[[], None] | None = None) -> None:
        """Save at once; ``then`` follows when everything is on disk, and does not when that fails."""
        if then is not None:
            self._then.append(then)
        self._save()

    def _stop_timers(self) -> None:
        self._timer.stop()
        self._latest.stop()

    def _save(self) -> None:
        self._stop_timers()
        if self._under_way:
            return
        if not self._dirty:
            self._follow()
            return
        command = self._command()
        if command is None:
            self._then = []
            return
        self._dirty, self._under_way = False, True
        self._desk.run_later(self, command, self._saved, self._failed)

    def _command(self) -> SaveDraft | None:
        sheet = self._sheet
        if sheet.applicant is None or sheet.read_only():
            return None
        return SaveDraft(
            by=self._desk.by(),
            applicant=sheet.applicant.id,
            policy=sheet.policy.id,
            year=sheet.year,
            rows=tuple(sheet.rows),
            totals=sheet.totals(),
            application=sheet.file.id,
            revision=sheet.file.revision,
        )

    def _saved(self, saved: SavedDraft) -> None:
        self._under_way = False
        self._sheet.saved_as(saved.application, saved.number, saved.revision)
        if self._dirty:
            self._show(Stage.WAITING)
            self._timer.start(0 if self._then else PAUSE)
            return
        self._show(Stage.SAVED, at=saved.saved_at)
        self._follow()

    def _failed(self, error: DeskError) -> None:
        self._under_way, self._dirty, self._then = False, True, []
        if isinstance(error, Conflict | NotFound):
            self._show(Stage.REFUSED, error.message)
        else:
            self._show(Stage.FAILED, error.message)
            self._timer.start(AGAIN)

    def _follow(self) -> None:
        waiting, self._then = self._then, []
        for then in waiting:
            then()

    def _show(self, stage: Stage, message: str = "", at: datetime.datetime | None = None) -> None:
        self.state = Saving(stage, at or self.state.at, message)
        self.changed.emit()
