"""The structure of a tagged PDF (ISO 32000-1, 14.7 and 14.8): what is a heading, a paragraph, a cell.

Pages number the places of their text; here stands which part of its paper each of them is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ipdesk.documents.pdf.file import PdfFile, text_string

HEADING, SUBHEADING, PARAGRAPH, FIGURE = "H1", "H2", "P", "Figure"
TABLE, HEADS, ROWS, TOTALS, ROW, HEAD_CELL, CELL = "Table", "THead", "TBody", "TFoot", "TR", "TH", "TD"
PAPER = "Document"


@dataclass(eq=False, slots=True)
class Part:
    """A part of a paper: its standard type, what it consists of, and more entries of its dictionary.

    It consists of further parts, or of text (or a picture) on pages.
    Two parts are never the same, however alike: one is known by what it is, not by what it says.
    """

    kind: str
    parts: Sequence[Part] = ()
    entries: str = ""


def table_cell(columns: int = 1, rows: int = 1, scope: str = "") -> Part:
    """Return a cell that spans so many columns and rows.

    ``scope`` (Row, Column) is there where it says what the others of its row or column are about.
    """
    if columns == rows == 1 and not scope:
        return Part(CELL)
    said = f"/Scope/{scope}" if scope else ""
    said += f"/ColSpan {columns}" if columns > 1 else ""
    said += f"/RowSpan {rows}" if rows > 1 else ""
    return Part(HEAD_CELL if scope else CELL, entries=f"/A<</O/Table{said}>>")


def figure(meaning: str, box: tuple[float, float, float, float]) -> Part:
    """Return a picture that says in words what it shows; ``box`` is where it stands, in pt."""
    edges = " ".join(f"{edge:.2f}" for edge in box)
    return Part(FIGURE, entries=f"/Alt{text_string(meaning)}/A<</O/Layout/Placement/Block/BBox[{edges}]>>")


class Structure:
    """The structure of the papers in one PDF, written as they are added."""

    def __init__(self, file: PdfFile) -> None:
        self._file = file
        self._root = file.reserve()
        self._papers: list[int] = []
        self._owners: list[str] = []  # of the places on each page, by its key
        self._page_count = 0

    def add(self, parts: Sequence[Part], pages: Sequence[tuple[int, Sequence[Part]]]) -> None:
        """Write the parts of one paper; ``pages`` are its page objects, each with whose its places are."""
        writer = _Writer(self._file, pages)
        if parts:
            self._papers.append(writer.paper(parts, self._root))
        for _, owners in pages:
            if owners:
                whose = " ".join([f"{writer.numbers[part]} 0 R" for part in owners])
                self._owners.append(f"{self._page_count}[{whose}]")
            self._page_count += 1

    def finish(self) -> int:
        """Write the root of the structure; return its object."""
        papers = " ".join([f"{paper} 0 R" for paper in self._papers])
        parents = self._file.add(f"<</Nums[{''.join(self._owners)}]>>")
        table = f"/ParentTree {parents} 0 R/ParentTreeNextKey {self._page_count}"
        self._file.put(self._root, f"<</Type/StructTreeRoot/K[{papers}]{table}>>")
        return self._root


class _Writer:
    """Writes the parts of one paper; ``numbers`` are their objects.

    Of each part the page is kept on which its text begins, and its places in the words of the file: a table
    has tens of thousands of cells, and lists of their own would keep the garbage collector busy.
    """

    def __init__(self, file: PdfFile, pages: Iterable[tuple[int, Sequence[Part]]]) -> None:
        self._file = file
        self._pages: dict[Part, int] = {}
        self._places: dict[Part, str] = {}
        self.numbers: dict[Part, int] = {}
        for page, owners in pages:
            for place, part in enumerate(owners):
                self._note(part, page, place)

    def _note(self, part: Part, page: int, place: int) -> None:
        first = self._pages.setdefault(part, page)
        said = f"{place}" if page == first else f"<</Type/MCR/Pg {page} 0 R/MCID {place}>>"
        known = self._places.get(part)
        self._places[part] = f"{known} {said}" if known else said

    def paper(self, parts: Iterable[Part], root: int) -> int:
        """Write a whole paper and return its object."""
        number = self._file.reserve()
        kids = " ".join([self._part(part, number) for part in parts])
        self._file.put(number, f"<</S/{PAPER}/P {root} 0 R/K[{kids}]>>")
        return number

    def _part(self, part: Part, parent: int) -> str:
        """Write a part with all that it consists of; return the reference to it."""
        number = self.numbers[part] = self._file.reserve()
        page, content = self._pages.get(part), ""
        if page is not None:
            content = f"/Pg {page} 0 R/K[{self._places[part]}]"
        elif part.parts:
            content = f"/K[{' '.join([self._part(one, number) for one in part.parts])}]"
        self._file.put(number, f"<</S/{part.kind}/P {parent} 0 R{part.entries}{content}>>")
        return f"{number} 0 R"
