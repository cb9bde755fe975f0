"""Whether a database holds all that was ever acknowledged in its folder.

After a crash the last work may stand in the log (``-wal``) alone, and SQLite opens the database without it
as if nothing were missing; nor does it notice a backup put back. SQLite's own salts cannot tell either: they
are drawn for each log, not for each transaction, and the database does not know them. So the count of the
last transaction (see ``wal_pairing``) is also written to a small file beside the database, after each commit.
A database that has not come as far as its mark has lost something; one that has come further has only
outrun it, as after a power cut, for the mark is not forced to disk.

Once somebody goes on with an older database, counts come up a second time. The lineage tells them apart.

The mark also holds the hash of the last audit entry (see ``core.audit_chain``): an end that was cut off
leaves a chain that is whole, and only what stands outside the database tells.
"""

from __future__ import annotations

import contextlib
import datetime
import os
import re
import sqlite3
import stat
import zlib
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, Engine

from ipdesk.models.core.atomic_file import PRIVATE
from ipdesk.models.core.errors import OlderDatabase
from ipdesk.models.store.database import address, writing
from ipdesk.models.store.file_inspection import how_to_read, retry_while_changing
from ipdesk.models.store.wal_pairing import Count, count_of, current_count, further, next_lineage

_LINE = "ipdesk-count 2 {lineage:08x} {count:010d} {at} {last}"
_NO_HASH = "-"
# The first form had no hash.
_FORM = re.compile(
    r"(ipdesk-count [12] ([0-9a-f]{8}) (\d{10}) (\S+)(?: ([0-9a-f]{64}|-))?) ([0-9a-f]{8})\n", re.ASCII
)
_LAST_HASH = "SELECT hash FROM audit_entry ORDER BY id DESC LIMIT 1"
_LONGEST = 200  # bytes; written in one piece


class Mark(NamedTuple):
    """How far a database has come: its last transaction, when that was, the hash of its last audit entry.

    Without an entry, or where the mark is of an earlier version, ``last`` is empty.
    """

    reached: Count
    at: datetime.datetime
    last: str = ""


def mark_path(path: Path) -> Path:
    """Return where the mark of a database lies.

    Sorted by name it comes before the database, and is copied first where a folder is copied while in use:
    a mark that is older than its database says nothing.
    """
    return path.with_suffix(".count")


def stored_mark(path: Path) -> Mark | None:
    """Return the mark beside a database; None for none, or one that cannot be read or is not whole."""
    try:
        data = mark_path(path).read_bytes()[:_LONGEST]
    except OSError:
        return None
    found = _FORM.fullmatch(data.decode("ascii", "replace"))
    if found is None or _sum(found[1]) != found[6]:
        return None
    last = (found[5] or "").removeprefix(_NO_HASH)
    with contextlib.suppress(ValueError):
        return Mark(Count(int(found[3]), int(found[2], 16)), datetime.datetime.fromisoformat(found[4]), last)
    return None


def last_known_hash(path: Path) -> str:
    """Return the hash of the last audit entry by the mark beside a database, "" where nothing tells it."""
    mark = stored_mark(path)
    return "" if mark is None else mark.last


def mark_of(connection: Connection, at: datetime.datetime) -> Mark:
    """Return how far the database has come in this connection's transaction."""
    last = connection.exec_driver_sql(_LAST_HASH).scalar()
    return Mark(current_count(connection), at, last or "")


def keep_mark_of_copy(copy: Path, at: datetime.datetime) -> None:
    """Write the mark of a copy beside it, with the last hash where its revision chains entries.

    Raises sqlite3.Error.
    """
    with closing(sqlite3.connect(address(copy, "mode=ro&immutable=1"), uri=True)) as connection:
        columns = {name for _, name, *_ in connection.execute("PRAGMA table_info(audit_entry)")}
        found = connection.execute(_LAST_HASH).fetchone() if "hash" in columns else None
        mark = Mark(count_of(connection), at, found[0] if found else "")
    keep_mark(copy, mark)


def mark_as_used(engine: Engine, path: Path, at: datetime.datetime, *, older: bool) -> None:
    """Mark how far a database has come that is used from now on; an ``older`` one under another lineage."""
    with (writing(engine) if older else engine).begin() as connection:
        if older:
            next_lineage(connection)
        mark = mark_of(connection, at)
    keep_mark(path, mark)


