"""Lists that an office is given as files: workbooks, tables of text, pages of a browser named ``.xls``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from ipdesk.documents.spreadsheets.read_sheet import is_workbook, read_sheets, workbook_read
from ipdesk.documents.spreadsheets.workbook_process import marked_cells_of
from ipdesk.funds.payments.answer_cells import Cell, text_of
from ipdesk.models.lists.list_sheet import EXCEL_1900, EXCEL_1904, ListSheet

_HIDDEN = "这一行在表格里是隐藏的"
_MERGED = "合并的单元格按最上面一格读"
_LINK = re.compile(r'=HYPERLINK\("[^"]*"(?:[,;] ?"([^"]*)")?\)', re.IGNORECASE)
_EXACT, _ROUNDED = 10**15, 10**7  # fifteen digits are kept; seven zeros at the end were no digits before

Row = tuple[int, list[Any]]
Edges = tuple[int, int, int, int]


def read_list(data: bytes) -> list[ListSheet]:
    """Return the sheets of a file that hold anything. Raises SheetError with a sentence that says why not."""
    if is_workbook(data):
        sheets, later = workbook_read(data, marked_cells_of)
        counts_from = EXCEL_1904 if later else EXCEL_1900
        found = [_sheet(*sheet, counts_from=counts_from) for sheet in sheets]
    else:
        found = [ListSheet(name=one.name, cells=_placed(one.rows)) for one in read_sheets(data)]
    return [one for one in found if any(any(cell.strip() for cell in row) for row in one.cells)]


def _sheet(
    name: str,
    rows: list[Row],
    merged: list[Edges],
    marks: Mapping[str, Any],
    **known: Any,  # noqa: ANN401
) -> ListSheet:
    cells = _placed(rows)
    for (line, column), text in marks.get("cells", {}).items():
        _put(cells, line, column, _text(text))
    notes: dict[int, tuple[str, ...]] = dict.fromkeys(_fill_merged(cells, merged), (_MERGED,))
    notes |= {line: (_HIDDEN, *notes.get(line, ())) for line in marks.get("rows", ())}
    hidden = frozenset(column - 1 for column in marks.get("columns", ()))
    return ListSheet(name=name, cells=cells, notes=notes, hidden=hidden, **known)


def _placed(rows: Iterable[tuple[int, Iterable[Cell]]]) -> list[list[str]]:
    """Return all rows from the first on, those that are blank without cells."""
    cells: list[list[str]] = []
    for line, row in rows:
        cells += ([] for _ in range(line - 1 - len(cells)))
        cells.append([_text(cell) for cell in row])
    return cells


def _text(cell: Cell) -> str:
    """Return the text of a cell; a number that has lost digits looks like that: 2.02E+17."""
    if isinstance(cell, float) and _is_damaged(cell):
        return f"{cell:.2E}"
    link = _LINK.fullmatch(cell.strip()) if isinstance(cell, str) else None
    return (link[1] or "") if link else text_of(cell)


def _is_damaged(number: float) -> bool:
    return abs(number) >= _EXACT or (abs(number) >= _ROUNDED**1.5 and number % _ROUNDED == 0)


def _put(cells: list[list[str]], line: int, column: int, text: str) -> None:
    cells += ([] for _ in range(line - len(cells)))
    row = cells[line - 1]
    row += [""] * (column - len(row))
    row[column - 1] = text


def _fill_merged(cells: list[list[str]], merged: Iterable[Edges]) -> Iterable[int]:
    """Give the rows below the first of a merged cell what stands in it; yield their numbers."""
    for first, last, column, _ in merged:
        above = cells[first - 1] if first <= len(cells) else []
        text = above[column - 1] if column <= len(above) else ""
        for line in range(first + 1, min(last, len(cells)) + 1) if text else ():
            if any(cells[line - 1]):
                _put(cells, line, column, text)
                yield line
