"""The words of a form or table: rows of cells in blocks, before anything is placed on a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ipdesk.documents.letters.content import ShownPicture
from ipdesk.documents.typesetting import geometry as paper
from ipdesk.documents.typesetting.cells import LEADING, Align, Cell

FORM_SIZE, TABLE_SIZE = 12.0, 10.5  # 小四, 五号
SMALL_SIZE = 9.0  # 小五, of a table whose numbers have no room else
LETTER_LEADING = paper.PITCH / paper.BODY  # em, of paragraphs that are set as those of a letter

HIGHEST = 95 * paper.MM  # of a picture: two of them, with their words, share a page
PER_PIXEL = 72 / 120  # pt: a small picture is not blown up beyond 120 points to an inch

Rows = Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class PictureOnPage:
    """A picture with its measures on paper, in pt, and what it shows in words."""

    content: bytes
    width: float
    height: float
    meaning: str


@dataclass(frozen=True, slots=True)
class CellBlock:
    """Rows of cells over ``columns``, which share the width of the page in these proportions.

    ``head``, ``total`` and ``carried`` are those of a table (``table_pages.Table``). A block that is ``kept``
    stands on one page, with the last rows of the one before it. ``leading`` is in em. A ``picture`` stands in
    the first row, which is as high as it. Columns ``by_content`` are wider where more is said.
    """

    columns: Sequence[float]
    rows: Rows
    head: Rows = ()
    total: Rows = ()
    carried: Callable[[int], tuple[Sequence[Cell], Sequence[Cell]]] | None = None
    size: float = FORM_SIZE
    borders: bool = True
    kept: bool = False
    leading: float = LEADING
    picture: PictureOnPage | None = None
    by_content: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """The words of a sheet; ``title`` marks with ``|`` where it may break, ``number`` None is a draft.

    ``code`` is what a QR code in the margin above the title says, "" for none; ``label`` what stands at the
    left above the title, ``further`` above every page but the first. A ``wide`` one has the narrow margins of
    a form. ``more`` are further sheets, each on pages of its own.
    """

    number: str | None
    title: str
    above: tuple[str, str]
    blocks: Sequence[CellBlock]
    landscape: bool = False
    wide: bool = False
    code: str = ""
    label: str = ""
    further: str = ""
    more: tuple[Sheet, ...] = ()


def picture_block(picture: ShownPicture, words: str) -> CellBlock:
    """Return the block of a picture, as wide as the page or half as high, with its words below it."""
    scale = min(paper.TEXT_WIDTH / picture.width, HIGHEST / picture.height, PER_PIXEL)
    width, height = picture.width * scale, picture.height * scale
    return CellBlock(
        columns=(1,),
        rows=((Cell("", least=height, keep=True),), (Cell(words, align=Align.CENTRE),)),
        size=TABLE_SIZE,
        borders=False,
        picture=PictureOnPage(picture.content, width, height, words),
    )


def smaller(block: CellBlock) -> CellBlock:
    """Return a block in the next smaller type; what is set as in a letter stays as it is."""
    return replace(block, size=_SMALLER.get(block.size, block.size))


def with_small_text(blocks: Sequence[CellBlock]) -> list[CellBlock]:
    """Return blocks in 4号 where paragraphs are set as in a letter, but for what is sealed, which is kept."""
    return [
        replace(one, size=paper.FOLIO) if one.leading == LETTER_LEADING and not one.kept else one
        for one in blocks
    ]


_SMALLER = {FORM_SIZE: TABLE_SIZE, TABLE_SIZE: SMALL_SIZE}


def sheet_lines(sheet: Sheet) -> tuple[str, ...]:
    """Return the words of a sheet as lines of text, the cells of a row parted by tabs."""
    rows = (row for block in sheet.blocks for row in (*block.head, *block.rows, *block.total))
    cells = ("\t".join(cell.text.replace("\n", "") for cell in row) for row in rows)
    return tuple(filter(None, (sheet.label, sheet.title.replace("|", ""), *sheet.above, *cells)))
