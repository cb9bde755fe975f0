"""The letter (函) format of GB/T 9704-2012: where everything stands on the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ipdesk.documents import geometry as paper
from ipdesk.documents.errors import MissingGlyphError
from ipdesk.documents.font_files import Role
from ipdesk.documents.fonts import FontSet
from ipdesk.documents.geometry import MM, Grid
from ipdesk.documents.letter_head import draw_head, set_head
from ipdesk.documents.pagination import BodyLine, bind, spaced
from ipdesk.documents.paper_canvas import PaperCanvas, Placed
from ipdesk.documents.signature import set_signature
from ipdesk.documents.typesetting import SetLine, Span, justified, moved, natural

DRAFT = "样稿"
DRAFT_SIZE = 150.0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body; ``keep`` holds it on one page with the beginning of the next."""

    spans: tuple[Span, ...]
    indent: float = 2.0  # em
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """The words of a letter. ``title`` marks with ``|`` where it may break; ``number`` None makes a draft."""

    red_header: str
    number: str | None
    title: str
    addressee: str
    paragraphs: tuple[Paragraph, ...]
    signature: str
    date: str


def check_glyphs(letter: Letter, fonts: FontSet) -> None:
    """Raise MissingGlyphError when any character of the letter cannot be printed."""
    fixed: list[Span] = [
        (Role.XIAOBIAOSONG, letter.red_header),
        (Role.FANGSONG, letter.number or ""),
        (Role.XIAOBIAOSONG, letter.title),
        (Role.FANGSONG, letter.addressee),
        (Role.FANGSONG, letter.signature),
        (Role.FANGSONG, letter.date),
    ]
    spans = [*fixed, *(span for paragraph in letter.paragraphs for span in paragraph.spans)]
    missing = [glyph for role, text in spans for glyph in fonts.missing(role, text)]
    if missing:
        raise MissingGlyphError(missing)


def draw(canvas: PaperCanvas, letter: Letter, fonts: FontSet) -> int:
    """Draw a letter and return how many pages it took; raises a DocumentError before anything is drawn."""
    check_glyphs(letter, fonts)
    head = set_head(fonts, letter.red_header, letter.number, letter.title)
    signature = set_signature(fonts, letter.signature, letter.date)
    grid, pages = spaced(_body(letter, fonts), head.start, len(signature))
    for number, page in enumerate(pages, start=1):
        if letter.number is None:
            _draft_mark(canvas, fonts)
        if number == 1:
            draw_head(canvas, head.settled(grid))
        else:
            canvas.lines([_folio(fonts, number)])
        canvas.lines(_slots(grid, page.lines, page.start))
        if page.signature is not None:
            canvas.lines(_slots(grid, signature, page.signature))
        canvas.end_page()
    return len(pages)


def _body(letter: Letter, fonts: FontSet) -> list[BodyLine]:
    """Set addressee and paragraphs; one that ends with a colon is kept with what it announces."""
    addressee = Paragraph(((Role.FANGSONG, letter.addressee),), indent=0, keep=True)
    lines: list[BodyLine] = []
    for paragraph in (addressee, *letter.paragraphs):
        found = justified(fonts, paragraph.spans, paper.BODY, paper.TEXT_WIDTH, paragraph.indent)
        lines += bind(found, keep=paragraph.keep or paragraph.spans[-1][1].endswith("："))
    return lines


def _slots(grid: Grid, lines: Sequence[SetLine], start: int) -> list[Placed]:
    return [
        (moved(line, paper.LEFT + line.x), grid.baseline(slot))
        for slot, line in enumerate(lines, start=start)
    ]


def _folio(fonts: FontSet, number: int) -> Placed:
    """Set a page number outside below the text: odd pages right, even pages left, one character in."""
    line = natural(fonts, [(Role.SONGTI, f"— {number} —")], paper.FOLIO)
    x = paper.RIGHT - paper.FOLIO - line.width if number % 2 else paper.LEFT + paper.FOLIO
    return moved(line, x), paper.BOTTOM - 7 * MM - 0.38 * paper.FOLIO


def _draft_mark(canvas: PaperCanvas, fonts: FontSet) -> None:
    line = natural(fonts, [(Role.HEITI, DRAFT)], DRAFT_SIZE)
    canvas.across(moved(line, -line.width / 2))
