"""Where the heads of a bank's answer stand, and which column says what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ipdesk.funds.payments.answer_cells import Cell, text_of
from ipdesk.funds.payments.answer_words import AnswerField, answer_words, field_of_head, unit_of_head

SheetRow = tuple[int, Sequence[Cell]]
"""A row of a sheet that is not blank: its number as the spreadsheet shows it, and its cells."""

_HEADS_WITHIN = 60  # rows: above the heads of a statement stand account, period and sums
_F = AnswerField


class AnswerSheet(NamedTuple):
    """A worksheet, or a file of text: its name and its rows that are not blank."""

    name: str
    rows: Sequence[SheetRow]


class AnswerHead(NamedTuple):
    """The columns that were recognised, how many rows of the sheet lie up to the heads, and the heads' line.

    ``unit`` is what a number in the column of sums is worth in yuan. ``twice`` has heads that stand above two
    columns, so that nobody knows which is meant.
    """

    columns: Mapping[AnswerField, int]
    rows: int
    line: int
    unit: int = 1
    twice: tuple[str, ...] = ()

    @property
    def is_statement(self) -> bool:
        """Say whether this is an account's statement: it says which way money went, not what became of it."""
        return _F.STATE not in self.columns and bool({_F.DIRECTION, _F.PAID_OUT} & self.columns.keys())

    @property
    def missing(self) -> tuple[AnswerField, ...]:
        """Return the columns that are needed and were not found."""
        return tuple(self._missing())

    def _missing(self) -> Iterator[AnswerField]:
        if _F.SERIAL not in self.columns or self.is_statement:
            yield from (field for field in (_F.ACCOUNT, _F.NAME) if field not in self.columns)
        if not {_F.AMOUNT, _F.PAID_OUT} & self.columns.keys():
            yield _F.AMOUNT
        if _F.STATE not in self.columns and not self.is_statement:
            yield _F.STATE


def head_of(sheet: AnswerSheet) -> AnswerHead | None:
    """Return the first heads with all that is needed, else those with most; None where none were found."""
    best: AnswerHead | None = None
    for place, (line, cells) in enumerate(sheet.rows[:_HEADS_WITHIN]):
        found = [_recognised([[text] for text in _texts(cells)], place + 1, line)]
        if place + 1 < len(sheet.rows):
            lower = sheet.rows[place + 1]
            found.append(_recognised(_of_two_rows(_texts(cells), _texts(lower[1])), place + 2, lower[0]))
        for head in found:
            if head.columns and not head.missing:
                return head
            if len(head.columns) > (len(best.columns) if best else 1):
                best = head
    return best


def _texts(cells: Sequence[Cell]) -> list[str]:
    return [cell.strip() if isinstance(cell, str) else text_of(cell) for cell in cells]


def _of_two_rows(upper: Sequence[str], lower: Sequence[str]) -> list[list[str]]:
    """Return what each column may be called where its heads stand in two rows, of which cells are merged."""
    over, found = "", []
    for place in range(max(len(upper), len(lower))):
        above = upper[place] if place < len(upper) else ""
        below = lower[place] if place < len(lower) else ""
        over = above or over
        found.append([over + below, below] if below else [above])
    return found


def _recognised(names: Sequence[Sequence[str]], rows: int, line: int) -> AnswerHead:
    ranked: dict[AnswerField, tuple[int, int]] = {}
    twice: dict[AnswerField, str] = {}
    unit = 1
    for column, may_be in enumerate(names):
        name = next((one for one in may_be if one and field_of_head(one)), "")
        known = field_of_head(name)
        if known is None:
            continue
        field, rank = known
        if field not in ranked or rank < ranked[field][0]:
            ranked[field] = rank, column
            twice.pop(field, None)
            unit = unit_of_head(name) if field is _F.AMOUNT else unit
        elif rank == ranked[field][0]:
            twice[field] = name
    columns = {field: column for field, (_, column) in ranked.items()}
    return AnswerHead(columns, rows, line, unit, tuple(twice.values()))


def title_of(field: AnswerField) -> str:
    """Return what a column is called first of all, for a sentence."""
    return answer_words().heads[field][0]
