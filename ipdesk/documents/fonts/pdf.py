"""TrueType fonts inside a PDF, addressed by two-byte codes.

ReportLab cuts a font into subsets of 256 characters and writes a wrong ToUnicode for characters beyond the
Basic Multilingual Plane, so that rare names do not copy or search. A composite font (CIDFontType2) needs no
cutting, says every character rightly, and is quicker to write. Parsing stays ReportLab's.

A character's code is its place among all that its face covers, and a face's name in a page says which font
file it is. The content of a page therefore depends on nothing but what stands on it: letters drawn into one
file have the pages that they have alone.
"""

from __future__ import annotations

import struct
import sys
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from reportlab.pdfbase.ttfonts import TTFontFace

from ipdesk.documents.fonts.files import FontFile
from ipdesk.documents.fonts.subset import Subsetter, table
from ipdesk.documents.pdf.file import QUICK, PdfFile, packed_stream, stream

_PER_BLOCK = 100  # the most entries that one bfchar block of a CMap may have


@dataclass(frozen=True, slots=True)
class Ink:
    """What is seen of a character: its edges from the left end of its box and from the baseline, in em."""

    left: float
    foot: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What a file says about a character: its code, its glyph, and its entries among widths and meanings.

    ``width`` is empty for characters of a whole em.
    """

    code: int
    glyph: int
    width: str
    meaning: str


class Face:
    """A parsed TrueType face: what it covers and how wide it is."""

    def __init__(self, file: FontFile) -> None:
        """Parse the file; raises reportlab's TTFError where it is damaged or may not be embedded."""
        self.file = file
        self.ttf = TTFontFace(file.open(), subfontIndex=file.face)
        self.name = self.ttf.name.decode("latin-1")
        self.characters = frozenset(chr(code) for code, glyph in self.ttf.charToGlyph.items() if glyph)
        self._widths: dict[str, float] = {
            chr(code): width / 1000 for code, width in self.ttf.charWidths.items()
        }
        identity = self.name.encode("latin-1") + table(self.ttf, "head")
        self.resource_name = f"F{zlib.crc32(identity):08x}"
        self._codes = _Codes(self.ttf.charToGlyph)
        self._hexadecimal = _Hexadecimal(self._codes)
        self._drawn: dict[str, _Drawn] = {}

    def measure(self, text: str) -> float:
        """Return the width of covered text in em."""
        return sum(map(self._widths.__getitem__, text), 0.0)

    def encode(self, text: str) -> str:
        """Return covered text as a hexadecimal string of this face's codes, without its brackets."""
        return "".join(map(self._hexadecimal.__getitem__, text))

    def drawn(self, characters: Iterable[str]) -> list[_Drawn]:
        """Return what a file says about covered characters, by code."""
        found = [self._drawn.get(character) or self._new_character(character) for character in characters]
        found.sort(key=attrgetter("code"))
        return found

    def _new_character(self, character: str) -> _Drawn:
        code, width = self._codes[ord(character)], 1000 * self._widths[character]
        said = f"{code}[{width:.6g}]" if width != 1000 else ""
        meaning = f"<{code:04X}> <{character.encode('utf-16-be').hex().upper()}>"
        drawn = _Drawn(code, self.ttf.charToGlyph[ord(character)], said, meaning)
        self._drawn[character] = drawn
        return drawn

    @cached_property
    def subsetter(self) -> Subsetter:
        """Return what makes subsets of this face."""
        return Subsetter(self.ttf)

    def ink(self, character: str) -> Ink:
        """Return where the strokes of a covered character are; a blank has none, all edges being 0."""
        ttf, glyph = self.ttf, self.ttf.charToGlyph[ord(character)]
        start, end = ttf.glyphPos[glyph : glyph + 2]
        if start == end:
            return Ink(0.0, 0.0, 0.0, 0.0)
        header = ttf.get_chunk(ttf.get_table_pos("glyf")[0] + start + 2, 8)
        return Ink(*(edge / ttf.unitsPerEm for edge in struct.unpack(">4h", header)))


