"""Keeps on disk whatever is typed and in no database, for as long as that is so."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QObject

from ipdesk.models.core import storage_faults as faults
from ipdesk.models.core.errors import DeskError
from ipdesk.ui.desk.autosave import PAUSES, Autosave, Done, Failed, Pauses
from ipdesk.ui.desk.rescue.files import Content, LeftFile, OwnFile, Section, left_files
from ipdesk.ui.desk.tasks import Job, Lane, Tasks

Unsaved = Callable[[], Iterable[object]]
"""Gives what a form holds that is in no database, as JSON can carry it; nothing where all is safe."""

DECISION = "decision"
"""What the texts of decisions are kept under: they are brought back before anybody opens their page."""
REVIEW, REVIEW_LEFT = "review", "review_left"
"""The same of the review that is being typed, and of those that the last session could not save."""

AT_ONCE = 5.0
"""Seconds that the window waits at most where something has to be on disk before it goes on."""


def _ignore(_: object) -> None:
    """Take no notice: it is looked at where it was asked for."""


class Rescue(QObject):
    """The rescue file of this window. Forms ``watch`` over what is theirs and ``note`` each edit.

    What windows that are gone have left is taken over at the start; each form fetches its own with ``found``.
    Until then, and until it is on disk again in the file of this window, it stays where it was.
    """

    def __init__(
        self, tasks: Tasks, folder: Path | None, pauses: Pauses = PAUSES, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks, self._file = tasks, OwnFile(folder)
        self._watched: dict[str, Unsaved] = {}
        self._left: list[LeftFile] = list(left_files(folder))
        self._found = _gathered(self._left)
        self._on_disk = self._why = ""
        self._begun = self._ended = 0  # writings; their answers may come after that of a later one
        self.autosave = Autosave(self._save, (), pauses, self)

    # --- for the forms ---

    def watch(self, section: str, unsaved: Unsaved) -> None:
        """Ask this from now on for what a form holds that is in no database."""
        self._watched[section] = unsaved

    def unwatch(self, section: str) -> None:
        """Ask a form no more: all of it is in the database."""
        self._watched.pop(section, None)
        self.note()

    def holds(self, section: str) -> bool:
        """Say whether something was left for a form that has not fetched it."""
        return section in self._found

    def found(self, section: str) -> Section:
        """Hand over what was left for a form, the oldest first; from now on it is the form's to keep."""
        return self._found.pop(section, [])

    def note(self) -> None:
        """Take note of an edit, or that something is in the database by now."""
        self.autosave.note()

    def hurry(self) -> None:
        """Write at once, behind the window, what has been waiting for a while."""
        self.autosave.note()
        self.autosave.save_now()

    def keep_now(self) -> bool:
        """Write down at once what must not be lost; say whether all of it is on disk."""
        text = self._text()
        if self._stands(text):
            return True
        job = self._start(text)
        written = job.join(AT_ONCE)
        if written:
            self._note_written(self._begun, text)
        self._why = job.error.message if isinstance(job.error, DeskError) else ""
        return written

    def why_not(self) -> str:
        """Return why ``keep_now`` did not succeed, where that is known."""
        return self._why

    def _stands(self, text: str) -> bool:
        """Say whether this is on disk, and in the file of this window alone."""
        return text == self._on_disk and not self._left

    def close(self) -> None:
        """Let go of all files: what stands in them is for the next window."""
        self.autosave.begin()
        self._watched.clear()
        self._file.close()
        for left in self._left:
            left.let_go()
        self._left = []

    # --- writing ---

    def _text(self) -> str:
        content: Content = {name: list(unsaved()) for name, unsaved in self._watched.items()}
        for name, section in self._found.items():
            content[name] = [*section, *content.get(name, ())]
        filled = {name: section for name, section in content.items() if section}
        return json.dumps(filled, ensure_ascii=False) if filled else ""

    def _save(self, done: Done, failed: Failed) -> bool:
        text = self._text()
        if self._stands(text):
            done(None)
        else:
            self._start(text, done, failed)
        return True

    def _start(self, text: str, done: Done = _ignore, failed: Failed = _ignore) -> Job:
        self._begun += 1
        number = self._begun

        def write(_: Job) -> None:
            try:
                self._file.write(text)
            except OSError as error:
                raise faults.from_os_error(error) from error

        def written(_: object) -> None:
            self._note_written(number, text)
            done(None)

        return self._tasks.start(Lane.RESCUE, write, written, failed)

    def _note_written(self, number: int, text: str) -> None:
        """Take note of what is on disk; what others have left is in it, and not needed twice."""
        if number <= self._ended:
            return
        self._ended, self._on_disk = number, text
        left, self._left = self._left, []
        for one in left:
            try:
                one.remove()
            except OSError:
                one.let_go()  # it comes back at the next start, which loses nothing


def _gathered(left: Iterable[LeftFile]) -> Content:
    found: Content = {}
    for one in left:
        for name, section in one.content.items():
            found.setdefault(name, []).extend(section)
    return found
