"""Specimens as files: PDFs with a text layer."""

from __future__ import annotations

import io
from collections.abc import Iterable

import pypdfium2
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


def photo_of(specimen: Specimen, page: int = 0) -> bytes:
    """Return a page as a bad photograph: 150 dpi, turned by 2 degrees, in a shadow, JPEG."""
    import numpy  # comes along with the extra that reads pictures
    from PIL import Image

    document = pypdfium2.PdfDocument(pdf_of(specimen))
    drawn = document[page].render(scale=150 / 72).to_pil().convert("L")
    document.close()
    paper = drawn.rotate(2, resample=Image.Resampling.BICUBIC, fillcolor=245)
    across, down = numpy.linspace(0.72, 1, paper.width), numpy.linspace(1, 0.85, paper.height)
    shadow = across[None, :] * down[:, None]
    target = io.BytesIO()
    Image.fromarray((numpy.asarray(paper) * shadow).astype("uint8")).save(target, "JPEG", quality=60)
    return target.getvalue()
