"""The texts of an old workbook: each once in one table, which is parted wherever a record is full."""

from __future__ import annotations

import struct

LONGEST_TEXT = 32_767  # units of UTF-16: what a cell takes
_MOST = 8224  # bytes of one record
_TABLE, _CONTINUED = 0x00FC, 0x003C
_HEAD = 3  # bytes before a text: its length and how it is written; they are never parted
_LOW = range(0xDC00, 0xE000)


def record(kind: int, data: bytes = b"") -> bytes:
    """Return one record of the stream: its kind, its length (bytes), its data."""
    return struct.pack("<HH", kind, len(data)) + data


def encoded(text: str) -> tuple[int, bytes]:
    """Return how a text is written: 0 with one byte a character, where all of them are Latin, else 1."""
    try:
        return 0, text.encode("latin-1")
    except UnicodeEncodeError:
        return 1, text.encode("utf-16-le")


class Strings:
    """The texts of a workbook by their places; the same text has one place."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._used = 0

    def place(self, text: str) -> int:
        """Return the place of a text, a new one for a new text."""
        self._used += 1
        return self._places.setdefault(text, len(self._places))

    def records(self) -> bytes:
        """Return the table with its continuations."""
        writer = _Records(struct.pack("<II", self._used, len(self._places)))
        for text in self._places:
            writer.add(*encoded(text))
        return writer.all()


class _Records:
    """Fills record after record. A text that is parted says anew behind the break how it is written."""

    def __init__(self, head: bytes) -> None:
        self._full: list[bytes] = []
        self._parts, self._left = [head], _MOST - len(head)

    def add(self, wide: int, data: bytes) -> None:
        if self._left < _HEAD + 4:  # room for the head and one character, which may take two units
            self._next()
        self._put(struct.pack("<HB", len(data) >> wide, wide))
        while len(data) > self._left:
            fitting = self._fitting(wide, data)
            self._put(data[:fitting])
            data = data[fitting:]
            self._next()
            self._put(bytes([wide]))
        self._put(data)

    def _fitting(self, wide: int, data: bytes) -> int:
        """Return how many bytes go into this record: no unit is cut, nor a character of two units."""
        if not wide:
            return self._left
        fitting = self._left & ~1
        return fitting - 2 if struct.unpack_from("<H", data, fitting)[0] in _LOW else fitting

    def _put(self, data: bytes) -> None:
        self._parts.append(data)
        self._left -= len(data)

    def _next(self) -> None:
        self._full.append(b"".join(self._parts))
        self._parts, self._left = [], _MOST

    def all(self) -> bytes:
        self._next()
        first, *others = self._full
        return record(_TABLE, first) + b"".join(record(_CONTINUED, one) for one in others)
