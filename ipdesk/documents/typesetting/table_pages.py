"""Rows of a table divided over pages: heads repeated, sums carried, a total that stands beside rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ipdesk.documents.errors import DocumentError
from ipdesk.documents.typesetting.cells import LEAST_PART, SetRow, parted

TOO_HIGH = "表格里有一处内容太长，一页排不下。请把内容或者模板里的文字改短后再印。"

LEAST_BESIDE = 3  # lines of text beside what is signed or sealed, where they are not a table
LOW = 1 / 3  # of a page: a table that is not higher is not torn
WHITE = 1 / 6  # of a page: more than that does not stay blank above a row that can be parted
LEAST_ROWS = 2  # of a longer one, which stand on the page that it begins on


@dataclass(frozen=True, slots=True)
class Table:
    """What is divided. ``head`` stands on every page, ``total`` behind the last row.

    ``carried`` gives, for so many rows that stand before, the row that ends their page (过次页) and the one
    that begins the next (承前页), all of them of one height.
    """

    rows: Sequence[SetRow]
    head: Sequence[SetRow] = ()
    total: Sequence[SetRow] = ()
    carried: Callable[[int], tuple[SetRow, SetRow]] | None = None


def divided(table: Table, first: float, full: float, after: float = 0.0) -> list[list[SetRow]]:
    """Return the rows of each page; the first has ``first`` pt left, the others ``full``.

    What follows within ``after`` pt stands on the page of the last rows. A paragraph is parted wherever a
    page ends, a row with borders where much of it would else stay blank. The first page is empty where
    nothing fits there. Raises DocumentError for rows that hold together and are higher than a page.
    """
    return _Divider(table, full, after).pages(first)


def beginning(table: Table, full: float, after: float = 0.0) -> float:
    """Return how high the least is that a page ends with of a table, in pt; 0 for text.

    A low table stands whole on one page of ``full`` pt, with what comes ``after``; of another one two rows
    stand there, or the one that there is.
    """
    if not table.head:
        return 0.0
    whole = height([*table.head, *table.rows, *table.total])
    if len(table.rows) < LEAST_ROWS or (whole <= full * LOW and whole + after <= full):
        return whole + after
    carried = table.carried(LEAST_ROWS)[:1] if table.carried else ()
    least = height([*table.head, *table.rows[:LEAST_ROWS], *carried])
    return least if least <= full * LOW else 0.0


def height(rows: Sequence[SetRow]) -> float:
    """Return how high rows are together, in pt."""
    return sum(row.height for row in rows)


@dataclass(slots=True)
class _Unit:
    """Rows that stay together, and how many of the table's they end."""

    rows: tuple[SetRow, ...]
    count: int
    height: float = field(init=False)

    def __post_init__(self) -> None:
        self.height = height(self.rows)


class _Divider:
    """Fills page after page; ``_place`` is the first unit that has none yet, ``_done`` the rows before it."""

    def __init__(self, table: Table, full: float, after: float) -> None:
        self._table, self._full, self._after = table, full, after
        self._units = _units(table.rows)
        self._head, self._total = height(table.head), height(table.total)
        self._carry = table.carried(len(table.rows))[0].height if table.carried else 0.0
        self._rest = sum(unit.height for unit in self._units)
        self._place = self._done = 0
        self._last = self._beside_what_follows()

    def pages(self, first: float) -> list[list[SetRow]]:
        found, room = list[list[SetRow]](), first
        while True:
            top = [*self._table.head, *self._brought()]
            left = room - height(top)
            if self._rest + self._total + self._wanted_after() <= left:
                rest = [row for unit in self._units[self._place :] for row in unit.rows]
                return [*found, [*top, *rest, *self._table.total]]
            fresh = room == self._full
            taken = self._taken(left - self._carry, fresh=fresh) if self._place < len(self._units) else []
            if fresh and not taken:
                raise DocumentError(TOO_HIGH)
            found.append([*top, *taken, *self._handed_on()] if taken else [])
            room = self._full

    def _beside_what_follows(self) -> int:
        """Return the first of the last units, which stand on one page: of text some lines, of a table one."""
        place, text = max(0, len(self._units) - 1), not self._table.head and self._after
        lines = high = 0.0
        for at in range(place, -1, -1) if text else ():
            lines, high = lines + _lines(self._units[at]), high + self._units[at].height
            if high + self._after > self._full * LOW * 2:
                break
            place = at
            if lines >= LEAST_BESIDE:
                break
        return place

    def _brought(self) -> Sequence[SetRow]:
        return self._table.carried(self._done)[1:] if self._table.carried and self._done else ()

    def _handed_on(self) -> Sequence[SetRow]:
        return self._table.carried(self._done)[:1] if self._table.carried else ()

    def _wanted_after(self) -> float:
        """Return what has to stand behind the last rows: nothing where even one row has no room beside it."""
        least = self._head + self._carry + self._units[-1].height + self._total if self._units else 0.0
        return self._after if least + self._after <= self._full else 0.0

    def _taken(self, room: float, *, fresh: bool) -> list[SetRow]:
        """Take the units that fit, but the last ones: they stand beside the total. Part what fits no page."""
        found: list[SetRow] = []
        while self._place < self._last and self._units[self._place].height <= room:
            unit = self._units[self._place]
            found += unit.rows
            room -= unit.height
            self._go_on(unit)
        return found + self._part(room, fresh=fresh and not found)

    def _go_on(self, unit: _Unit) -> None:
        self._place, self._done = self._place + 1, unit.count
        self._rest -= unit.height

    def _fits_no_page(self, unit: _Unit) -> bool:
        return unit.height > self._full - self._head - 2 * self._carry

    def _is_parted(self, unit: _Unit, room: float) -> bool:
        """Tell whether a unit is parted rather than left to the next page: nothing where one signs."""
        last = unit.rows[-1]
        if self._fits_no_page(unit) or not last.borders:
            return True
        signed = any(cell.foot for cell in last.cells)
        return unit.height > room > self._full * WHITE and not signed

    def _part(self, room: float, *, fresh: bool) -> list[SetRow]:
        """Fill the page with the beginning of a unit; ``fresh`` is an empty page."""
        unit = self._units[self._place]
        if not fresh and not self._is_parted(unit, room):
            return []
        *above, row = unit.rows
        parts = None if _share_cells(above) else parted(row, room - height(above), self._least_below())
        if parts is not None:
            self._units[self._place] = _Unit((parts[1],), unit.count)
            self._rest += parts[1].height - unit.height
            self._done = unit.count
            return [*above, parts[0]]
        if not fresh or unit.height > room:
            return []
        self._go_on(unit)
        return list(unit.rows)

    def _least_below(self) -> int:
        """Return how many lines of a parted row go over: as many as stand beside what follows it."""
        ends = self._place == len(self._units) - 1 and self._after
        return LEAST_BESIDE if ends else LEAST_PART


def _share_cells(rows: Sequence[SetRow]) -> bool:
    return any(cell.rows > 1 for row in rows for cell in row.cells)


def _lines(unit: _Unit) -> int:
    return sum(max(len(cell.lines) for cell in row.cells) for row in unit.rows)


def _units(rows: Sequence[SetRow]) -> list[_Unit]:
    """Put rows together that are bound to the next."""
    found, together = list[_Unit](), list[SetRow]()
    for count, row in enumerate(rows, start=1):
        together.append(row)
        if not row.bound:
            found.append(_Unit(tuple(together), count))
            together = []
    if together:
        found.append(_Unit(tuple(together), len(rows)))
    return found
