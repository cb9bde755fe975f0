"""Texts of templates that were changed and not saved: kept while others are looked at, and over a crash."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from PySide6.QtCore import QObject

from ipdesk.ui.desk.desk import Desk

SECTION = "templates"


@dataclass(frozen=True, slots=True)
class TemplateDraft:
    """What was made of the template of a kind; ``shown`` is the hash of the office's file it began from."""

    kind: str
    text: str
    shown: str


class TemplateDrafts(QObject):
    """The drafts by kind. Those that an earlier window left are there from the start (``brought_back``)."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        found = [TemplateDraft(**one) for one in desk.rescue.found(SECTION) if isinstance(one, dict)]
        self._drafts = {draft.kind: draft for draft in found}
        self.brought_back = bool(found)
        desk.rescue.watch(SECTION, self._everything)

    def of(self, kind: str) -> TemplateDraft | None:
        """Return what was made of a kind's template, None where it is as it is kept."""
        return self._drafts.get(kind)

    def note(self, draft: TemplateDraft) -> None:
        """Keep what was made of a template, in place of what was before."""
        self._drafts[draft.kind] = draft
        self._desk.rescue.note()

    def drop(self, kind: str) -> None:
        """Forget a draft: it is saved, or given up."""
        if self._drafts.pop(kind, None) is not None:
            self._desk.rescue.note()

    def clear(self) -> None:
        """Give all of them up."""
        self._drafts.clear()
        self._desk.rescue.note()

    def kinds(self) -> tuple[str, ...]:
        """Return the kinds whose template was changed and not saved."""
        return tuple(self._drafts)

    def _everything(self) -> Iterator[object]:
        yield from (asdict(draft) for draft in self._drafts.values())
