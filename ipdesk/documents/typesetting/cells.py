"""Rows of tables and forms set into lines: what stands in each cell, how high one is, where it parts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from ipdesk.documents.fonts.faces import FontSet
from ipdesk.documents.fonts.files import Role
from ipdesk.documents.pdf.structure import PARAGRAPH, ROW, SUBHEADING, Part, table_cell
from ipdesk.documents.typesetting.display import split_evenly
from ipdesk.documents.typesetting.geometry import ASCENT, MM
from ipdesk.documents.typesetting.lines import SetLine, justified, moved, natural
from ipdesk.documents.typesetting.tabular import tabular
from ipdesk.funds.account.bars import Bar

PAD_X, PAD_Y = 1.2 * MM, 0.9 * MM
LEADING = 1.4  # em from one line of a cell to the next
_NOT_HAN = re.compile("[^\u4e00-\u9fff]+")
_SURELY = 0.01  # em by which a text is wider than sums of floats can be wrong
LEAST_PART = 2  # lines of a parted row that stand on either page
WIDE = 26.0  # em of a cell in which text is set as in a letter: half a line left empty is seen there


class Align(StrEnum):
    """Where the lines of a cell stand in it."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"  # figures, each digit as wide as the other


class Cell(NamedTuple):
    """The words of a cell, a paragraph a line end. It spans ``columns`` and ``rows``, at ``least`` pt high.

    ``foot`` stands at its lower right, below the text: where one signs. ``indent`` (em) is that of the first
    line of each paragraph. A cell that is to ``keep`` holds its row beside the next. A ``bar``
    stands before the text, which is at the right.
    """

    text: str
    columns: int = 1
    rows: int = 1
    align: Align = Align.LEFT
    role: Role = Role.FANGSONG
    foot: str = ""
    least: float = 0.0
    indent: float = 0.0
    keep: bool = False
    bar: Bar | None = None


class SetCell(NamedTuple):
    """A cell ready to be placed: ``x`` and ``width`` in pt from the left of its table."""

    x: float
    width: float
    rows: int
    lines: tuple[SetLine, ...]
    foot: tuple[SetLine, ...]
    part: Part
    bar: Bar | None = None

    @property
    def blank(self) -> bool:
        """Tell whether nothing stands in it."""
        return not any(line.pieces for line in (*self.lines, *self.foot))


@dataclass(frozen=True, slots=True)
class SetRow:
    """A row ready to be placed, in pt. A ``bound`` one shares a cell with the next and stays with it.

    One without ``borders`` is text in columns; a row of a table has a ``part`` of its own.
    """

    cells: tuple[SetCell, ...]
    height: float
    size: float
    bound: bool = False
    borders: bool = True
    leading: float = LEADING
    part: Part | None = None
    pad: float = PAD_Y

    @property
    def pitch(self) -> float:
        """Return the distance from one line to the next, in pt."""
        return self.leading * self.size

    def baseline(self, top: float, line: int) -> float:
        """Return the height of the baseline of a line, where the first of them begins at ``top``."""
        pitch, size = self.leading * self.size, self.size
        return top - line * pitch - (pitch - size) / 2 - ASCENT * size


class RowLook(NamedTuple):
    """What rows look like: with ``borders`` or as text in columns, ``leading`` in em from line to line.

    ``heads`` are those of a table's columns. ``pad`` (pt) stays free above and below the lines of a cell.
    """

    borders: bool = True
    leading: float = LEADING
    heads: bool = False
    pad: float = PAD_Y


def set_rows(
    fonts: FontSet,
    rows: Sequence[Sequence[Cell]],
    columns: Sequence[float],
    size: float,
    look: RowLook,
) -> list[SetRow]:
    """Set rows of cells over ``columns``, their widths in pt; cells that span rows are left out below them.

    Raises LookupError for a character that no face covers, and ValueError for rows that do not fill the
    columns.
    """
    setter = _Setter(fonts, columns, size, look)
    found = [setter.row(cells) for cells in rows]
    if any(setter.taken):
        raise ValueError("a cell spans more rows than there are")
    return _raised(found) if any(row.bound for row in found) else found


