"""Text set into lines: what stands where, in which face, with how much space between the characters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ipdesk.documents.breaking import Line, break_lines
from ipdesk.documents.font_files import Role
from ipdesk.documents.fonts import FontSet, Run
from ipdesk.documents.marks import SAVED, close_pairs, parted
from ipdesk.documents.pdf_font import Face

Span = tuple[Role, str]

# A gap wider than this looks torn: such a line keeps a ragged edge (a long identifier follows it), in em.
_WIDEST_GAP = 0.5


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one face: ``x`` from the line's own left end and ``spacing`` between them, in pt."""

    face: Face
    x: float
    spacing: float
    text: str


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line ready to be drawn: ``x`` and ``width`` in pt, ``size`` of the type in pt."""

    pieces: tuple[Piece, ...]
    x: float
    width: float
    size: float


def natural(fonts: FontSet, spans: Sequence[Span], size: float) -> SetLine:
    """Set a line in its natural width."""
    runs = [run for role, text in spans for run in fonts.runs(role, text)]
    pieces, width = _place(runs, size, 0.0)
    return SetLine(pieces, 0.0, width, size)


def moved(line: SetLine, x: float) -> SetLine:
    """Return the line with its left end at ``x``."""
    return SetLine(line.pieces, x, line.width, line.size)


def justified(
    fonts: FontSet, spans: Sequence[Span], size: float, measure: float, indent: float = 0.0
) -> list[SetLine]:
    """Break styled text and set its lines; ``measure`` in pt, ``indent`` of the first line in em."""
    lines = break_lines(spans, fonts.widths, measure / size, indent)
    return [
        _justify(fonts, line, size, 0.0 if number else indent * size) for number, line in enumerate(lines)
    ]


def _justify(fonts: FontSet, line: Line[Role], size: float, x: float) -> SetLine:
    runs = [run for role, text in line.pieces for run in fonts.runs(role, text)]
    pieces, width = _place(runs, size, _spacing(line, runs) * size)
    return SetLine(pieces, x, width, size)


def _spacing(line: Line[Role], runs: Sequence[Run]) -> float:
    """Return what each gap of a line gains or loses, in em."""
    gaps = sum(1 if _is_word(text) else len(text) for _, text in runs) - 1
    if gaps < 1:
        return 0.0
    each = (line.measure - line.width) / gaps
    if each > 0 and (line.last or each > _WIDEST_GAP):
        return 0.0
    return each


def _is_word(text: str) -> bool:
    """Tell whether characters keep together: digits and Latin are not spread."""
    return text[0] < "ɐ" and text[0] != "·"


def _place(runs: Sequence[Run], size: float, spacing: float) -> tuple[tuple[Piece, ...], float]:
    """Place runs one after the other; return them with the width up to the end of the last character."""
    pieces: list[Piece] = []
    x, end = 0.0, ""
    for face, text in runs:
        word = _is_word(text)
        x -= SAVED * size * close_pairs(end + text[0])
        for part in parted(text):
            pieces.append(Piece(face, x, 0.0 if word else spacing, part))
            x += face.measure(part) * size + spacing * (1 if word else len(part)) - SAVED * size
        x += SAVED * size
        end = text[-1]
    return tuple(pieces), x - spacing
