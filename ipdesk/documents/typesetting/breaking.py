"""Where lines of Chinese official text break.

Lines are filled with terms, and with the pieces of one where it does not fit; those never start a line with a
closing mark or end it with an opening one, so filling is adding widths. A piece that just fails to fit is
taken in when no gap of the line has to give more than a little. A line that a long number follows is then
spread more than the lines before it: terms at their ends move down until all of them are alike.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, islice
from operator import itemgetter
from typing import Generic

from ipdesk.documents.text.punctuation import NO_END, NO_START, PAIRS, SAVED, gaps
from ipdesk.documents.typesetting.evenest import evenest
from ipdesk.documents.typesetting.styled_text import Extent, Style, StyledText
from ipdesk.documents.typesetting.terms import FINEST, finer, terms

# How much each gap between two characters may lose so that a piece still fits, in em.
MOST_SQUEEZE = 0.04
# A line spread wider than this looks torn: before that, a term is broken, in em for each gap.
TORN = 0.25
# A line spread wider than this is unlike its neighbours: it takes over terms of the lines before it, in em.
UNEVEN = 0.1
# A line spread wider than this has its paragraph set anew, broken within terms, too, in em.
LOOSE = 0.12
SLACK = 1.0  # em that such a line lacks at least
SHARING = 4  # lines, the wide one among them, that share what it lacks
# A last line of one character with its marks is given another where the line before is hardly spread by that.
LONE = 2.5
MOST_FOR_LONE = 0.12
# A line that would need wider gaps keeps a ragged edge (a sum in words or a long number follows it), in em.
WIDEST_GAP = 0.25
# A ragged edge amid a paragraph is as bad as two lines spread as wide as that, and worse where it lacks more.
RAGGED, HOLE = 2 * WIDEST_GAP**2, 8.0
_MARKS = frozenset(NO_START + NO_END)
_BEHIND = frozenset(pair[1] for pair in PAIRS)


@dataclass(frozen=True, slots=True)
class BrokenLine(Generic[Style]):
    """One line: its pieces by style, its natural width and its measure, both in em.

    A justified line is set from ``width`` to ``measure``; the last of a paragraph is only ever squeezed.
    """

    pieces: tuple[tuple[Style, str], ...]
    width: float
    measure: float
    last: bool


def break_lines(
    spans: Sequence[tuple[Style, str]],
    widths: Callable[[Style], Mapping[str, float]],
    measure: float,
    indent: float = 0,
    squeeze: float = MOST_SQUEEZE,
    *,
    whole_terms: bool = False,
) -> list[BrokenLine[Style]]:
    """Break styled text into lines of ``measure`` em, the first of them shorter by ``indent``.

    ``squeeze`` is what each gap of a line may give, in em: 0 for lines set in their natural width. With
    ``whole_terms`` a term is broken only where no line has room for it: in the narrow columns of tables a
    ragged line is better than a number that goes on in the next.
    """
    paragraph = StyledText(spans, widths)
    extents = _extents(paragraph, measure, indent, squeeze, whole_terms=whole_terms)
    last = len(extents) - 1
    return [
        BrokenLine(paragraph.pieces(found.start, found.end), found.width, found.room, last=number == last)
        for number, found in enumerate(extents)
    ]


def _extents(
    paragraph: StyledText[Style], measure: float, indent: float, squeeze: float, *, whole_terms: bool
) -> list[Extent]:
    """Return lines filled one after the other, then made more alike."""
    extents = _Filler(paragraph, measure, indent, squeeze, whole_terms=whole_terms).extents()
    if len(extents) > 1:
        evener = _Evener(paragraph)
        if whole_terms:  # lines that are not spread are as full as they can be: evened, all were short
            evener.fill_lone(extents)
            return extents
        evener.even(extents)
        if squeeze and evener.is_loose(extents):
            return evenest(paragraph, measure, indent, squeeze) or extents
    return extents


_Evened = tuple[float, list[Extent]]
"""How far lines are from their natural widths together, and the lines."""


class _Evener(Generic[Style]):
    """Moves terms from the ends of lines to the next ones, where that makes them more alike."""

    def __init__(self, paragraph: StyledText[Style]) -> None:
        self._paragraph, self._text = paragraph, paragraph.text

    def even(self, lines: list[Extent]) -> None:
        """Move terms, from the last line of a paragraph to the first."""
        self.fill_lone(lines)
        for number in range(len(lines) - 2, 0, -1):
            line = lines[number]
            if line.room - line.width > SLACK and self._spread(line) > UNEVEN:
                above = slice(max(0, number + 1 - SHARING), number + 1)
                lines[above] = self._evened(lines[above], line.end, {})[1]

    def is_loose(self, lines: Sequence[Extent]) -> bool:
        """Tell whether any line but the last is spread so wide that it is seen at once."""
        return any(self._spread(line) > LOOSE for line in lines[:-1])

    def fill_lone(self, lines: list[Extent]) -> None:
        """Give a last line of one character another."""
        above, last = lines[-2:]
        if last.width <= LONE:
            for longer in islice(self._longer(last, last.end, above.start), 1, 2):
                shorter = self._extent(above.start, longer.start, above.room)
                if self._spread(shorter) <= MOST_FOR_LONE:
                    lines[-2:] = shorter, longer

    def _evened(self, lines: Sequence[Extent], end: int, known: dict[tuple[int, int], _Evened]) -> _Evened:
        """Return how far lines up to a place are from their natural widths at least, and those lines.

        ``known`` holds the answers for fewer lines, by their count and where they end.
        """
        *above, last = lines
        if not above:
            only = self._whole(last, last.start, end)
            return self._unevenness(only), [only]
        if found := known.get((len(lines), end)):
            return found
        ways = []
        for line in self._longer(last, end, above[-1].start):
            uneven, others = self._evened(above, line.start, known)
            ways.append((uneven + self._unevenness(line), [*others, line]))
        known[len(lines), end] = min(ways, key=itemgetter(0))
        return known[len(lines), end]

    def _longer(self, line: Extent, end: int, after: int) -> Iterator[Extent]:
        """Yield a line that ends at a place, then with ever more terms before it, as long as they fit."""
        yield self._whole(line, line.start, end)
        for cut in reversed(
            self._cuts[bisect_right(self._cuts, after) : bisect_left(self._cuts, line.start)]
        ):
            longer = self._extent(cut, end, line.room)
            if longer.width > longer.room:
                return
            yield longer

    def _whole(self, line: Extent, start: int, end: int) -> Extent:
        return line if end == line.end else self._extent(start, end, line.room)

    def _extent(self, start: int, end: int, room: float) -> Extent:
        text = self._text[start:end].rstrip()
        return Extent(start, start + len(text), self._paragraph.width(start, text), room)

    @cached_property
    def _cuts(self) -> list[int]:
        """Return where terms begin; a blank begins no line."""
        pieces = terms(self._text)
        places = accumulate(map(len, pieces), initial=0)
        return [place for place, piece in zip(places, pieces, strict=False) if not piece.isspace()]

    def _unevenness(self, line: Extent) -> float:
        """Return how far a line is from its natural width; ragged lines are alike while they lack little."""
        spread = self._spread(line)
        return spread**2 if spread <= WIDEST_GAP else RAGGED * max(1.0, (line.room - line.width) / HOLE)

    def _spread(self, line: Extent) -> float:
        """Return what each gap of a line would gain, in em."""
        count = gaps(self._text[line.start : line.end])
        return (line.room - line.width) / count if count else math.inf


class _Filler(Generic[Style]):
    """Fills lines; ``_start`` to ``_end`` is the line in hand, ``_width`` em wide."""

    def __init__(
        self,
        paragraph: StyledText[Style],
        measure: float,
        indent: float,
        squeeze: float,
        *,
        whole_terms: bool,
    ) -> None:
        self._squeeze, self._whole_terms = squeeze, whole_terms
        self._paragraph, self._text = paragraph, paragraph.text
        self._measure, self._room = measure, measure - indent
        self._lines: list[Extent] = []
        self._start = self._end = 0
        self._width = 0.0

    def extents(self) -> list[Extent]:
        """Return where the lines of the whole text begin and end."""
        self._add(terms(self._text), 0)
        self._close()
        return self._lines

    def _add(self, pieces: Sequence[str], level: int) -> None:
        text, measured, known = self._text, self._paragraph.width, self._paragraph.only
        for piece in pieces:
            width = measured(self._end, piece) if known is None else known[piece]
            if piece[0] in _BEHIND and self._end > self._start and text[self._end - 1] + piece[0] in PAIRS:
                width -= SAVED
            if self._width + width <= self._room or self._fits_squeezed(piece, width):
                self._end += len(piece)
                self._width += width
            else:
                self._break(piece, width, level)

    def _fits_squeezed(self, piece: str, width: float) -> bool:
        """Tell whether a piece fits when all gaps of the line give a little: a mark, or a long one."""
        over = self._width + width - self._room
        if over > self._squeeze * self._measure or not (piece[-1] in _MARKS or width > 2):
            return False
        return over <= self._squeeze * gaps(self._text[self._start : self._end + len(piece)])

    def _break(self, piece: str, width: float, level: int) -> None:
        """Go on with a piece that does not fit: in parts, or on the next line."""
        if piece.isspace():
            self._close()
            self._skip(piece)
            return
        if level < FINEST and (self._fits_no_line(width) or self._is_broken(piece, level)):
            self._add(finer(piece, level), level + 1)
            return
        self._close()
        self._end += len(piece)
        self._width = self._paragraph.width(self._start, piece)

    def _fits_no_line(self, width: float) -> bool:
        """Tell whether what does not fit here is too wide for the next line too."""
        return width > self._measure or self._start == self._end

    def _is_broken(self, piece: str, level: int) -> bool:
        """Tell whether a piece is broken lest the line be torn: a term, in a first line a token too."""
        if self._whole_terms or not self._would_tear(self._end):
            return False
        if level == 1:  # the number of a document: only where the line could not even be spread
            ragged = self._would_tear(self._end, WIDEST_GAP)
            return ragged and not self._lines and self._filled_by_parts(piece)
        return level == 0

    def _filled_by_parts(self, piece: str) -> bool:
        """Tell whether with those parts of a piece that fit the line would no longer be torn."""
        ends = accumulate(map(len, finer(piece, 1)), initial=self._end)
        fitting = [end for end in ends if self._lack(end) >= 0]
        return not self._would_tear(fitting[-1])

    def _would_tear(self, end: int, widest: float = TORN) -> bool:
        """Tell whether the line, closed at a place, would be spread wider than so many em."""
        return self._lack(end) > widest * gaps(self._text[self._start : end].rstrip())

    def _lack(self, end: int) -> float:
        """Return what the line, closed at a place, would lack, in em."""
        if end == self._end and not self._text[end - 1].isspace():
            return self._room - self._width  # measured piece by piece already
        return self._room - self._paragraph.width(self._start, self._text[self._start : end].rstrip())

    def _skip(self, blank: str) -> None:
        self._end += len(blank)
        self._start = self._end

    def _close(self) -> None:
        """End the line in hand; blanks at its end fall away."""
        text = self._text[self._start : self._end]
        if kept := text.rstrip():
            end = self._start + len(kept)
            blank = self._paragraph.width(end, text[len(kept) :]) if len(kept) < len(text) else 0.0
            self._lines.append(Extent(self._start, end, self._width - blank, self._room))
            self._room = self._measure
        self._start, self._width = self._end, 0.0
