"""Pages laid out with set lines, rules and a mark across, drawn into the pages of a PDF."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from ipdesk.documents.fonts.pdf import Face, embed
from ipdesk.documents.pdf.embedded_pictures import EmbeddedPicture
from ipdesk.documents.pdf.file import Facts, PdfFile, stream
from ipdesk.documents.pdf.structure import Part, Structure
from ipdesk.documents.text.punctuation import close_pairs
from ipdesk.documents.typesetting.geometry import PAGE_HEIGHT, PAGE_WIDTH
from ipdesk.documents.typesetting.lines import SetLine

Placed = tuple[SetLine, float]  # a line and the height of its baseline

BLACK = "0 0 0"
RED = "0.84 0.05 0.05"
PALE = "0.92 0.92 0.92"
_PORTRAIT, _LANDSCAPE = (PAGE_WIDTH, PAGE_HEIGHT), (PAGE_HEIGHT, PAGE_WIDTH)
# Codes of fonts of one's own. Level A of PDF/A asks what they mean, which nobody can tell.
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
# Characters further apart than this, in em, are copied with blanks between them.
_COPIED_APART = 0.07


class PageRule(NamedTuple):
    """A rule or border: filled, with its lower left corner at ``x``, ``y``, in pt."""

    x: float
    y: float
    width: float
    thickness: float


class PlacedPicture(NamedTuple):
    """A picture with its lower left corner at ``x``, ``y`` and its measures, in pt; ``part`` says it."""

    picture: EmbeddedPicture
    x: float
    y: float
    width: float
    height: float
    part: Part


@dataclass(slots=True)
class PageLayout:
    """What stands on one page; ``mark`` lies large and pale across it, under everything else.

    ``rules`` are red, ``borders`` black, ``fills`` in their own colours. A ``landscape`` page is as wide as
    others are high. ``parts`` are those of the paper that begin here; of them are the red lines (``named``),
    the squares that make a picture, and the black lines (``owners``: from which line on whose they are). What
    is nobody's is furniture of the page.
    """

    red: Sequence[Placed] = ()
    rules: Sequence[PageRule] = ()
    black: list[Placed] = field(default_factory=list)
    mark: SetLine | None = None
    borders: list[PageRule] = field(default_factory=list)
    landscape: bool = False
    squares: Sequence[PageRule] = ()
    parts: list[Part] = field(default_factory=list)
    named: Part | None = None
    shown: Part | None = None
    owners: dict[int, Part | None] = field(default_factory=dict)
    pictures: list[PlacedPicture] = field(default_factory=list)
    fills: list[tuple[str, PageRule]] = field(default_factory=list)

    @property
    def extent(self) -> tuple[float, float]:
        """Return width and height of the page, in pt."""
        return _LANDSCAPE if self.landscape else _PORTRAIT

    def write(self, part: Part | None, lines: Sequence[Placed]) -> None:
        """Add black lines of a part of the paper; None is for what the page has of its own."""
        if lines:
            self.owners[len(self.black)] = part
            self.black += lines


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page's content, packed as it stands in a file, and the characters drawn with each face.

    ``parts`` are those of the paper that begin here, ``owners`` whose the numbered places of the page are.
    """

    content: bytes
    characters: Mapping[Face, set[str]]
    landscape: bool = False
    parts: Sequence[Part] = ()
    owners: Sequence[Part] = ()
    pictures: Sequence[EmbeddedPicture] = ()


