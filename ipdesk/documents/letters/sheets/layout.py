"""Where the parts of a form or table stand on its pages."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from ipdesk.documents.errors import MissingGlyphError
from ipdesk.documents.fonts.faces import FontSet
from ipdesk.documents.fonts.files import Role
from ipdesk.documents.letters.layout import folio, mark_as_draft
from ipdesk.documents.letters.sheets.blocks import (
    LETTER_LEADING,
    SMALL_SIZE,
    TABLE_SIZE,
    CellBlock,
    PictureOnPage,
    Rows,
    Sheet,
)
from ipdesk.documents.letters.sheets.density import MANY_ROWS, USUAL, Density
from ipdesk.documents.pdf.embedded_pictures import EmbeddedPicture
from ipdesk.documents.pdf.structure import HEADING, HEADS, PARAGRAPH, ROWS, TABLE, TOTALS, Part, figure
from ipdesk.documents.typesetting import geometry as paper
from ipdesk.documents.typesetting.balanced_columns import balanced
from ipdesk.documents.typesetting.bars import HIGH, Fill, drawn_bar
from ipdesk.documents.typesetting.borders import borders
from ipdesk.documents.typesetting.cells import (
    PAD_X,
    Align,
    Cell,
    SetCell,
    SetRow,
    set_rows,
)
from ipdesk.documents.typesetting.column_widths import fitting_widths
from ipdesk.documents.typesetting.display import centred, split_evenly
from ipdesk.documents.typesetting.geometry import MM
from ipdesk.documents.typesetting.lines import moved, natural
from ipdesk.documents.typesetting.page_drawing import PageLayout, Placed, PlacedPicture
from ipdesk.documents.typesetting.qr_code import SIZE, qr_code
from ipdesk.documents.typesetting.table_pages import Table, beginning, divided, height

FEW_WORDS = 15 * MM  # high are words that go with what is signed or sealed below them, at most: a line
TITLE_GAP = 3 * MM
GAP = 3 * MM  # between blocks
MORE_TO_SIGN = 12 * MM  # what the places to sign may gain where the page is not full
MOST_WHITE = 15 * MM  # at the foot of a page, before a sheet is set closer for it
TWO = 2  # pages: what smaller type may make one
FURTHER = 3 * MM  # from the words above a further page to its type area
CODE_GAP = 4 * MM  # from a QR code in the margin to the type area


_RATE = 4.1  # em, of 100.00%


def with_fitting_columns(sheet: Sheet, fonts: FontSet) -> Sheet:
    """Return a sheet with its columns so wide, in pt, that no number in them is broken."""
    area = area_of(sheet)
    return replace(sheet, blocks=[_with_fitting_columns(block, area, fonts) for block in sheet.blocks])


def _with_fitting_columns(block: CellBlock, area: _Area, fonts: FontSet) -> CellBlock:
    """Widen columns for their numbers, then for their text.

    Where a table has no room for all of its numbers, set it smaller, too.
    """
    if not block.borders:
        return block
    unit = area.width / sum(block.columns)
    carried = block.carried(len(block.rows)) if block.carried else ()
    rows = [*block.head, *block.rows, *block.total, *carried]
    widths = [unit * part for part in block.columns]
    sizes = (block.size, SMALL_SIZE) if block.head else (block.size,)
    for size in sizes:
        found = fitting_widths(fonts, rows, widths, size, PAD_X)
        if found.whole:
            break
    if block.by_content:
        return replace(block, columns=balanced(fonts, block.rows, found, PAD_X, size), size=size)
    return replace(block, columns=found.widths, size=size)


def laid_out(sheet: Sheet, fonts: FontSet, first: int, density: Density = USUAL) -> Pages:
    """Set a sheet as close as wished, its columns as they are; ``first`` is the number of its first page."""
    pages = Pages(fonts, area_of(sheet), density, sheet.further)
    if sheet.label:
        pages.label(sheet.label)
    pages.head(sheet.title, sheet.above)
    if sheet.code:
        pages.show_code(sheet.code)
    _add_blocks(pages, sheet.blocks)
    if first > 1 or len(pages.layouts) > 1 or sheet.label:
        pages.number(first)
    if sheet.number is None:
        mark_as_draft(pages.layouts, fonts)
    return pages


def _add_blocks(pages: Pages, blocks: Sequence[CellBlock]) -> None:
    """Place the blocks one after the other, each with what has to follow it on its last page."""
    ends = pages.ends(blocks)
    for number, block in enumerate(blocks):
        after = ends[number]
        if _ends_in_heading(block) and number + 1 < len(ends):
            after = pages.beginning_of(blocks[number + 1], ends[number + 1])
        if number + 1 == len(ends):
            block = pages.with_room_to_sign(block)
        pages.add(block, after)


def _gap(above: CellBlock, block: CellBlock) -> float:
    """Return what parts two blocks, in pt: nothing within one frame, nor between paragraphs of a letter."""
    framed = block.borders and above.borders
    return 0.0 if framed or (_is_text(above) and _is_text(block)) else GAP


def _is_text(block: CellBlock) -> bool:
    return block.leading == LETTER_LEADING and not block.kept


def _says_what_is_signed(block: CellBlock) -> bool:
    return block.kept and block.borders and not all(cell.foot for row in block.rows for cell in row)


def _ends_in_heading(block: CellBlock) -> bool:
    return bool(block.rows) and any(cell.keep for cell in block.rows[-1])


def check_glyphs(sheet: Sheet, fonts: FontSet) -> None:
    """Raise MissingGlyphError when any character of the sheet cannot be printed."""
    spans = {
        (Role.HEITI, sheet.label),
        (Role.XIAOBIAOSONG, sheet.title),
        *((Role.FANGSONG, text) for text in sheet.above),
    }
    for block in sheet.blocks:
        for row in (*block.head, *block.rows, *block.total):
            spans |= {(cell.role, text) for cell in row for text in (cell.text, cell.foot)}
    missing = [glyph for role, text in sorted(spans) for glyph in fonts.missing(role, text.replace("\n", ""))]
    if missing:
        raise MissingGlyphError(missing)


@dataclass(frozen=True, slots=True)
class _Area:
    """The type area of a page, in pt from its lower left corner: GB/T 9704's, turned where the page is."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Return where it ends."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Return its lower edge."""
        return self.top - self.height


