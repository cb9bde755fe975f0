"""A form or table as an Excel workbook: the cells of the paper, sums as numbers, ready to be printed."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, MergedCell
from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ipdesk.documents.fonts.faces import FontSet, fonts
from ipdesk.documents.fonts.files import Role
from ipdesk.documents.letters.layout import DRAFT
from ipdesk.documents.letters.sheets.blocks import TABLE_SIZE, CellBlock, Sheet
from ipdesk.documents.letters.sheets.layout import area_of, check_glyphs, with_fitting_columns
from ipdesk.documents.spreadsheets.workbook import A4, PAGE_NUMBER
from ipdesk.documents.typesetting.cells import Align, Cell, RowLook, set_rows
from ipdesk.documents.typesetting.geometry import TITLE, TITLE_PITCH

MONEY, TEN_THOUSANDS, COUNT, TEXT = "#,##0.00", "#,##0.0000", "0", "@"
_SUM = re.compile(r"-?\d{1,3}(,\d{3})*\.(\d{2}|\d{4})")  # yuan, or 万元
_COUNTED = re.compile(r"\d{1,6}")  # a place in a list, a number of copies; longer ones are somebody's number
_NAMES = {Role.HEITI: "黑体", Role.XIAOBIAOSONG: "方正小标宋简体"}
_POINTS_A_CHARACTER = 5.25  # of the width that Excel counts in, at the usual size of type
_INCH = 72.0
_LONGEST_NAME = 28  # characters of a worksheet's name; those alike are numbered behind them
_ROUGH = 0.5  # pt within which columns of two blocks are one
_LINE = Side(style="thin")
_EVERY_SIDE = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


def sheet_workbook(sheet: Sheet, *, void: bool = False) -> bytes:
    """Return a workbook with everything that stands on a paper; the same sheet gives the same cells.

    Heads of its longest table are printed on every page. ``void`` says so above each. Heights are those of
    the paper: raises MissingGlyphError for what could not be printed.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for one in (sheet, *sheet.more):
        page = book.create_sheet(re.sub(r"[\[\]:*?/\\']", "", one.title.replace("|", ""))[:_LONGEST_NAME])
        try:
            _fill(page, one, "作废" if void else DRAFT if one.number is None else "")
        except LookupError:  # a character that no face has
            check_glyphs(one, fonts())
            raise
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _fill(page: Worksheet, sheet: Sheet, mark: str) -> None:
    fitting = with_fitting_columns(sheet, fonts())
    _Writer(page, fitting, fonts()).write()
    _set_up(page, fitting, mark)


def _set_up(page: Worksheet, sheet: Sheet, mark: str) -> None:
    """Set paper, margins, what is printed, and the number at the foot of each page."""
    area = area_of(sheet)
    page.page_setup.paperSize = A4
    page.page_setup.orientation = "landscape" if sheet.landscape else "portrait"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    _set_margins(page, area.left / _INCH)
    page.print_options.horizontalCentered = True
    head, foot = page.oddHeader, page.oddFooter
    assert head is not None and foot is not None
    head.center.text, foot.center.text = mark or None, PAGE_NUMBER
    page.print_area = f"A1:{get_column_letter(page.max_column)}{page.max_row}"


def _set_margins(page: Worksheet, left: float) -> None:
    """Set the margins, the left in inches; that at the right is 2 mm narrower."""
    page.page_margins.left = left
    page.page_margins.right = left - 2 / 25.4
    page.page_margins.top, page.page_margins.bottom = 28 / 25.4, 26 / 25.4


