"""Saving by itself: a moment after typing stops or the first key was pressed, at once after a paste."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, NamedTuple, Protocol, runtime_checkable

from PySide6.QtCore import QObject, Signal

from ipdesk.models.core.errors import DeskError
from ipdesk.ui.desk.debounce import Debounce
from ipdesk.ui.widgets.fields.paste import in_one_piece


class Pauses(NamedTuple):
    """Milliseconds. Together they keep what is lost with a crash under two seconds.

    ``rest`` after the last key, ``latest`` after the first key that is not saved, for those who type without
    a pause; ``patience`` is how long a save may take before it is counted as not safe; ``again`` comes after
    a save that failed.
    """

    rest: int = 800
    latest: int = 1200
    patience: int = 300
    again: int = 5000


PAUSES = Pauses()


class Stage(Enum):
    """How it stands with what was typed."""

    NOTHING = auto()  # nothing to save
    NOT_YET = auto()  # typed, and nothing can take it yet
    WAITING = auto()  # typed, to be saved in a moment
    SAVED = auto()
    FAILED = auto()  # will be tried again
    REFUSED = auto()  # cannot be saved where it belongs any more


@dataclass(frozen=True, slots=True)
class SavingState:
    """The state of saving, with the moment of the last save and the sentence of the last failure."""

    stage: Stage = Stage.NOTHING
    at: datetime.datetime | None = None
    message: str = ""


Done = Callable[[Any], None]
Failed = Callable[[Exception], None]
Save = Callable[[Done, Failed], bool]
"""Begins to save what stands there now; False where nothing can take it. One of the two is told then."""
Then = Callable[[], None]


class Autosave(QObject):
    """Keeps on disk what is typed; ``note`` tells it of each edit.

    ``changed`` tells how it stands (``state``), ``saved`` carries the answer to a save, unless something else
    has been begun meanwhile. ``refusals`` are the errors after which trying again makes no sense. Every other
    one is followed by another try; what nobody expected goes to the crash window, too, but only once.
    """

    changed = Signal()
    saved = Signal(object)

    def __init__(
        self,
        save: Save,
        refusals: tuple[type[DeskError], ...] = (),
        pauses: Pauses = PAUSES,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._begin_saving, self._refusals = save, refusals
        self.state = SavingState()
        self._dirty = self._under_way = self._due = self._late = self._reported = False
        self._then: list[tuple[Then, Then]] = []
        self._round = 0  # answers of an earlier one concern nothing any more
        waits = (0, pauses.rest, pauses.latest, pauses.again)
        self._saves = tuple(Debounce(self._save, milliseconds, self) for milliseconds in waits)
        self._at_once, self._rest, self._latest, self._again = self._saves
        self._patience = Debounce(self._grow_late, pauses.patience, self)

    # --- how it stands ---

    def dirty(self) -> bool:
        """Say whether something typed is not on disk yet."""
        return self._dirty or self._under_way

    def unsafe(self) -> bool:
        """Say whether something typed is not on disk and may not come there by itself within a moment."""
        return self.dirty() and (self._late or self.state.stage is not Stage.WAITING)

    # --- what happens ---

    def begin(self, at: datetime.datetime | None = None) -> None:
        """Start afresh with what has just been loaded (saved at that moment) or with nothing."""
        self._stop_waiting()
        self._end_try()
        self._round += 1
        self._dirty, self._then = False, []
        self.state = SavingState(Stage.NOTHING if at is None else Stage.SAVED, at)
        self.changed.emit()

    def note(self) -> None:
        """Note an edit: it is saved after a rest, or when the longest wait is over; not after a refusal."""
        self._dirty = True
        if self.state.stage in (Stage.FAILED, Stage.REFUSED):
            return  # tried again by itself, or when the clerk says so
        self._show(Stage.WAITING)
        self._rest.later()
        if in_one_piece():
            self._at_once.later()
        if not self._latest.waiting():
            self._latest.later()

    def hold(self) -> None:
        """Take note of an edit that nothing can take yet."""
        self._dirty = True
        self._show(Stage.NOT_YET)

    def save_now(self, then: Then = lambda: None, otherwise: Then = lambda: None) -> None:
        """Save at once; ``then`` follows when everything is on disk, ``otherwise`` when that fails."""
        self._then.append((then, otherwise))
        self._save()

    def _stop_waiting(self) -> None:
        for save in self._saves:
            save.stop()

    def _save(self) -> None:
        self._stop_waiting()
        if self._under_way:
            self._due = True
        elif not self._dirty:
            self._follow()
        else:
            self._try()

    def _try(self) -> None:
        self._dirty, self._under_way, self._due = False, True, False
        self._patience.later()
        try:
            begun = self._begin_saving(self._if_current(self._saved), self._if_current(self._failed))
        except Exception as error:
            self._failed(error)
            return
        if not begun:
            self._find_no_place()

    def _find_no_place(self) -> None:
        self._end_try()
        waiting, self._then = self._then, []
        self.hold()
        for _, otherwise in waiting:
            otherwise()

    def _if_current(self, answered: Done) -> Done:
        begun = self._round
        return lambda value: answered(value) if begun == self._round else None

    def _end_try(self) -> None:
        self._patience.stop()
        self._under_way = self._late = False

    def _grow_late(self) -> None:
        self._late = True
        self.changed.emit()

    def _saved(self, value: object) -> None:
        self._end_try()
        self._reported = False
        self.saved.emit(value)
        if self._dirty:
            self._show(Stage.WAITING)
            self._go_on()
            return
        self._show(Stage.SAVED, at=_moment(value))
        self._follow()

    def _go_on(self) -> None:
        """Save what was typed while the former save was under way."""
        if self._due or self._then:
            self._save()
        elif not self._rest.waiting():
            self._rest.later()

    def _failed(self, error: Exception) -> None:
        self._end_try()
        self._dirty = True
        waiting, self._then = self._then, []
        self._stop_waiting()
        if isinstance(error, self._refusals):
            self._show(Stage.REFUSED, self._sentence(error))
        else:
            self._show(Stage.FAILED, self._sentence(error))
            self._again.later()
        for _, otherwise in waiting:
            otherwise()
        self._report(error)

    def _sentence(self, error: Exception) -> str:
        if isinstance(error, DeskError):
            return error.message
        return self.tr("程序出了意外，刚填写的内容没有存上，稍后自动再试。")

    def _report(self, error: Exception) -> None:
        """Let the crash window tell what nobody expected, once until something was saved again."""
        if not isinstance(error, DeskError) and not self._reported:
            self._reported = True
            raise error

    def _follow(self) -> None:
        waiting, self._then = self._then, []
        for then, _ in waiting:
            then()

    def _show(self, stage: Stage, message: str = "", at: datetime.datetime | None = None) -> None:
        self.state = SavingState(stage, at or self.state.at, message)
        self.changed.emit()


@runtime_checkable
class _Dated(Protocol):
    """An answer that knows when it was written."""

    saved_at: datetime.datetime


def _moment(answer: object) -> datetime.datetime:
    """Return when something was saved: as the answer says it, or now."""
    return answer.saved_at if isinstance(answer, _Dated) else datetime.datetime.now().astimezone()
