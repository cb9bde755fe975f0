"""Issued letters printed together: drawn anew into one small file, each exactly as it went out.

A letter is drawn from its frozen data. Where its pages do not stand in its stored file byte for byte (a font,
the wording or the program is another one today) the stored pages themselves are put in its place.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2

from ipdesk.documents.errors import DocumentError
from ipdesk.documents.letters.compose import Templates, words_of
from ipdesk.documents.letters.data import thawed
from ipdesk.documents.letters.issued.drawing import Drawn, draw, drawn_in_turn
from ipdesk.documents.letters.layout import Letter
from ipdesk.documents.letters.registry import DOCUMENTS, name_of_all
from ipdesk.documents.letters.sheets.blocks import Sheet
from ipdesk.documents.pdf.file import Facts
from ipdesk.documents.pdf.pictures import in_turn, page_count
from ipdesk.documents.typesetting.geometry import PAGE_HEIGHT, PAGE_WIDTH
from ipdesk.documents.typesetting.page_drawing import DrawnPage, PageFile
from ipdesk.models.records import LetterDocument

_HEAD = 80  # bytes: the dictionary of a stream, with its length, and some of what is in it


@dataclass(frozen=True, slots=True)
class Reprint:
    """One PDF of many letters, and how many of them came from their stored files."""

    pdf: bytes
    stored: int


@dataclass(frozen=True, slots=True)
class _Stored:
    """A letter's own file: it goes in before page ``place``, with an empty page behind it where ``blank``.

    ``other`` is one that would be drawn otherwise today; the rest are void.
    """

    place: int
    pdf: bytes
    blank: bool
    other: bool


def reprint(
    documents: Iterable[LetterDocument],
    on_progress: Callable[[int], None],
    *,
    templates_dir: Path | None = None,
    both_sides: bool = False,
) -> Reprint:
    """Return issued letters as one PDF for the printer; ``on_progress`` is told how many are done.

    ``both_sides`` adds an empty page where a letter would else begin on the back of another.
    """
    letters = _Collected(both_sides=both_sides)
    for done, (document, drawn) in enumerate(drawn_in_turn(documents, templates_dir), start=1):
        letters.add(document, drawn)
        on_progress(done)
    return letters.put_together()


class _Collected:
    """Letters for one PDF: those that were drawn anew, and stored files for the places between them."""

    def __init__(self, *, both_sides: bool) -> None:
        self._both_sides = both_sides
        self._file, self._stored = PageFile(), list[_Stored]()
        self._pages = 0
        self._kinds: set[str] = set()
        self._last: Facts | None = None

    def add(self, document: LetterDocument, drawn: Drawn | None) -> None:
        pages, said = _as_it_went_out(document, drawn)
        count = len(pages) or page_count(document.pdf)
        blank = self._both_sides and count % 2 == 1
        if said is None:
            self._stored.append(_Stored(self._pages, document.pdf, blank, not document.row.is_void))
        else:
            self._last = said
            self._kinds.add(document.row.kind)
            self._file.add(pages)
            self._file.add_empty(int(blank))
        self._pages += count + blank

    def put_together(self) -> Reprint:
        whole, last, stored = b"", self._last, self._stored
        if last is not None:
            whole = self._file.finish(replace(last, title=name_of_all(self._kinds)))
        others = sum(one.other for one in stored)
        return Reprint(_with_stored(whole, stored) if stored else whole, others)


def _as_it_went_out(document: LetterDocument, drawn: Drawn | None) -> tuple[list[DrawnPage], Facts | None]:
    """Return the pages of a letter, and its facts, where its stored file has just these, else nothing.

    A void one is marked in its file.
    """
    if drawn is None or not _stand_in(drawn.pages, document.pdf):
        return [], None
    return drawn.pages, drawn.facts


OTHER_WORDS = "这份文书印发以后，模板或者程序改动过，现在取得的文字可能与印发的不同。请打开 PDF，从里面复制。"


WITH_PICTURES = "这份文书附有图片，文字请打开 PDF，从里面复制。"


def words_as_issued(document: LetterDocument, templates_dir: Path | None) -> Letter | Sheet:
    """Return the words of a letter that would be drawn today as it went out; raises DocumentError else."""
    drawn = draw(document.row.kind, document.data, Templates(templates_dir))
    pages, said = _as_it_went_out(document, drawn)
    if not pages or said is None:
        own = DOCUMENTS.get(document.row.kind)
        raise DocumentError(WITH_PICTURES if own is not None and own.reads_pictures else OTHER_WORDS)
    kind = DOCUMENTS[document.row.kind]
    return words_of(kind, thawed(kind.data, document.data), templates_dir)


def _stand_in(pages: Sequence[DrawnPage], pdf: bytes) -> bool:
    """Tell whether a file holds just these pages in this order."""
    place = 0
    for page in pages:
        place = _place(page.content, pdf, place) + 1
        if not place:
            return False
    return pdf.count(b"<</Type/Page/") == len(pages)


def _place(content: bytes, pdf: bytes, start: int) -> int:
    """Return where a content stands, -1 where it does not: its beginning is found sooner than all of it."""
    head = content[:_HEAD]
    place = pdf.find(head, start)
    while place >= 0 and not pdf.startswith(content, place):
        place = pdf.find(head, place + 1)
    return place


def _with_stored(drawn: bytes, stored: Iterable[_Stored]) -> bytes:
    """Return a PDF with the pages of stored ones put into their places.

    It says nothing about itself: what is joined from several files is no longer fit for archives.
    """
    with in_turn:
        whole = pypdfium2.PdfDocument.new()
        try:
            if drawn:
                _put_in(whole, drawn, 0)
            for letter in stored:
                _put_in_letter(whole, letter)
            kept = io.BytesIO()
            whole.save(kept)
            return kept.getvalue()
        finally:
            whole.close()


def _put_in_letter(whole: pypdfium2.PdfDocument, letter: _Stored) -> None:
    count = _put_in(whole, letter.pdf, letter.place)
    if letter.blank:
        whole.new_page(PAGE_WIDTH, PAGE_HEIGHT, letter.place + count)


def _put_in(whole: pypdfium2.PdfDocument, pdf: bytes, place: int) -> int:
    """Put the pages of a file before page ``place``; return how many they are."""
    part = pypdfium2.PdfDocument(pdf)
    try:
        whole.import_pages(part, index=place)
        return len(part)
    finally:
        part.close()
