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

from ipdesk.documents.spreadsheets.table import Cell, ColumnHead

_MONEY, _COUNT, _MOMENT = "#,##0.00", "0", "yyyy-mm-dd hh:mm:ss"
_TEXT = "@"  # also when somebody edits the cell: 00012 stays 00012
_SHEET_NAME = 31  # characters that Excel takes
_IN_NO_NAME = str.maketrans("", "", "[]:*?/\\'")


def table_workbook(
    title: str, heads: Sequence[ColumnHead], rows: Iterable[Sequence[Cell]], foot: Sequence[Cell] = ()
) -> bytes:
    """Return a workbook with one table: heads, rows, and a last row of totals where there is one."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(sheet_name(title))
    for place, head in enumerate(heads, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = 2 * head.ems + 2
    sheet.freeze_panes = "A2"
    sheet.append([_cell(sheet, ColumnHead(head.title, head.ems), head.title, bold=True) for head in heads])
    for row in rows:
        sheet.append([_cell(sheet, head, value) for head, value in zip(heads, row, strict=True)])
    if foot:
        sheet.append([_cell(sheet, head, value, bold=True) for head, value in zip(heads, foot, strict=True)])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


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