def drawn(layout: PageLayout) -> DrawnPage:
    """Draw a page; the same layout gives the same content, whatever file it goes into."""
    drawing = _Drawing()
    if layout.mark is not None:
        width, height = layout.extent
        drawing.operators.append(f"q 0.866 0.5 -0.5 0.866 {width / 2:.2f} {height / 2:.2f} cm")
        drawing.lines([(layout.mark, -layout.mark.size / 3)], PALE, {})
        drawing.operators.append("Q")
    drawing.lines(layout.red, RED, {0: layout.named})
    drawing.rules(layout.rules, RED, _LAYOUT)
    drawing.rules(layout.borders, BLACK, _LAYOUT)
    for colour, rules in groupby(layout.fills, lambda fill: fill[0]):
        drawing.rules([rule for _, rule in rules], colour, _LAYOUT)
    if layout.squares:
        drawing.rules(layout.squares, BLACK, drawing.begin(layout.shown))
    for one in layout.pictures:
        drawing.picture(one)
    drawing.lines(layout.black, BLACK, layout.owners)
    content = stream("\n".join(drawing.operators).encode("ascii"))
    shown = [one.picture for one in layout.pictures]
    return DrawnPage(content, drawing.characters, layout.landscape, layout.parts, drawing.owners, shown)


_LAYOUT = "/Artifact <</Type/Layout>> BDC"
_END = "EMC"


class _Drawing:
    """The operators of a page; ``owners`` are the parts whose its numbered places are."""

    def __init__(self) -> None:
        self.operators: list[str] = []
        self.characters: dict[Face, set[str]] = defaultdict(set)
        self.owners: list[Part] = []

    def begin(self, part: Part | None, meant: str = "") -> str:
        """Return the operator that begins the next place of a part, or furniture; ``meant`` is its text."""
        said = f"/ActualText<{meant}>" if meant else ""
        if part is None:
            return f"/Artifact <</Type/Pagination{said}>> BDC"
        self.owners.append(part)
        return f"/{'Span' if meant else part.kind} <</MCID {len(self.owners) - 1}{said}>> BDC"

    def picture(self, placed: PlacedPicture) -> None:
        """Draw a picture at its place."""
        picture, x, y, width, height, part = placed
        where = f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {y:.2f} cm"
        self.operators += (self.begin(part), where, f"/{picture.name} Do", "Q", _END)

    def rules(self, rules: Sequence[PageRule], colour: str, begin: str) -> None:
        """Draw rules, or the squares of a picture."""
        if rules:
            self.operators += (begin, f"{colour} rg", _drawn_rules(tuple(rules)), _END)

    def lines(self, placed: Sequence[Placed], colour: str, owners: Mapping[int, Part | None]) -> None:
        """Draw lines; face and spacing are only named where they change.

        ``owners`` says from which line on whose they are. A line that viewers would misread is a place of
        its own, as some readers see no text in marks within marks.
        """
        if not placed:
            return
        self.operators.append(f"{colour} rg BT")
        is_open = self._in_places(placed, owners)
        self.operators.append(f"{_END} 0 Tc 100 Tz ET" if is_open else "0 Tc 100 Tz ET")
        for line, _ in placed:
            for piece in line.pieces:
                self.characters[piece.face].update(piece.text)

    def _in_places(self, placed: Sequence[Placed], owners: Mapping[int, Part | None]) -> bool:
        """Draw lines into places of their parts; return whether the last place is still open."""
        put, part, is_open = self.operators.append, None, False
        for number, (found, y) in enumerate(_drawn_in_turn(placed)):
            if is_open and (found.meant or number in owners):
                put(_END)
                is_open = False
            part = owners.get(number, part)
            if not is_open:
                put(self.begin(part, found.meant))
            if found.operators:
                put(f"{y:.2f}".join(found.operators))
            is_open = not found.meant
            if found.meant:
                put(_END)
        return is_open


class _TextState(NamedTuple):
    """What stays set from one line to the next: the face with its size, the spacing, the width of glyphs."""

    face: tuple[Face, float] | None
    spacing: str
    narrow: float


_BEGINNING = _TextState(None, "", 1.0)
_LINES_OF_TEXT = 40
"""More lines than a page of text has."""


class _DrawnLine(NamedTuple):
    """A line drawn after another: its operators cut where its height stands, and the state it leaves.

    ``meant`` is its text, where it has to say that.
    """

    operators: tuple[str, ...]
    state: _TextState
    meant: str


