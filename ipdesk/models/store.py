"""The one door to the database: open it, read with a session of one's own, run commands in transactions."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Self, TypeVar

from ipdesk.models import faults
from ipdesk.models.changes import Outcome
from ipdesk.models.commands.base import Command
from ipdesk.models.errors import NotFound, StoreError

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

P = ParamSpec("P")
T = TypeVar("T")

DATABASE_NAME = "ipdesk.sqlite"
PATIENCE = 5.0
"""Seconds to wait for another desk's transaction to end."""


def local_now() -> datetime.datetime:
    """Return the moment with the machine's zone."""
    return datetime.datetime.now().astimezone()


class Store:
    """An open database. May be used from several threads: every call has a session of its own."""

    def __init__(self, engine: Engine, now: Callable[[], datetime.datetime]) -> None:
        """Take an engine whose schema is up to date; ``Store.open`` makes one."""
        from ipdesk.models.database import writing

        self._reading = engine
        self._writing = writing(engine)
        self._now = now

    @classmethod
    def open(
        cls, data_dir: Path, now: Callable[[], datetime.datetime] = local_now, patience: float = PATIENCE
    ) -> Self:
        """Open the database of a data folder, making both where they are missing, and bring it up to date.

        Raises LockedDatabase, NewerDatabase, DamagedDatabase, DiskFull or ReadOnlyFolder; the file is then as
        before.
        """
        path = data_dir / DATABASE_NAME
        with _told():
            from ipdesk.models.database import look_at, open_engine

            try:
                data_dir.mkdir(parents=True, exist_ok=True)
                revision = look_at(path)
            except OSError as error:
                raise faults.told_of_files(error) from error
            engine = open_engine(path, patience)
            try:
                _bring_up_to_date(engine, revision)
            except BaseException:
                engine.dispose()
                raise
        return cls(engine, now)

    @classmethod
    def open_to_read(cls, data_dir: Path, patience: float = PATIENCE) -> Self:
        """Open the database of a data folder only to read it: nothing is made and nothing brought up to date.

        Raises NotFound where there is none, StoreError where it is of an earlier version, and as ``open``.
        """
        path = data_dir / DATABASE_NAME
        with _told():
            from ipdesk.models.database import look_at, open_engine
            from ipdesk.models.migrations import HEAD

            try:
                revision = look_at(path)
            except OSError as error:
                raise faults.told_of_files(error) from error
            if revision is None:
                raise NotFound(f"文件夹 {data_dir} 里还没有数据。")
            if revision != HEAD:
                raise StoreError("这个数据库是由较早版本的程序建立的，请先打开一次窗口，让程序更新它。")
            return cls(open_engine(path, patience, only_read=True), local_now)

    def read(self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a query function in a read transaction and return its records. Raises StoreError, NotFound."""
        from sqlalchemy.orm import Session

        with _told(), Session(self._reading) as session, session.begin():
            return query(session, *args, **kwargs)

    def run(self, command: Command[T]) -> Outcome[T]:
        """Run a command in one transaction: all of it is on disk when this returns, or nothing if it raises.

        Raises StoreError, InvalidInput, Conflict, NotFound, and whatever a renderer given along raises.
        """
        from sqlalchemy.orm import Session

        from ipdesk.models.writing.work import Work

        with _told(), Session(self._writing) as session:
            with session.begin():
                work = Work(session, self._now())
                value = command.run(work)
            return Outcome(value, work.changes())

    def close(self) -> None:
        """Let go of the file. The store cannot be used afterwards."""
        self._reading.dispose()


def _bring_up_to_date(engine: Engine, revision: str | None) -> None:
    from ipdesk.models.database import writing
    from ipdesk.models.migrations import HEAD

    if revision == HEAD:
        # A database that only can be read is told now, not after an hour of typing.
        with writing(engine).begin():
            return
    from ipdesk.models.upgrading import bring_up_to_date

    bring_up_to_date(engine)


@contextmanager
def _told() -> Iterator[None]:
    """Tell faults of SQLite in words; whatever else is raised passes."""
    from sqlalchemy.exc import DBAPIError

    try:
        yield
    except (sqlite3.Error, DBAPIError) as error:
        fault = faults.told(error)
        if fault is None:
            raise
        raise fault from error
