"""Tables as Excel workbooks: text stays text, money is exact, heads stay in sight."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import Cell as ExcelCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from ipdesk.documents.spreadsheets.table import Cell, ColumnHead, Table

_MONEY, _COUNT, _MOMENT = "#,##0.00", "0", "yyyy-mm-dd hh:mm:ss"
_TEXT = "@"  # also when somebody edits the cell: 00012 stays 00012
A4, PAGE_NUMBER = 9, "— &P —"  # as Excel writes them
_UPRIGHT = 88  # characters across an upright page
_SHEET_NAME = 31  # characters that Excel takes
_IN_NO_NAME = str.maketrans("", "", "[]:*?/\\'")


def table_workbook(
    title: str, heads: Sequence[ColumnHead], rows: Iterable[Sequence[Cell]], foot: Sequence[Cell] = ()
) -> bytes:
    """Return a workbook with one table: heads, rows, and a last row of totals where there is one."""
    return tables_workbook([Table(title, heads, rows, foot)])


def tables_workbook(tables: Iterable[Table]) -> bytes:
    """Return a workbook with a sheet for each table; printed one is as wide as a page, its heads on each."""
    book = Workbook(write_only=True)
    for table in tables:
        _add_sheet(book, table)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _add_sheet(book: Workbook, table: Table) -> None:
    sheet, heads = book.create_sheet(sheet_name(table.title)), table.heads
    _set_up(sheet, heads)
    sheet.append([_cell(sheet, ColumnHead(head.title, head.ems), head.title, bold=True) for head in heads])
    foot = [table.foot] if table.foot else ()
    last = 1 + _append(sheet, heads, table.rows) + _append(sheet, heads, foot, bold=True)
    sheet.print_area = f"A1:{get_column_letter(len(heads))}{last}"


def _append(
    sheet: WriteOnlyWorksheet,
    heads: Sequence[ColumnHead],
    rows: Iterable[Sequence[Cell]],
    *,
    bold: bool = False,
) -> int:
    """Write rows, and return how many there were."""
    count = 0
    for row in rows:
        sheet.append([_cell(sheet, head, value, bold=bold) for head, value in zip(heads, row, strict=True)])
        count += 1
    return count


def _set_up(sheet: Worksheet, heads: Sequence[ColumnHead]) -> None:
    """Set widths, and how the table is printed; before its first row, with which that is written."""
    widths = [2 * head.ems + 2 for head in heads]
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes, sheet.print_title_rows = "A2", "1:1"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.orientation = "landscape" if sum(widths) > _UPRIGHT else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    footer = sheet.oddFooter
    assert footer is not None
    footer.center.text = PAGE_NUMBER


def sheet_name(title: str) -> str:
    """Return a title as a worksheet may be called: without certain marks, of at most 31 characters."""
    return title.translate(_IN_NO_NAME)[:_SHEET_NAME]


def _cell(sheet: WriteOnlyWorksheet, head: ColumnHead, value: Cell, *, bold: bool = False) -> ExcelCell:
    cell = WriteOnlyCell(sheet)
    _set_value(cell, head, value)
    cell.font = Font(bold=bold)
    cell.alignment = Alignment(vertical="top", wrap_text=head.kind == "text")
    return cell


def _set_value(cell: ExcelCell, head: ColumnHead, value: Cell) -> None:
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        # Also what begins like a formula: a name is never computed.
        cell.data_type, cell.number_format = "s", _TEXT
    elif isinstance(value, datetime.datetime):
        cell.value, cell.number_format = value.replace(tzinfo=None), _MOMENT
    elif value is not None:
        cell.value = Decimal(value).scaleb(-2) if head.kind == "money" else value
        cell.number_format = _MONEY if head.kind == "money" else _COUNT
