"""The letter (函) format of GB/T 9704-2012: where everything stands on the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from ipdesk.documents.errors import MissingGlyphError
from ipdesk.documents.fonts.faces import FontSet
from ipdesk.documents.fonts.files import Role
from ipdesk.documents.letters.head import LetterHead, rules, set_head
from ipdesk.documents.pdf.structure import HEADING, PARAGRAPH, SUBHEADING, Part
from ipdesk.documents.typesetting import geometry as paper
from ipdesk.documents.typesetting.display import centred, split_evenly
from ipdesk.documents.typesetting.geometry import MM, Grid
from ipdesk.documents.typesetting.lines import SetLine, Span, justified, moved, natural
from ipdesk.documents.typesetting.page_drawing import PageLayout, Placed
from ipdesk.documents.typesetting.pagination import BodyLine, BodyPage, bind, spaced

DRAFT = "样稿"
DRAFT_SIZE = 150.0
DATE_INDENT = 4 * paper.BODY
_BLANK_LINE = SetLine((), 0.0, 0.0, paper.BODY)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body; ``keep`` holds it on one page with the beginning of the next.

    ``near`` does so where the page does not become white by that. ``indent`` is that of the first line, in
    em. One that stands ``apart`` has a blank line above it.
    """

    spans: tuple[Span, ...]
    indent: float = 2.0  # em
    keep: bool = False
    near: bool = False
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """The words of a letter. ``title`` marks with ``|`` where it may break; ``number`` None makes a draft.

    ``attached`` are the lines of what is attached to it 附件, for programs that take its words.
    """

    red_header: str
    number: str | None
    title: str
    addressee: str
    paragraphs: tuple[Paragraph, ...]
    signature: str
    date: str
    attached: tuple[str, ...] = ()


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


def lay_out(letter: Letter, fonts: FontSet) -> list[PageLayout]:
    """Return the pages of a letter; raises MissingGlyphError, and DocumentError where it finds no room."""
    try:
        return _laid_out(letter, fonts)
    except LookupError:  # a character that no face has
        check_glyphs(letter, fonts)
        raise


def _laid_out(letter: Letter, fonts: FontSet) -> list[PageLayout]:
    head = set_head(fonts, letter.red_header, letter.number, letter.title)
    signature = set_signature(fonts, letter.signature, letter.date)
    grid, body = spaced(_body(letter, fonts), head.start, len(signature))
    pages = [PageLayout() for _ in body]
    _place_head(pages[0], head.settled(grid))
    for layout, text in zip(pages, body, strict=True):
        _place_body(layout, grid, text)
    _place_signature(pages[-1], grid, body[-1], signature)
    pages[0].parts += _parts(pages)
    _number(pages, fonts)
    if letter.number is None:
        mark_as_draft(pages, fonts)
    return pages


def _number(pages: Sequence[PageLayout], fonts: FontSet) -> None:
    """Write the numbers of pages, but for the first, which has none in a letter."""
    for number, layout in enumerate(pages[1:], start=2):
        layout.write(None, [folio(fonts, number, paper.LEFT, paper.RIGHT, paper.BOTTOM)])


def _place_head(layout: PageLayout, head: LetterHead) -> None:
    """Place the head in the order in which it is read aloud and copied."""
    layout.named, layout.red, layout.rules = Part(PARAGRAPH), head.name, rules(head)
    layout.write(Part(PARAGRAPH), head.number)
    layout.write(Part(HEADING), head.title)


def _place_body(layout: PageLayout, grid: Grid, page: BodyPage) -> None:
    slot = page.start
    for part, group in groupby(page.lines, lambda line: line.part):
        lines = [line.line for line in group]
        layout.write(part, _slots(grid, lines, slot))
        slot += len(lines)