class _Codes(dict[int, int]):
    """Gives each character its place among all that a font covers; 0 is .notdef."""

    def __init__(self, covered: Iterable[int]) -> None:
        super().__init__()
        self._covered = covered

    @cached_property
    def _sorted(self) -> list[int]:
        return sorted(self._covered)

    def __missing__(self, character: int) -> int:
        self[character] = code = bisect_left(self._sorted, character) + 1
        return code


class _Hexadecimal(dict[str, str]):
    """Gives the code of each character as it is written in a page."""

    def __init__(self, codes: _Codes) -> None:
        super().__init__()
        self._codes = codes

    def __missing__(self, character: str) -> str:
        self[character] = said = f"{self._codes[ord(character)]:04x}"
        return said


def embed(file: PdfFile, face: Face, characters: Iterable[str]) -> int:
    """Add a face with the characters that were drawn with it; return the number of its object."""
    drawn = face.drawn(characters)
    places = {glyph: place for place, glyph in enumerate(dict.fromkeys((0, *(one.glyph for one in drawn))))}
    numbers = _glyph_numbers({one.code: places[one.glyph] for one in drawn})
    unicode = to_unicode([one.meaning for one in drawn])
    name = f"{_tag(numbers)}+{face.name}"
    descendant = file.add(
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}"
        f"/CIDToGIDMap {file.add(stream(numbers, level=QUICK))} 0 R{_SYSTEM}"
        f"/FontDescriptor {_descriptor(file, face, name, list(places))} 0 R"
        f"/DW 1000/W[{''.join([one.width for one in drawn])}]>>"
    )
    return _with_characters(file, name, descendant, unicode)


_SYSTEM = "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"


def _with_characters(file: PdfFile, name: str, descendant: int, unicode: bytes) -> int:
    """Add the font that says of the codes of its ``descendant`` which characters they are."""
    return file.add(
        f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
        f"/DescendantFonts[{descendant} 0 R]/ToUnicode {file.add(stream(unicode, level=QUICK))} 0 R>>"
    )


def _descriptor(file: PdfFile, face: Face, name: str, glyphs: list[int]) -> int:
    ttf, font = face.ttf, face.subsetter.subset(glyphs)
    program = file.add(packed_stream(font.stream, f"/Length1 {font.length}"))
    box = " ".join(str(round(edge)) for edge in ttf.bbox)
    return file.add(
        f"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[{box}]/ItalicAngle {ttf.italicAngle:g}"
        f"/Ascent {round(ttf.ascent)}/Descent {round(ttf.descent)}/CapHeight {round(ttf.capHeight)}"
        f"/StemV {ttf.stemV}/FontFile2 {program} 0 R>>"
    )


def _glyph_numbers(places: Mapping[int, int]) -> bytes:
    """Return for each code up to the last the place of its glyph in the subset."""
    numbers = array("H", bytes(2 * max(places, default=0) + 2))
    for code, place in places.items():
        numbers[code] = place
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers.tobytes()


_CMAP_HEAD = (
    "/CIDInit /ProcSet findresource begin",
    "12 dict begin",
    "begincmap",
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
    "/CMapName /Adobe-Identity-UCS def",
    "/CMapType 2 def",
    "1 begincodespacerange <0000> <FFFF> endcodespacerange",
)
_CMAP_END = ("endcmap", "CMapName currentdict /CMap defineresource pop", "end end")


def to_unicode(meanings: Sequence[str]) -> bytes:
    """Return a CMap with entries from codes to characters."""
    blocks = [meanings[start : start + _PER_BLOCK] for start in range(0, len(meanings), _PER_BLOCK)]
    entries = [line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")]
    return "\n".join((*_CMAP_HEAD, *entries, *_CMAP_END)).encode("ascii")


def _tag(numbers: bytes) -> str:
    """Return the six letters that mark a subset; the same characters give the same letters."""
    number = zlib.crc32(numbers)
    return "".join(chr(ord("A") + number // 26**place % 26) for place in range(6))
