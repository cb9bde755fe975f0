"""Papers that are void, as they are shown and printed: as they went out, with 作废 across every page."""

from __future__ import annotations

from ipdesk.documents.typesetting.page_mark import marked
from ipdesk.models.records import LetterDocument

VOID = "作废"


def as_shown(document: LetterDocument) -> bytes:
    """Return the PDF of an issued letter, marked where it is void: always the same bytes."""
    return marked(document.pdf, VOID) if document.row.is_void else document.pdf
