"""Specimens as files: PDFs with a text layer."""

from __future__ import annotations

import io
from collections.abc import Iterable

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from ipdesk.paths import resource
from tests.specimens.papers import Row, Specimen

_FONT, _RARE = "SpecimenSong", "SpecimenRare"
_RARE_CHARACTERS = frozenset("䶮𬭎㛃")


def pdf_of(*specimens: Specimen) -> bytes:
    """Return one PDF with all pages of some papers."""
    _register()
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4)
    for page in (page for specimen in specimens for page in specimen.pages):
        _draw(canvas, page)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _register() -> None:
    if _FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(_FONT, str(resource("fonts", "songti.ttf"))))


def _draw(canvas: Canvas, rows: Iterable[Row]) -> None:
    for left, top, size, text in rows:
        canvas.setFont(_FONT, size)
        canvas.drawString(left * mm, A4[1] - top * mm, text)
