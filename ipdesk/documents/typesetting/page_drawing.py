"""Pages laid out with set lines, rules and a mark across, drawn into the pages of a PDF."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ipdesk.documents.fonts.pdf import Face, embed
from ipdesk.documents.pdf.file import Facts, PdfFile, stream
from ipdesk.documents.text.punctuation import close_pairs, crowded
from ipdesk.documents.typesetting.geometry import PAGE_HEIGHT, PAGE_WIDTH
from ipdesk.documents.typesetting.lines import SetLine

Placed = tuple[SetLine, float]  # a line and the height of its baseline

BLACK = "0 0 0"
RED = "0.84 0.05 0.05"
PALE = "0.92 0.92 0.92"
_LANDSCAPE = (PAGE_HEIGHT, PAGE_WIDTH)
# Characters further apart than this, in em, are copied with blanks between them.
_COPIED_APART = 0.07


@dataclass(frozen=True, slots=True)
class PageRule:
    """A rule or border: filled, with its lower left corner at ``x``, ``y``, in pt."""

    x: float
    y: float
    width: float
    thickness: float


@dataclass(slots=True)
class PageLayout:
    """What stands on one page; ``mark`` lies large and pale across it, under everything else.

    ``rules`` are red, ``borders`` black. A ``landscape`` page is as wide as others are high.
    """

    red: Sequence[Placed] = ()
    rules: Sequence[PageRule] = ()
    black: list[Placed] = field(default_factory=list)
    mark: SetLine | None = None
    borders: list[PageRule] = field(default_factory=list)
    landscape: bool = False

    @property
    def extent(self) -> tuple[float, float]:
        """Return width and height of the page, in pt."""
        return (PAGE_HEIGHT, PAGE_WIDTH) if self.landscape else (PAGE_WIDTH, PAGE_HEIGHT)


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page's content, packed as it stands in a file, and the characters drawn with each face."""

    content: bytes
    characters: Mapping[Face, set[str]]
    landscape: bool = False


def drawn(layout: PageLayout) -> DrawnPage:
    """Draw a page; the same layout gives the same content, whatever file it goes into."""
    characters: dict[Face, set[str]] = defaultdict(set)
    operators: list[str] = []
    if layout.mark is not None:
        width, height = layout.extent
        operators.append(f"q 0.866 0.5 -0.5 0.866 {width / 2:.2f} {height / 2:.2f} cm")
        operators += _lines([(layout.mark, -layout.mark.size / 3)], PALE, characters)
        operators.append("Q")
    operators += _lines(layout.red, RED, characters)
    operators += _rules(layout.rules, RED)
    operators += _rules(layout.borders, BLACK)
    operators += _lines(layout.black, BLACK, characters)
    return DrawnPage(stream("\n".join(operators).encode("ascii")), characters, layout.landscape)


def _rules(rules: Iterable[PageRule], colour: str) -> Iterator[str]:
    return (
        f"{colour} rg {rule.x:.2f} {rule.y:.2f} {rule.width:.2f} {rule.thickness:.2f} re f" for rule in rules
    )


def _lines(placed: Iterable[Placed], colour: str, characters: dict[Face, set[str]]) -> Iterator[str]:
    """Yield the operators of lines; face and spacing are only named where they change."""
    yield f"{colour} rg BT"
    face: tuple[Face, float] | None = None
    spacing, narrow = "", 1.0
    for line, y in placed:
        if line.narrow != narrow:
            narrow = line.narrow
            yield f"{100 * narrow:.2f} Tz"
        if misread := _is_misread(line):
            yield f"/Span <</ActualText<{_meant(line)}>>> BDC"
        for piece in line.pieces:
            characters[piece.face].update(piece.text)
            if face != (piece.face, line.size):
                face = (piece.face, line.size)
                yield f"/{piece.face.resource_name} {line.size} Tf"
            if spacing != (wanted := f"{piece.spacing:.3f} Tc"):
                spacing = wanted
                yield wanted
            yield f"1 0 0 1 {line.x + piece.x:.2f} {y:.2f} Tm <{piece.face.encode(piece.text)}> Tj"
        if misread:
            yield "EMC"
    yield "0 Tc 100 Tz ET"


def _is_misread(line: SetLine) -> bool:
    """Tell whether viewers would copy blanks or line ends from a line that does not say its text."""
    text = _text(line)
    spacing = [piece.spacing / line.size for piece in line.pieces if piece.spacing]
    if not spacing:
        return crowded(text)
    return (
        max(spacing, default=0.0) > _COPIED_APART
        or crowded(text)
        or (min(spacing, default=0.0) < 0 and close_pairs(text) > 0)
    )


def _text(line: SetLine) -> str:
    return "".join([piece.text for piece in line.pieces])


def _meant(line: SetLine) -> str:
    """Return the text of a line as a text string, its hexadecimal digits without brackets."""
    return f"FEFF{_text(line).encode('utf-16-be').hex().upper()}"


class PageFile:
    """Drawn pages on their way into one PDF; the faces are embedded once for all of them."""

    def __init__(self) -> None:
        self._file = PdfFile()
        self._characters: dict[Face, set[str]] = defaultdict(set)

    def add(self, pages: Iterable[DrawnPage]) -> None:
        """Append drawn pages, and note which characters of each face they show for the subsets."""
        for page in pages:
            self._file.add_page(page.content, _LANDSCAPE if page.landscape else None)
            for face, characters in page.characters.items():
                self._characters[face] |= characters

    def add_empty(self, count: int = 1) -> None:
        """Add pages with nothing on them."""
        self.add([drawn(PageLayout())] * count)

    def finish(self, facts: Facts) -> bytes:
        """Embed a subset of each face in use and return the bytes of the PDF; no page can be added after."""
        fonts = [
            (face.resource_name, embed(self._file, face, characters))
            for face, characters in self._characters.items()
        ]
        return self._file.finish(facts, PAGE_WIDTH, PAGE_HEIGHT, fonts)
