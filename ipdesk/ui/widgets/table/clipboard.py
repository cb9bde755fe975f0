"""Tables on the clipboard, so that a sheet takes every number of a thing as the text it is.

Sheets read plain text anew: 219E0112 becomes a power of ten, 00012 becomes 12, and =1+1 is computed. So the
table goes beside it as HTML, whose cells say what they are; sheets prefer that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from html import escape

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

_COMPUTED = "=+-@＝＋－＠"
_TEXT_CELL = """<td style='mso-number-format:"\\@"' sdnum="2052;0;@">"""  # Excel and WPS; LibreOffice
_NUMBER_CELL = "<td>"


def copy_table(lines: Iterable[Sequence[str]], numbers: Collection[int] = ()) -> None:
    """Put lines of cells on the clipboard; columns with a place in ``numbers`` (from 0) hold numbers."""
    QGuiApplication.clipboard().setMimeData(table_data(lines, numbers))


def table_data(lines: Iterable[Sequence[str]], numbers: Collection[int] = ()) -> QMimeData:
    """Return lines of cells as text with tabs and as an HTML table."""
    cells = [[" ".join(cell.split()) for cell in line] for line in lines]
    data = QMimeData()
    data.setText("\n".join("\t".join(_plain(line, numbers)) for line in cells))
    data.setHtml(f"<meta charset='utf-8'><table>{''.join(_row(line, numbers) for line in cells)}</table>")
    return data


def _plain(line: Sequence[str], numbers: Collection[int]) -> Iterable[str]:
    """Yield cells as plain text, which nothing but an apostrophe keeps from being computed.

    A sheet takes a quotation mark at the beginning for one around the cell, so it is written as such.
    """
    for at, cell in enumerate(line):
        quoted = '"' + cell.replace('"', '""') + '"' if cell.startswith('"') else cell
        yield f"'{cell}" if at not in numbers and cell.startswith(tuple(_COMPUTED)) else quoted


def _row(line: Sequence[str], numbers: Collection[int]) -> str:
    cells = (f"{_NUMBER_CELL if at in numbers else _TEXT_CELL}{escape(c)}</td>" for at, c in enumerate(line))
    return f"<tr>{''.join(cells)}</tr>"
