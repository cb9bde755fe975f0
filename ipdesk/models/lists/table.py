"""Finding the head of a table, and which of its columns is what."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from ipdesk.models.lists.list_form import KindColumns, bare_head, list_forms
from ipdesk.models.lists.list_sheet import ListSheet
from ipdesk.models.parsing.text.pasted_table import table_cells
from ipdesk.models.parsing.text.texts import Unreadable
from ipdesk.models.recognition.passages import joined_rows

_MARKS = (",", ";", "|", "，")
_NOTE = re.compile(r"[(（〔\[][^)）〕\]]*[)）〕\]]")
_LOOKED_INTO = 12  # rows in which a head may stand, below titles and units
_LEAST_HEADS = 2
_NO_HEAD = "没有找到表头。请连同表头一起复制，如“专利号、专利名称、授权公告日”。"
_NOT_THERE = "没有找到这几列：{names}。请连同它们的表头一起复制。"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTable:
    """A table whose head was found.

    ``kind`` is that of its achievements, ``columns`` the column of each fact, ``others`` further columns that
    might be it, ``heads`` what stands at the head of each column, ``first`` the place of the first row
    below; ``chosen`` are the facts whose column somebody chose.
    """

    kind: str
    sheet: ListSheet
    first: int
    heads: tuple[str, ...]
    columns: Mapping[str, int]
    others: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    chosen: frozenset[str] = frozenset()

    def cell(self, row: Sequence[str], fact: str) -> str:
        """Return what a row says of a fact, "" where the table has no column of it."""
        at = self.columns.get(fact, -1)
        text = row[at].strip() if 0 <= at < len(row) else ""
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        return text if fact == "owners" or not lines else joined_rows(lines)  # owners may stand in lines

    def is_head(self, row: Sequence[str]) -> bool:
        """Say whether a row is the head once more, as where sheets were put one below the other."""
        heads = _bare_heads(self.heads)
        cells = (cell for cell in row if cell.strip())
        return (
            len(heads) > 0
            and bare_head(next(cells, "")) == heads[0]
            and tuple(map(bare_head, cells)) == heads[1:]
        )


@lru_cache(maxsize=16)
def _bare_heads(heads: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(bare_head(head) for head in heads if head)


def pasted_list(text: str) -> ListSheet:
    """Return a list that was copied from a worksheet, or from a text with commas or the like."""
    return ListSheet(name="", cells=_pasted_cells(text))


def _pasted_cells(text: str) -> Sequence[Sequence[str]]:
    lines = [line for line in text.splitlines() if line.strip()]
    if "\t" not in text:
        for mark in _MARKS:
            if len(lines) > 1 and all(mark in line for line in lines):
                return list(csv.reader(io.StringIO(text), delimiter=mark, skipinitialspace=True))
    return table_cells(text)


def read_table(
    sheet: ListSheet, chosen: Mapping[str, int] | None = None, kinds: Container[str] | None = None
) -> ReadTable:
    """Return a table with its columns as they are recognised, those ``chosen`` by somebody in their place.

    Only lists of ``kinds`` are looked for, where they are given. Raises Unreadable where no head is found, or
    one lacks what is needed, by its name.
    """
    found = max(_heads(sheet.cells, kinds), key=lambda one: one[0], default=(0, 0, "", ()))
    marks, first, kind, heads = found
    if marks < _LEAST_HEADS:
        raise Unreadable(_NO_HEAD)
    candidates = _all_candidates(list_forms().kinds[kind], heads)
    columns = {fact: places[0] for fact, places in candidates.items() if places} | dict(chosen or {})
    others = {fact: places for fact, places in candidates.items() if len(places) > 1}
    found_in: dict[str, Any] = {"first": first, "heads": heads, "columns": columns, "others": others}
    return ReadTable(kind=kind, sheet=sheet, chosen=frozenset(chosen or ()), **found_in)


def _all_candidates(form: KindColumns, heads: Sequence[str]) -> Mapping[str, tuple[int, ...]]:
    """Return the columns that may be each fact, the best first. Raises Unreadable where one lacks."""
    candidates = {fact: _candidates(heads, names) for fact, names in form.columns.items()}
    if lacking := [fact for fact in form.needed if not candidates[fact]]:
        raise Unreadable(_NOT_THERE.format(names="、".join(form.columns[fact][0] for fact in lacking)))
    return candidates


def _heads(
    cells: Sequence[Sequence[str]], kinds: Container[str] | None
) -> list[tuple[int, int, str, tuple[str, ...]]]:
    """Return what may be heads: how much speaks for each, the row below, the kind, and the heads.

    A head may take two rows, of which the upper one has merged cells.
    """
    found = []
    for place, row in enumerate(cells[:_LOOKED_INTO]):
        heads = tuple(cell.strip() for cell in row)
        below = cells[place + 1] if place + 1 < len(cells) else ()
        for depth, one in ((1, heads), (2, _joined(heads, below))):
            kind, marks = _kind_of(one, kinds)
            found.append((marks * 2 - depth, place + depth, kind, one) if marks else (0, 0, "", ()))
    return found


def _joined(upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...]:
    """Return the heads of two rows as one: a merged cell of the upper one stands for those beside it."""
    joined, over = list[str](), ""
    for at in range(max(len(upper), len(lower))):
        own = upper[at].strip() if at < len(upper) else ""
        under = lower[at].strip() if at < len(lower) else ""
        over = own or (over if under else "")
        joined.append(over if over == under else over + under)  # one cell over both rows
    return tuple(joined)


def _kind_of(heads: Sequence[str], kinds: Container[str] | None) -> tuple[str, int]:
    """Return the kind for which most heads speak, and how many."""
    bare = {one for head in heads for one in _writings(head)}
    counts = {
        kind: sum(bare_head(mark) in bare for mark in form.marks)
        for kind, form in list_forms().kinds.items()
        if kinds is None or kind in kinds
    }
    kind = max(counts, key=lambda one: counts[one])
    return kind, counts[kind]


def _writings(head: str) -> frozenset[str]:
    """Return a head as it stands, and without the note in its brackets: 专利号（必填）."""
    return frozenset({bare_head(head), bare_head(_NOTE.sub("", head))})


def _candidates(heads: Sequence[str], names: Sequence[str]) -> tuple[int, ...]:
    """Return the columns that may be one fact, the best first."""
    places = [at for name in names for at, head in enumerate(heads) if bare_head(name) in _writings(head)]
    return tuple(dict.fromkeys(places))


def form_of(table: ReadTable) -> KindColumns:
    """Return what is known of the columns of a table's kind."""
    return list_forms().kinds[table.kind]
