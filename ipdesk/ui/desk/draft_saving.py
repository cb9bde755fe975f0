"""What is typed of a file that somebody judges is kept by itself: the form of a decision, of a review."""

from __future__ import annotations

from dataclasses import replace
from typing import Generic, TypeVar

from PySide6.QtCore import QObject

from ipdesk.models.commands import SaveDecisionDraft, SaveReviewDraft
from ipdesk.models.core.errors import Conflict, NotFound
from ipdesk.models.records import SavedText
from ipdesk.ui.desk.autosave import PAUSES, Autosave, Done, Failed, Pauses
from ipdesk.ui.desk.desk import Desk

Text = TypeVar("Text", SaveDecisionDraft, SaveReviewDraft)


class DraftSaving(Autosave, Generic[Text]):
    """Saves the newest text it was given, which knows its application: another may be in sight by then."""

    def __init__(self, desk: Desk, pauses: Pauses = PAUSES, parent: QObject | None = None) -> None:
        super().__init__(self._save_text, (Conflict, NotFound), pauses, parent)
        self._desk = desk
        self._text: Text | None = None
        self.revision = 0  # of the text in the database that this one goes on from
        self.saved.connect(self._note_save)

    def _note_save(self, saved: SavedText) -> None:
        self.revision = saved.revision

    def write_over(self, revision: int) -> None:
        """Save what is typed here in place of what another desk saved under that revision."""
        self.revision = revision
        self.begin()
        self.note()
        self.save_now()

    def keep(self, text: Text) -> None:
        """Save this in a moment, unless something newer comes before."""
        self._text = text
        self.note()

    def text(self) -> Text | None:
        """Return the newest text as it is to be stored, None where nothing was typed."""
        return self._text

    def _save_text(self, done: Done, failed: Failed) -> bool:
        if self._text is None:
            return False
        self._desk.try_later(self, replace(self._text, revision=self.revision), done, failed)
        return True
