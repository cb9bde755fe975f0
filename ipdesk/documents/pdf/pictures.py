"""Pages of a PDF as pictures, for the preview and for printers that take no PDF."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2

in_turn = threading.Lock()
"""Held while PDFium works: it may not be called from two threads at once."""

_POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page, in px: ``height`` rows of ``stride`` bytes, four to a pixel: blue, green, red, unused."""

    width: int
    height: int
    stride: int
    data: bytes


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    with in_turn:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return len(document)
        finally:
            document.close()


def pages_with(pdf: bytes, pattern: re.Pattern[str]) -> frozenset[int]:
    """Return the pages, the first being 0, in whose text, without blanks, a pattern is found."""
    with in_turn:
        document = pypdfium2.PdfDocument(pdf)
        try:
            texts = [_text(document[number]) for number in range(len(document))]
        finally:
            document.close()
    return frozenset(number for number, text in enumerate(texts) if pattern.search(text))


def _text(page: pypdfium2.PdfPage) -> str:
    found = page.get_textpage()
    try:
        return "".join(found.get_text_range().split())
    finally:
        found.close()
        page.close()


def page_images(pdf: bytes, dpi: int) -> Iterator[PageImage]:
    """Yield the pages in order, each drawn when it is asked for."""
    for number in range(page_count(pdf)):
        yield page_image(pdf, number, dpi)


def page_image(pdf: bytes, number: int, dpi: int) -> PageImage:
    """Return the page of that number, the first being 0; raises IndexError where there is none."""
    with in_turn:
        document = pypdfium2.PdfDocument(pdf)
        try:
            if not 0 <= number < len(document):
                raise IndexError(number)
            return _drawn(document[number], dpi)
        finally:
            document.close()


def page_within(pdf: bytes, number: int, side: int) -> PageImage:
    """Return the page of that number, the first being 0, its longer side so many px.

    Pages of scans may be of any size. Raises IndexError where there is no such page, PdfiumError for a PDF
    that is damaged or locked.
    """
    with in_turn:
        document = pypdfium2.PdfDocument(pdf)
        try:
            if not 0 <= number < len(document):
                raise IndexError(number)
            page = document[number]
            longer = max(page.get_width(), page.get_height(), 1)
            return _drawn(page, side * _POINTS_PER_INCH / longer)
        finally:
            document.close()


def _drawn(page: pypdfium2.PdfPage, dpi: float) -> PageImage:
    bitmap = page.render(scale=dpi / _POINTS_PER_INCH, prefer_bgrx=True)
    try:
        return PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
    finally:
        bitmap.close()
        page.close()
