"""Saving the draft on the counter by itself."""

from __future__ import annotations

from dataclasses import asdict

from PySide6.QtCore import QObject

from ipdesk.models.commands import SaveDraft
from ipdesk.models.core.errors import Conflict, NotFound
from ipdesk.models.records import SavedDraft
from ipdesk.ui.counter.application_draft import ApplicationDraft
from ipdesk.ui.counter.saved_application import SavedApplication
from ipdesk.ui.desk.autosave import PAUSES, Autosave, Done, Failed, Pauses
from ipdesk.ui.desk.desk import Desk


class DraftSaving(Autosave):
    """Keeps what lies on the counter in the database, as a draft of its applicant."""

    def __init__(
        self, desk: Desk, draft: ApplicationDraft, pauses: Pauses = PAUSES, parent: QObject | None = None
    ) -> None:
        super().__init__(self._save_draft, (Conflict, NotFound), pauses, parent)
        self._desk, self._draft = desk, draft
        draft.edited.connect(self._note_edit)
        self.saved.connect(self._note_save)

    def _note_edit(self) -> None:
        draft = self._draft
        if draft.read_only() or (draft.file.id is None and not draft.rows):
            return  # a file begins with the first achievement
        if draft.applicant is None:
            self.hold()
        else:
            self.note()

    def _save_draft(self, done: Done, failed: Failed) -> bool:
        command = self._command()
        if command is None:
            return False
        self._desk.try_later(self, command, done, failed)
        return True

    def _command(self) -> SaveDraft | None:
        draft = self._draft
        if draft.applicant is None or draft.read_only():
            return None
        return SaveDraft(
            applicant=draft.applicant.id,
            policy=draft.policy.id,
            **asdict(draft.particulars),
            rows=tuple(draft.rows),
            totals=draft.totals(),
            numbers=draft.numbers(),
            application=draft.file.id,
            revision=draft.file.revision,
        )

    def _note_save(self, saved: SavedDraft) -> None:
        self._draft.saved_as(saved.application, saved.number, saved.revision)

    def begin_again(self) -> None:
        """Save what is there as a new application, after the former one no longer took it."""
        self._draft.set_file(SavedApplication())
        self.begin()
        self.note()
        self.save_now()
