"""The one door to the database: open it, read with a session of one's own, run commands in transactions."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Self, TypeVar

from ipdesk.models.commands.base import Command
from ipdesk.models.core import storage_faults as faults
from ipdesk.models.core.actor import Actor
from ipdesk.models.core.changes import Outcome
from ipdesk.models.core.errors import DamagedDatabase, NotFound, StoreError
from ipdesk.models.store.folder import DATABASE_NAME, database_path, made_writable, prepared
from ipdesk.models.store.identity import OpenFiles
from ipdesk.paths import shown_path

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from ipdesk.models.records import AuditCheck

__all__ = ["DATABASE_NAME", "PATIENCE", "Store", "local_now"]

P = ParamSpec("P")
T = TypeVar("T")

_OF_VALUES = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)

_OLDER = "这个数据库是由较早版本的程序建立的，请先打开一次窗口，让程序更新它。"
PATIENCE = 5.0
"""Seconds to wait for another desk's transaction to end."""


def local_now() -> datetime.datetime:
    """Return the moment with the machine's zone."""
    return datetime.datetime.now().astimezone()


class Store:
    """An open database. May be used from several threads: every call has a session of its own."""

    def __init__(
        self, engine: Engine, now: Callable[[], datetime.datetime], held: _OpenDatabase | None = None
    ) -> None:
        """Take an engine whose schema is up to date; ``Store.open`` makes one.

        ``held`` is what it keeps open, None where nothing will be written.
        """
        from ipdesk.models.store.database import writing

        self._reading = engine
        self._writing = writing(engine)
        self._now = now
        self._held = held
        self._damaged = False
        self._path: Path | None = None
        self._last_known = ""

    @classmethod
    def open(
        cls,
        data_dir: Path,
        now: Callable[[], datetime.datetime] = local_now,
        patience: float = PATIENCE,
        *,
        use_older: bool = False,
    ) -> Self:
        """Open the database of a data folder, making both where they are missing, and bring it up to date.

        Not a byte of a file is changed before it is known for ours. An interrupted first start is gone on
        with; another desk's is waited for, up to ``patience`` seconds. One that lacks what was saved before
        is opened with ``use_older`` only, which is asked once. Raises LockedDatabase, NewerDatabase,
        DamagedDatabase, MixedDatabase, OlderDatabase, DiskFull, ReadOnlyFolder or StoreError; the file is
        then as before.
        """
        with _told(faults.NOT_OPENED), _files_told(faults.NOT_OPENED):
            from ipdesk.models.store.database import open_engine, use_log
            from ipdesk.models.store.file_inspection import look_at
            from ipdesk.models.store.high_water_mark import last_known_hash, lost_work, mark_as_used
            from ipdesk.models.store.migrate import bring_up_to_date

            path = prepared(data_dir)
            revision = look_at(path, patience)
            lost = lost_work(path)
            if lost is not None and not use_older:
                raise lost
            made_writable(path)
            known = last_known_hash(path)
            engine = open_engine(path, patience)
            try:
                bring_up_to_date(engine, path, revision)
                use_log(engine, patience)
                mark_as_used(engine, path, now(), older=lost is not None)
                opened = cls(engine, now, _OpenDatabase(engine, path, data_dir))
                opened._path, opened._last_known = path, known
                return opened
            except BaseException:
                engine.dispose()
                raise

    @classmethod
    def open_to_read(cls, data_dir: Path, patience: float = PATIENCE) -> Self:
        """Open the database of a data folder only to read it: nothing is made and nothing brought up to date.

        What another desk holds is waited for, up to ``patience`` seconds. Raises NotFound where there is
        none, StoreError where it is of an earlier version, and as ``open``.
        """
        with _told(faults.NOT_READ), _files_told(faults.NOT_READ):
            from ipdesk.models.migrations import HEAD
            from ipdesk.models.store.database import open_engine
            from ipdesk.models.store.file_inspection import how_to_stay, look_at
            from ipdesk.models.store.high_water_mark import last_known_hash, lost_work
            from ipdesk.models.store.migrate import is_derived
            from ipdesk.models.store.schema import check_columns

            path = database_path(data_dir)
            revision = look_at(path, patience, only_read=True)
            lost = lost_work(path)
            if lost is not None:
                raise lost
            if revision is None:
                raise NotFound(f"文件夹 {shown_path(data_dir)} 里还没有数据。")
            if revision != HEAD:
                raise StoreError(_OLDER)
            known = last_known_hash(path)
            engine = open_engine(path, patience, how_to_stay(path), only_read=True)
            try:
                with engine.connect() as connection:
                    check_columns(connection)
                    if not is_derived(connection):
                        raise StoreError(_OLDER)
                opened = cls(engine, local_now)
                opened._path, opened._last_known = path, known
                return opened
            except BaseException:
                engine.dispose()
                raise

    def read(self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a query function in a read transaction and return its records. Raises StoreError, NotFound."""
        from sqlalchemy.orm import Session

        told = _told(faults.NOT_READ), self.damaged_contents_reported(faults.NOT_READ)
        with told[0], told[1], Session(self._reading) as session, session.begin():
            return query(session, *args, **kwargs)

    def moment(self) -> datetime.datetime:
        """Return the moment as commands write it down, with its zone."""
        return self._now()

    def run(self, command: Command[T], actor: Actor) -> Outcome[T]:
        """Run a command in one transaction: all of it is on disk when this returns, or nothing if it raises.

        Raises StoreError, NotPermitted, InvalidInput, Conflict, NotFound, and what a renderer given along
        raises.
        """
        from sqlalchemy.orm import Session

        from ipdesk.models.handlers.registry import carry_out
        from ipdesk.models.handlers.work import Work
        from ipdesk.models.store.high_water_mark import keep_mark, mark_of

        with _told(faults.NOT_SAVED), self.damaged_contents_reported(faults.NOT_SAVED):
            self._check_writable()
            with Session(self._writing) as session, session.begin():
                work = Work(
                    session, self._now(), actor, self._held.folder if self._held is not None else None
                )
                value = carry_out(work, command)
                work.write_audit()
                mark = mark_of(session.connection(), self._now())
            # Nothing is acknowledged that went into a file which has been taken away meanwhile.
            self._check_writable()
            if self._held is not None:
                keep_mark(self._held.path, mark)
            return Outcome(value, work.changes())

    def _check_writable(self) -> None:
        if self._damaged:
            raise faults.damaged_inside()
        with _files_told(faults.NOT_SAVED):
            if self._held is not None and not self._held.files.are_there():
                raise faults.moved_database()

    @contextmanager
    def damaged_contents_reported(self, undone: str = faults.NOT_READ) -> Iterator[None]:
        """Tell what fails in the block as damage, where the database holds what the program never wrote.

        Where all is as it was written, the mistake is the program's and passes. Raises DamagedDatabase.
        """
        from sqlalchemy.exc import OperationalError

        try:
            yield
        except (*_OF_VALUES, OperationalError) as error:
            place = None if faults.from_sqlite_error(error) else self.damaged_place()
            if place is None:
                raise
            raise faults.damaged_contents(place, undone) from error

    def damaged_place(self) -> str | None:
        """Return where a value stands that the program never wrote; it takes about a second for 100,000 rows.

        The place is a table and a row's number. Raises StoreError.
        """
        from ipdesk.models.store.contents import first_fault

        with _told(faults.NOT_READ), self._reading.connect() as connection:
            return first_fault(connection)

    def check(self) -> None:
        """Look for damage in the whole file; takes about a second for 100 MB. Nothing is written after any.

        Raises DamagedDatabase, and StoreError where it could not be read.
        """
        try:
            with _told(faults.NOT_READ), self._reading.connect() as connection:
                found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalars().all()
        except DamagedDatabase:
            found = []
        if found != ["ok"]:
            self._damaged = True
            raise faults.damaged_inside()

    def check_audit(self, *, whole: bool) -> AuditCheck:
        """Check the chain of the audit log, all of it or what is new since the last check that was kept.

        What stood beside the database when it was opened, too, is held against it. About a second for 200,000
        entries. Raises StoreError.
        """
        from ipdesk.models.reading.audit import check_chain
        from ipdesk.models.records import Checkpoint
        from ipdesk.models.store.audit_checkpoint import stored_checkpoint

        reached = Checkpoint() if self._path is None else stored_checkpoint(self._path)
        known = frozenset({self._last_known, reached.hash})
        return self.read(check_chain, Checkpoint() if whole else reached, known)

    def keep_audit_check(self, check: AuditCheck) -> None:
        """Remember beside the database how far the audit log was checked, for the next check."""
        from ipdesk.models.store.audit_checkpoint import keep_checkpoint

        if self._path is not None:
            keep_checkpoint(self._path, check.last)
        self._last_known = ""

    def close(self) -> None:
        """Let go of the file. The store cannot be used afterwards."""
        if self._held is not None:
            self._held.connection.close()
        self._reading.dispose()
        if self._held is not None:
            self._held.files.close()


class _OpenDatabase:
    """The data folder, the files in it that are open, and a connection for SQLite to keep them by."""

    def __init__(self, engine: Engine, path: Path, folder: Path) -> None:
        self.path, self.folder = path, folder
        self.connection = engine.raw_connection()
        try:
            # SQLite opens its log with the first reading.
            self.connection.cursor().execute("SELECT count(*) FROM sqlite_master").fetchall()
            self.files = OpenFiles(path)
        except BaseException:
            self.connection.close()
            raise


@contextmanager
def _told(undone: str) -> Iterator[None]:
    """Tell faults of SQLite in words; whatever else is raised passes."""
    from sqlalchemy.exc import DBAPIError

    try:
        yield
    except (sqlite3.Error, DBAPIError, UnicodeDecodeError) as error:
        fault = faults.from_sqlite_error(error, undone)
        if fault is None:
            raise
        raise fault from error


@contextmanager
def _files_told(undone: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise faults.from_os_error(error, undone) from error
