"""Opening the file: connections set for safe writing, transactions that take the lock at their beginning."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, MutableMapping
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast
from urllib.parse import quote

from sqlalchemy import Connection, Dialect, Engine, QueuePool, create_engine, event, make_url
from sqlalchemy.util import LRUCache

from ipdesk.models.core import storage_faults as faults
from ipdesk.models.store.wal_pairing import next_count

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPIConnection

T = TypeVar("T")

_WRITES = "ipdesk_writes"
_AGAIN = 0.01  # seconds
_STATEMENTS = 500  # as many as an engine keeps for itself


def address(path: Path, how: str) -> str:
    """Return the address of a file for SQLite, to be opened as ``how`` says, such as ``mode=ro``."""
    # Bytes, because a path need not be UTF-8.
    name = quote(os.fsencode(path.as_posix()))
    return f"file://{name if name.startswith('/') else '/' + name}?{how}"


def open_engine(path: Path, patience: float, how: str = "mode=rw", *, only_read: bool = False) -> Engine:
    """Return an engine whose transactions read; ``patience`` is how many seconds it waits for a lock.

    With ``only_read`` SQLite itself refuses whatever would write. Errors never quote what was to be written.
    """
    connect = partial(_connected, address(path, how), patience, only_read)
    dialect, statements = _sqlite()
    pool = QueuePool(connect, pool_size=4, dialect=dialect)
    engine = Engine(pool, dialect, make_url("sqlite://"), hide_parameters=True)
    engine.update_execution_options(compiled_cache=statements)
    event.listen(engine, "begin", _begin)
    return engine


def _connected(where: str, patience: float, only_read: bool) -> DBAPIConnection:
    # Transactions are begun below, at their beginning: the module's own way begins too late to be safe.
    connection = sqlite3.connect(
        where, uri=True, timeout=patience, isolation_level=None, check_same_thread=False
    )
    try:
        _prepare(connection, only_read)
    except BaseException:
        connection.close()
        raise
    return cast("DBAPIConnection", connection)  # the types of sqlite3 do not say so


@cache
def _sqlite() -> tuple[Dialect, MutableMapping[object, object]]:
    """Return the dialect of the SQLite at hand, and the statements compiled for it.

    They go by SQLite alone: what was compiled for one file is not compiled again for the next.
    """
    engine = create_engine("sqlite://")
    engine.connect().close()
    engine.dispose()
    return engine.dialect, LRUCache(_STATEMENTS)


def writing(engine: Engine) -> Engine:
    """Return the same engine for transactions that write: they take the lock at once, or wait for it."""
    return engine.execution_options(**{_WRITES: True})


def _prepare(connection: sqlite3.Connection, only_read: bool) -> None:
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    # REPLACE deletes what stands in its way, and only with this asks the triggers about it.
    connection.execute("PRAGMA recursive_triggers = ON")
    if only_read:
        connection.execute("PRAGMA query_only = ON")


def _begin(connection: Connection) -> None:
    if not connection.get_execution_options().get(_WRITES):
        connection.exec_driver_sql("BEGIN")
        return
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    next_count(connection)


def use_log(engine: Engine, patience: float) -> None:
    """Have the database keep a write-ahead log from now on, so that reading never waits for writing.

    SQLite itself does not wait here for another desk that has just begun to read; this does, up to
    ``patience`` seconds.
    """
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        retry_while_busy(lambda: raw.execute("PRAGMA journal_mode = WAL"), patience)


def retry_while_busy(work: Callable[[], T], patience: float) -> T:
    """Do what another desk may be holding up, again until it is done or ``patience`` seconds have passed."""
    end = time.monotonic() + patience
    while True:
        try:
            return work()
        except sqlite3.OperationalError as error:
            if faults.code(error) & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(_AGAIN)
