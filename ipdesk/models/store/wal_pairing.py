"""Whether a database and the log beside it belong together.

After a crash SQLite puts what stands in the log (``-wal``) into the database. Where somebody has put a backup
in the database's place meanwhile, pages of two times would be mixed, and SQLite does not notice. So every
transaction that writes counts on: the count stands in the database's first page (``user_version``), which
thereby stands in every transaction of the log. What the log begins with follows on what the database holds,
or the database already holds some of the log.
"""

from __future__ import annotations

import secrets
import sqlite3
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from sqlalchemy import Connection

_ROUND = 2**31  # counts begin again after this one
_HEADER, _FRAME = 32, 24  # bytes before all frames of a log, and before each page
_LOG_MAGIC = (0x377F0682, 0x377F0683)
_MAGIC = b"SQLite format 3\0"
HEADER = 100
"""Bytes at the beginning of a database that tell what it is, and how far it has come."""
_COUNT_AT, _LINEAGE_AT = 60, 68


class Count(NamedTuple):
    """The number of a transaction in its lineage; a new one begins where an older copy goes on."""

    number: int
    lineage: int

    def lacks(self, other: Count) -> bool:
        """Say whether a database that has come so far lacks something of what has come as far as another."""
        return self.lineage != other.lineage or is_before(self.number, other.number)


def count_in(header: bytes) -> Count | None:
    """Return how far a database has come by its first bytes; None where it is none."""
    return _count_at_head(header) if len(header) >= HEADER and header.startswith(_MAGIC) else None


def _count_at_head(page: bytes) -> Count:
    return Count(*(struct.unpack_from(">I", page, at)[0] for at in (_COUNT_AT, _LINEAGE_AT)))


def count_of(connection: sqlite3.Connection) -> Count:
    """Return how far the database of a bare connection has come."""
    [(number,)] = connection.execute("PRAGMA user_version")
    [(lineage,)] = connection.execute("PRAGMA application_id")
    return Count(number, lineage)


def current_count(connection: Connection) -> Count:
    """Return how far the database has come in this connection's transaction."""
    raw = connection.connection.driver_connection
    assert raw is not None
    return count_of(raw)


def next_count(connection: Connection) -> None:
    """Count on, in the transaction that has begun to write."""
    number, lineage = current_count(connection)
    connection.exec_driver_sql(f"PRAGMA user_version = {(number + 1) % _ROUND}")
    if lineage == 0:
        next_lineage(connection)


def next_lineage(connection: Connection) -> None:
    """Begin another lineage, in a transaction that writes."""
    connection.exec_driver_sql(f"PRAGMA application_id = {1 + secrets.randbelow(_ROUND - 1)}")


def further(count: int, other: int) -> int:
    """Return by how many counts another one goes further."""
    return (other - count) % _ROUND


def is_before(count: int, other: int) -> bool:
    """Say whether a count is an earlier one than another."""
    return (count - other) % _ROUND > _ROUND // 2


class LogCounts(NamedTuple):
    """The count of the first finished transaction of a log, how many counts further it goes, its lineages."""

    first: int
    further: int
    lineages: frozenset[int]

    def follows(self, count: Count) -> bool:
        """Say whether a database with this count is what the log was begun on, or holds some of it."""
        if self.first == 0:
            return True  # written by a version that did not count: nothing can be said
        ahead = further(self.first - 1, count.number)
        return ahead == 0 or (ahead <= self.further + 1 and count.lineage in self.lineages)


def log_counts(log: Path) -> LogCounts | None:
    """Return what a log holds; None where it is missing or holds no finished transaction. Raises OSError."""
    counts = tuple(_counts(log))
    if not counts:
        return None
    first = counts[0].number
    furthest = max(further(first, count.number) for count in counts)
    return LogCounts(first, furthest, frozenset(count.lineage for count in counts))


def first_count(log: Path) -> int | None:
    """Return the first count of a log; None where there is none, or it was not counted. Raises OSError."""
    count = next(_counts(log), None)
    return (count.number or None) if count is not None else None


def _counts(log: Path) -> Iterator[Count]:
    try:
        with log.open("rb") as file:
            yield from _counts_in(file)
    except FileNotFoundError:
        return


def _counts_in(file: BinaryIO) -> Iterator[Count]:
    """Yield the counts of the finished transactions, as far as the log is of one piece."""
    header = file.read(_HEADER)
    if len(header) < _HEADER or struct.unpack(">I", header[:4])[0] not in _LOG_MAGIC:
        return
    size, salts = struct.unpack(">I", header[8:12])[0], header[16:24]
    seen = Count(0, 0)  # until a transaction has counted
    while len(frame := file.read(_FRAME)) == _FRAME and frame[8:16] == salts:
        page = file.read(size)
        number, pages_after_commit = struct.unpack(">II", frame[:8])
        if len(page) < size:
            return
        if number == 1:
            seen = _count_at_head(page)
        if pages_after_commit:
            yield seen
