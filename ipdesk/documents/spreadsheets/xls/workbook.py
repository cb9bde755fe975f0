"""One worksheet as an old Excel file (BIFF8), for banks whose programs read nothing newer.

Nobody keeps up a writer of such files. Only what a list of payments needs is written here: texts, which stay
texts whatever they begin with, numbers, the formats of both, and the widths of columns.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from ipdesk.documents.spreadsheets.xls.compound_file import compound_file
from ipdesk.documents.spreadsheets.xls.strings import LONGEST_TEXT, Strings, encoded, record

MOST_ROWS, MOST_COLUMNS = 65_536, 256
XlsCell = str | int | Decimal | None

_FONT = "宋体"
_GENERAL, _MONEY, _TEXT = 0, 2, 0x31  # formats that Excel knows by number: as it is, 0.00, @
_PLAIN, _OF_MONEY, _OF_TEXT = 15, 16, 17  # looks of cells, behind the fifteen that every workbook has
_CHARACTER = 256  # parts of the width of a Latin character in which widths are counted


def xls_workbook(title: str, rows: Sequence[Sequence[XlsCell]], widths: Sequence[int] = ()) -> bytes:
    """Return a workbook with one worksheet ``title``; ``widths`` of its columns are in Latin characters.

    A Decimal is shown with two decimals, a whole number as it is, None and "" leave a cell blank. Raises
    ValueError for more rows or columns than such a file has, and for a text that no cell takes.
    """
    most = max(map(len, rows), default=0)
    if len(rows) > MOST_ROWS or most > MOST_COLUMNS:
        raise ValueError(f"too large for an .xls file: {len(rows)} rows, {most} columns")
    strings = Strings()
    cells = b"".join(_cells(rows, strings))  # before the texts are written: it finds them
    sheet = b"".join(_sheet(len(rows), most, widths, cells))
    texts = strings.records()
    before, after = _before_sheets(), texts + record(0x000A)
    place = len(before) + len(_named_sheet(title, 0)) + len(after)
    return compound_file("Workbook", before + _named_sheet(title, place) + after + sheet)


def _before_sheets() -> bytes:
    """Return what a workbook says of itself: version, window, fonts, looks of cells."""
    window = struct.pack("<9H", 0, 0, 0x4000, 0x2000, 0x38, 0, 0, 1, 600)
    style = struct.pack("<HBB", 0x8000, 0, 0xFF)
    return b"".join(
        (
            _begin(0x0005),
            record(0x0042, struct.pack("<H", 1200)),  # texts are UTF-16
            record(0x003D, window),
            _font() * 4,
            *(_look(_GENERAL, 0xFFF5) for _ in range(15)),
            *(_look(number, 0x0001) for number in (_GENERAL, _MONEY, _TEXT)),
            record(0x0293, style),
        )
    )


def _begin(kind: int) -> bytes:
    return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0x0041, 0x0006))


def _font() -> bytes:
    head = struct.pack("<HHHHHBBBB", 220, 0, 0x7FFF, 400, 0, 0, 0, 0x86, 0)  # 11 pt, Chinese of the mainland
    return record(0x0031, head + _short(_FONT))


def _look(number: int, flags: int) -> bytes:
    own = 0x04 if number else 0  # which of its parts differ from the usual look: the format
    return record(0x00E0, struct.pack("<HHHBBBBIIH", 0, number, flags, 0x20, 0, 0, own, 0, 0, 0x20C0))


def _short(text: str) -> bytes:
    wide, data = encoded(text)
    return struct.pack("<BB", len(data) >> wide, wide) + data


def _named_sheet(title: str, place: int) -> bytes:
    return record(0x0085, struct.pack("<IBB", place, 0, 0) + _short(title))


def _sheet(rows: int, columns: int, widths: Sequence[int], cells: bytes) -> Iterator[bytes]:
    yield _begin(0x0010)
    for place, width in enumerate(widths):
        yield record(0x007D, struct.pack("<HHHHHH", place, place, width * _CHARACTER, _PLAIN, 0, 0))
    yield record(0x0200, struct.pack("<IIHHH", 0, rows, 0, columns, 0))
    yield cells
    yield record(0x023E, struct.pack("<HHHIHHI", 0x06B6, 0, 0, 0x40, 0, 0, 0))
    yield record(0x000A)


def _cells(rows: Iterable[Sequence[XlsCell]], strings: Strings) -> Iterator[bytes]:
    text, number = struct.Struct("<HHHHHI"), struct.Struct("<HHHHHd")
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            if isinstance(value, str):
                if value:
                    _check(value)
                    yield text.pack(0x00FD, 10, row, column, _OF_TEXT, strings.place(value))
            elif value is not None:
                look = _OF_MONEY if isinstance(value, Decimal) else _PLAIN
                yield number.pack(0x0203, 14, row, column, look, float(value))


def _check(text: str) -> None:
    if len(text) > LONGEST_TEXT // 2 and len(text.encode("utf-16-le")) // 2 > LONGEST_TEXT:
        raise ValueError(f"too long for a cell: {len(text)} characters")
