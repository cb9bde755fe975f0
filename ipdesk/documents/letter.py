"""The letter (函) format of GB/T 9704-2012: where everything stands on the page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ipdesk.documents import geometry as paper
from ipdesk.documents.breaking import Line, break_lines
from ipdesk.documents.errors import MissingGlyphError
from ipdesk.documents.font_files import Role
from ipdesk.documents.fonts import FontSet
from ipdesk.documents.geometry import MM
from ipdesk.documents.pagination import BodyLine, BodyPage, bind, paginate
from ipdesk.documents.paper_canvas import RED, PaperCanvas, Placed
from ipdesk.documents.typesetting import SetLine, Span, justified, moved, natural

HEADER_TOP = 30 * MM  # from the top edge to the red name
HEADER_SIZE = 32.0  # at most; a long name is set smaller
HEADER_WIDTH = 150 * MM
RULE_WIDTH = 170 * MM
RULE_GAP = 4 * MM  # from the name to the upper rule
LOWER_RULE = 20 * MM  # from the bottom edge to the lower rule
THICK, BETWEEN, THIN = 1.6, 1.1, 0.6
NUMBER_GAP = 14.0  # seven eighths of a 3号 character
DATE_INDENT = 4 * paper.BODY
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
        raise MissingGlyphError(dict.fromkeys(missing))


def draw(canvas: PaperCanvas, letter: Letter, fonts: FontSet) -> int:
    """Draw a letter and return how many pages it took; raises MissingGlyphError before anything is drawn."""
    check_glyphs(letter, fonts)
    header = _header(letter, fonts)
    title = _title(letter, fonts, _below(header) - NUMBER_GAP - paper.INK_TOP * paper.BODY)
    pages = paginate(_body(letter, fonts), _first_slot(title[-1][1]))
    for number, page in enumerate(pages, start=1):
        if letter.number is None:
            _draft_mark(canvas, fonts)
        if number == 1:
            _first_page(canvas, letter, fonts, header, title)
        else:
            canvas.lines([_folio(fonts, number)])
        canvas.lines([*_slots(page), *_signature(letter, fonts, page)])
        canvas.end_page()
    return len(pages)


def _header(letter: Letter, fonts: FontSet) -> Placed:
    """Set the red name as large as fits, its strokes 30 mm from the top edge."""
    em = natural(fonts, [(Role.XIAOBIAOSONG, letter.red_header)], 1).width
    size = round(min(HEADER_SIZE, HEADER_WIDTH / em), 2)
    line = _centred(natural(fonts, [(Role.XIAOBIAOSONG, letter.red_header)], size), paper.PAGE_WIDTH / 2)
    return line, paper.PAGE_HEIGHT - HEADER_TOP - paper.INK_TOP * size


def _below(header: Placed) -> float:
    """Return the lower edge of the rules under the red name."""
    line, y = header
    return y - paper.INK_FOOT * line.size - RULE_GAP - THICK - BETWEEN - THIN


def _title(letter: Letter, fonts: FontSet, number_y: float) -> list[Placed]:
    """Set the title two lines below the file number, centred in the text block and not on the page."""
    lines = [_centred(line, paper.LEFT + paper.TEXT_WIDTH / 2) for line in _title_lines(letter.title, fonts)]
    top = number_y - 2 * paper.PITCH - paper.TITLE_PITCH
    return [(line, top - place * paper.TITLE_PITCH) for place, line in enumerate(lines)]


def _title_lines(title: str, fonts: FontSet) -> list[SetLine]:
    """Break a title by sense: whole where it fits, else at its marks, each line as full as can be."""
    parts = title.split("|")
    texts = [""]
    for part in parts:
        joined = texts[-1] + part
        fits = fonts.widths(Role.XIAOBIAOSONG)[joined] * paper.TITLE <= paper.TEXT_WIDTH
        texts = [*texts[:-1], joined] if fits or not texts[-1] else [*texts, part]
    return [natural(fonts, line.pieces, paper.TITLE) for text in texts for line in _broken(text, fonts)]


def _broken(text: str, fonts: FontSet) -> list[Line[Role]]:
    return break_lines([(Role.XIAOBIAOSONG, text)], fonts.widths, paper.TEXT_WIDTH / paper.TITLE)


def _first_slot(title_y: float) -> int:
    """Return the body line that leaves one line blank below the title, give or take a third of a line."""
    distance = paper.baseline(0) - title_y + 2 * paper.PITCH
    return math.ceil(distance / paper.PITCH - 1 / 3)


def _body(letter: Letter, fonts: FontSet) -> list[BodyLine]:
    """Set addressee and paragraphs."""
    addressee = Paragraph(((Role.FANGSONG, letter.addressee),), indent=0, keep=True)
    lines: list[BodyLine] = []
    for paragraph in (addressee, *letter.paragraphs):
        found = justified(fonts, paragraph.spans, paper.BODY, paper.TEXT_WIDTH, paragraph.indent)
        lines += bind(found, keep=paragraph.keep)
    return lines


def _first_page(
    canvas: PaperCanvas, letter: Letter, fonts: FontSet, header: Placed, title: Sequence[Placed]
) -> None:
    """Draw what only the first page has."""
    canvas.lines([header], RED)
    left, foot = (paper.PAGE_WIDTH - RULE_WIDTH) / 2, _below(header)
    canvas.rule(left, foot, RULE_WIDTH, THIN)
    canvas.rule(left, foot + THIN + BETWEEN, RULE_WIDTH, THICK)
    canvas.rule(left, LOWER_RULE, RULE_WIDTH, THICK)
    canvas.rule(left, LOWER_RULE + THICK + BETWEEN, RULE_WIDTH, THIN)
    canvas.lines([*_number(letter, fonts, foot), *title])


def _number(letter: Letter, fonts: FontSet, foot: float) -> list[Placed]:
    """Set the file number flush right; a draft has none."""
    if letter.number is None:
        return []
    line = natural(fonts, [(Role.FANGSONG, letter.number)], paper.BODY)
    return [(moved(line, paper.RIGHT - line.width), foot - NUMBER_GAP - paper.INK_TOP * paper.BODY)]


def _slots(page: BodyPage) -> list[Placed]:
    return [
        (moved(line, paper.LEFT + line.x), paper.baseline(slot))
        for slot, line in enumerate(page.lines, start=page.start)
    ]


def _signature(letter: Letter, fonts: FontSet, page: BodyPage) -> list[Placed]:
    """Set date four characters from the right, and the office centred above it."""
    if page.signature is None:
        return []
    date = natural(fonts, [(Role.FANGSONG, letter.date)], paper.BODY)
    name = natural(fonts, [(Role.FANGSONG, letter.signature)], paper.BODY)
    x = paper.RIGHT - DATE_INDENT - date.width
    centre = min(x + date.width / 2, paper.RIGHT - name.width / 2)
    return [
        (moved(name, centre - name.width / 2), paper.baseline(page.signature)),
        (moved(date, x), paper.baseline(page.signature + 1)),
    ]


def _folio(fonts: FontSet, number: int) -> Placed:
    """Set a page number outside below the text: odd pages right, even pages left, one character in."""
    line = natural(fonts, [(Role.SONGTI, f"— {number} —")], paper.FOLIO)
    x = paper.RIGHT - paper.FOLIO - line.width if number % 2 else paper.LEFT + paper.FOLIO
    return moved(line, x), paper.BOTTOM - 7 * MM - 0.38 * paper.FOLIO


def _draft_mark(canvas: PaperCanvas, fonts: FontSet) -> None:
    line = natural(fonts, [(Role.HEITI, DRAFT)], DRAFT_SIZE)
    canvas.across(moved(line, -line.width / 2))


def _centred(line: SetLine, middle: float) -> SetLine:
    return moved(line, middle - line.width / 2)
