"""A template of cells filled with the values of one form or table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, chain, repeat

from ipdesk.documents.fonts.files import Role
from ipdesk.documents.letters.content import Content, Member
from ipdesk.documents.letters.fill import FilledText
from ipdesk.documents.letters.layout import Paragraph
from ipdesk.documents.letters.sheets.blocks import (
    FORM_SIZE,
    LETTER_LEADING,
    SMALL_SIZE,
    TABLE_SIZE,
    CellBlock,
    Sheet,
    picture_block,
)
from ipdesk.documents.letters.sheets.template import (
    CellWording,
    ColumnWording,
    FormWording,
    PicturesWording,
    RowWording,
    SealWording,
    SheetTemplate,
    SignatureWording,
    TableWording,
)
from ipdesk.documents.letters.template import Block
from ipdesk.documents.text.sentence_template import EmptyPlaceholderError, SentenceTemplate
from ipdesk.documents.typesetting.cells import LEADING, Align, Cell
from ipdesk.documents.typesetting.geometry import BODY, MM
from ipdesk.documents.typesetting.printed_text import printed
from ipdesk.documents.typesetting.uncollected import uncollected
from ipdesk.rules.core.money import grouped_yuan

CONTINUED = "{title}（续）"
TICKED, BLANK_BOX = "☑", "□"
# Lines that stay free around office and date: the seal, 42 mm wide, lies over the middle of both alone.
SEAL_ABOVE, SEAL_BELOW = 2, 1
MOST_LINES = 3  # of a cell of a table whose rows hold several members
BROUGHT, CARRIED = "承前页", "过次页"
_NOBODY = Member({})


class SheetText(FilledText):
    """The words of one form or table, from its template."""

    def __init__(self, template: SheetTemplate, content: Content) -> None:
        super().__init__(template, content)
        self._template, self._member = template, _NOBODY
        set_as = (BODY, LETTER_LEADING) if template.as_letter else (FORM_SIZE, LEADING)
        self._size, self._leading = set_as

    def sheet(self, number: str | None, label: str = "") -> Sheet:
        """Fill everything; raises TemplateError for an empty placeholder that is not in a cell.

        ``label`` stands above the title, as 附件 does.
        """
        each = self._template.each
        members = self._content.lists[each] if each else (_NOBODY,)
        first, *more = [self._filled(number, label, member) for member in members]
        return replace(first, more=tuple(more))

    def shown(self, when: str) -> bool:
        """Tell whether what stands under a condition is shown; the outcome of a sheet's member is one."""
        return super().shown(when) or when == self._member.outcome

    def _filled(self, number: str | None, label: str, member: Member) -> Sheet:
        self._member = member
        self._values.update(member.values)
        left, right = (self._blank(text) for text in self._template.above)
        with uncollected():
            blocks = tuple(self._blocks())
        return Sheet(
            number=number,
            title=self.title(),
            above=(left, right),
            blocks=blocks,
            landscape=self._template.landscape,
            wide=self._template.wide,
            code=self._blank(self._template.code),
            label=label,
            further=self._further(left),
        )

    def _further(self, left: str) -> str:
        """Return what further pages are known by: the title, the number above it, and whom it is about."""
        numbers = [part for part in left.split("　") if "：" in part]
        values = self._content.values
        about = values["addressee"] if "application_number" in values else ""
        title = self.title().replace("|", "")
        return "　".join(filter(None, (CONTINUED.format(title=title), *numbers[-1:], about)))

    def title(self) -> str:
        """Return the title; raises TemplateError for an empty placeholder."""
        return self.filled(self._template.title, "标题")

    def _blocks(self) -> Iterator[CellBlock]:
        for part in self._template.body:
            match part:
                case FormWording():
                    rows = tuple(self._rows(part.rows))
                    signed = all(map(_is_signed, rows))
                    if rows:  # each may have its condition, and none of them hold
                        yield CellBlock(part.columns, rows, kept=signed or part.keep)
                case TableWording() if self.shown(part.when):
                    yield from self._tables(part)
                case SignatureWording():
                    yield self._signature(part)
                case PicturesWording():
                    yield from self._pictures(part)
                case SealWording():
                    yield self._seal(part)
                case tuple():
                    yield from self._paragraphs(part)

    def _pictures(self, part: PicturesWording) -> Iterator[CellBlock]:
        self._values.begin("number")
        for member in self._content.lists[part.each]:
            if member.picture is not None:
                self._values.update(member.values)
                yield picture_block(member.picture, self._blank(part.text))

    def _paragraphs(self, blocks: Sequence[Block]) -> Iterator[CellBlock]:
        shown = (block for block in blocks if self.shown(block.when))
        found = tuple((_text_cell(paragraph),) for block in shown for paragraph in self.block(block))
        if found:
            yield CellBlock((1,), found, borders=False, size=self._size, leading=self._leading)

    def _rows(self, rows: Sequence[RowWording]) -> Iterator[tuple[Cell, ...]]:
        for row in rows:
            if self.shown(row.when):
                members = self._content.lists[row.each] if row.each else (_NOBODY,)
                for member in members:
                    yield self._cells(row.cells, member)

    def _cells(self, cells: Sequence[CellWording], member: Member) -> tuple[Cell, ...]:
        self._values.update(member.values)
        return tuple(self._cell(cell, member) for cell in cells)

    def _cell(self, cell: CellWording, member: Member) -> Cell:
        text = self._boxes(cell) if cell.tick else self._blank(cell.text)
        if cell.sum and cell.text is None:
            text = grouped_yuan(member.amounts[cell.sum]) if cell.sum in member.amounts else ""
        return Cell(
            text=text.replace("|", "\n") if cell.label else text,
            columns=cell.columns,
            rows=cell.rows,
            align=Align.CENTRE if cell.label and cell.align is Align.LEFT else cell.align,
            role=Role.HEITI if cell.label else Role.FANGSONG,
            foot=self._blank(cell.foot).replace("|", "\n"),
            least=cell.height * MM,
            bar=member.bar if cell.bar else None,
        )

    def _boxes(self, cell: CellWording) -> str:
        boxes = [
            (TICKED if name in self._content.conditions else BLANK_BOX) + word
            for name, word in cell.tick.items()
        ]
        return "　".join(boxes)

    def _blank(self, wording: SentenceTemplate | None) -> str:
        """Fill the text of a cell; one whose value is not known stays blank, for the hand."""
        if wording is None:
            return ""
        try:
            return printed(wording.fill(self._values))
        except EmptyPlaceholderError:
            return ""

    def _tables(self, table: TableWording) -> Iterator[CellBlock]:
        """Yield a table; of members abreast those that say more than a part of a row holds have their own."""
        members = self._content.lists[table.each]
        table = replace(table, columns=tuple(self._said(table.columns, members)))
        rows = self._listed(table, members)
        alone = [row for row in rows if table.abreast > 1 and _says_much(row, table.columns)]
        if beside := [row for row in rows if row not in alone]:
            yield self._table(table, members, beside)
        if alone:
            yield _stretched(alone, table)

    def _table(
        self, table: TableWording, members: Sequence[Member], rows: Sequence[tuple[Cell, ...]]
    ) -> CellBlock:
        blank = tuple(Cell("") for _ in table.columns)
        rows = [*rows, *[blank] * (-len(rows) % table.abreast)]
        sums = _Sums(table.columns, members)
        return CellBlock(
            columns=tuple(column.width for column in table.columns) * table.abreast,
            rows=[tuple(chain(*found)) for found in _grouped(rows, table.abreast)],
            head=(_heads(table) * table.abreast,),
            total=tuple(self._total(row, sums) for row in table.total),
            carried=sums.carried if table.carried else None,
            size=_size(table),
            by_content=table.by_content,
        )

    def _said(self, columns: Sequence[ColumnWording], members: Sequence[Member]) -> Iterator[ColumnWording]:
        """Yield the columns without those in which nobody says anything and that are spared then."""
        for column in columns:
            if not column.spared or any(self._cells([column.cell], one)[0].text for one in members):
                yield column

    def _listed(self, table: TableWording, members: Sequence[Member]) -> list[tuple[Cell, ...]]:
        """Return a row for each member, blank ones for the hand where nothing is listed."""
        self._values.begin("number")
        cells = [column.cell for column in table.columns]
        blank = tuple(Cell("") for _ in cells)
        return [self._cells(cells, member) for member in members] or [blank] * (table.least * table.abreast)

    def _total(self, row: Sequence[CellWording], sums: _Sums) -> tuple[Cell, ...]:
        return self._cells(row, Member({}, amounts=sums.all()))

    def _signature(self, part: SignatureWording) -> CellBlock:
        cells = tuple(Cell(self._blank(text)) for text in part.texts)
        return CellBlock((1,) * len(cells), (cells,), borders=False, kept=True)

    def _seal(self, part: SealWording) -> CellBlock:
        said = [self._blank(text) for text in part.texts]
        room = [""] * SEAL_ABOVE, [""] * SEAL_BELOW
        lines = Cell("\n".join([*room[0], *said, *room[1]]), align=Align.CENTRE)
        cells = (Cell(""), lines)
        return CellBlock((1, 1), (cells,), borders=False, kept=True, size=self._size, leading=self._leading)


