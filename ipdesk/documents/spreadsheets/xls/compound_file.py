"""The file around an old workbook: one stream in a compound file, as a disk of sectors and their tables."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_SECTOR = 512  # bytes
_A_TABLE = _SECTOR // 4  # entries of a sector of the allocation table
_IN_HEADER = 109  # sectors of that table which the header itself names
_A_LIST = _A_TABLE - 1  # what each further sector of that list names; its last entry leads on
_SMALLEST = 4096  # bytes: a shorter stream would have to go into a second disk inside the first
_FREE, _END, _OF_TABLE, _OF_LIST = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC
_SIGNATURE = bytes.fromhex("D0CF11E0A1B11AE1")
_WORKBOOK = bytes.fromhex("2008020000000000C000000000000046")  # the class of an Excel workbook
_ROOT, _STREAM = 5, 2


def compound_file(name: str, stream: bytes) -> bytes:
    """Return a compound file that holds ``stream`` under ``name``, of at most 31 characters.

    The stream is filled up with zeros to whole sectors, and to the least size that a large one has.
    """
    stream = stream.ljust(_SMALLEST, b"\0")
    stream += bytes(-len(stream) % _SECTOR)
    data = len(stream) // _SECTOR
    tables, lists = _needed(data + 1)  # one more for the directory
    first_list, first_table = data + 1, data + 1 + lists
    places = [first_table + number for number in range(tables)]
    return b"".join(
        (
            _header(data, places, first_list, lists),
            stream,
            _directory(name, len(stream)),
            *_lists(places[_IN_HEADER:], first_list),
            _table(data, lists, tables),
        )
    )


def _needed(used: int) -> tuple[int, int]:
    """Return how many sectors the allocation table takes, and how many the list of those takes."""
    tables = lists = 0
    while True:
        wanted = -(-(used + tables + lists) // _A_TABLE)
        listed = -(-max(0, wanted - _IN_HEADER) // _A_LIST)
        if (wanted, listed) == (tables, lists):
            return tables, lists
        tables, lists = wanted, listed


def _header(directory: int, tables: list[int], first_list: int, lists: int) -> bytes:
    version = struct.pack("<16xHHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    counts = struct.pack("<IIIIIIIII", 0, len(tables), directory, 0, _SMALLEST, _END, 0,
                         first_list if lists else _END, lists)  # fmt: skip
    named = tables[:_IN_HEADER] + [_FREE] * (_IN_HEADER - len(tables))
    return _SIGNATURE + version + counts + struct.pack(f"<{_IN_HEADER}I", *named)


def _directory(name: str, size: int) -> bytes:
    root = _entry("Root Entry", _ROOT, child=1, owner=_WORKBOOK, first=_END, size=0)
    stream = _entry(name, _STREAM, child=_FREE, owner=bytes(16), first=0, size=size)
    unused = struct.pack("<68xIII48x", _FREE, _FREE, _FREE)
    return root + stream + unused * 2


def _entry(name: str, kind: int, *, child: int, owner: bytes, first: int, size: int) -> bytes:
    text = name.encode("utf-16-le")
    head = struct.pack("<64sHBB", text, len(text) + 2, kind, 1)
    return head + struct.pack("<III16s20xIQ", _FREE, _FREE, child, owner, first, size)


def _lists(tables: list[int], first: int) -> Iterator[bytes]:
    """Yield the sectors that name those of the allocation table for which the header has no room."""
    for place, start in enumerate(range(0, len(tables), _A_LIST), start=1):
        part = tables[start : start + _A_LIST]
        following = first + place if start + _A_LIST < len(tables) else _END
        yield struct.pack(f"<{_A_TABLE}I", *part, *[_FREE] * (_A_LIST - len(part)), following)


def _table(data: int, lists: int, tables: int) -> bytes:
    """Return the allocation table: for each sector the one that follows it."""
    entries = [*range(1, data), _END, _END, *[_OF_LIST] * lists, *[_OF_TABLE] * tables]
    entries += [_FREE] * (-len(entries) % _A_TABLE)
    return struct.pack(f"<{len(entries)}I", *entries)
