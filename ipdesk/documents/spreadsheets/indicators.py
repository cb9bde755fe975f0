"""The indicators of a fund as a workbook: read from what an office has, written so that it is read again."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from ipdesk.documents.spreadsheets.read_sheet import LARGEST, SheetError, read_sheets
from ipdesk.documents.spreadsheets.table import ColumnHead
from ipdesk.documents.spreadsheets.workbook import table_workbook
from ipdesk.documents.spreadsheets.workbook_process import UnreadableError, shown_cells_of
from ipdesk.funds.indicators.indicator import Indicator
from ipdesk.models.parsing.funds.indicator_table import IndicatorTable, Merged, column_names, figure_words

TITLE = "绩效指标"
_WIDE = {"name": 16, "target": 14, "actual": 12, "reason": 16, "remark": 14, "figure": 12}
_USUAL = 7  # characters across


def read_tables(data: bytes) -> tuple[IndicatorTable, ...]:
    """Return the sheets of a file as the reader of indicators takes them. Raises SheetError."""
    if not data.startswith(b"PK") or len(data) > LARGEST:
        return tuple(IndicatorTable(name, rows) for name, rows in read_sheets(data))
    try:
        found = shown_cells_of(data)
    except UnreadableError as error:
        raise SheetError("password" if error.locked else "damaged") from error
    except OSError as error:
        raise SheetError("no_process") from error
    return tuple(
        IndicatorTable(name, rows, tuple(Merged(*one) for one in merged)) for name, rows, merged in found
    )


def indicator_workbook(rows: Sequence[Indicator]) -> bytes:
    """Return a workbook with all that was entered of indicators, read again as the same."""
    heads, cells = written(rows)
    widths = (_WIDE.get(field, _USUAL) for field in _WRITTEN)
    return table_workbook(TITLE, [ColumnHead(*one) for one in zip(heads, widths, strict=True)], cells)


def written(rows: Sequence[Indicator]) -> tuple[list[str], list[list[str]]]:
    """Return the heads and the cells of such a table."""
    heads = [column_names()[field][0] for field in _WRITTEN]
    return heads, [[write(row) for write in _WRITTEN.values()] for row in rows]


def _said(value: Decimal | datetime.date | None) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if value is not None else ""


_WRITTEN: Mapping[str, Callable[[Indicator], str]] = {
    "group": lambda row: row.group.label,
    "second": lambda row: row.second,
    "name": lambda row: row.name,
    "comparator": lambda row: row.comparator.label,
    "target": lambda row: row.target,
    "goal": lambda row: _said(row.goal),
    "unit": lambda row: row.unit,
    "actual": lambda row: row.actual,
    "value": lambda row: _said(row.value),
    "actual_unit": lambda row: row.actual_unit,
    "band": lambda row: row.band.label if row.band is not None else "",
    "share": lambda row: _said(row.share),
    "points": lambda row: _said(row.points),
    "reason": lambda row: row.reason,
    "remark": lambda row: row.remark,
    "other_value": lambda row: _said(row.other_value),
    "figure": figure_words,
}
