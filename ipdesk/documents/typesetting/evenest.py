"""Paragraphs whose lines would be spread wide, set as evenly as they can be, broken within terms, too.

Lines are filled one after the other (``breaking``), which is fast and nearly always good. Where long numbers,
sums in words and the numbers of documents follow each other it is not: a line before them stays short. Such a
paragraph is looked at as a whole. A date may then end a line behind its year or month, a document's number
behind its year, a sum in words behind 亿, 万 or 元, and 电话： before its number. A long code is parted
behind four of its characters where lines would be half empty else; figures stay whole wherever they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import inf

from ipdesk.documents.text.punctuation import HAN, PAIRS, SAVED, SOLID
from ipdesk.documents.typesetting.styled_text import Extent, Style, StyledText
from ipdesk.documents.typesetting.terms import finer, terms

# What a break costs beside the squares of the gaps, in em: a line spread by 0.2 costs 0.04. The number of a
# document is parted only where the line before it would be spread by a fifth.
IN_TERM, IN_TOKEN, IN_WORDS, BEHIND_LABEL = 0.02, 0.045, 0.05, 0.02
IN_ORGAN = 0.6  # dearer than a ragged line: only one that lacks more than a hole has it broken
IN_CODE = 1.5  # only where lines would lack a quarter, or two in a row a fifth, has a code broken
RAGGED = 0.3  # a line too short to be spread; more for a shorter one
HOLE, DEEPER = 5.0, 6.0  # em that a ragged line may lack before it costs more by each of them, and how much
WIDEST = 0.25  # em for each gap of a line that is spread at all
SEEN, FOR_SEEN = 0.12, 1.0  # em for each gap from which on it is seen, and what each em more costs
LONE, SHORT_END = 2.5, 0.03  # em of a last line that is nearly empty, and what it costs
_DOCUMENT = re.compile("[〔［（]\\d{4}[〕］）]")
_LAST_OF_ORGAN = re.compile(rf"(.*[{HAN}])([{HAN}][〔［（]\d{{4}}[〕］）])")
_LABELLED = re.compile("电话：(?=\\d)")
_GROUPS = re.compile("(?<=[亿万元])(?=[壹贰叁肆伍陆柒捌玖拾零])")
_IN_WORDS = re.compile("[壹贰叁肆伍陆柒捌玖拾佰仟零]{2}")
_CODE = re.compile("[A-Z]{0,4}(?=[0-9])([0-9A-Z]{11,})")
OF_CODE = 4  # characters of a long code that stay together, as its year
LEAST_WORDS = 3  # characters of a sum in words on either line


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is not parted; ``cost`` is that of a line that begins with it."""

    text: str
    cost: float


def evenest(
    paragraph: StyledText[Style], measure: float, indent: float, squeeze: float
) -> list[Extent] | None:
    """Return the lines of a paragraph that differ least from their natural widths together.

    ``measure``, ``indent`` and ``squeeze`` (what each gap may give) are in em. None where a piece is wider
    than a line, as an address of the web can be.
    """
    return _Optimum(paragraph, measure, indent, squeeze).lines()


def _pieces(text: str) -> Iterator[_Piece]:
    for term in terms(text):
        for place, token in enumerate(finer(term, 0)):
            yield from _parts(token, IN_TERM if place else 0.0)


def _parts(token: str, cost: float) -> Iterator[_Piece]:
    """Yield the parts of a token: of a document's number, of a sum in words, or what a number is and it."""
    within, found = IN_TOKEN, [token]
    if _DOCUMENT.search(token):
        *organ, number = finer(token, 1)
        yield from _organ("".join(organ), cost)
        found, cost = [number], within if organ else cost
    elif label := _LABELLED.match(token):
        within, found = BEHIND_LABEL, [label.group(), token[label.end() :]]
    elif _IN_WORDS.search(token):
        within, found = IN_WORDS, _groups(token)
    elif code := _CODE.search(token):
        within, found = IN_CODE, _fours(token, code)
    for place, part in enumerate(found):
        yield _Piece(part, within if place else cost)


def _fours(token: str, code: re.Match[str]) -> list[str]:
    """Cut a token behind every four characters of its long code, as many at least before its end."""
    cuts = [*range(code.start(1) + OF_CODE, code.end() - OF_CODE + 1, OF_CODE), len(token)]
    return [token[start:end] for start, end in pairwise((0, *cuts))]


