"""A word that lies slanting under every page of a finished paper: 作废 of a void one, 样稿 of a sample."""

from __future__ import annotations

from functools import lru_cache, partial

from ipdesk.documents.fonts.files import Role
from ipdesk.documents.fonts.outlines import outlines
from ipdesk.documents.pdf.update import Extent, under_pages
from ipdesk.models.records import LetterDocument

SIZE = 190.0  # pt
VOID = "作废"
RED, GREY = "0.97 0.72 0.72", "0.87 0.89 0.91"


def as_shown(document: LetterDocument) -> bytes:
    """Return the PDF of an issued letter, marked where it is void: always the same bytes."""
    return marked(document.pdf, VOID) if document.row.is_void else document.pdf


def marked(pdf: bytes, word: str, colour: str = RED) -> bytes:
    """Return a PDF with a word of two characters across every page: always the same bytes."""
    return under_pages(pdf, partial(_mark, word, colour))


@lru_cache(maxsize=4)
def _mark(word: str, colour: str, extent: Extent) -> bytes:
    """Return what draws the mark slanting up through the middle of a page, as furniture of it."""
    paths, width, unit = outlines(Role.HEITI, word)
    scale = SIZE / unit
    place = f"q 0.866 0.5 -0.5 0.866 {extent[0] / 2:.2f} {extent[1] / 2:.2f} cm"
    size = f"{scale:.5f} 0 0 {scale:.5f} {-width * scale / 2:.2f} {-SIZE * 0.38:.2f} cm"
    drawn = f"{colour} rg\n/Artifact <</Type/Pagination>> BDC\n{paths}\nf\nEMC\nQ"
    return f"{place}\n{size}\n{drawn}".encode("ascii")
