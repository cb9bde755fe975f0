"""What is chosen in a list, as PDFs with their names: letters that went out, or drafts of those to come."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication

from ipdesk.documents.letters.issue import (
    Progress,
    Request,
    Sources,
    draft_pdfs,
    draft_words,
    drafts_together,
    issued_together,
    issued_words,
    stored_pdfs,
)
from ipdesk.documents.letters.registry import DOCUMENTS, name_of_all
from ipdesk.models.core.changes import Kind
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.view_log import ViewLog
from ipdesk.ui.letters.rows import Item

if TYPE_CHECKING:
    from ipdesk.documents.letters.issued.reprint import Reprint
    from ipdesk.documents.letters.layout import Letter
    from ipdesk.documents.letters.sheets.blocks import Sheet


TEMPLATES = "letters"  # the folder of the office's own templates, in the data folder


def sources_of(desk: Desk) -> Sources:
    """Return where the documents of a desk come from."""
    return Sources(desk.store, desk.policies, desk.data_dir / TEMPLATES if desk.data_dir else None)


def requests(items: Sequence[Item], day: datetime.date, number: str | None = None) -> list[Request]:
    """Return what rows of applications ask for: a document of their kind, dated."""
    return [Request(DOCUMENTS[item.kind], item.id, day, number) for item in items]


def print_title(kinds: Collection[str], numbers: Sequence[str]) -> str:
    """Return what letters of some kinds are called in the queue of a printer.

    One that bears no number stands in lists under the name of its kind, which is not said twice.
    """
    name = name_of_all(kinds)
    if len(numbers) == 1:
        return f"{name} {numbers[0].removeprefix(name)}".strip()
    return _tr("{name} {count} 份").format(name=name, count=len(numbers))


class _Paper(Protocol):
    @property
    def id(self) -> int: ...

    @property
    def kind(self) -> str: ...


def note_seen(views: ViewLog, items: Iterable[_Paper], *, issued: bool) -> None:
    """Have it written down whose papers with personal values are in sight, or taken along.

    ``items`` are letters that went out, or rows of applications that wait for one of a kind.
    """
    seen: dict[str, list[int]] = {}
    for item in items:
        seen.setdefault(item.kind, []).append(item.id)
    for document, records in seen.items():
        kind = Kind.LETTER if issued else Kind.APPLICATION
        views.saw(kind, records, DOCUMENTS[document].kind.shows)


@dataclass(frozen=True, slots=True)
class LetterSelection:
    """Rows of a list. ``day`` is the date of drafts, None for letters that went out."""

    sources: Sources
    items: tuple[Item, ...]
    day: datetime.date | None

    def pdfs(self, tell: Progress) -> tuple[bytes, ...]:
        """Return a PDF each: as it went out, or marked 样稿. Raises DeskError and DocumentError."""
        if self.day is None:
            return stored_pdfs(self.sources, self._letters(), tell)
        return draft_pdfs(self.sources, requests(self.items, self.day), tell)

    def words(self, tell: Progress) -> tuple[Letter | Sheet, bool]:
        """Return the words of the first, and whether it is void. Raises as ``pdfs`` does."""
        [item, *_] = self.items
        if self.day is None:
            return issued_words(self.sources, item.id), not item.standing
        return draft_words(self.sources, requests([item], self.day)[0]), False

    def together(self, both_sides: bool, tell: Progress) -> Reprint:
        """Return one PDF of all. Raises as ``pdfs`` does."""
        if self.day is None:
            return issued_together(self.sources, self._letters(), both_sides, tell)
        return drafts_together(self.sources, requests(self.items, self.day), both_sides, tell)

    def names(self) -> list[str]:
        """Return what the file of each is called."""
        names = [f"{item.cells[0]} {item.name}" for item in self.items]
        return names if self.day is None else [_tr("{name}（样稿）").format(name=name) for name in names]

    def title(self) -> str:
        """Return what they are called together."""
        return print_title({item.kind for item in self.items}, [item.cells[0] for item in self.items])

    def _letters(self) -> list[int]:
        return [item.id for item in self.items]


def _tr(text: str) -> str:
    return QCoreApplication.translate("LetterSelection", text)
