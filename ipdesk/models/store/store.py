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
from ipdesk.models.core.errors import DamagedDatabase
from ipdesk.models.store.folder import DATABASE_NAME

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ipdesk.models.files.forms import FileForm
    from ipdesk.models.records import AuditCheck
    from ipdesk.models.store.high_water_mark import Mark
    from ipdesk.models.store.opening import OpenDatabase

__all__ = ["DATABASE_NAME", "PATIENCE", "Store", "local_now"]

P = ParamSpec("P")
T = TypeVar("T")

_OF_VALUES = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)

PATIENCE = 5.0
"""Seconds to wait for another desk's transaction to end."""


def local_now() -> datetime.datetime:
    """Return the moment with the machine's zone."""
    return datetime.datetime.now().astimezone()


class Store:
    """An open database. May be used from several threads: every call has a session of its own."""

    def __init__(self, opened: OpenDatabase, now: Callable[[], datetime.datetime]) -> None:
        """Take a database that is up to date; ``Store.open`` opens one."""
        from ipdesk.models.store.database import writing

        self._reading = opened.engine
        self._writing = writing(opened.engine)
        self._now = now
        self._held = opened.held
        self._damaged = False
        self._path = opened.path
        self._last_known = opened.last_known

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
            from ipdesk.models.store.opening import open_to_write

            return cls(open_to_write(data_dir, now, patience, use_older=use_older), now)

    @classmethod
    def open_to_read(cls, data_dir: Path, patience: float = PATIENCE) -> Self:
        """Open the database of a data folder only to read it: nothing is made and nothing brought up to date.

        What another desk holds is waited for, up to ``patience`` seconds. Raises NotFound where there is
        none, StoreError where it is of an earlier version, and as ``open``.
        """
        with _told(faults.NOT_READ), _files_told(faults.NOT_READ):
            from ipdesk.models.store.opening import open_to_read

            return cls(open_to_read(data_dir, patience), local_now)

    def read(self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a query function in a read transaction and return its records. Raises StoreError, NotFound."""
        from ipdesk.models.core.quick_session import QuickSession

        told = _told(faults.NOT_READ), self.damaged_contents_reported(faults.NOT_READ)
        with told[0], told[1], QuickSession(self._reading) as session, session.begin():
            return query(session, *args, **kwargs)

    def moment(self) -> datetime.datetime:
        """Return the moment as commands write it down, with its zone."""
        return self._now()

    def run(self, command: Command[T], actor: Actor) -> Outcome[T]:
        """Run a command in one transaction: all of it is on disk when this returns, or nothing if it raises.

        Raises StoreError, NotPermitted, InvalidInput, Conflict, NotFound, and what a renderer given along
        raises.
        """
        from ipdesk.models.store.high_water_mark import keep_mark

        with _told(faults.NOT_SAVED), self.damaged_contents_reported(faults.NOT_SAVED):
            self._check_writable()
            outcome, mark = self._carried_out(command, actor)
            # Nothing is acknowledged that went into a file which has been taken away meanwhile.
            self._check_writable()
            if self._held is not None:
                keep_mark(self._held.path, mark)
            return outcome

    def _carried_out(self, command: Command[T], actor: Actor) -> tuple[Outcome[T], Mark]:
        """Carry out a command in a transaction that ends with its entries in the audit log."""
        from ipdesk.models.core.quick_session import QuickSession
        from ipdesk.models.handlers.registry import carry_out
        from ipdesk.models.handlers.work import Work
        from ipdesk.models.store.high_water_mark import mark_of

        folder = self._held.folder if self._held is not None else None
        with self._files_settled() as files, QuickSession(self._writing) as session, session.begin():
            work = Work(session, self._now(), actor, folder, files=files)
            value = carry_out(work, command)
            work.write_audit()
            mark = mark_of(session.connection(), self._now())
        return Outcome(value, work.changes()), mark

    @contextmanager
    def _files_settled(self) -> Iterator[set[str]]:
        """Yield the names of files that a command writes or lets go; what nothing holds goes afterwards."""
        files = set[str]()
        try:
            yield files
        finally:
            if files and self._held is not None:
                from ipdesk.models.store.file_settling import settle_files

                settle_files(self._reading, self._held.folder, files)

    def kept_file(self, sha256: str, form: FileForm) -> bytes:
        """Return a file of a material by its hash. Raises NotFound, StoreError where it is damaged."""
        from ipdesk.models.files.kept_files import read_kept

        return read_kept(self._folder(), sha256, form)

    def count_missing_files(self) -> int:
        """Return how many files of materials the data folder lacks, as where only a database was put back."""
        from ipdesk.models.files.kept_files import path_of
        from ipdesk.models.reading.materials.files import kept_files

        folder = self._folder()
        return sum(not path_of(folder, *one).exists() for one in self.read(kept_files))

    def _folder(self) -> Path:
        return self._held.folder if self._held is not None else self._path.parent

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

        reached = stored_checkpoint(self._path)
        known = frozenset({self._last_known, reached.hash})
        return self.read(check_chain, Checkpoint() if whole else reached, known)

    def keep_audit_check(self, check: AuditCheck) -> None:
        """Remember beside the database how far the audit log was checked, for the next check."""
        from ipdesk.models.store.audit_checkpoint import keep_checkpoint

        keep_checkpoint(self._path, check.last)
        self._last_known = ""

    def close(self) -> None:
        """Let go of the file. The store cannot be used afterwards."""
        if self._held is not None:
            self._held.connection.close()
        self._reading.dispose()
        if self._held is not None:
            self._held.files.close()


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
