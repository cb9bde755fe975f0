"""Files as banks and offices have them: read by what is in them, and refused with what to do."""

import io
import struct
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from ipdesk.documents.spreadsheets.read_sheet import SheetError, read_sheets
from ipdesk.documents.spreadsheets.xls.compound_file import compound_file
from ipdesk.documents.spreadsheets.xls.workbook import xls_workbook
from ipdesk.funds.core.phrases import fund_phrases
from tests.rows import every_row

ROWS = [["流水号", "金额", "状态"], ["P1", "1,234.50", "成功"], ["P2𠮷", "5", "失败"]]
BYTES_OF_A_COLUMN = struct.pack("<HHHHH", 0x00FD, 10, 2, 2, 17)
"""How the cell of the third row and column begins in an old workbook."""


def of_text(mark: str, encoding: str) -> bytes:
    quoted = [[f'"{cell}"' if mark in cell else cell for cell in row] for row in ROWS]
    return "\r\n".join(mark.join(row) for row in [*quoted, [], ["合计", "2", ""]]).encode(encoding)


def workbook(*, hidden: bool = False) -> bytes:
    book = Workbook()
    assert book.active is not None
    page = book.active
    page.title = "结果"
    for row in (*ROWS, [], ["合计", 2, None]):
        page.append(row)
    other = book.create_sheet("旧")
    other.append(["P9"])
    other.sheet_state = "hidden" if hidden else "visible"
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


PAGE = (
    '<html><meta charset="gbk"><table><tr><td colspan=3>回单</td></tr>'
    + "".join(f"<tr>{''.join(f'<td>{cell}<br></td>' for cell in row)}</tr>" for row in ROWS)
    + "<tr></tr><tr><td>合计<td> 2<td></tr></table></html>"
).encode("gb18030")
TEXTS = [(mark, encoding) for mark in ",|\t;" for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16")]


@every_row(TEXTS, str)
def test_a_file_of_text_is_read_whatever_parts_its_cells_and_writes_its_characters(
    case: tuple[str, str],
) -> None:
    [sheet] = read_sheets(of_text(*case))
    assert sheet.rows == [(line, row) for line, row in enumerate(ROWS, start=1)] + [(5, ["合计", "2", ""])]


def test_workbooks_old_and_new_are_read_with_their_rows_numbers_and_a_page_named_like_one() -> None:
    old = xls_workbook("结果", [*ROWS, [], ["合计", 2, None]])
    expected = [(line, row) for line, row in enumerate(ROWS, start=1)] + [(5, ["合计", 2.0, ""])]
    [sheet] = read_sheets(old)
    assert (sheet.name, list(sheet.rows)) == ("结果", expected)
    [sheet] = read_sheets(workbook(hidden=True))
    assert (sheet.name, list(sheet.rows)) == ("结果", expected)
    assert [one.name for one in read_sheets(workbook())] == ["结果", "旧"]
    [sheet] = read_sheets(PAGE)
    below = [(line, row) for line, row in enumerate(ROWS, start=2)]
    assert sheet.rows == [(1, ["回单", "", ""]), *below, (6, ["合计", "2", ""])]


def test_a_quotation_mark_that_nobody_closed_swallows_nothing() -> None:
    [sheet] = read_sheets('账号|户名|金额\n1|何"铉|2\n3|"邝怡|4\n'.encode())
    assert [cells for _, cells in sheet.rows] == [
        ["账号", "户名", "金额"],
        ["1", '何"铉', "2"],
        ["3", '"邝怡', "4"],
    ]


def far_away() -> bytes:
    """Return an old workbook in which a cell says that it stands in a column no sheet has."""
    data = xls_workbook("结果", [["a"], ["b"], ["c", "d", "e"]])
    assert data.count(BYTES_OF_A_COLUMN) == 1
    return data.replace(BYTES_OF_A_COLUMN, struct.pack("<HHHHH", 0x00FD, 10, 0xFFFF, 0xFFFF, 17))


XML = b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
REFUSED: list[tuple[str, Callable[[], bytes], str]] = [
    ("nothing", lambda: b" \r\n", "empty"),
    ("a picture", lambda: b"\x89PNG\r\n\x1a\n\0\0\0", "binary"),
    ("no encoding of ours", lambda: "流水号".encode() + b"\xff", "encoding"),
    ("a password", lambda: compound_file("EncryptedPackage", b"?" * 9000), "password"),
    ("half a workbook", lambda: workbook()[:3000], "damaged"),
    ("a cell beyond all columns", far_away, "damaged"),
    ("a table of XML", lambda: XML, "xml"),
]  # fmt: skip


@every_row(REFUSED, lambda row: row[0])
def test_what_holds_no_table_is_refused_with_what_to_do(case: tuple[str, Callable[[], bytes], str]) -> None:
    _, data, key = case
    with pytest.raises(SheetError) as refused:
        read_sheets(data())
    assert refused.value.sentence == fund_phrases().sheets[key]


@settings(max_examples=60)
@given(st.binary(max_size=40) | st.text('a,"|\n\t<>td', max_size=40).map(str.encode))
def test_whatever_the_bytes_are_they_are_read_or_refused(data: bytes) -> None:
    try:
        sheets = read_sheets(data)
    except SheetError as refused:
        assert refused.sentence in fund_phrases().sheets.values()
    else:
        assert all(any(cells) for sheet in sheets for _, cells in sheet.rows)
