"""The template of a form or table: rows of cells and paragraphs as data that an office may adjust."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from itertools import groupby

from ipdesk.documents.letters.template import (
    ATTACHMENT,
    LETTER_KEYS,
    Block,
    Template,
    TemplateReader,
    TemplateVocabulary,
    read_all,
)
from ipdesk.documents.letters.template import read as read_plain
from ipdesk.documents.text.sentence_template import SentenceTemplate
from ipdesk.documents.typesetting.cells import Align
from ipdesk.rules.source.yaml_source import Plain, Position, Source

_NEEDED, _KEYS = (
    ("title", "body"),
    ("settings", "page", "each", "paragraphs", "code", "label", "title", "left", "right", "body"),
)
_ATTACHED = ("title", "left", "right", "body")
_PORTRAIT, _LANDSCAPE, _WIDE = _PAGES = ("portrait", "landscape", "wide")
_AS_LETTER = "letter"
_FORM, _TABLE, _SIGNATURE, _SEAL, _PICTURES = "form", "table", "signature", "seal", "pictures"
_ROW_KEYS = ("cells", "each", "when")
_CELL_KEYS = ("text", "columns", "rows", "align", "label", "foot", "height", "tick", "sum")
_COLUMN_KEYS = ("head", "width", "text", "align", "sum", "spared", "bar")
LABEL = "附件"
LARGEST_NUMBER = 1000
"""Of columns, rows and mm: more is no paper."""
_TABLE_KEYS = ("each", "when", "columns", "total", "carried", "least", "abreast", "small", "by_content")


@dataclass(frozen=True, slots=True)
class CellWording:
    """A cell: its text, boxes to ``tick`` by condition, or the ``sum`` of a list's amounts of that name.

    ``height`` is the least in mm; ``foot`` the line where one signs. With ``bar`` the bar of
    a member stands before the text.
    """

    text: SentenceTemplate | None = None
    columns: int = 1
    rows: int = 1
    align: Align = Align.LEFT
    label: bool = False
    foot: SentenceTemplate | None = None
    height: float = 0.0
    tick: Mapping[str, str] = field(default_factory=dict)
    sum: str = ""
    bar: bool = False


@dataclass(frozen=True, slots=True)
class RowWording:
    """A row of a form, or one for each member of a list."""

    cells: tuple[CellWording, ...]
    each: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class FormWording:
    """Rows of cells over columns of these proportions; one to ``keep`` stands whole beside what follows."""

    columns: tuple[float, ...]
    rows: tuple[RowWording, ...]
    keep: bool = False


@dataclass(frozen=True, slots=True)
class ColumnWording:
    """A column of a table: its head, and the cell of each row; ``width`` is its part of all, as of mm.

    One that is ``spared`` is left out where none of the rows says anything in it.
    """

    head: str
    width: float
    cell: CellWording
    spared: bool = False


@dataclass(frozen=True, slots=True)
class TableWording:
    """A table with a row for each member of a list, ``least`` blank ones for the hand where there is none.

    It stands only ``when`` a condition holds, "" for none; ``carried`` carries its sums. ``abreast`` members
    share a row, each with all columns. A ``small`` one is set in small type throughout; the columns of one
    ``by_content`` are wider where more is said.
    """

    each: str
    columns: tuple[ColumnWording, ...]
    total: tuple[tuple[CellWording, ...], ...]
    carried: bool
    least: int
    when: str = ""
    abreast: int = 1
    small: bool = False
    by_content: bool = False


@dataclass(frozen=True, slots=True)
class SignatureWording:
    """What stands side by side at the end, to be signed."""

    texts: tuple[SentenceTemplate, ...]


@dataclass(frozen=True, slots=True)
class SealWording:
    """Who issues the paper and its day, one below the other at the right, where the seal goes."""

    texts: tuple[SentenceTemplate, ...]


@dataclass(frozen=True, slots=True)
class PicturesWording:
    """A picture for each member of a list that has one, with what stands below it."""

    each: str
    text: SentenceTemplate


Part = FormWording | TableWording | SignatureWording | SealWording | PicturesWording | tuple[Block, ...]
"""A part of the body; paragraphs that follow each other are one."""


@dataclass(frozen=True, slots=True)
class SheetTemplate:
    """The wording of one kind of form or table. ``settings`` are names with the office's texts.

    ``code`` is what a QR code above the title says. With ``as_letter`` paragraphs are set as in a letter.
    ``each`` names a list for each member of which there is a sheet of its own, "" for one sheet. One that is
    ``wide`` has the narrow margins of a form. ``label`` is 附件 above the title.
    """

    file: str
    vocabulary: TemplateVocabulary
    settings: Mapping[str, str]
    title: SentenceTemplate
    above: tuple[SentenceTemplate | None, SentenceTemplate | None]
    body: tuple[Part, ...]
    landscape: bool
    code: SentenceTemplate | None
    as_letter: bool = False
    each: str = ""
    wide: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class LetterWithAttachment(Template):
    """The wording of a letter, and of what goes with it 附件 on pages of its own."""

    attachment: SheetTemplate


def read_letter(source: Source, vocabulary: TemplateVocabulary) -> Template:
    """Read the template of a letter, with what it attaches; raises TemplateError."""
    letter, attachment = read_plain(source, vocabulary), _SheetReader(source, vocabulary).attachment()
    if attachment is None:
        return letter
    plain = {one.name: getattr(letter, one.name) for one in fields(letter)}
    return LetterWithAttachment(**plain, attachment=attachment)


def read(source: Source, vocabulary: TemplateVocabulary) -> SheetTemplate:
    """Read a template; raises TemplateError with file, line and what to do."""
    return _SheetReader(source, vocabulary).template()


class _SheetReader(TemplateReader):
    """Reads the template of a form or table."""

    def attachment(self) -> SheetTemplate | None:
        whole, settings = self.head(LETTER_KEYS, ())
        if ATTACHMENT not in whole:
            return None
        data = self.mapping(whole[ATTACHMENT], (ATTACHMENT,), _ATTACHED)
        for key in _NEEDED:
            if key not in data:
                raise self.fault((ATTACHMENT,), f"缺少“{key}”")
        texts = [self.wording(data[key], (ATTACHMENT, key)) if key in data else None for key in _ATTACHED[:3]]
        title, *above = texts
        assert title is not None, "needed"
        body = tuple(self._parts(data["body"], (ATTACHMENT, "body")))
        return SheetTemplate(
            self._source.name, self._vocabulary, settings, title, (above[0], above[1]), body, False, None
        )

    def template(self) -> SheetTemplate:
        data, settings = self.head(_KEYS, _NEEDED)
        each = self.choice(data, "each", (), self._vocabulary.lists)
        self._names |= self._vocabulary.lists.get(each, {})
        above = [self.wording(data[key], (key,)) if key in data else None for key in ("left", "right")]
        return SheetTemplate(
            self._source.name,
            self._vocabulary,
            settings,
            self.wording(data["title"], ("title",)),
            (above[0], above[1]),
            tuple(self._parts(data["body"], ("body",))),
            (page := self.choice(data, "page", (), _PAGES)) == _LANDSCAPE,
            self.wording(data["code"], ("code",)) if "code" in data else None,
            self.choice(data, "paragraphs", (), (_AS_LETTER,)) == _AS_LETTER,
            each,
            page == _WIDE,
            self.choice(data, "label", (), (LABEL,)),
        )

    def _parts(self, body: Plain, position: Position) -> Iterator[Part]:
        read = read_all(self._list(body, position), lambda part: self._part(*part))
        for is_text, parts in groupby(read, lambda part: isinstance(part, Block)):
            if is_text:
                yield tuple(part for part in parts if isinstance(part, Block))
            else:
                yield from (part for part in parts if not isinstance(part, Block))

    def _part(self, plain: Plain, position: Position) -> Part | Block:
        match plain:
            case {"form": form, **others} if not others:
                return self._form(form, (*position, _FORM))
            case {"table": table, **others} if not others:
                return self._table(table, (*position, _TABLE))
            case {"signature": texts, **others} if not others:
                return SignatureWording(self._wordings(texts, (*position, _SIGNATURE)))
            case {"pictures": pictures, **others} if not others:
                return self._pictures(pictures, (*position, _PICTURES))
            case {"seal": texts, **others} if not others:
                return SealWording(self._wordings(texts, (*position, _SEAL)))
        return self.paragraph(plain, position)

    def _pictures(self, plain: Plain, position: Position) -> PicturesWording:
        data = self.mapping(plain, position, ("each", "text"))
        each = self.choice(data, "each", position, self._vocabulary.lists)
        return PicturesWording(each, self.wording(data.get("text"), (*position, "text"), self.names_in(each)))

    def _wordings(self, plain: Plain, position: Position) -> tuple[SentenceTemplate, ...]:
        return tuple(self.wording(text, place) for text, place in self._list(plain, position))

    def _form(self, plain: Plain, position: Position) -> FormWording:
        data = self.mapping(plain, position, ("columns", "rows", "keep"))
        places = self._list(data.get("columns"), (*position, "columns"))
        columns = tuple(self._number(width, place) for width, place in places)
        rows = tuple(read_all(self._list(data.get("rows"), (*position, "rows")), lambda row: self._row(*row)))
        self._check_filled(rows, len(columns), position)
        return FormWording(columns, rows, bool(self.choice(data, "keep", position, ("next",))))

    def _check_filled(self, rows: Sequence[RowWording], columns: int, position: Position) -> None:
        """Refuse rows that leave a place empty or reach beyond the last column."""
        taken = [0] * columns
        for number, row in enumerate(rows):
            place = 0
            for cell in row.cells:
                place += next(
                    (free for free, rows_left in enumerate(taken[place:]) if not rows_left), columns
                )
                taken[place : place + cell.columns] = [cell.rows] * cell.columns
                place += cell.columns
            reaching = row.each or row.when or number == len(rows) - 1
            if 0 in taken or len(taken) != columns:
                raise self.fault((*position, "rows", number), f"这一行的格子合起来应当正好占{columns}列")
            if reaching and max(taken) > 1:
                raise self.fault((*position, "rows", number), "格子不能向下占到没有的行")
            taken = [left - 1 for left in taken]

    def _row(self, plain: Plain, position: Position) -> RowWording:
        if isinstance(plain, list):
            return RowWording(self._cells(plain, position, ""))
        data = self.mapping(plain, position, _ROW_KEYS)
        each = self.choice(data, "each", position, self._vocabulary.lists)
        when = self.choice(data, "when", position, self._vocabulary.conditions)
        return RowWording(self._cells(data.get("cells"), (*position, "cells"), each), each, when)

    def _cells(self, plain: Plain, position: Position, each: str) -> tuple[CellWording, ...]:
        return tuple(self._cell(cell, place, each) for cell, place in self._list(plain, position))

    def _cell(self, plain: Plain, position: Position, each: str) -> CellWording:
        """Read a cell: a text that names nothing is a label, in the middle of its cell."""
        names = self.names_in(each)
        if isinstance(plain, str):
            text = self.wording(plain, position, names) if plain else None
            label = text is not None and not text.names
            return CellWording(text, align=Align.CENTRE if label else Align.LEFT, label=label)
        data = self.mapping(plain, position, _CELL_KEYS)
        text, foot = (
            self.wording(data[key], (*position, key), names) if data.get(key) else None
            for key in ("text", "foot")
        )
        return CellWording(
            text=text,
            columns=self._count(data, "columns", position),
            rows=self._count(data, "rows", position),
            align=Align(self.choice(data, "align", position, tuple(Align)) or Align.LEFT),
            label=self._is(data, "label", position),
            foot=foot,
            height=self._number(data.get("height", "0"), (*position, "height")),
            tick=self._boxes(data.get("tick", {}), (*position, "tick")),
            sum=self._sum(data, position, each),
        )

    def _boxes(self, plain: Plain, position: Position) -> dict[str, str]:
        data = self.mapping(plain, position, self._vocabulary.conditions)
        return {name: str(word) for name, word in data.items()}

    def _sum(self, data: Mapping[str, Plain], position: Position, each: str) -> str:
        amounts = self._vocabulary.amounts
        known = amounts.get(each, ()) if each else [name for names in amounts.values() for name in names]
        return self.choice(data, "sum", position, known)

    def _table(self, plain: Plain, position: Position) -> TableWording:
        data = self.mapping(plain, position, _TABLE_KEYS)
        if "each" not in data:
            raise self.fault(position, "缺少“each”")
        each = self.choice(data, "each", position, self._vocabulary.lists)
        listed = self._list(data.get("columns"), (*position, "columns"))
        columns = tuple(read_all(listed, lambda column: self._column(*column, each)))
        total = tuple(
            self._cells(row, place, "") for row, place in self._rows_of(data.get("total", []), position)
        )
        self._check_filled([RowWording(row) for row in total], len(columns), (*position, "total"))
        carried, least = (
            self._is(data, "carried", position),
            int(self._number(data.get("least", "0"), position)),
        )
        if carried and not any(column.cell.sum for column in columns[1:]):
            raise self.fault((*position, "carried"), "没有写“sum”的列，不能结转合计")
        when = self.choice(data, "when", position, self._vocabulary.conditions)
        abreast = self._count(data, "abreast", position)
        whole = abreast > 1 or any(one.spared for one in columns)
        if whole and (total or carried):
            raise self.fault(position, "并排的、有“spared”的列的表格没有合计，也不结转")
        small, by_content = (self._is(data, key, position) for key in ("small", "by_content"))
        return TableWording(each, columns, total, carried, least, when, abreast, small, by_content)

    def _rows_of(self, plain: Plain, position: Position) -> list[tuple[Plain, Position]]:
        return self._list(plain, (*position, "total")) if plain else []

    def _column(self, plain: Plain, position: Position, each: str) -> ColumnWording:
        data = self.mapping(plain, position, _COLUMN_KEYS)
        head, text = data.get("head"), data.get("text")
        if not isinstance(head, str):
            raise self.fault(position, "每一列应当有“head”")
        wording = self.wording(text, (*position, "text"), self.names_in(each)) if text else None
        align = Align(self.choice(data, "align", position, tuple(Align)) or Align.LEFT)
        bar = self._is(data, "bar", position)
        cell = CellWording(wording, align=align, sum=self._sum(data, position, each), bar=bar)
        width = self._number(data.get("width"), (*position, "width"))
        return ColumnWording(head, width, cell, self._is(data, "spared", position))

    def _list(self, plain: Plain, position: Position) -> list[tuple[Plain, Position]]:
        if not isinstance(plain, list) or not plain:
            raise self.fault(position, "此处应当是一列内容，每项前面写“-”")
        return [(one, (*position, number)) for number, one in enumerate(plain)]

    def _is(self, data: Mapping[str, Plain], key: str, position: Position) -> bool:
        return self.choice(data, key, position, ("true", "false")) == "true"

    def _count(self, data: Mapping[str, Plain], key: str, position: Position) -> int:
        number = self._number(data.get(key, "1"), (*position, key))
        if number < 1 or number != int(number):
            raise self.fault((*position, key), "此处应当是1以上的整数")
        return int(number)

    def _number(self, plain: Plain, position: Position) -> float:
        try:
            number = float(str(plain))
        except ValueError as error:
            raise self.fault(position, "此处应当是数字") from error
        if not 0 <= number <= LARGEST_NUMBER:
            raise self.fault(position, f"此处应当是0到{LARGEST_NUMBER}的数字")
        return number
