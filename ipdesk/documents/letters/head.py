"""The top of a letter's first page: red name and rules, file number, title; and the rules at its foot."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from ipdesk.documents.errors import DocumentError
from ipdesk.documents.fonts.faces import FontSet
from ipdesk.documents.fonts.files import Role
from ipdesk.documents.typesetting import geometry as paper
from ipdesk.documents.typesetting.display import centred, centred_ink, ink_edges, ink_heights, split_evenly
from ipdesk.documents.typesetting.geometry import MM, Grid
from ipdesk.documents.typesetting.lines import SetLine, moved, narrowed, natural
from ipdesk.documents.typesetting.page_drawing import PageRule, Placed

NAME_TOP = 30 * MM  # from the top edge to the strokes of the red name
NAME_SIZE = 32.0  # at most; a long name is set smaller, then narrower, then on two lines
NAME_LEAST = 26.0
NAME_NARROWEST = 0.7
NAME_WIDTH = paper.TEXT_WIDTH  # 7 mm less than the rules at either end
NAME_PITCH = 1.25  # em from one line of it to the next
RULE_WIDTH = 170 * MM
RULE_GAP = 4 * MM  # from the name to the upper rule
LOWER_RULE = 20 * MM  # from the bottom edge to the lower rule
THICK, BETWEEN, THIN = 1.6, 1.1, 0.6
NUMBER_GAP = 14.0  # seven eighths of a 3号 character, from the rule to the strokes of the file number
NUMBER_SAMPLE = "〔0〕号"  # as high as any file number; a draft, which has none, keeps its place
LEAST_BODY = 8 * paper.PITCH  # what a title must leave of the first page


@dataclass(frozen=True, slots=True)
class LetterHead:
    """What stands above the body: the red name, the file number and the title; lines of both in black.

    ``rule`` is the lower edge of the rules.
    """

    name: tuple[Placed, ...]
    rule: float
    number: tuple[Placed, ...]
    title: tuple[Placed, ...]

    def start(self, grid: Grid) -> int:
        """Return the place of the body's first line: the one nearest to one blank line below the title."""
        return round(self._wanted(grid))

    def _wanted(self, grid: Grid) -> float:
        return (grid.baseline(0) - self.title[-1][1]) / grid.pitch + 2

    def settled(self, grid: Grid) -> LetterHead:
        """Return the head for a grid, where the title takes half of what the body's first line is off."""
        down = (self.start(grid) - self._wanted(grid)) * grid.pitch / 2
        return replace(self, title=tuple((line, y - down) for line, y in self.title))


def set_head(fonts: FontSet, name: str, number: str | None, title: str) -> LetterHead:
    """Set the head; ``title`` marks with ``|`` where it may break. Raises DocumentError for one too long."""
    red, rule, first = _upper(fonts, name)
    numbers = _number(fonts, number or "", first)
    lines = _title_lines(title, fonts)
    top = numbers[-1][1] - 2 * paper.PITCH - paper.TITLE_PITCH
    middle = paper.LEFT + paper.TEXT_WIDTH / 2  # of the text block, not of the page
    placed = [(centred(line, middle), top - place * paper.TITLE_PITCH) for place, line in enumerate(lines)]
    if not placed:
        raise DocumentError("文书的标题是空的，不能印出。请在模板里写上标题。")
    if placed[-1][1] < paper.BOTTOM + LEAST_BODY:
        raise DocumentError("文书的标题太长，排不下。请把模板里的标题改短后再印。")
    return LetterHead(red, rule, tuple(numbers if number else ()), tuple(placed))


@lru_cache(maxsize=8)
def _upper(fonts: FontSet, name: str) -> tuple[tuple[Placed, ...], float, float]:
    """Return the red name, where the rules below it end, and the baseline of the number: alike in all."""
    red = _name(fonts, name)
    rule = red[-1][1] + ink_heights(red[-1][0])[0] - RULE_GAP - THICK - BETWEEN - THIN
    sample = natural(fonts, [(Role.FANGSONG, NUMBER_SAMPLE)], paper.BODY)
    return red, rule, rule - NUMBER_GAP - ink_heights(sample)[1]


def rules(head: LetterHead) -> tuple[PageRule, ...]:
    """Return the rules under the red name, and those at the foot of its page."""
    left = (paper.PAGE_WIDTH - RULE_WIDTH) / 2
    upper, lower = head.rule + THIN + BETWEEN, LOWER_RULE + THICK + BETWEEN
    found = ((head.rule, THIN), (upper, THICK), (LOWER_RULE, THICK), (lower, THIN))
    return tuple(PageRule(left, y, RULE_WIDTH, thickness) for y, thickness in found)


def _name(fonts: FontSet, name: str) -> tuple[Placed, ...]:
    """Set the red name as large as fits, the strokes of its first line 30 mm from the top edge."""
    most = NAME_WIDTH / NAME_LEAST / NAME_NARROWEST
    rows = split_evenly(name, fonts.widths(Role.XIAOBIAOSONG), most)
    size, narrow = _fit(max(_ink_width(fonts, row) for row in rows))
    lines = [narrowed(natural(fonts, [(Role.XIAOBIAOSONG, row)], size), narrow) for row in rows]
    first = paper.PAGE_HEIGHT - NAME_TOP - ink_heights(lines[0])[1]
    return tuple(
        (centred_ink(line, paper.PAGE_WIDTH / 2), first - place * NAME_PITCH * size)
        for place, line in enumerate(lines)
    )


def _ink_width(fonts: FontSet, name: str) -> float:
    left, right = ink_edges(natural(fonts, [(Role.XIAOBIAOSONG, name)], 1))
    return right - left


def _fit(width: float) -> tuple[float, float]:
    """Return the size of type and how narrow it is set, for a name of ``width`` em."""
    size = max(NAME_LEAST, round(min(NAME_SIZE, NAME_WIDTH / width), 2))
    return size, min(1.0, NAME_WIDTH / width / size)


def _number(fonts: FontSet, number: str, y: float) -> list[Placed]:
    """Set the file number flush right; one longer than a line takes two."""
    rows = split_evenly(number, fonts.widths(Role.FANGSONG), paper.CHARACTERS) or [""]
    lines = [natural(fonts, [(Role.FANGSONG, row)] if row else [], paper.BODY) for row in rows]
    return [
        (moved(line, paper.RIGHT - line.width), y - place * paper.PITCH) for place, line in enumerate(lines)
    ]


@lru_cache(maxsize=32)
def _title_lines(title: str, fonts: FontSet) -> tuple[SetLine, ...]:
    """Break a title by sense: whole where it fits, else at its marks, each line as full as can be."""
    widths, measure = fonts.widths(Role.XIAOBIAOSONG), paper.TEXT_WIDTH / paper.TITLE
    texts = [""]
    for part in title.split("|"):
        joined = texts[-1] + part
        texts = [*texts[:-1], joined] if widths[joined] <= measure or not texts[-1] else [*texts, part]
    rows = [row for text in texts for row in split_evenly(text, widths, measure)]
    return tuple(natural(fonts, [(Role.XIAOBIAOSONG, row)], paper.TITLE) for row in rows)
