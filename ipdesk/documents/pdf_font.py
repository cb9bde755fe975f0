"""TrueType fonts inside a PDF, addressed by two-byte codes.

ReportLab cuts a font into subsets of 256 characters and writes a wrong ToUnicode for characters beyond the
Basic Multilingual Plane, so that rare names do not copy or search. A composite font (CIDFontType2) needs no
cutting, says every character rightly, and is quicker to write. Parsing and subsetting stay ReportLab's.
"""

from __future__ import annotations

import struct
import threading
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFObjectReference,
    PDFStream,
)
from reportlab.pdfbase.ttfonts import TTFontFace

from ipdesk.documents.font_files import FontFile

_subsetting = threading.Lock()  # ReportLab's faces keep a reading position
_PER_BLOCK = 100  # the most entries that one bfchar block of a CMap may have


@dataclass(frozen=True, slots=True)
class Ink:
    """What is seen of a character: its edges from the left end of its box and from the baseline, in em."""

    left: float
    foot: float
    right: float
    top: float


class Face:
    """A parsed TrueType face: what it covers and how wide it is."""

    def __init__(self, file: FontFile) -> None:
        """Parse the file; raises reportlab's TTFError where it is damaged or may not be embedded."""
        self.ttf = TTFontFace(file.open(), subfontIndex=file.face)
        self.name = self.ttf.name.decode("latin-1")
        self.characters = frozenset(chr(code) for code, glyph in self.ttf.charToGlyph.items() if glyph)
        self._widths: dict[str, float] = {
            chr(code): width / 1000 for code, width in self.ttf.charWidths.items()
        }

    def measure(self, text: str) -> float:
        """Return the width of covered text in em."""
        return sum(map(self._widths.__getitem__, text), 0.0)

    def ink(self, character: str) -> Ink:
        """Return where the strokes of a covered character are; a blank has none, all edges being 0."""
        ttf, glyph = self.ttf, self.ttf.charToGlyph[ord(character)]
        start, end = ttf.glyphPos[glyph : glyph + 2]
        if start == end:
            return Ink(0.0, 0.0, 0.0, 0.0)
        header = ttf.get_chunk(ttf.get_table_pos("glyf")[0] + start + 2, 8)
        return Ink(*(edge / ttf.unitsPerEm for edge in struct.unpack(">4h", header)))


class _Codes(dict[int, int]):
    """Gives each character the next two-byte code when it is first drawn; 0 is .notdef."""

    def __missing__(self, character: int) -> int:
        self[character] = code = len(self) + 1
        return code


class EmbeddedFace:
    """One face in one document; ReportLab calls ``addObjects`` when it saves the document."""

    def __init__(self, face: Face, document: PDFDocument, internal_name: str) -> None:
        self.face = face
        self.internal_name = internal_name
        self._codes = _Codes()
        document.delayedFonts.append(self)

    def encode(self, text: str) -> str:
        """Return the text as a hexadecimal string of this font's codes, without its brackets."""
        return text.translate(self._codes).encode("utf-16-be").hex()

    def addObjects(self, document: PDFDocument) -> None:
        """Write the font's objects: the composite font, its descendant, its file and its ToUnicode."""
        codes = [0, *self._codes]
        name = f"{_tag(codes)}+{self.face.name}"
        font = PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("Type0"),
                "BaseFont": PDFName(name),
                "Encoding": PDFName("Identity-H"),
                "DescendantFonts": PDFArray([self._descendant(document, name, codes)]),
                "ToUnicode": _stream(document, to_unicode(codes), f"toUnicode:{name}"),
            }
        )
        document.idToObject["BasicFonts"].dict[self.internal_name] = font  # type: ignore[attr-defined]

    def _descendant(self, document: PDFDocument, name: str, codes: list[int]) -> PDFDictionary:
        ttf = self.face.ttf
        widths = [ttf.charWidths.get(code, ttf.defaultWidth) for code in codes]
        with _subsetting:
            descriptor = ttf.addSubsetObjects(document, name, codes)  # type: ignore[no-untyped-call]
        return PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("CIDFontType2"),
                "BaseFont": PDFName(name),
                "CIDSystemInfo": PDFDictionary(
                    {
                        "Registry": pdfdoc.PDFString("Adobe"),
                        "Ordering": pdfdoc.PDFString("Identity"),
                        "Supplement": 0,
                    }
                ),
                "FontDescriptor": descriptor,
                "W": PDFArray([0, PDFArray(widths)]),
                "CIDToGIDMap": _stream(document, _glyph_numbers(ttf, codes), f"cidToGid:{name}"),
            }
        )


def to_unicode(codes: list[int]) -> bytes:
    """Return a CMap from place in ``codes`` to character; beyond U+FFFF a surrogate pair stands for one."""
    pairs = [
        f"<{place:04X}> <{chr(code).encode('utf-16-be').hex().upper()}>" for place, code in enumerate(codes)
    ]
    blocks = [pairs[start : start + _PER_BLOCK] for start in range(1, len(pairs), _PER_BLOCK)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
        *(line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")),
        "endcmap",
        "CMapName currentdict /CMap defineresource pop",
        "end end",
    ]
    return "\n".join(lines).encode("ascii")


def _glyph_numbers(ttf: TTFontFace, codes: Iterable[int]) -> bytes:
    """Return for each code its glyph's place in the subset: ReportLab stores a shared glyph only once."""
    places: dict[int, int] = {0: 0}
    numbers = [places.setdefault(ttf.charToGlyph.get(code, 0), len(places)) for code in codes]
    return b"".join(number.to_bytes(2, "big") for number in numbers)


def _stream(document: PDFDocument, content: bytes, name: str) -> PDFObjectReference:
    """Add a compressed stream to the document and return a reference to it."""
    stream = PDFStream(content=content)
    stream.filters = [pdfdoc.PDFZCompress]
    reference: PDFObjectReference = document.Reference(stream, name)  # type: ignore[no-untyped-call]
    return reference


def _tag(codes: list[int]) -> str:
    """Return the six letters that mark a subset; the same characters give the same letters."""
    number = zlib.crc32(repr(codes).encode("ascii"))
    return "".join(chr(ord("A") + number // 26**place % 26) for place in range(6))
