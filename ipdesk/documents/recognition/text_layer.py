"""The text of a PDF's pages, each character with its place: as programs write it, not as scanners see it."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium

from ipdesk.documents.errors import DocumentError
from ipdesk.documents.pdf.pictures import in_turn
from ipdesk.models.recognition.page_text import Box, Character, PageText, rows_of

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PAGES = 200
"""Of one file: a bundle of a hundred certificates, both sides."""

_PER_INCH = 72
_LOCKED = "这个 PDF 设有打开密码，读不出来。请向申请人要没有密码的文件。"
_DAMAGED = "这个 PDF 打不开，文件可能没有传完或者已经损坏。请重新取得这个文件。"
_LONG = "这个 PDF 有 {count} 页，一次最多读 {most} 页。请分成几个文件。"


def page_texts(pdf: bytes) -> tuple[PageText, ...]:
    """Return the text of all pages; a page that is only a picture has no rows.

    Raises DocumentError for what is no PDF, is damaged, wants a password or has too many pages.
    """
    with in_turn:
        document = _opened(pdf)
        try:
            count = len(document)
            if count > MOST_PAGES:
                raise DocumentError(_LONG.format(count=count, most=MOST_PAGES))
            return tuple(_page(document, number) for number in range(count))
        except pypdfium2.PdfiumError as error:
            raise DocumentError(_DAMAGED) from error
        finally:
            document.close()


def _opened(pdf: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD
        raise DocumentError(_LOCKED if locked else _DAMAGED) from error


def _page(document: pypdfium2.PdfDocument, number: int) -> PageText:
    page = document[number]
    text = page.get_textpage()
    try:
        rows = rows_of(_characters(text))
        drawn = not rows and next(page.get_objects(max_depth=1), None) is not None
        return PageText(number + 1, rows, drawn=drawn)
    finally:
        text.close()
        page.close()


def _characters(page: pypdfium2.PdfTextPage) -> Iterator[Character]:
    """Yield what is seen of a page's text: no blanks, and nothing that has no place."""
    for place in range(page.count_chars()):
        char = chr(pdfium.FPDFText_GetUnicode(page, place) or 32)
        box = None if char.isspace() or not char.isprintable() else _box(page, place)
        if box is not None:
            yield Character(char, box)


def _box(page: pypdfium2.PdfTextPage, place: int) -> Box | None:
    """Return the place of a character by its font's height, so that 一 is in the row of others."""
    found = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetLooseCharBox(page, place, ctypes.byref(found)):
        return None
    box = Box(found.left, min(found.top, found.bottom), found.right, max(found.top, found.bottom))
    return box if box.top > box.bottom and box.right > box.left else None


def page_pixels(pdf: bytes, page: PageText, dpi: int) -> Image:
    """Return a page of a PDF that was opened before as a picture, to be read as one."""
    with in_turn:
        document = pypdfium2.PdfDocument(pdf)
        try:
            drawn: Image = document[page.number - 1].render(scale=dpi / _PER_INCH).to_pil()
            return drawn.convert("RGB")
        finally:
            document.close()
