"""The borders of rows on one page, of one weight: each line once, closed at every corner."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from ipdesk.documents.typesetting.cells import SetRow
from ipdesk.documents.typesetting.page_drawing import PageRule

WEIGHT = 0.5  # pt


def borders(rows: Sequence[SetRow], left: float, top: float) -> list[PageRule]:
    """Return the borders of rows that stand below each other, the first at ``top``, in pt."""
    drawing = _Borders(left)
    for row in rows:
        drawing.add(row, top)
        top -= row.height
    drawing.end(top)
    return drawing.found


_Stretch = tuple[float, float, int]
"""Where a cell begins and ends, rounded so that neighbours meet, and how many rows it still takes."""


@lru_cache(maxsize=256)
def _stretch(x: float, width: float, rows: int) -> _Stretch:
    return round(x, 2), round(x + width, 2), rows


class _Borders:
    """Verticals grow from row to row as long as cells end there; ``_open`` is where each began."""

    def __init__(self, left: float) -> None:
        self.found: list[PageRule] = []
        self._left = left
        self._open: dict[float, float] = {}
        self._cells: list[_Stretch] = []  # of the row above

    def add(self, row: SetRow, top: float) -> None:
        """Draw what parts a row from the one above, and let its verticals grow."""
        reaching = [(start, end, rows - 1) for start, end, rows in self._cells if rows > 1]
        own = [_stretch(cell.x, cell.width, cell.rows) for cell in row.cells] if row.borders else []
        above, self._cells = self._cells, [*reaching, *own]
        self._horizontal([*own, *(cell for cell in above if cell[2] == 1)], top)
        if self._cells != above:  # else the same verticals go on, as in every row of a table
            self._verticals(top)

    def end(self, top: float) -> None:
        """Close everything below the last row."""
        self._horizontal(self._cells, top)
        self._cells = []
        self._verticals(top)

    def _horizontal(self, cells: Sequence[_Stretch], y: float) -> None:
        """Draw lines about their middle, and half their weight beyond both ends: those close the corners."""
        half = WEIGHT / 2
        for start, end in _joined(tuple(cells)):
            rule = PageRule(self._left + start - half, y - half, end - start + WEIGHT, WEIGHT)
            self.found.append(rule)

    def _verticals(self, top: float) -> None:
        """Draw lines from the middle of one horizontal to that of another: screens show what is longer."""
        edges = {edge for start, end, _ in self._cells for edge in (start, end)}
        for x in sorted(self._open.keys() - edges):
            begun = self._open.pop(x)
            self.found.append(PageRule(self._left + x - WEIGHT / 2, top, WEIGHT, begun - top))
        for x in edges:
            self._open.setdefault(x, top)


@lru_cache(maxsize=256)
def _joined(cells: tuple[_Stretch, ...]) -> list[tuple[float, float]]:
    """Return where cells begin and end, those that touch or lie over each other as one."""
    found: list[tuple[float, float]] = []
    for start, end in sorted((start, end) for start, end, _ in cells):
        if found and start <= found[-1][1] + 0.02:
            start, before = found.pop()
            end = max(before, end)
        found.append((start, end))
    return found