def _size(table: TableWording) -> float:
    return SMALL_SIZE if table.small else TABLE_SIZE


def _heads(table: TableWording) -> tuple[Cell, ...]:
    return tuple(
        Cell(column.head.replace("|", "\n"), align=Align.CENTRE, role=Role.HEITI) for column in table.columns
    )


def _says_much(row: Sequence[Cell], columns: Sequence[ColumnWording]) -> bool:
    """Say whether a cell takes more lines than are read at a glance."""
    return any(_lines(cell, column) > MOST_LINES for cell, column in zip(row, columns, strict=True))


def _stretched(rows: Sequence[tuple[Cell, ...]], table: TableWording) -> CellBlock:
    """Return rows over the whole width; what others have beside is shared by the two longest columns.

    The second has half of it where it needs more than a line, the longest the rest.
    """
    columns = [*zip(*rows, strict=True)]
    lines = [
        max(map(_lines, column, repeat(one))) for column, one in zip(columns, table.columns, strict=True)
    ]
    words = [place for place, cell in enumerate(rows[0]) if cell.align is Align.LEFT] or [*range(len(lines))]
    longest, second = (sorted(words, key=lambda place: -lines[place]) * 2)[:2]
    widths = [column.width for column in table.columns]
    more = sum(widths) * (table.abreast - 1)
    given = more / 2 if second != longest and lines[second] > 1 else 0.0
    widths[second] += given
    widths[longest] += more - given
    return CellBlock(tuple(widths), rows, head=(_heads(table),), size=_size(table))