def _place_signature(layout: PageLayout, grid: Grid, page: BodyPage, signature: Sequence[SetLine]) -> None:
    if page.signature is not None:
        *name, date = _slots(grid, signature, page.signature)
        layout.write(Part(PARAGRAPH), name)
        layout.write(Part(PARAGRAPH), [date])


def _parts(pages: Sequence[PageLayout]) -> list[Part]:
    """Return the parts of the letter as they are read, one that goes on over a page once."""
    owners = [pages[0].named, *(part for layout in pages for part in layout.owners.values())]
    return list(dict.fromkeys(part for part in owners if part is not None))


def _body(letter: Letter, fonts: FontSet) -> list[BodyLine]:
    """Set addressee and paragraphs; one that ends with a colon stands near what it announces."""
    addressee = Paragraph(((Role.FANGSONG, letter.addressee),), indent=0, keep=True)
    lines: list[BodyLine] = []
    for paragraph in (addressee, *letter.paragraphs):
        found = _set(fonts, paragraph.spans, paragraph.indent)
        announces = paragraph.spans[-1][1].endswith("：")
        part = Part(SUBHEADING if paragraph.spans[-1][0] is Role.HEITI else PARAGRAPH)
        if paragraph.apart:
            lines.append(BodyLine(_BLANK_LINE, bound=True, part=part))
        near = paragraph.near or announces
        lines += bind(found, keep=paragraph.keep and not near, near=near, part=part)
    return lines


@lru_cache(maxsize=512)
def _set(fonts: FontSet, spans: tuple[Span, ...], indent: float) -> tuple[SetLine, ...]:
    """Set a paragraph; most of those of one letter stand in the next one too."""
    return tuple(justified(fonts, spans, paper.BODY, paper.TEXT_WIDTH, indent))


def _slots(grid: Grid, lines: Sequence[SetLine], start: int) -> list[Placed]:
    return [
        (moved(line, paper.LEFT + line.x), grid.baseline(slot))
        for slot, line in enumerate(lines, start=start)
    ]


def folio(fonts: FontSet, number: int, left: float, right: float, bottom: float) -> Placed:
    """Set a page number outside below a text block: odd pages right, even pages left, one character in."""
    line = natural(fonts, [(Role.SONGTI, f"— {number} —")], paper.FOLIO)
    x = right - paper.FOLIO - line.width if number % 2 else left + paper.FOLIO
    return moved(line, x), bottom - 7 * MM - 0.38 * paper.FOLIO


def mark_as_draft(pages: Iterable[PageLayout], fonts: FontSet) -> None:
    """Set the mark of a draft across pages."""
    line = natural(fonts, [(Role.HEITI, DRAFT)], DRAFT_SIZE)
    mark = moved(line, -line.width / 2)
    for page in pages:
        page.mark = mark


@lru_cache(maxsize=64)
def set_signature(fonts: FontSet, name: str, date: str) -> tuple[SetLine, ...]:
    """Set the office centred above the date, ``x`` from the left of the text block.

    The date ends four characters from the right, or further left where the name would not else stand within
    the block: one seal lies over the middle of both. A name longer than a line takes two.
    """
    rows = split_evenly(name, fonts.widths(Role.FANGSONG), paper.CHARACTERS)
    lines = [natural(fonts, [(Role.FANGSONG, row)], paper.BODY) for row in (*rows, date)]
    usual = paper.TEXT_WIDTH - DATE_INDENT - lines[-1].width / 2
    middle = min(usual, paper.TEXT_WIDTH - max(line.width for line in lines) / 2)
    return tuple(centred(line, middle) for line in lines)


def plain_text(letter: Letter) -> str:
    """Return title, addressee, body, office, date and what is attached, a line each, no blank ones.

    Red name and number are left out: that system gives both.
    """
    title = letter.title.replace("|", "")
    body = ["".join(text for _, text in paragraph.spans) for paragraph in letter.paragraphs]
    return "\n".join((title, letter.addressee, *body, letter.signature, letter.date, *letter.attached))
