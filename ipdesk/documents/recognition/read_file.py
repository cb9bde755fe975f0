"""From a file that somebody hands in to the papers in it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from ipdesk.documents.errors import DocumentError
from ipdesk.documents.pdf.pictures import PageImage, page_image
from ipdesk.documents.recognition.scanned import DPI, can_scan, image_of, scanned_page
from ipdesk.documents.recognition.text_layer import page_pixels, page_texts
from ipdesk.models.recognition.document_form import DocumentForm
from ipdesk.models.recognition.page_text import PageText
from ipdesk.models.recognition.read_documents import ReadDocument, read_documents

MOST_BYTES = 50 * 1024 * 1024
"""Of one file: what is larger was not meant."""

_VIEW_DPI = 130
_PER_INCH = 72
_NAMED = 8  # pages that a sentence names
_EMPTY = "这个文件是空的。"
_HUGE = "这个文件有 {size} MB，一次最多读 {most} MB。请分成几个文件。"
_NO_PAPER = "只能读 PDF 文件和照片（PNG、JPEG）。"
_NO_SCAN = (
    "这是照片或者扫描件，没有文字；这台电脑没有安装识别图片的组件（scan）。"
    "请照着录入，或者向申请人要电子证书的原文件。"
)
_NO_TEXT = "上面没有认出文字。请照着录入，或者重新拍得清楚些。"
_UNKNOWN = "认不出是哪种证照：上面没有认得的证书名称。请照着录入。"
_LEFT_UNKNOWN = "第 {pages} 页认不出是哪种证照，没有读，请照着录入。"
_LEFT_UNREAD = "第 {pages} 页是图片，没有读出文字，请照着录入。"
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


class PapersRead(NamedTuple):
    """The papers in a file, at least one, and a sentence on pages of which nothing was read, "" for none."""

    papers: tuple[ReadDocument, ...]
    left: str


def read_file(
    content: bytes,
    forms: Sequence[DocumentForm],
    today: datetime.date,
    report: Callable[[int, int], None] = lambda done, total: None,
) -> PapersRead:
    """Return what is in a file. Raises DocumentError, which says why there is no paper.

    A page that is a picture takes seconds: ``report`` is told how many of how many are read.
    """
    if fault := _fault(content):
        raise DocumentError(fault)
    pages = tuple(_pages(content, report))
    papers = read_documents(pages, forms, today)
    if not papers:
        raise DocumentError(_UNKNOWN if any(page.rows for page in pages) else _NO_TEXT)
    return PapersRead(papers, _left(pages, papers))


def _left(pages: Sequence[PageText], papers: Sequence[ReadDocument]) -> str:
    """Say which pages are of no paper, and which are pictures without a word."""
    of_papers = {number for paper in papers for number in paper.pages}
    unknown = [page.number for page in pages if page.rows and page.number not in of_papers]
    unread = [page.number for page in pages if page.drawn and not page.rows]
    told = ((_LEFT_UNKNOWN, unknown), (_LEFT_UNREAD, unread))
    return "".join(words.format(pages=_numbers(pages)) for words, pages in told if pages)


def _numbers(pages: Sequence[int]) -> str:
    named = "、".join(map(str, pages[:_NAMED]))
    return f"{named} 等 {len(pages)}" if len(pages) > _NAMED else named


def is_picture(content: bytes) -> bool:
    """Say whether a file is a photograph or a scan by itself, and no PDF."""
    return content.startswith(_PICTURES)


def _fault(content: bytes) -> str:
    if not content:
        return _EMPTY
    if len(content) > MOST_BYTES:
        return _HUGE.format(size=len(content) // 1024**2, most=MOST_BYTES // 1024**2)
    return "" if b"%PDF-" in content[:1024] or is_picture(content) else _NO_PAPER


def _pages(content: bytes, report: Callable[[int, int], None]) -> Iterator[PageText]:
    if is_picture(content):
        image = image_of(content)
        _ask_for_scan()
        yield scanned_page(1, image)
        return
    pages = page_texts(content)
    if not any(page.rows for page in pages):
        _ask_for_scan()
    for page in pages:
        report(page.number - 1, len(pages))
        drawn = not page.rows and can_scan()
        if drawn:
            page = scanned_page(page.number, page_pixels(content, page, DPI))._replace(drawn=page.drawn)
        yield page


def _ask_for_scan() -> None:
    """Raise DocumentError where a picture is to be read and cannot be."""
    if not can_scan():
        raise DocumentError(_NO_SCAN)


def page_view(content: bytes, number: int) -> tuple[PageImage, float]:
    """Return a page of a file that was read (the first being 1) as a picture, and how high it is, in pt."""
    if not is_picture(content):
        page = page_image(content, number - 1, _VIEW_DPI)
        return page, page.height * _PER_INCH / _VIEW_DPI
    image = image_of(content)
    data = image.tobytes("raw", "BGRX")
    return PageImage(image.width, image.height, 4 * image.width, data), image.height * _PER_INCH / DPI