PORTRAIT = _Area(paper.LEFT, paper.PAGE_HEIGHT - paper.TOP, paper.TEXT_WIDTH, paper.TEXT_HEIGHT)
# Its head lies at the edge where sheets are bound, which is the left one of the others.
LANDSCAPE = _Area(paper.BOTTOM, paper.PAGE_WIDTH - paper.LEFT, paper.TEXT_HEIGHT, paper.TEXT_WIDTH)
# A form is no letter of GB/T 9704: it may use the margins that a binding and any printer leave.
WIDE = _Area(25 * MM, paper.PAGE_HEIGHT - 25 * MM, 165 * MM, 250 * MM)


def area_of(sheet: Sheet) -> _Area:
    """Return the type area of the pages of a sheet."""
    if sheet.landscape:
        return LANDSCAPE
    return WIDE if sheet.wide else PORTRAIT


@dataclass(slots=True)
class Pages:
    """Pages in the making; ``_y`` is how far down the last of them is filled, in pt.

    ``further`` stands above the type area of every page but the first: a page that gets loose is known by it.

    ``white`` is the most that stayed free at the foot of one that others follow; ``late`` whether the first
    table with a head begins behind the first page.
    """

    fonts: FontSet
    area: _Area
    density: Density
    further: str = ""
    layouts: list[PageLayout] = field(default_factory=list)
    white: float = 0.0
    late: bool = False
    _listed: bool = False
    _y: float = 0.0
    _last: CellBlock | None = None

    def __post_init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        if self.layouts:
            self.white = max(self.white, self._y - self.area.bottom)
        self.layouts.append(PageLayout(landscape=self.area is LANDSCAPE))
        self._y = self.area.top
        if self.further and len(self.layouts) > 1:
            line = natural(self.fonts, [(Role.FANGSONG, self.further)], SMALL_SIZE)
            self.layouts[-1].write(None, [(moved(line, self.area.left), self.area.top + FURTHER)])

    def label(self, text: str) -> None:
        """Set what stands at the left of the first line; the title begins on the third (GB/T 9704, 7.3.8)."""
        line = natural(self.fonts, [(Role.HEITI, text)], paper.BODY)
        part = Part(PARAGRAPH)
        placed = (moved(line, self.area.left), self._y - paper.ASCENT * paper.BODY)
        self.layouts[0].write(part, [placed])
        self.layouts[0].parts.append(part)
        self._y -= 2 * paper.PITCH

    def head(self, title: str, above: tuple[str, str]) -> None:
        """Set the title centred, and under it what stands left and right above the first block."""
        self._title(title)
        if any(above):
            self._y -= TITLE_GAP
            self._above(*above)

    def _title(self, title: str) -> None:
        middle, heading, lines = self.area.left + self.area.width / 2, Part(HEADING), list[Placed]()
        for row in self._title_rows(title):
            line = natural(self.fonts, [(Role.XIAOBIAOSONG, row)], paper.TITLE)
            lines.append((centred(line, middle), self._y - paper.ASCENT * paper.TITLE))
            self._y -= paper.TITLE_PITCH
        self.layouts[0].write(heading, lines)
        self.layouts[0].parts.append(heading)

    def _above(self, left: str, right: str) -> None:
        """Set one row over the first block, as wide at its right as the words there need."""
        cells = (Cell(left), Cell(right, align=Align.RIGHT))
        wanted = self.fonts.widths(Role.FANGSONG)[right] * TABLE_SIZE + 1
        width = min(wanted, self.area.width / 2)
        columns = (self.area.width - width, width)
        self.add(CellBlock(columns, (cells,), borders=False, size=TABLE_SIZE), 0.0)

    def show_code(self, code: str) -> None:
        """Place a QR code in the margin above the type area, at its right."""
        right, foot = self.area.right, self.area.top + CODE_GAP
        shown = figure(f"二维码：{code}", (right - SIZE, foot, right, foot + SIZE))
        first = self.layouts[0]
        first.squares, first.shown = qr_code(code, right, foot + SIZE), shown
        first.parts.insert(0, shown)

    def _title_rows(self, title: str) -> list[str]:
        widths, measure = self.fonts.widths(Role.XIAOBIAOSONG), self.area.width / paper.TITLE
        whole = title.replace("|", "")
        parts = [whole] if widths[whole] <= measure else title.split("|")
        return [row for part in parts for row in split_evenly(part, widths, measure)]

    def height_of(self, block: CellBlock) -> float:
        """Return how high a block is, in pt."""
        return height(self._table(block).rows)

    def ends(self, blocks: Sequence[CellBlock]) -> list[float]:
        """Return for each block how high what follows is that stands on the page of its last rows, in pt.

        That is what is kept, with the words between it and the block where they are few. What is kept with
        what is signed in it stands by itself.
        """
        found = [0.0] * len(blocks)
        for place in range(len(blocks) - 2, -1, -1):
            block, after = blocks[place + 1], found[place + 1]
            words = not block.borders and after > 0 and not _ends_in_heading(block)
            if _says_what_is_signed(block) or (not block.kept and not words):
                continue  # a table of thousands of rows is not set only to be measured
            high = self.height_of(block) + _gap(blocks[place], block)
            found[place] = high + after if block.kept or high <= FEW_WORDS else 0.0
        return found

    def beginning_of(self, block: CellBlock, after: float) -> float:
        """Return how high the least is that a block begins with on a page, in pt."""
        if block.kept or block.picture is not None:
            return GAP + self.height_of(block) + after
        few = self._table(replace(block, rows=block.rows[:MANY_ROWS]))
        return GAP + beginning(few, self.area.height, after)

    def add(self, block: CellBlock, after: float) -> None:
        """Place a block, on further pages where this one is full; ``after`` pt follow on its last page."""
        self._y -= self._gap(block)
        table = self._table(block)
        least = height(table.rows) + after if block.kept else beginning(table, self.area.height, after)
        if self._y - self.area.bottom < min(least, self.area.height):
            self._begin()
        if table.head and not self._listed:
            self._listed, self.late = True, len(self.layouts) > 1
        self.layouts[0].parts += _parts(table, block)
        own = {row.part for row in (*table.head, *table.rows, *table.total)}
        for number, rows in enumerate(divided(table, self._y - self.area.bottom, self.area.height, after)):
            if number:
                self._begin()
            if rows and block.picture is not None:
                self._show(block.picture)
            self._place(rows, own)
            if rows:  # heads belong to the table once; on further pages they are furniture, as sums carried
                own -= {row.part for row in table.head}
        self._last = block

    def _show(self, shown: PictureOnPage) -> None:
        """Place a picture amid the width of the page, from where it is filled on."""
        x, y = self.area.left + (self.area.width - shown.width) / 2, self._y - shown.height
        part = figure(shown.meaning, (x, y, x + shown.width, self._y))
        placed = PlacedPicture(EmbeddedPicture(shown.content), x, y, shown.width, shown.height, part)
        self.layouts[-1].pictures.append(placed)
        self.layouts[0].parts.append(part)

    def with_room_to_sign(self, block: CellBlock) -> CellBlock:
        """Return the last block higher by what the page has to spare, where it is there to be signed."""
        spare = self._y - self._gap(block) - self.area.bottom - self.height_of(block)
        if not block.kept or spare <= 0 or not all(cell.foot for row in block.rows for cell in row):
            return block
        more = min(spare / len(block.rows), MORE_TO_SIGN)
        rows = [tuple(cell._replace(least=cell.least + more) for cell in row) for row in block.rows]
        return replace(block, rows=rows)

    def _gap(self, block: CellBlock) -> float:
        """Return what parts a block from the one above: nothing on a new page."""
        if self._last is None or self._y == self.area.top:
            return 0.0
        return _gap(self._last, block)

    def _table(self, block: CellBlock) -> Table:
        unit = self.area.width / sum(block.columns)
        columns = [unit * part for part in block.columns]

        def rows(cells: Rows, heads: bool = False) -> list[SetRow]:
            look = self.density.look(block.borders, block.leading, heads)
            return set_rows(self.fonts, cells, columns, block.size, look)

        carried = block.carried
        if carried is None:
            return Table(rows(block.rows), rows(block.head, heads=True), rows(block.total))

        def carry(count: int) -> tuple[SetRow, SetRow]:
            out, brought = rows(carried(count))
            return out, brought

        return Table(rows(block.rows), rows(block.head, heads=True), rows(block.total), carry)

    def _place(self, rows: Sequence[SetRow], own: Collection[Part | None]) -> None:
        layout = self.layouts[-1]
        layout.borders += borders(rows, self.area.left, self._y)
        for place, row in enumerate(rows):
            for cell in row.cells:
                extent = row.height if cell.rows == 1 else height(rows[place : place + cell.rows])
                lines = _texts(cell, row, extent, self.area.left, self._y)
                layout.write(cell.part if row.part in own else None, lines)
                layout.fills += _fills(cell, row, self.area.left, self._y)
            self._y -= row.height

    def number(self, first: int) -> None:
        """Set the page numbers, from that of the first page on."""
        for number, layout in enumerate(self.layouts, start=first):
            area = self.area
            layout.write(None, [folio(self.fonts, number, area.left, area.right, area.bottom)])