def keep_mark(path: Path, mark: Mark) -> None:
    """Write a mark beside its database, unless another desk has come further; it is not forced to disk.

    What was acknowledged is safe without it, so that nothing is told where it cannot be written. A database
    that has never been written to since there are lineages has none to be marked.
    """
    with contextlib.suppress(OSError):
        stored = stored_mark(path)
        if mark.reached.lineage and (stored is None or stored.reached.lacks(mark.reached)):
            _write(path, mark)


def _write(path: Path, mark: Mark) -> None:
    number, lineage = mark.reached
    at, last = mark.at.isoformat(timespec="seconds"), mark.last or _NO_HASH
    line = _LINE.format(lineage=lineage, count=number, at=at, last=last)
    target = _made(path)
    # In its place: another file for each commit would cost more than the commit.
    with target.open("r+b") as file:
        file.write(f"{line} {_sum(line)}\n".encode("ascii"))
        file.truncate()


def _made(path: Path) -> Path:
    """Return the file of the mark, made with the bits of the database where it is not there."""
    target = mark_path(path)
    with contextlib.suppress(FileExistsError):
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))
        target.chmod(stat.S_IMODE(path.stat().st_mode))
    return target


def _sum(line: str) -> str:
    return f"{zlib.crc32(line.encode('ascii')):08x}"


# --- what is missing ---


class _Progress(NamedTuple):
    reached: Count
    last: str  # the last audited moment, empty for none


def lost_work(path: Path) -> OlderDatabase | None:
    """Return what there is to tell about a database that lacks what its mark says; None for nothing.

    It has been looked at before: the file is ours, and its log its own. Raises sqlite3.Error and OSError.
    """
    mark = stored_mark(path)  # first: another desk may be writing at this very moment
    if mark is None:
        return None
    held = retry_while_changing(path, lambda: _held(path, mark))
    if held is None:
        return OlderDatabase(_GONE.format(name=path.name, last=_moment(mark.at)))
    if not held.reached.lacks(mark.reached):
        return None
    return OlderDatabase(_sentence(path.name, held, mark))


def _held(path: Path, mark: Mark) -> _Progress | None:
    """Return how far the database has come, its log included; None where there is none.

    Only of one that lacks what its mark says the last moment is looked for: the header alone tells the rest.
    """
    if not path.exists() or path.stat().st_size == 0:
        return None
    with closing(sqlite3.connect(address(path, how_to_read(path)), uri=True)) as connection:
        connection.execute("BEGIN")
        reached = count_of(connection)
        return _Progress(reached, _last_moment(connection) if reached.lacks(mark.reached) else "")


def _last_moment(connection: sqlite3.Connection) -> str:
    tables = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'audit_entry'").fetchone()
    last = connection.execute("SELECT at FROM audit_entry ORDER BY id DESC").fetchone() if tables[0] else None
    with contextlib.suppress(ValueError, TypeError):
        return _moment(datetime.datetime.fromisoformat(last[0])) if last else ""
    return ""


_GONE = (
    "数据文件夹里的 {name} 不见了，或是空的；这个文件夹里最后一次保存是在 {last}。没有打开，未作改动。"
    "请把 {name} 放回来，旁边有过 {name}-wal 的话也一起放回来，再试一次。"
)
_LACKING = (
    "{name} 里缺少最近保存的内容（{what}，最后一次保存是在 {last}）{since}。"
    "像是旁边的 {name}-wal 被删除、损坏或没有一起复制，或者放回了备份。没有打开，未作改动。"
    "要找回，请把当时的 {name} 和 {name}-wal 一起放回来，再试一次。"
)


def _sentence(name: str, held: _Progress, mark: Mark) -> str:
    number = further(held.reached.number, mark.reached.number)
    what = (
        f"{number} 次保存" if held.reached.lineage == mark.reached.lineage else "它不是这里上次用的那个数据库"
    )
    since = f"，现有的内容到 {held.last} 为止" if held.last else ""
    return _LACKING.format(name=name, what=what, last=_moment(mark.at), since=since)


def _moment(at: datetime.datetime) -> str:
    return f"{at.astimezone():%Y-%m-%d %H:%M}"
