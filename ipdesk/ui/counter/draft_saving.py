"""Saving the draft on the counter by itself."""

from __future__ import annotations

from dataclasses import asdict

from PySide6.QtCore import QObject

from ipdesk.models.commands import SaveDraft
from ipdesk.models.core.errors import Conflict, NotFound
from ipdesk.models.records import SavedDraft
from ipdesk.ui.counter.saved_application import SavedApplication
from ipdesk.ui.counter.worksheet import Worksheet
from ipdesk.ui.desk.autosave import PAUSES, Autosave, Done, Failed, Pauses
from ipdesk.ui.desk.desk import Desk


class DraftSaving(Autosave):
    """Keeps the worksheet in the database, as a draft of its applicant."""

    def __init__(
        self, desk: Desk, sheet: Worksheet, pauses: Pauses = PAUSES, parent: QObject | None = None
    ) -> None:
        super().__init__(self._save_sheet, (Conflict, NotFound), pauses, parent)
        self._desk, self._sheet = desk, sheet
        sheet.edited.connect(self._note_edit)
        self.saved.connect(self._note_save)

    def _note_edit(self) -> None:
        sheet = self._sheet
        if sheet.read_only() or (sheet.file.id is None and not sheet.rows):
            return  # a file begins with the first achievement
        if sheet.applicant is None:
            self.hold()
        else:
            self.note()

    def _save_sheet(self, done: Done, failed: Failed) -> bool:
        command = self._command()
        if command is None:
            return False
        self._desk.try_later(self, command, done, failed)
        return True

    def _command(self) -> SaveDraft | None:
        sheet = self._sheet
        if sheet.applicant is None or sheet.read_only():
            return None
        return SaveDraft(
            applicant=sheet.applicant.id,
            policy=sheet.policy.id,
            **asdict(sheet.particulars),
            rows=tuple(sheet.rows),
            totals=sheet.totals(),
            numbers=sheet.numbers(),
            application=sheet.file.id,
            revision=sheet.file.revision,
        )

    def _note_save(self, saved: SavedDraft) -> None:
        self._sheet.saved_as(saved.application, saved.number, saved.revision)

    def begin_again(self) -> None:
        """Save what is there as a new application, after the former one no longer took it."""
        self._sheet.set_file(SavedApplication())
        self.begin()
        self.note()
        self.save_now()