def _drawn_in_turn(placed: Sequence[Placed]) -> Iterator[tuple[_DrawnLine, float]]:
    """Yield lines drawn one after the other, with their heights (pt)."""
    # The cells of a table are all different: looking for them would cost more than drawing them.
    draw = _drawn_line if len(placed) <= _LINES_OF_TEXT else _drawn_line.__wrapped__
    state = _BEGINNING
    for line, y in placed:
        found = draw(line, state)
        state = found.state
        yield found, y


@lru_cache(maxsize=2048)
def _drawn_line(line: SetLine, state: _TextState) -> _DrawnLine:
    """Draw a line; most of those of one letter stand in the next one too."""
    face, spacing, narrow = state
    pieces, left, _, size, own = line
    drawn, operators = list[str](), list[str]()
    if own != narrow:
        narrow = own
        operators.append(f"{100 * narrow:.2f} Tz")
    for of, x, between, text in pieces:
        if face != (of, size):
            face = (of, size)
            operators.append(f"/{of.resource_name} {size} Tf")
        if spacing != (wanted := f"{between:.3f} Tc"):
            spacing = wanted
            operators.append(wanted)
        operators.append(f"1 0 0 1 {left + x:.2f} ")
        drawn.append("\n".join(operators))
        operators = [f" Tm <{of.encode(text)}> Tj"]
    if operators:
        drawn.append("\n".join(operators))
    meant = _meant(line) if _is_misread(line) else ""
    return _DrawnLine(tuple(drawn), _TextState(face, spacing, narrow), meant)


@lru_cache(maxsize=64)
def _drawn_rules(rules: tuple[PageRule, ...]) -> str:
    return "\n".join(
        [f"{rule.x:.2f} {rule.y:.2f} {rule.width:.2f} {rule.thickness:.2f} re f" for rule in rules]
    )


def _is_misread(line: SetLine) -> bool:
    """Tell whether viewers would copy blanks or line ends from a line that does not say its text.

    Where two marks stand closer together the boxes of their glyphs overlap, as those of another line would.
    """
    widest = max((piece.spacing for piece in line.pieces), default=0.0)
    return widest > _COPIED_APART * line.size or close_pairs(_text(line)) > 0


def _text(line: SetLine) -> str:
    return "".join([piece.text for piece in line.pieces])


def _meant(line: SetLine) -> str:
    """Return the text of a line as a text string, its hexadecimal digits without brackets."""
    return f"FEFF{_text(line).encode('utf-16-be').hex().upper()}"


class PageFile:
    """Drawn pages on their way into one PDF; the faces are embedded once for all of them."""

    def __init__(self) -> None:
        self._file = PdfFile()
        self._structure = Structure(self._file)
        self._characters: dict[Face, set[str]] = defaultdict(set)
        self._pictures: dict[str, int] = {}

    def add(self, pages: Iterable[DrawnPage]) -> None:
        """Append the drawn pages of a paper, and note the characters of each face for the subsets."""
        parts, places = list[Part](), list[tuple[int, Sequence[Part]]]()
        for page in pages:
            number = self._file.add_page(page.content, _LANDSCAPE if page.landscape else None)
            parts += page.parts
            places.append((number, page.owners))
            for picture in page.pictures:
                if picture.name not in self._pictures:
                    self._pictures[picture.name] = picture.embed(self._file)
            for face, characters in page.characters.items():
                self._characters[face] |= characters
        self._structure.add(parts, places)

    def add_empty(self, count: int = 1) -> None:
        """Add pages with nothing on them."""
        self.add([drawn(PageLayout())] * count)

    def finish(self, facts: Facts) -> bytes:
        """Embed a subset of each face in use and return the bytes of the PDF; no page can be added after."""
        fonts = [
            (face.resource_name, embed(self._file, face, characters))
            for face, characters in self._characters.items()
        ]
        level = "U" if any(map(_PRIVATE.search, map("".join, self._characters.values()))) else "A"
        pictures = tuple(self._pictures.items())
        return self._file.finish(facts, _PORTRAIT, fonts, self._structure.finish(), level, pictures)
