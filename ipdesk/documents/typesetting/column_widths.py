"""How wide the columns of a table are: as its template says, unless a number would be broken in one.

A number, code, date or sum that goes on in the next line is read wrongly, and cannot be searched for. So a
column that is too narrow for the longest of its cells takes what it lacks from those that have more room than
they need. Only what is wider than the whole table can spare is broken.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ipdesk.documents.fonts.faces import FontSet
from ipdesk.documents.fonts.files import Role
from ipdesk.documents.text.punctuation import CLOSING, HAN, OPENING
from ipdesk.documents.typesetting.cells import Align, Cell
from ipdesk.documents.typesetting.tabular import tabular
from ipdesk.documents.typesetting.terms import terms

READABLE = 5.0  # em of text that a column keeps, where it has them
LEAST = 1.5  # em that every column has: a character with its mark
LONGEST_HEAD = 8  # characters of a line of a head that is held whole; a longer one breaks as text does
KEPT = 0.85  # of the width of a column in which figures stand among words, while names take from it
SPARE = 0.3  # pt, lest a number just fits by calculation and does not in its line
_DIGIT = re.compile(r"\d")
# Years and numbers of papers stand in brackets of their own kind, which belong to them.
_CLOSE, _OPEN = (re.escape("".join(set(marks) - set("〔〕"))) for marks in (CLOSING, OPENING))
_RUN = re.compile(f"[{_OPEN}]*[^\\s{_OPEN}{_CLOSE}]+[{_CLOSE}]*")
_NAME = re.compile(f"[{HAN}（）·]+")
_TELLING = re.compile("[0-9A-Za-z]|第.|百分之")

Rows = Sequence[Sequence[Cell]]


class Fitting(NamedTuple):
    """Widths of columns in pt; they are ``whole`` where no number has to be broken in them.

    ``least`` are those that they may be narrowed to for the sake of others.
    """

    widths: list[float]
    whole: bool
    least: list[float]


def fitting_widths(
    fonts: FontSet, rows: Iterable[Sequence[Cell]], widths: Sequence[float], size: float, pad: float
) -> Fitting:
    """Return the widths of columns in which no number of ``rows`` has to be broken, together as wide.

    ``widths`` (pt) are those that are wished, ``pad`` is what stays free at either side of a cell. Where that
    is too much, columns give up first what makes their text easy to read, then that their heads stand as the
    template says; then the widest number is broken.
    """
    columns = _texts(rows, len(widths), fonts)
    measure = _Measure(fonts, size, pad)
    if all(measure.surely_fits(texts, width) for texts, width in zip(columns, widths, strict=True)):
        return Fitting(list(widths), whole=True, least=list(widths))
    heads = [measure.heads(texts) for texts in columns]
    numbers = [measure.numbers(texts) for texts in columns]
    needs = list(map(max, heads, numbers))
    named = map(max, needs, (measure.named(*one) for one in zip(columns, widths, strict=True)))
    readable = (min(width, measure.readable(texts)) for width, texts in zip(widths, columns, strict=True))
    eased = list(map(max, needs, readable))
    for least in (list(named), eased, needs, numbers):
        if sum(least) <= sum(widths):
            return Fitting(_shared(widths, least), whole=True, least=eased)
    capped = _shared(widths, _capped(numbers, sum(widths)))
    return Fitting(capped, whole=False, least=capped)


_Column = dict[tuple[str, Align, Role], None]
"""What stands in a column, each text once, its digits alike: with how it is aligned and in which type."""


@lru_cache(maxsize=64)
def _widest_digit(fonts: FontSet, role: Role) -> str:
    """Return the digit that no other is wider than."""
    return max("0123456789", key=lambda digit: fonts.widths(role)[digit])


def _texts(rows: Iterable[Sequence[Cell]], count: int, fonts: FontSet) -> list[_Column]:
    """Return what stands in each column, all digits the widest, but for cells over several columns."""
    found: list[_Column] = [{} for _ in range(count)]
    taken = [0] * count
    for cells in rows:
        if len(cells) == count and all(cell.rows == 1 for cell in cells):  # every row of a long table
            placed = zip(found, cells, strict=True)
        else:
            placed = zip(*_placed(cells, found, taken), strict=True)
        for column, cell in placed:
            if cell.text:
                digit = _widest_digit(fonts, cell.role)
                column[_DIGIT.sub(digit, cell.text), cell.align, cell.role] = None
    return found


def _placed(
    cells: Sequence[Cell], columns: Sequence[_Column], taken: list[int]
) -> tuple[list[_Column], list[Cell]]:
    """Return the cells of one column each, with the columns that they stand in.

    ``taken`` says of each column how many more rows a cell above reaches into.
    """
    alone: list[_Column] = []
    found, place = list[Cell](), 0
    for cell in cells:
        while taken[place]:
            place += 1
        if cell.columns == 1:
            alone.append(columns[place])
            found.append(cell)
        taken[place : place + cell.columns] = [cell.rows] * cell.columns
        place += cell.columns
    taken[:] = [left - 1 if left else 0 for left in taken]
    return alone, found


class _Measure:
    """Measures what must stay together in the cells of a table."""

    def __init__(self, fonts: FontSet, size: float, pad: float) -> None:
        self._fonts, self._size, self._pad = fonts, size, pad

    def surely_fits(self, column: _Column, width: float) -> bool:
        """Tell from the number of characters alone that every cell stands on one line."""
        room = (width - 2 * self._pad) / self._size
        return all(len(text) <= room for text, _, _ in column)

    def numbers(self, column: _Column) -> float:
        """Return the width of a column in which no number is broken, in pt."""
        return self._width(self._widest(*one) for one in column if one[2] is not Role.HEITI)

    def heads(self, column: _Column) -> float:
        """Return the width of a column whose head breaks only where its template says so, in pt."""
        lines = (line for text, _, role in column if role is Role.HEITI for line in text.split("\n"))
        return self._width(
            self._fonts.widths(Role.HEITI)[line] for line in lines if len(line) <= LONGEST_HEAD
        )

    def _width(self, found: Iterable[float]) -> float:
        widest = max(found, default=0.0)
        return max(widest, LEAST) * self._size + 2 * self._pad + SPARE

    def named(self, column: _Column, width: float) -> float:
        """Return the width in which what is Chinese alone takes as few lines as it does in ``width``, in pt.

        It takes one line fewer where one character would stand there by itself.
        """
        room = int((width - 2 * self._pad) / self._size)
        counts = {len(text) for text, align, role in column if _is_name(text, align, role)}
        longest = max((math.ceil(count / _line_count(count, room)) for count in counts), default=0)
        mixed = any(not _is_name(*one) for one in column)
        return max(longest * self._size + 2 * self._pad + SPARE, width * KEPT if mixed else 0.0)

    def readable(self, column: _Column) -> float:
        """Return the width that text in a column needs to be read with ease, in pt."""
        longest = max((len(text) for text, _, _ in column), default=0)
        return min(READABLE, longest) * self._size + 2 * self._pad

    def _widest(self, text: str, align: Align, role: Role) -> float:
        """Return the widest part of a cell that must stay together, in em."""
        if align is Align.RIGHT and text[-1].isdigit():
            return tabular(self._fonts, role, text, 1).width
        return max((_run_width(self._fonts, role, run) for run in _runs(text)), default=0.0)


def _is_name(text: str, align: Align, role: Role) -> bool:
    """Tell whether a text breaks behind any of its characters, each as wide as the other."""
    return align is Align.LEFT and role is not Role.HEITI and _NAME.fullmatch(text) is not None


def _line_count(count: int, room: int) -> int:
    """Return on how many lines of ``room`` characters so many stand, none of them alone."""
    if room < 1:
        return count
    lines = math.ceil(count / room)
    return lines - 1 if lines > 1 and count - (lines - 1) * room == 1 else lines


def _runs(text: str) -> Iterator[str]:
    """Yield what a text has between blanks and marks that may be a number."""
    if not _TELLING.search(text):
        return
    for run in _RUN.findall(text):
        if _TELLING.search(run):
            yield run


@lru_cache(maxsize=4096)
def _run_width(fonts: FontSet, role: Role, run: str) -> float:
    """Return the widest number in a run, in em."""
    widths = fonts.widths(role)
    return max((widths[term] for term in terms(run) if _TELLING.search(term)), default=0.0)


def _capped(least: Sequence[float], total: float) -> list[float]:
    """Return what columns need, the widest of them as narrow as it takes for all to stand side by side."""
    found = list(least)
    for place in sorted(range(len(found)), key=lambda one: -found[one]):
        others = sum(found) - found[place]
        found[place] = min(found[place], max(total - others, total / len(found)))
    return found


def _shared(widths: Sequence[float], least: Sequence[float]) -> list[float]:
    """Widen the columns that are too narrow; the others give of what they do not need, in proportion."""
    lacking = sum(max(0.0, need - width) for need, width in zip(least, widths, strict=True))
    slack = sum(max(0.0, width - need) for need, width in zip(least, widths, strict=True))
    given = lacking / slack if slack else 0.0
    return [
        need if need >= width else width - (width - need) * given
        for need, width in zip(least, widths, strict=True)
    ]
