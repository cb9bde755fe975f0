"""A TrueType font with only some of its glyphs, and only the tables that a PDF needs (ISO 32000-1, 9.9).

Packing the glyphs takes longer than all else about a letter. A glyph is therefore packed once in a process,
by itself and as one block of a deflate stream; blocks of any glyphs one after the other make such a stream.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportlab.pdfbase.ttfonts import TTFontFace

_HINTS = ("cvt ", "fpgm", "prep")
_WHOLE = 0xB1B0AFBA  # what the checksum of a whole font is subtracted from
_DEFLATED = b"\x78\x9c"  # begins a stream that zlib packed
_LAST_BLOCK = b"\x03\x00"
# Flags of a component of a composite glyph.
_WORDS, _SCALE, _MORE, _TWO_SCALES, _MATRIX = 0x1, 0x8, 0x20, 0x40, 0x80


@dataclass(frozen=True, slots=True)
class PackedFont:
    """A font file as a deflate stream, and its ``length`` unpacked, in bytes."""

    stream: bytes
    length: int


@dataclass(frozen=True, slots=True)
class _Part:
    """Bytes filled up to four, their checksum and their own length."""

    data: bytes
    checksum: int
    length: int


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A glyph's outline with its block, and its width and left bearing as they stand in the font.

    A ``composite`` one is drawn of others.
    """

    outline: _Part
    block: bytes
    metric: bytes
    composite: bool


def _part(data: bytes) -> _Part:
    filled = data + b"\0" * (-len(data) % 4)
    return _Part(filled, sum(struct.unpack(f">{len(filled) // 4}L", filled)), len(data))


def _block(data: bytes) -> bytes:
    """Return bytes as a block of a deflate stream that leans on no other."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush(zlib.Z_SYNC_FLUSH)


def table(ttf: TTFontFace, tag: str) -> bytes:
    """Return a table of a parsed font."""
    return bytes(ttf.get_table(tag))  # type: ignore[no-untyped-call]


class Subsetter:
    """Makes subsets of one parsed font; what it has read and packed of a glyph once it keeps."""

    def __init__(self, ttf: TTFontFace) -> None:
        self._ttf = ttf
        self._glyf, _ = ttf.get_table_pos("glyf")
        self._glyphs: dict[int, _Glyph] = {}
        self._copied = {tag: table(ttf, tag) for tag in ("head", "hhea", "maxp")}
        self._hints = {tag: _part(table(ttf, tag)) for tag in _HINTS if tag in ttf.table}
        self._metrics = table(ttf, "hmtx")
        (self._full_metrics,) = struct.unpack_from(">H", self._copied["hhea"], 34)

    def subset(self, glyphs: Sequence[int]) -> PackedFont:
        """Return the font with these glyphs in this order, the first being .notdef, and their components."""
        order = list(glyphs)
        found = list(self._found(order))
        offsets, end = [], 0
        for glyph in found:
            offsets.append(end)
            end += len(glyph.outline.data)
        count = struct.pack(">H", len(order))
        tables = {
            **self._hints,
            "head": _part(self._patched("head", (8, b"\0" * 4), (50, b"\0\1"))),
            "hhea": _part(self._patched("hhea", (34, count))),
            "hmtx": _part(b"".join([glyph.metric for glyph in found])),
            "loca": _part(struct.pack(f">{len(offsets) + 1}L", *offsets, end)),
            "maxp": _part(self._patched("maxp", (4, count))),
        }
        return _packed(tables, found, end)

    def _patched(self, tag: str, *changes: tuple[int, bytes]) -> bytes:
        data = bytearray(self._copied[tag])
        for place, value in changes:
            data[place : place + len(value)] = value
        return bytes(data)

    def _metric(self, glyph: int) -> bytes:
        """Return width and left bearing of a glyph; the last glyphs of a font share one width."""
        if glyph < self._full_metrics:
            return self._metrics[4 * glyph : 4 * glyph + 4]
        width, bearing = 4 * self._full_metrics - 4, 2 * (glyph + self._full_metrics)
        return self._metrics[width : width + 2] + self._metrics[bearing : bearing + 2]

    def _found(self, order: list[int]) -> Iterator[_Glyph]:
        """Yield the glyphs; components of composite ones are added to ``order`` and come at its end."""
        places = {glyph: place for place, glyph in enumerate(order)}
        for number in order:
            glyph = self._glyphs.get(number) or self._read(number)
            if glyph.composite:
                outline = glyph.outline.data[: glyph.outline.length]
                glyph = _glyph(self._composed(outline, places, order), glyph.metric)
            yield glyph

    def _read(self, number: int) -> _Glyph:
        start, end = self._ttf.glyphPos[number : number + 2]
        outline = self._ttf.get_chunk(self._glyf + start, end - start)
        glyph = self._glyphs[number] = _glyph(outline, self._metric(number))
        return glyph

    @staticmethod
    def _composed(outline: bytes, places: dict[int, int], order: list[int]) -> bytes:
        """Return a composite glyph that names its components by their places in the subset."""
        changed, place, flags = bytearray(outline), 10, _MORE
        while flags & _MORE:
            flags, number = struct.unpack_from(">HH", outline, place)
            if number not in places:
                places[number] = len(order)
                order.append(number)
            struct.pack_into(">H", changed, place + 2, places[number])
            place += 8 if flags & _WORDS else 6
            place += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0
        return bytes(changed)


def _glyph(outline: bytes, metric: bytes) -> _Glyph:
    part = _part(outline)
    return _Glyph(part, _block(part.data) if outline else b"", metric, outline[:1] >= b"\x80")


def _packed(tables: dict[str, _Part], glyphs: Sequence[_Glyph], length: int) -> PackedFont:
    """Return tables and glyphs as a packed font file, the glyphs at its end."""
    head, whole = _beginning({**tables, "glyf": _Part(b"", sum(g.outline.checksum for g in glyphs), length)})
    checksum = zlib.adler32(b"".join([glyph.outline.data for glyph in glyphs]), zlib.adler32(head))
    blocks = [_DEFLATED, _block(head), *[glyph.block for glyph in glyphs], _LAST_BLOCK]
    return PackedFont(b"".join([*blocks, struct.pack(">L", checksum)]), whole)


def _directory(tables: dict[str, _Part], places: Mapping[str, int]) -> bytes:
    """Return the head of a file and what it says of its tables, by their names."""
    count = len(tables)
    power = count.bit_length() - 1
    head = struct.pack(">LHHHH", 0x00010000, count, 16 << power, power, (count - (1 << power)) * 16)
    return head + b"".join(
        struct.pack(">4sLLL", tag.encode(), part.checksum & 0xFFFFFFFF, places[tag], part.length)
        for tag, part in sorted(tables.items())
    )


def _beginning(tables: dict[str, _Part]) -> tuple[bytes, int]:
    """Return what stands before the glyphs, with the checksum of the whole, and the length of the whole."""
    stored = [tag for tag in sorted(tables) if tag != "glyf"] + ["glyf"]
    places, end = {}, 12 + 16 * len(tables)
    for tag in stored:
        places[tag] = end
        end += len(tables[tag].data) or tables[tag].length
    directory = _directory(tables, places)
    data = bytearray(directory + b"".join([tables[tag].data for tag in stored]))
    checksum = _part(directory).checksum + sum(part.checksum for part in tables.values())
    struct.pack_into(">L", data, places["head"] + 8, _WHOLE - checksum & 0xFFFFFFFF)
    return bytes(data), end
