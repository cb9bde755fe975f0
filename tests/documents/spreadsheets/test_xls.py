"""Old Excel files: whatever goes into a cell comes out of it, read by another's reader."""

import io
import struct
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import load_workbook

from ipdesk.documents.spreadsheets.xls.compound_file import compound_file
from ipdesk.documents.spreadsheets.xls.workbook import MOST_ROWS, XlsCell, xls_workbook
from tests.rows import every_row

_SECTOR, _END = 512, 0xFFFFFFFE


def read(rows: list[list[XlsCell]], title: str = "支付") -> list[list[object]]:
    """Return what a reader finds in the cells of a workbook."""
    page = load_workbook(io.BytesIO(xls_workbook(title, rows))).get_sheet_by_name(title)
    return [[*row] for row in page.to_python(skip_empty_area=False)]


def as_read(rows: list[list[XlsCell]]) -> list[list[object]]:
    """Return cells as they should come out: numbers as floats, blank ones and rows at the end left away."""
    found: list[list[object]] = [
        ["" if value is None else value if isinstance(value, str) else float(value) for value in row]
        for row in rows
    ]
    width = max((n for row in found for n, value in enumerate(row, start=1) if value != ""), default=0)
    while found and all(value == "" for value in found[-1]):
        found.pop()
    return [(row + [""] * width)[:width] for row in found]


_money = st.integers(-(10**14), 10**14).map(lambda fen: Decimal(fen).scaleb(-2))
_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    ["=1+1", "+8", "0012", "𠮷𠮷"]
)
_cells = st.none() | _texts | _money | st.integers(-(2**53), 2**53)


@settings(max_examples=60)
@given(st.lists(st.lists(_cells, max_size=5), max_size=6))
def test_cells_come_out_as_they_went_in(rows: list[list[XlsCell]]) -> None:
    assert read(rows) == as_read(rows)


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(st.sampled_from(["a", "é", "甲", "𠮷", "a甲", "甲𠮷"]), st.integers(0, 9000)), max_size=12
    )
)
def test_long_texts_go_on_in_the_next_record_wherever_it_begins(parts: list[tuple[str, int]]) -> None:
    rows: list[list[XlsCell]] = [[text * (length // len(text))] for text, length in parts]
    assert read(rows) == as_read(rows)


def test_a_sheet_as_long_as_there_can_be_is_read_back() -> None:
    listed: list[list[XlsCell]] = [[f"6222{number:015d}", Decimal(number) / 4] for number in range(17_000)]
    rows = [*listed, *[[]] * (MOST_ROWS - len(listed) - 1), ["最后", 1]]
    assert read(rows) == as_read(rows)


@pytest.mark.parametrize(
    "rows", [[["a"]] * (MOST_ROWS + 1), [["a"] * 257], [["甲" * 32_768]], [["𠮷" * 16_384]]]
)
def test_what_such_a_file_cannot_hold_is_refused(rows: list[list[XlsCell]]) -> None:
    with pytest.raises(ValueError, match="too"):
        xls_workbook("支付", rows)


def _entries(file: bytes, sector: int) -> tuple[int, ...]:
    return struct.unpack_from("<128I", file, _SECTOR * (sector + 1))


_TABLE = 128 * _SECTOR  # bytes that one sector of the table tells of
SIZES = [0, 1, 4096, 4097, 126 * _SECTOR, 126 * _SECTOR + 1, 108 * _TABLE, 109 * _TABLE, 237 * _TABLE]
"""Below and above where a second disk would begin, a second table, a list of tables and a second list."""


@every_row(SIZES, str)
def test_the_sectors_of_a_compound_file_lead_from_one_to_the_next(size: int) -> None:
    stream = (b"ipdesk!" * (size // 7 + 1))[:size]
    file = compound_file("Workbook", stream)
    count, directory = struct.unpack_from("<I", file, 44)[0], struct.unpack_from("<I", file, 48)[0]
    tables = list(struct.unpack_from("<109I", file, 76))
    more_tables = struct.unpack_from("<I", file, 68)[0]
    while more_tables != _END:
        *listed, more_tables = _entries(file, more_tables)
        tables += listed
    table = [entry for sector in tables[:count] for entry in _entries(file, sector)]
    first, length = struct.unpack_from("<IQ", file, _SECTOR * (directory + 1) + 128 + 116)
    found, sector = [], first
    while sector != _END:
        found.append(file[_SECTOR * (sector + 1) : _SECTOR * (sector + 2)])
        sector = table[sector]
    assert b"".join(found)[:length].rstrip(b"\0") == stream.rstrip(b"\0")
    assert table[directory] == _END and len(file) % _SECTOR == 0