@dataclass(slots=True)
class _Writer:
    """Writes block below block over one set of columns: wherever a cell of any block begins or ends."""

    page: Worksheet
    sheet: Sheet
    fonts: FontSet
    _row: int = 1
    _edges: Sequence[float] = ()

    def write(self) -> None:
        """Write the title, what stands above the blocks, and the blocks."""
        self._edges = self._all_edges()
        self._set_widths()
        self._title()
        if any(self.sheet.above):
            said, unit = self.sheet.above
            cells = (Cell(said), Cell(unit, align=Align.RIGHT))
            self._block(CellBlock((1, 1), (cells,), size=TABLE_SIZE, borders=False))
        self._write_blocks()

    def _set_widths(self) -> None:
        for place, (left, right) in enumerate(pairwise(self._edges), start=1):
            width = (right - left) / _POINTS_A_CHARACTER
            self.page.column_dimensions[get_column_letter(place)].width = width

    def _write_blocks(self) -> None:
        """Write all blocks; the heads of the longest table are printed on every page."""
        longest = max((len(block.rows) for block in self.sheet.blocks if block.head), default=0)
        for block in self.sheet.blocks:
            first = self._row
            self._block(block)
            if block.head and len(block.rows) == longest:
                self.page.print_title_rows = f"{first}:{first + len(block.head) - 1}"

    def _all_edges(self) -> list[float]:
        """Return where columns begin and end, in pt from the left, those next to each other as one."""
        area = area_of(self.sheet)
        found = {0.0, area.width, area.width / 2 if any(self.sheet.above) else 0.0}
        for block in self.sheet.blocks:
            found |= {*_edges(block.columns, area.width)}
        edges: list[float] = []
        for edge in sorted(found):
            if not edges or edge - edges[-1] > _ROUGH:
                edges.append(edge)
        return edges

    def _column(self, edge: float) -> int:
        """Return the column of the workbook that begins nearest to an edge, from 1 on."""
        return 1 + min(range(len(self._edges)), key=lambda place: abs(self._edges[place] - edge))

    def _title(self) -> None:
        self.page.row_dimensions[1].height = TITLE_PITCH
        found = self.page.cell(1, 1, self.sheet.title.replace("|", ""))
        found.font = Font(name=_NAMES[Role.XIAOBIAOSONG], size=TITLE)
        found.alignment = Alignment(horizontal="center", vertical="center", shrink_to_fit=True)
        self._merge(1, len(self._edges) - 1, 1)
        self._row = 2

    def _block(self, block: CellBlock) -> None:
        rows = (*block.head, *block.rows, *block.total)
        width = self._edges[-1]
        edges = _edges(block.columns, width)
        look = RowLook(block.borders, block.leading)
        widths = [right - left for left, right in pairwise(edges)]
        taken = [0] * len(widths)
        for cells, row in zip(rows, set_rows(self.fonts, rows, widths, block.size, look), strict=True):
            self.page.row_dimensions[self._row].height = round(row.height, 1)
            self._cells(cells, edges, taken, block)
            taken[:] = [max(0, left - 1) for left in taken]
            self._row += 1

    def _cells(
        self, cells: Sequence[Cell], edges: Sequence[float], taken: list[int], block: CellBlock
    ) -> None:
        place = 0
        for cell in cells:
            while taken[place]:
                place += 1
            end = place + cell.columns
            self._cell(cell, self._column(edges[place]), self._column(edges[end]) - 1, block)
            taken[place:end] = [cell.rows] * cell.columns
            place = end

    def _cell(self, cell: Cell, first: int, last: int, block: CellBlock) -> None:
        found = self.page.cell(self._row, first)
        _set_value(found, cell)
        found.font = Font(name=_NAMES.get(cell.role, "仿宋"), size=block.size)
        found.alignment = Alignment(
            horizontal=cell.align.value if cell.align is not Align.CENTRE else "center",
            vertical="top" if cell.foot else "center",
            wrap_text=True,
        )
        self._merge(first, last, cell.rows)
        if block.borders:
            for row in self.page.iter_rows(self._row, self._row + cell.rows - 1, first, last):
                for one in row:
                    one.border = _EVERY_SIDE

    def _merge(self, first: int, last: int, rows: int) -> None:
        if last > first or rows > 1:
            self.page.merge_cells(None, self._row, first, self._row + rows - 1, last)


def _set_value(found: ExcelCell | MergedCell, cell: Cell) -> None:
    value = _value(cell)
    if value is not None:
        found.value = value
        if isinstance(value, str):
            found.data_type = "s"  # also what begins like a formula
    found.number_format = TEXT if isinstance(value, str) else _format_of(cell)


def _edges(columns: Sequence[float], width: float) -> list[float]:
    unit = width / sum(columns)
    return [unit * sum(columns[:place]) for place in range(len(columns) + 1)]


def _format_of(cell: Cell) -> str:
    """Return how a number is shown: a sum with the decimals that it has on paper."""
    if not _is_sum(cell):
        return COUNT
    return MONEY if cell.text[-3] == "." else TEN_THOUSANDS


def _is_sum(cell: Cell) -> bool:
    return cell.align is Align.RIGHT and _SUM.fullmatch(cell.text) is not None


def _value(cell: Cell) -> str | int | Decimal | None:
    """Return what stands in a cell: a sum or a count as a number, all else as text; None stays blank."""
    if _is_sum(cell):
        return Decimal(cell.text.replace(",", ""))
    if cell.align is Align.CENTRE and _COUNTED.fullmatch(cell.text):
        return int(cell.text)
    text = "\n".join(filter(None, (cell.text, cell.foot)))
    return ILLEGAL_CHARACTERS_RE.sub("", text) or None
