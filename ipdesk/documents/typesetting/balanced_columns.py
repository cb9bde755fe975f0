"""Columns of a table that give to each other, so that no cell is high beside others that are half empty."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations

from ipdesk.documents.fonts.faces import FontSet
from ipdesk.documents.typesetting.cells import Align, Cell
from ipdesk.documents.typesetting.column_widths import Fitting
from ipdesk.documents.typesetting.geometry import MM

STEPS = (16 * MM, 8 * MM, 4 * MM, 2 * MM)
OF_ALL = 0.1  # of the height of its row counts what a cell takes beside the highest
WORTH = 1.0  # lines that a table gets lower at least; else its columns stay as they are
_FULL = 0.95  # of a line that is filled, on average

_Row = tuple[tuple[float, ...], ...]
"""How wide the paragraphs of each cell are, in pt."""


def balanced(
    fonts: FontSet, rows: Sequence[Sequence[Cell]], fitting: Fitting, pad: float, size: float
) -> list[float]:
    """Return widths (pt, together as wide as the fitting ones) in which a table is as low as it gets.

    ``pad`` is what stays free at either side of a cell, ``size`` that of the type, in pt. Columns of figures
    keep theirs, as do all where little is gained.
    """
    measured = [_measured(fonts, row, size) for row in rows]
    figures = {place for row in rows for place, cell in enumerate(row) if cell.align is Align.RIGHT}
    best = fitting.widths
    cost = first = _cost(measured, best, pad)
    while True:
        ways = [(_cost(measured, way, pad), way) for way in _moved(best, fitting.least, figures)]
        least = min(ways, default=(cost, best))
        if least[0] >= cost:
            return best if first - cost >= WORTH else fitting.widths
        cost, best = least


def _measured(fonts: FontSet, row: Sequence[Cell], size: float) -> _Row:
    def measured(widths: Mapping[str, float], text: str) -> tuple[float, ...]:
        return tuple(widths[part] * size for part in text.split("\n"))

    return tuple(measured(fonts.widths(cell.role), cell.text) for cell in row)


def _moved(widths: list[float], least: Sequence[float], figures: set[int]) -> Iterator[list[float]]:
    """Yield the widths with a step of one column given to another."""
    free = [place for place in range(len(widths)) if place not in figures]
    for giver, taker in permutations(free, 2):
        for step in STEPS:
            if widths[giver] - step >= least[giver]:
                way = list(widths)
                way[giver], way[taker] = way[giver] - step, way[taker] + step
                yield way


def _cost(rows: Sequence[_Row], widths: Sequence[float], pad: float) -> float:
    """Return how high rows are, in lines, and a little for each cell that takes more of them."""
    rooms = [(width - 2 * pad) * _FULL for width in widths]
    counts = [
        [sum(max(1, math.ceil(part / room)) for part in cell) for cell, room in zip(row, rooms, strict=True)]
        for row in rows
    ]
    return sum(max(row) + OF_ALL * sum(row) for row in counts)
