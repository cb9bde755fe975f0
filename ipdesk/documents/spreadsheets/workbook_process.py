"""Workbooks of others are opened in a process of their own: a damaged one can end the process that reads it.

The reader is compiled: where a file says that it has a cell in the last row of the last column, it asks for
more memory than there is, and the process is over before Python hears of it.
"""

from __future__ import annotations

import marshal
import multiprocessing
import os
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

_PATIENCE = 60.0  # seconds: a hundred times what ten thousand payments take
_MEMORY = 3 * 2**30  # bytes
_BROKEN, _LOCKED = 0, 1

Row = tuple[int, list[Any]]
Found = list[tuple[str, list[Row]]]
"""The sheets that are shown: each with its name, and its rows that are not blank by their numbers."""


class UnreadableError(Exception):
    """A workbook that cannot be read; ``locked`` says that it asks for a password."""

    def __init__(self, locked: bool) -> None:
        super().__init__("locked" if locked else "damaged")
        self.locked = locked


def cells_of(data: bytes) -> Found:
    """Return what stands in the sheets of a workbook; days are texts. Raises UnreadableError, and OSError."""
    here, there = multiprocessing.get_context("spawn").Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(there,), daemon=True)
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
    found: Found = answer
    return found


def _serve(there: Connection) -> None:
    """Read one workbook, answer, and end; what the reader says when it breaks is for nobody."""
    with suppress(OSError), open(os.devnull, "w") as nobody:
        os.dup2(nobody.fileno(), 2)
    _limit_memory()
    try:
        there.send_bytes(marshal.dumps(_read(there.recv_bytes())))
    except BaseException:  # also what the reader raises that is no Exception
        os._exit(1)


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # on Windows, where too large a wish fails by itself
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _read(data: bytes) -> Found | int:
    import io

    from python_calamine import CalamineError, PasswordError, SheetVisibleEnum, load_workbook

    try:
        book = load_workbook(io.BytesIO(data))
        shown = [one.name for one in book.sheets_metadata if one.visible is SheetVisibleEnum.Visible]
        sheets = [(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in shown]
    except PasswordError:
        return _LOCKED
    except CalamineError:
        return _BROKEN
    return [(name, list(_rows(rows))) for name, rows in sheets]


_CELLS = frozenset({str, float})


def _rows(rows: list[list[Any]]) -> Iterator[Row]:
    """Yield what is not blank, as texts and numbers alone: days and times as texts."""
    for line, row in enumerate(rows, start=1):
        if row.count("") < len(row):
            yield line, row if set(map(type, row)) <= _CELLS else [_plain(cell) for cell in row]


def _plain(cell: Any) -> str | float:  # noqa: ANN401
    return cell if type(cell) in _CELLS else float(cell) if type(cell) is int else str(cell)
