"""Whether a database and the log beside it belong together.

After a crash SQLite puts what stands in the log (``-wal``) into the database. Where somebody has put a backup
in the database's place meanwhile, pages of two times would be mixed, and SQLite does not notice. So every
transaction that writes counts on: the count stands in the database's first page (``user_version``), which
thereby stands in every transaction of the log. What the log begins with follows on what the database holds,
or the database already holds some of the log.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from sqlalchemy import Connection

_ROUND = 2**31  # counts begin again after this one
_HEADER, _FRAME = 32, 24  # bytes before all frames of a log, and before each page
_MAGIC = (0x377F0682, 0x377F0683)
COUNT_AT = 60
"""Where the first page of a database, and the database, has its count: four bytes, the highest first."""


def next_count(connection: Connection) -> None:
    """Count on, in the transaction that has begun to write."""
    count = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    connection.exec_driver_sql(f"PRAGMA user_version = {(count + 1) % _ROUND}")


def is_before(count: int, other: int) -> bool:
    """Say whether a count is an earlier one than another."""
    return (count - other) % _ROUND > _ROUND // 2


class LogCounts(NamedTuple):
    """The count of the first finished transaction that a log holds, and how many counts further it goes."""

    first: int
    further: int

    def follows(self, count: int) -> bool:
        """Say whether a database with this count is what the log was begun on, or holds some of it."""
        if self.first == 0:
            return True  # written by a version that did not count: nothing can be said
        return (count - self.first + 1) % _ROUND <= self.further + 1


def log_counts(log: Path) -> LogCounts | None:
    """Return what a log holds; None where it is missing or holds no finished transaction. Raises OSError."""
    counts = tuple(_counts(log))
    if not counts:
        return None
    return LogCounts(counts[0], max((count - counts[0]) % _ROUND for count in counts))


def first_count(log: Path) -> int | None:
    """Return the first count of a log; None where there is none, or it was not counted. Raises OSError."""
    return next(_counts(log), None) or None


def _counts(log: Path) -> Iterator[int]:
    try:
        with log.open("rb") as file:
            yield from _counts_in(file)
    except FileNotFoundError:
        return


def _counts_in(file: BinaryIO) -> Iterator[int]:
    """Yield the counts of the finished transactions, as far as the log is of one piece."""
    header = file.read(_HEADER)
    if len(header) < _HEADER or struct.unpack(">I", header[:4])[0] not in _MAGIC:
        return
    size, salts = struct.unpack(">I", header[8:12])[0], header[16:24]
    seen = 0  # until a transaction has counted
    while len(frame := file.read(_FRAME)) == _FRAME and frame[8:16] == salts:
        page = file.read(size)
        number, pages_after_commit = struct.unpack(">II", frame[:8])
        if len(page) < size:
            return
        if number == 1:
            seen = struct.unpack(">I", page[COUNT_AT : COUNT_AT + 4])[0]
        if pages_after_commit:
            yield seen
