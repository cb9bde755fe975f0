"""Workbooks of others are opened in a process of their own: a damaged one can end the process that reads it.

The reader is compiled: where a file says that it has a cell in the last row of the last column, it asks for
more memory than there is, and the process is over before Python hears of it.
"""

from __future__ import annotations

import datetime
import marshal
import multiprocessing
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from decimal import Decimal
from multiprocessing.connection import Connection
from typing import Any

_PATIENCE = 60.0  # seconds: a hundred times what ten thousand payments take
_MEMORY = 3 * 2**30  # bytes
_BROKEN, _LOCKED = 0, 1

Row = tuple[int, list[Any]]
Found = list[tuple[str, list[Row]]]
"""The sheets that are shown: each with its name, and its rows that are not blank by their numbers."""
FoundShown = list[tuple[str, list[Row], list[tuple[int, int, int, int]]]]
"""The same, each with its merged cells: first and last row, first and last column, from 1 on."""
FoundMarked = tuple[list[tuple[str, list[Row], list[tuple[int, int, int, int]], dict[str, Any]]], bool]
"""The same, each also with what it says of its cells (``workbook_marks``); and whether days are from 1904."""


class UnreadableError(Exception):
    """A workbook that cannot be read; ``locked`` says that it asks for a password."""

    def __init__(self, locked: bool) -> None:
        super().__init__("locked" if locked else "damaged")
        self.locked = locked


def cells_of(data: bytes) -> Found:
    """Return what stands in the sheets of a workbook; days are texts. Raises UnreadableError, and OSError."""
    found: Found = _asked(data, "values")
    return found


def shown_cells_of(data: bytes) -> FoundShown:
    """Return likewise what is shown: a number of percent is a text (``10%``), and merged cells are told."""
    found: FoundShown = _asked(data, "shown")
    return found


def marked_cells_of(data: bytes) -> FoundMarked:
    """Return likewise the values with what is hidden, merged, in error or not computed."""
    found: FoundMarked = _asked(data, "marked")
    return found


def _asked(data: bytes, way: str) -> Any:  # noqa: ANN401
    here, there = multiprocessing.get_context("spawn").Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(there, way), daemon=True)
    process.start()
    there.close()
    try:
        here.send_bytes(data)
        answer = marshal.loads(here.recv_bytes()) if here.poll(_PATIENCE) else _BROKEN
    except (EOFError, BrokenPipeError, ConnectionError):
        answer = _BROKEN
    finally:
        here.close()
        process.kill()
        process.join()
    if isinstance(answer, int):
        raise UnreadableError(answer == _LOCKED)
    return answer


def _serve(there: Connection, way: str) -> None:
    """Read one workbook, answer, and end; what the reader says when it breaks is for nobody."""
    with suppress(OSError), open(os.devnull, "w") as nobody:
        os.dup2(nobody.fileno(), 2)
    _limit_memory()
    try:
        data = there.recv_bytes()
        ways: dict[str, Callable[[bytes], Any]] = {
            "values": _read, "shown": _read_shown, "marked": _read_marked
        }  # fmt: skip
        there.send_bytes(marshal.dumps(ways[way](data)))
    except BaseException:  # also what the reader raises that is no Exception
        os._exit(1)


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # on Windows, where too large a wish fails by itself
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _read(data: bytes) -> Found | int:
    sheets = _sheets(data)
    if isinstance(sheets, int):
        return sheets
    return [(name, list(_rows(rows))) for name, rows, _ in sheets]


def _sheets(data: bytes) -> list[tuple[str, list[list[Any]], list[tuple[int, int, int, int]]]] | int:
    """Return the sheets that are shown with their merged cells, or why there are none."""
    import io

    from python_calamine import CalamineError, PasswordError, SheetVisibleEnum, load_workbook

    try:
        book = load_workbook(io.BytesIO(data))
        shown = [one.name for one in book.sheets_metadata if one.visible is SheetVisibleEnum.Visible]
        return [_sheet(name, book.get_sheet_by_name(name)) for name in shown]
    except PasswordError:
        return _LOCKED
    except CalamineError:
        return _BROKEN


def _sheet(name: str, sheet: Any) -> tuple[str, list[list[Any]], list[tuple[int, int, int, int]]]:  # noqa: ANN401
    return name, sheet.to_python(skip_empty_area=False), _merged(sheet.merged_cell_ranges)


def _merged(ranges: Any) -> list[tuple[int, int, int, int]]:  # noqa: ANN401
    return [(first + 1, last + 1, left + 1, right + 1) for (first, left), (last, right) in ranges or ()]


def _read_marked(data: bytes) -> FoundMarked | int:
    from ipdesk.documents.spreadsheets.workbook_marks import counts_from_1904, sheet_marks

    sheets = _sheets(data)
    if isinstance(sheets, int):
        return sheets
    new = data.startswith(b"PK")
    marks = sheet_marks(data) if new else {}
    marked = [(name, list(_rows(rows)), merged, marks.get(name, {})) for name, rows, merged in sheets]
    return marked, new and counts_from_1904(data)


_CELLS = frozenset({str, float})


def _rows(rows: list[list[Any]]) -> Iterator[Row]:
    """Yield what is not blank, as texts and numbers alone: days and times as texts."""
    for line, row in enumerate(rows, start=1):
        if row.count("") < len(row):
            yield line, row if set(map(type, row)) <= _CELLS else [_plain(cell) for cell in row]


def _plain(cell: Any) -> str | float:  # noqa: ANN401
    return cell if type(cell) in _CELLS else float(cell) if type(cell) is int else str(cell)


def _read_shown(data: bytes) -> FoundShown | int:
    if not data.startswith(b"PK"):  # an old workbook, of which no formats are known
        found = _read(data)
        return found if isinstance(found, int) else [(name, rows, []) for name, rows in found]
    import io

    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), data_only=True)
    return [
        (sheet.title, list(_shown_rows(sheet)), [_edges(one) for one in sheet.merged_cells.ranges])
        for sheet in book.worksheets
        if sheet.sheet_state == "visible"
    ]


def _edges(merged: Any) -> tuple[int, int, int, int]:  # noqa: ANN401
    return merged.min_row, merged.max_row, merged.min_col, merged.max_col


def _shown_rows(sheet: Any) -> Iterator[Row]:  # noqa: ANN401
    for line, cells in enumerate(sheet.iter_rows(), start=1):
        row = [_shown(cell) for cell in cells]
        if any(value != "" for value in row):
            yield line, row


def _shown(cell: Any) -> str | float:  # noqa: ANN401
    """Return a cell as it is read elsewhere, but for a number of percent, which its format alone tells."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool) and "%" in cell.number_format:
        return f"{(Decimal(repr(value)) * 100).normalize():f}%"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return _plain(value)
