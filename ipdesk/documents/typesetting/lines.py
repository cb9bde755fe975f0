"""Text set into lines: what stands where, in which face, with how much space between the characters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from ipdesk.documents.fonts.faces import FontSet, Run
from ipdesk.documents.fonts.files import Role
from ipdesk.documents.fonts.pdf import Face
from ipdesk.documents.text.punctuation import PAIRS, SAVED, SOLID, gaps, split_at_pairs
from ipdesk.documents.typesetting.breaking import WIDEST_GAP, BrokenLine, break_lines

Span = tuple[Role, str]
CELL_GAP = 0.1
"""em that the gaps of a line in a narrow cell may gain; it keeps a ragged edge before it looks torn."""


class Piece(NamedTuple):
    """Characters of one face: ``x`` from the line's own left end and ``spacing`` between them, in pt."""

    face: Face
    x: float
    spacing: float
    text: str


class SetLine(NamedTuple):
    """A line ready to be drawn: ``x`` and ``width`` in pt, ``size`` of the type in pt.

    ``narrow`` is the width of its glyphs as a part of their own; places and spacing allow for it already.
    """

    pieces: tuple[Piece, ...]
    x: float
    width: float
    size: float
    narrow: float = 1.0


def natural(fonts: FontSet, spans: Sequence[Span], size: float) -> SetLine:
    """Set a line in its natural width."""
    runs = [run for role, text in spans for run in fonts.runs(role, text)]
    pieces, width = _place(runs, size, 0.0)
    return SetLine(pieces, 0.0, width, size)


def moved(line: SetLine, x: float) -> SetLine:
    """Return the line with its left end at ``x``."""
    return SetLine(line.pieces, x, line.width, line.size, line.narrow)


def narrowed(line: SetLine, narrow: float) -> SetLine:
    """Return the line with all glyphs, and the line, ``narrow`` times as wide."""
    if narrow == 1:
        return line
    pieces = tuple(piece._replace(x=piece.x * narrow) for piece in line.pieces)
    return SetLine(pieces, line.x, line.width * narrow, line.size, line.narrow * narrow)


def justified(
    fonts: FontSet,
    spans: Sequence[Span],
    size: float,
    measure: float,
    indent: float = 0.0,
    *,
    whole_terms: bool = False,
) -> list[SetLine]:
    """Break styled text and set its lines; ``measure`` in pt, ``indent`` of the first line in em.

    ``whole_terms`` as of ``break_lines``; such lines are hardly spread.
    """
    lines = break_lines(spans, fonts.widths, measure / size, indent, whole_terms=whole_terms)
    widest = CELL_GAP if whole_terms else WIDEST_GAP
    return [
        _justify(fonts, line, size, 0.0 if number else indent * size, widest)
        for number, line in enumerate(lines)
    ]


def _justify(fonts: FontSet, line: BrokenLine[Role], size: float, x: float, widest: float) -> SetLine:
    runs = [run for role, text in line.pieces for run in fonts.runs(role, text)]
    pieces, width = _place(runs, size, _spacing(line, widest) * size)
    return SetLine(pieces, x, width, size)


def _spacing(line: BrokenLine[Role], widest: float) -> float:
    """Return what each gap of a line gains or loses, in em: nothing where that were more than ``widest``."""
    if line.last and line.width <= line.measure:
        return 0.0
    count = gaps("".join([text for _, text in line.pieces]))
    if not count:
        return 0.0
    each = (line.measure - line.width) / count
    return 0.0 if each > widest else each


def _place(runs: Sequence[Run], size: float, spacing: float) -> tuple[tuple[Piece, ...], float]:
    """Place runs one after the other; return them with the width up to the end of the last character."""
    pieces: list[Piece] = []
    x, end = 0.0, ""
    for face, text, inner, behind in _spread(runs) if spacing else _together(runs):
        if end + text[0] in PAIRS:
            x -= SAVED * size
        for part in split_at_pairs(text):
            pieces.append(Piece(face, x, spacing * inner, part))
            x += face.measure(part) * size + spacing * (len(part) if inner else behind) - SAVED * size
        x += SAVED * size
        end = text[-1]
    return tuple(pieces), x - spacing


_Placed = tuple[Face, str, int, int]
"""A run, whether the line's spacing parts its characters, and whether it stands behind the last of them."""


def _together(runs: Sequence[Run]) -> Iterator[_Placed]:
    return ((face, text, 0, 0) for face, text in runs)


def _spread(runs: Sequence[Run]) -> Iterator[_Placed]:
    """Cut runs where words, figures and dashes begin or end, which are not spread."""
    segments = SOLID.split("".join([text for _, text in runs]))
    ends = list(accumulate(map(len, segments)))
    number = place = 0
    for face, text in runs:
        begin, stop = place, place + len(text)
        while place < stop:
            while ends[number] <= place:
                number += 1
            end, solid = min(ends[number], stop), number % 2
            yield face, text[place - begin : end - begin], 1 - solid, int(end == ends[number])
            place = end