class _Setter:
    """Sets row after row; ``taken`` says of each column how many more rows a cell above reaches into."""

    def __init__(self, fonts: FontSet, columns: Sequence[float], size: float, look: RowLook) -> None:
        self._fonts, self._size, self._look = fonts, size, look
        self._pitch = look.leading * size
        self._pad = PAD_X if look.borders else 0.0
        self._edges = [sum(columns[:place]) for place in range(len(columns) + 1)]
        self.taken = [0] * len(columns)
        self._kinds: dict[tuple[Role, float], _Kind] = {}

    def row(self, cells: Sequence[Cell]) -> SetRow:
        place, found, height = 0, [], 0.0
        for cell in cells:
            place = self._free(place)
            one = self._cell(cell, place)
            found.append(one)
            if cell.rows == 1:
                height = max(height, _height(one, self._pitch, self._look.pad), cell.least)
            self.taken[place : place + cell.columns] = [cell.rows] * cell.columns
            place += cell.columns
        if self._free(place) != len(self.taken):
            raise ValueError("a row does not fill its columns")
        self.taken = [rows - 1 for rows in self.taken]
        bound = any(self.taken) or any(cell.keep for cell in cells)
        part = Part(ROW, [one.part for one in found]) if self._look.borders else None
        look = self._look
        return SetRow(tuple(found), height, self._size, bound, look.borders, look.leading, part, look.pad)

    def _free(self, place: int) -> int:
        while place < len(self.taken) and self.taken[place]:
            place += 1
        return place

    def _cell(self, cell: Cell, place: int) -> SetCell:
        x = self._edges[place]
        width = self._edges[place + cell.columns] - x
        kind = self._kind(cell.role, width)
        lines = _lines(kind, cell.text, cell.align, cell.indent)
        foot = _lines(kind, cell.foot, Align.RIGHT, 0.0) if cell.foot else ()
        return SetCell(x, width, cell.rows, lines, foot, self._part(cell), cell.bar)

    def _kind(self, role: Role, width: float) -> _Kind:
        if (found := self._kinds.get((role, width))) is None:
            found = _Kind(self._fonts, role, self._size, width - 2 * self._pad, self._pad)
            self._kinds[role, width] = found
        return found

    def _part(self, cell: Cell) -> Part:
        """Return what a cell is: in a table one of it, else a paragraph; 黑体 is that of heads."""
        is_head = cell.role is Role.HEITI
        if not self._look.borders:
            return Part(SUBHEADING if is_head else PARAGRAPH)
        scope = "Column" if self._look.heads else "Row"
        return table_cell(cell.columns, cell.rows, scope if is_head else "")


def _height(cell: SetCell, pitch: float, pad: float) -> float:
    return (len(cell.lines) + len(cell.foot)) * pitch + 2 * pad


def _raised(rows: Sequence[SetRow]) -> list[SetRow]:
    """Raise the last row that a cell reaches into until the cell has room."""
    heights = [row.height for row in rows]
    for place, row in enumerate(rows):
        for cell in row.cells:
            lacking = _height(cell, row.pitch, row.pad) - sum(heights[place : place + cell.rows])
            heights[place + cell.rows - 1] += max(0.0, lacking)
    return [replace(row, height=height) for row, height in zip(rows, heights, strict=True)]


class _Kind(NamedTuple):
    """How the text of a cell is set: ``room`` is the width of its lines, which begin at ``pad``, in pt."""

    fonts: FontSet
    role: Role
    size: float
    room: float
    pad: float


@lru_cache(maxsize=4096)
def _lines(kind: _Kind, text: str, align: Align, indent: float) -> tuple[SetLine, ...]:
    """Return the lines of a cell, each ``x`` from the cell's left edge."""
    parts = text.split("\n") if "\n" in text else (text,)
    lines = [line for part in parts for line in _paragraph(kind, part, align, indent)]
    return tuple(moved(line, kind.pad + line.x + _shift(line, kind.room, align)) for line in lines)


def _paragraph(kind: _Kind, text: str, align: Align, indent: float) -> Sequence[SetLine]:
    fonts, role, size, room, _ = kind
    if not text:
        return [SetLine((), 0.0, 0.0, size)]
    if align is Align.RIGHT and text[-1].isdigit():
        return [tabular(fonts, role, text, size)]
    if not indent and not _is_wide(fonts.widths(role), text, room / size):
        line = natural(fonts, [(role, text)], size)
        if line.width <= room:
            return [line]
    if align is Align.LEFT:
        narrow = not indent and room / size < WIDE
        return justified(fonts, [(role, text)], size, room, indent, whole_terms=narrow)
    return [
        natural(fonts, [(role, row)], size) for row in split_evenly(text, fonts.widths(role), room / size)
    ]


def _is_wide(widths: Mapping[str, float], text: str, measure: float) -> bool:
    """Tell that a text needs more than ``measure`` em, of most by the number of their Chinese characters."""
    if len(text) <= measure:
        return False
    return len(_NOT_HAN.sub("", text)) > measure or widths[text] > measure + _SURELY


def _shift(line: SetLine, room: float, align: Align) -> float:
    if align is Align.LEFT:
        return 0.0
    return room - line.width if align is Align.RIGHT else (room - line.width) / 2


def parted(row: SetRow, room: float, below: int = LEAST_PART) -> tuple[SetRow, SetRow] | None:
    """Part a row where ``room`` pt are filled, ``below`` lines at least behind that.

    None where too few lines would stand on either side.
    """
    count = int((room - 2 * row.pad) / row.pitch)
    longest = max(len(cell.lines) + len(cell.foot) for cell in row.cells)
    count = min(count, longest - below)
    if count < LEAST_PART or row.bound:
        return None
    upper = [cell._replace(lines=cell.lines[:count], foot=()) for cell in row.cells]
    lower = [cell._replace(lines=cell.lines[count:]) for cell in row.cells]
    return _part(row, upper), _part(row, lower)


def _part(row: SetRow, cells: Sequence[SetCell]) -> SetRow:
    return replace(row, cells=tuple(cells), height=max(_height(cell, row.pitch, row.pad) for cell in cells))