def _lines(cell: Cell, column: ColumnWording) -> float:
    """Return on how many lines a cell stands in its column."""
    return len(cell.text) * TABLE_SIZE / (column.width * MM)


def _grouped(rows: Sequence[tuple[Cell, ...]], count: int) -> Iterator[Sequence[tuple[Cell, ...]]]:
    return (rows[place : place + count] for place in range(0, len(rows), count))


def _is_signed(row: Sequence[Cell]) -> bool:
    return all(cell.foot for cell in row)


def _text_cell(paragraph: Paragraph) -> Cell:
    role = paragraph.spans[0][0]
    text = "".join(text for _, text in paragraph.spans)
    return Cell(text, role=role, indent=paragraph.indent, keep=paragraph.keep)


class _Sums:
    """The sums of a table's columns, up to each of its rows."""

    def __init__(self, columns: Sequence[ColumnWording], members: Sequence[Member]) -> None:
        self._columns = columns
        known = {name for member in members for name in member.amounts}
        names = {column.cell.sum for column in columns} & known
        self._upto = {
            name: list(accumulate((member.amounts.get(name, 0) for member in members), initial=0))
            for name in names
        }

    def all(self) -> dict[str, int]:
        """Return the sum of every column, in fen."""
        return {name: upto[-1] for name, upto in self._upto.items()}

    def carried(self, count: int) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
        """Return the rows that hand on, and take over, what so many rows come to."""
        return self._row(CARRIED, count), self._row(BROUGHT, count)

    def _row(self, word: str, count: int) -> tuple[Cell, ...]:
        first = next(place for place, column in enumerate(self._columns) if column.cell.sum)
        label = Cell(word, columns=first, align=Align.CENTRE)
        return (label, *(self._upto_cell(column, count) for column in self._columns[first:]))

    def _upto_cell(self, column: ColumnWording, count: int) -> Cell:
        upto = self._upto.get(column.cell.sum)
        if upto is None:
            return Cell("")
        return Cell(grouped_yuan(upto[min(count, len(upto) - 1)]), align=Align.RIGHT)
