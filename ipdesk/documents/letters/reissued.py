"""Papers handed out again for lost ones: as they went out, with 补发 and the day above every page."""

from __future__ import annotations

import datetime
from functools import partial

from ipdesk.documents.fonts.files import Role
from ipdesk.documents.fonts.outlines import outlines
from ipdesk.documents.pdf.update import Extent, under_pages
from ipdesk.documents.text.numerals import chinese_date
from ipdesk.documents.typesetting.geometry import MM
from ipdesk.models.records import LetterDocument

MARK = "补发（{day}）"
SIZE = 14.0  # pt
RIGHT, TOP = 26 * MM, 13 * MM  # from the edges of the page to the right end and to the baseline


def reissued(document: LetterDocument, day: datetime.date) -> bytes:
    """Return the PDF of an issued letter with the mark of a day; the same letter and day, the same bytes."""
    return under_pages(document.pdf, partial(_mark, text=MARK.format(day=chinese_date(day))))


def _mark(extent: Extent, text: str) -> bytes:
    """Return what draws the mark at the upper right corner of a page, as furniture of it."""
    paths, width, unit = outlines(Role.HEITI, text)
    scale = SIZE / unit
    x, y = extent[0] - RIGHT - width * scale, extent[1] - TOP
    place = f"q {scale:.5f} 0 0 {scale:.5f} {x:.2f} {y:.2f} cm"
    return f"{place}\n0 0 0 rg\n/Artifact <</Type/Pagination>> BDC\n{paths}\nf\nEMC\nQ".encode("ascii")
