"""Tables for Excel: money exact, text that stays text."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal

from openpyxl import load_workbook

from ipdesk.documents.spreadsheets.table import ColumnHead
from ipdesk.documents.spreadsheets.workbook import table_workbook

HEADS = (ColumnHead("名称", 10), ColumnHead("件数", 3, "count"), ColumnHead("金额", 8, "money"))


def read(data: bytes) -> list[list[object]]:
    return [[cell.value for cell in row] for row in load_workbook(io.BytesIO(data)).worksheets[0].iter_rows()]


def test_heads_rows_and_totals_stand_as_given() -> None:
    data = table_workbook("重新核算", HEADS, [("甲", 2, 123_456), ("乙", 1, -50)], ("合计", None, 123_406))
    assert read(data) == [
        ["名称", "件数", "金额"], ["甲", 2, 1234.56], ["乙", 1, -0.5], ["合计", None, 1234.06]
    ]  # fmt: skip
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    assert (sheet.title, sheet.freeze_panes) == ("重新核算", "A2")
    assert sheet["C2"].number_format == "#,##0.00"


def test_a_sum_of_any_size_is_written_to_the_fen() -> None:
    data = table_workbook("表", HEADS, [("甲", 1, 999_999_999_999_99)])
    written = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    assert "<v>999999999999.99</v>" in written
    assert Decimal("999999999999.99") == Decimal(999_999_999_999_99).scaleb(-2)


def test_a_name_is_never_computed_and_control_characters_go() -> None:
    data = table_workbook("表", HEADS, [("=1+1", 1, 0), ("@甲\x00乙", 1, 0), ("-2", 1, 0)])
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    assert [(sheet[f"A{row}"].value, sheet[f"A{row}"].data_type) for row in (2, 3, 4)] == [
        ("=1+1", "s"), ("@甲乙", "s"), ("-2", "s")
    ]  # fmt: skip


def test_it_is_printed_as_wide_as_a_page_with_its_heads_on_each() -> None:
    for heads, orientation in ((HEADS, "portrait"), (HEADS * 2, "landscape")):
        row = ("甲", 2, 123_456) * (len(heads) // 3)
        sheet = load_workbook(io.BytesIO(table_workbook("表", heads, [row] * 3, row))).worksheets[0]
        assert sheet.print_area.replace("$", "").endswith("!A1:C5" if heads is HEADS else "!A1:F5")
        assert sheet.print_title_rows == "$1:$1" and sheet.page_setup.orientation == orientation
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth) == (9, 1)
        assert sheet.page_setup.fitToHeight == 0 and sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.oddFooter.center.text == "— &P —"


def test_a_name_that_excel_refuses_is_shortened() -> None:
    sheet = load_workbook(io.BytesIO(table_workbook("甲/乙：[2022]" + "很" * 40, HEADS, []))).worksheets[0]
    assert sheet.title.startswith("甲乙：2022") and len(sheet.title) == 31


def test_a_number_of_a_thing_is_still_text_after_somebody_edits_the_cell() -> None:
    data = table_workbook("表", HEADS, [("00012", 1, 0), ("219E0112", 1, 0)])
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    assert [sheet[f"A{row}"].number_format for row in (1, 2, 3)] == ["@", "@", "@"]