def _organ(text: str, cost: float) -> Iterator[_Piece]:
    """Yield an organ with its year, parted before its last character where nothing else fills a line."""
    if parted := _LAST_OF_ORGAN.fullmatch(text):
        yield _Piece(parted[1], cost)
        yield _Piece(parted[2], IN_ORGAN)
    elif text:
        yield _Piece(text, cost)


def _groups(token: str) -> list[str]:
    """Cut a sum in words behind its units, none of the parts very short."""
    found: list[str] = []
    for part in _GROUPS.split(token):
        if found and min(len(found[-1]), len(part)) < LEAST_WORDS:
            found[-1] += part
        else:
            found.append(part)
    return found


class _Optimum:
    """The cheapest way to part pieces into lines; places count pieces."""

    def __init__(self, text: StyledText[Style], measure: float, indent: float, squeeze: float) -> None:
        self._measure, self._first, self._squeeze = measure, measure - indent, squeeze
        self._pieces = list(_pieces(text.text))
        texts = [piece.text for piece in self._pieces]
        self._starts = list(accumulate(map(len, texts), initial=0))
        wide = [text.width(start, one) for start, one in zip(self._starts, texts, strict=False)]
        self._single = wide
        self._reach = list(accumulate(wide, initial=0.0))
        saved = [SAVED * (self._joint(text.text, start) in PAIRS) for start in self._starts[:-1]]
        self._saved = list(accumulate(saved, initial=0.0))
        self._units = _units(text.text)
        self._blank = [one.isspace() for one in texts]

    @staticmethod
    def _joint(text: str, start: int) -> str:
        return text[max(0, start - 1) : start + 1] if start else ""

    def lines(self) -> list[Extent] | None:
        """Return the lines of all pieces, None where one fits no line."""
        count = len(self._pieces)
        if max(self._single, default=0.0) > self._first:
            return None
        cost, before = [0.0, *[inf] * count], [0] * (count + 1)
        for end in range(1, count + 1):
            for start, own in self._lines_to(end):
                if cost[start] + own < cost[end]:
                    cost[end], before[end] = cost[start] + own, start
        return None if cost[count] == inf else list(self._extents(before))

    def _lines_to(self, end: int) -> Iterator[tuple[int, float]]:
        """Yield where a line that ends before a piece may begin, and what it costs."""
        last = end == len(self._pieces)
        if not last and self._blank[end]:  # a blank ends the line before
            return
        broken = 0.0 if last else self._pieces[end].cost
        for start in range(end - 1, -1, -1):
            width, room = self._width(start, end), self._room(start)
            count = self._units[self._starts[end]] - self._units[self._starts[start]] - 1
            if width > room + self._squeeze * max(count, 0) + 1e-9:
                return
            if last:
                yield start, SHORT_END if width < LONE else 0.0
            else:
                yield start, broken + _unevenness(room - width, count)

    def _width(self, start: int, end: int) -> float:
        """Return the width of a line; a blank at its end falls away."""
        if self._blank[end - 1] and end - start > 1:
            end -= 1
        return self._reach[end] - self._reach[start] - (self._saved[end] - self._saved[start + 1])

    def _room(self, start: int) -> float:
        return self._measure if start else self._first

    def _extents(self, before: list[int]) -> Iterator[Extent]:
        found, end = list[Extent](), len(before) - 1
        while end:
            start = before[end]
            last = end - 1 if self._blank[end - 1] and end - start > 1 else end
            place = self._starts[start], self._starts[last]
            found.append(Extent(*place, self._width(start, end), self._room(start)))
            end = start
        return reversed(found)


def _unevenness(lacking: float, count: int) -> float:
    each = lacking / count if count > 0 else inf
    if each <= WIDEST:
        return each**2 + max(0.0, each - SEEN) * FOR_SEEN
    return RAGGED * (1.0 + min(each, 1.0) + DEEPER * max(0.0, lacking / HOLE - 1.0))


def _units(text: str) -> list[int]:
    """Return how many units, each a character or a word that is never spread, begin before each place."""
    begins = [1] * len(text)
    for found in SOLID.finditer(text):
        begins[found.start() + 1 : found.end()] = [0] * (found.end() - found.start() - 1)
    return list(accumulate(begins, initial=0))
