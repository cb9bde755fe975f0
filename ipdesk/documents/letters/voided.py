"""Papers that are void, as they are shown and printed: as they went out, with 作废 across every page."""

from __future__ import annotations

from functools import lru_cache

from ipdesk.documents.fonts.files import Role
from ipdesk.documents.fonts.outlines import outlines
from ipdesk.documents.pdf.update import Extent, under_pages
from ipdesk.models.records import LetterDocument

VOID = "作废"
SIZE = 190.0  # pt
COLOUR = "0.97 0.72 0.72"


def as_shown(document: LetterDocument) -> bytes:
    """Return the PDF of an issued letter, marked where it is void: always the same bytes."""
    return under_pages(document.pdf, _mark) if document.row.is_void else document.pdf


@lru_cache(maxsize=2)
def _mark(extent: Extent) -> bytes:
    """Return what draws the mark slanting up through the middle of a page, as furniture of it."""
    paths, width, unit = outlines(Role.HEITI, VOID)
    scale = SIZE / unit
    place = f"q 0.866 0.5 -0.5 0.866 {extent[0] / 2:.2f} {extent[1] / 2:.2f} cm"
    size = f"{scale:.5f} 0 0 {scale:.5f} {-width * scale / 2:.2f} {-SIZE * 0.38:.2f} cm"
    drawn = f"{COLOUR} rg\n/Artifact <</Type/Pagination>> BDC\n{paths}\nf\nEMC\nQ"
    return f"{place}\n{size}\n{drawn}".encode("ascii")