def _fills(cell: SetCell, row: SetRow, left: float, top: float) -> list[Fill]:
    """Return the bar of a cell, as wide as its text leaves room for a rate of three digits."""
    if cell.bar is None:
        return []
    said = _RATE * row.size
    room = cell.width - 3 * PAD_X - said
    foot = top - row.height / 2 - HIGH / 2
    return [*drawn_bar(cell.bar, left + cell.x + PAD_X, foot, room)]


def _parts(table: Table, block: CellBlock) -> list[Part]:
    """Return the parts of a block: a table with its rows, or what stands in it as paragraphs."""
    if not block.borders:
        return [cell.part for row in table.rows for cell in row.cells if not cell.blank]
    groups = ((HEADS, table.head), (ROWS, table.rows), (TOTALS, table.total))
    rows = {kind: [row.part for row in found if row.part is not None] for kind, found in groups if found}
    if HEADS not in rows:
        return [Part(TABLE, rows[ROWS])]
    return [Part(TABLE, [Part(kind, found) for kind, found in rows.items()])]


def _texts(cell: SetCell, row: SetRow, extent: float, left: float, top: float) -> list[Placed]:
    """Return the lines of a cell, amid its height; above the place to sign where there is one."""
    blank = extent - len(cell.lines) * row.pitch
    first = top - (row.pad if cell.foot else blank / 2)
    foot = top - extent + row.pad + len(cell.foot) * row.pitch
    return [
        (moved(line, left + cell.x + line.x), row.baseline(begin, number))
        for begin, lines in ((first, cell.lines), (foot, cell.foot))
        for number, line in enumerate(lines)
        if line.pieces
    ]
