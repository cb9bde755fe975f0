"""A file is looked at before it is touched: whose it is, of which version, and whether its log is its own."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from ipdesk.models.core import storage_faults as faults
from ipdesk.models.core.errors import DamagedDatabase, MixedDatabase, NewerDatabase, StoreError
from ipdesk.models.migrations import REVISIONS
from ipdesk.models.store.database import address
from ipdesk.models.store.folder import beside, is_writable
from ipdesk.models.store.wal_pairing import HEADER, Count, count_in, log_counts

T = TypeVar("T")

_LOOKS = 50  # as often as another desk may be writing at that very moment
_NOT_SHUT = "mode=ro"
_SHUT = "mode=ro&immutable=1"


def look_at(path: Path, patience: float, *, only_read: bool = False) -> str | None:
    """Return the schema revision of a file without changing a byte of it; None where there is nothing yet.

    A file without a table of anybody's is nothing: an interrupted first start leaves one. What was left half
    written without a log is first taken back, unless it is ``only_read``. Another desk is waited for, up to
    ``patience`` seconds. Raises DamagedDatabase for what is
    not a database of ours, MixedDatabase for one beside another's log, NewerDatabase for a revision not known
    here, StoreError, sqlite3.Error and OSError.
    """
    revision = retry_while_changing(path, lambda: _look(path, patience, only_read))
    if revision is not None and revision not in REVISIONS:
        raise NewerDatabase("这个数据库是由更新版本的程序建立的，未作任何改动。请安装新版本后再打开。")
    return revision


def how_to_read(path: Path) -> str:
    """Return how a file is opened so that nothing is made beside it, as ``address`` takes it.

    Even a reader makes files unless it is told that nobody writes; somebody does where files are already.
    """
    log, *_ = found = beside(path)
    if not any(one.exists() for one in found):
        return _SHUT
    return _NOT_SHUT if _can_make_files(path) or log_counts(log) is not None else _SHUT


def how_to_stay(path: Path) -> str:
    """Return how a file is opened to be read for longer, as ``address`` takes it.

    Where it can be, so that another desk may begin to write meanwhile; SQLite then makes files beside it and
    removes them again.
    """
    how = how_to_read(path)
    return "mode=rw" if how == _SHUT and _can_make_files(path) else how


def _can_make_files(path: Path) -> bool:
    return is_writable(path) and is_writable(path.parent)


def _stored_count(path: Path) -> Count | None:
    """Return the count that the file itself holds, without its log; None where it is no database.

    Not through SQLite: where putting the log into it was cut short, the file is whole only with its log.
    """
    with path.open("rb") as file:
        return count_in(file.read(HEADER))


def _look(path: Path, patience: float, only_read: bool) -> str | None:
    if not path.exists() or path.stat().st_size == 0:
        _check_alone(path)
        return None
    _check_pair(path)
    try:
        return _revision(path, how_to_read(path), patience)
    except sqlite3.OperationalError as error:
        if faults.code(error) != sqlite3.SQLITE_READONLY_ROLLBACK:
            raise
    if only_read:
        raise StoreError("数据库上次写入时中断了，还没有恢复，没有读出。请先打开一次窗口，让程序恢复它。")
    return _revision(path, "mode=rw", patience)


def _check_alone(path: Path) -> None:
    """SQLite would delete the log of a database that is gone."""
    log, *_ = beside(path)
    if log_counts(log) is not None:
        raise MixedDatabase(
            f"数据文件夹里的 {path.name} 不见了，或是空的，旁边的 {log.name} 里却还有保存过的内容。"
            f"没有打开，未作改动。请把 {path.name} 放回来，再试一次；"
            f"要从空的数据库开始，请把 {log.name} 和 {path.name}-shm 两个文件移到别处。"
        )


def _check_pair(path: Path) -> None:
    log, *_ = beside(path)
    counts = log_counts(log)
    stored = _stored_count(path)
    if counts is not None and stored is not None and not counts.follows(stored):
        raise MixedDatabase(
            f"{path.name} 和旁边的 {log.name} 不是同一时候的，像是程序中断以后放回了备份。"
            "没有打开，未作改动。"
            f"要用放回的备份，请把 {log.name} 和 {path.name}-shm 两个文件移到别处，再试一次；"
            f"要用中断以前的数据，请把中断时的 {path.name} 放回来。"
        )


def _revision(path: Path, how: str, patience: float) -> str | None:
    with closing(sqlite3.connect(address(path, how), uri=True, timeout=patience)) as connection:
        tables = {
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master")
            if not name.startswith("sqlite_")
        }
        found = None
        if "alembic_version" in tables:
            found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if found is None and tables - {"alembic_version"}:
        raise faults.damaged(faults.NOT_OPENED)
    return None if found is None else str(found[0])


def retry_while_changing(path: Path, look: Callable[[], T]) -> T:
    """Look again where it seems wrong and the files have changed meanwhile: another desk is writing."""
    for _ in range(_LOOKS):
        before = _likeness(path)
        try:
            return look()
        except (sqlite3.DatabaseError, DamagedDatabase, MixedDatabase) as error:
            if _likeness(path) == before or faults.is_locked(error):
                raise
    return look()


def _likeness(path: Path) -> tuple[object, ...]:
    return tuple(_size_and_time(found) for found in (path, *beside(path)))


def _size_and_time(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_size, found.st_mtime_ns
