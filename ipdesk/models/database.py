"""The file: looked at before it is touched, then opened for safe writing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

from ipdesk.models import faults
from ipdesk.models.errors import NewerDatabase
from ipdesk.models.migrations import HEAD

_MAGIC = b"SQLite format 3\0"
_WRITES = "ipdesk_writes"


def look_at(path: Path) -> str | None:
    """Return the schema revision of a file without changing a byte of it; None where there is nothing yet.

    Raises DamagedDatabase for what is not a database of ours and NewerDatabase for a revision not known here.
    """
    if not path.exists() or path.stat().st_size == 0:
        return None
    with path.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            raise faults.damaged()
    revision = _revision(path)
    if revision != HEAD and revision not in _known():
        raise NewerDatabase("这个数据库是由更新版本的程序建立的，未作任何改动。请安装新版本后再打开。")
    return revision


def _revision(path: Path) -> str:
    with closing(sqlite3.connect(_uri(path), uri=True)) as connection:
        tables = {
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
        if "alembic_version" not in tables:
            raise faults.damaged()
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if found is None:
        raise faults.damaged()
    return str(found[0])


def _known() -> frozenset[str]:
    from ipdesk.models.upgrading import known_revisions

    return known_revisions()


def _uri(path: Path) -> str:
    """Return the address for looking: even a reader makes files beside the database unless told not to."""
    posix = path.resolve().as_posix()
    in_use = path.with_name(f"{path.name}-wal").exists()
    how = "mode=ro" if in_use else "mode=ro&immutable=1"
    return f"file://{quote(posix if posix.startswith('/') else '/' + posix)}?{how}"


def open_engine(path: Path, patience: float, *, only_read: bool = False) -> Engine:
    """Return an engine whose transactions read; ``patience`` is how many seconds it waits for a lock.

    With ``only_read`` SQLite itself refuses whatever would write.
    """

    def connect() -> sqlite3.Connection:
        # Transactions are begun below, at their beginning: the module's own way begins too late to be safe.
        connection = sqlite3.connect(path, timeout=patience, isolation_level=None, check_same_thread=False)
        try:
            _prepare(connection)
            if only_read:
                connection.execute("PRAGMA query_only = ON")
        except BaseException:
            connection.close()
            raise
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_size=4)
    event.listen(engine, "begin", _begin)
    return engine


def writing(engine: Engine) -> Engine:
    """Return the same engine for transactions that write: they take the lock at once, or wait for it."""
    return engine.execution_options(**{_WRITES: True})


def _prepare(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
