"""Rows of applications on their way into the database: those of many in one statement a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert
from sqlalchemy.orm import Session

from ipdesk.models.core.quick_session import QuickSession
from ipdesk.models.tables import Base

_Row = Mapping[str, Any]
_Writer = Callable[[Connection, Sequence[Any]], None]


class PendingRows:
    """Rows that a unit of work adds and deletes, written before its session is asked anything.

    The session does so with what it was given itself; statements by its connection see neither.
    """

    def __init__(self, session: Session) -> None:
        assert isinstance(session, QuickSession)
        self._session = session
        self._deleted: dict[type[Base], list[int]] = {}
        self._added: dict[type[Base], dict[int, list[_Row]]] = {}
        self._gathered: dict[_Writer, list[Any]] = {}
        session.before_asking += (self.write,)

    def add(self, table: type[Base], application: int, rows: Iterable[_Row]) -> None:
        """Add rows of an application; all of a table name the same columns."""
        self._added.setdefault(table, {}).setdefault(application, []).extend(rows)

    def delete(self, table: type[Base], application: int) -> None:
        """Delete the rows that an application has so far."""
        if application in self._added.get(table, ()):
            self.write()
        self._deleted.setdefault(table, []).append(application)

    def gather(self, write: _Writer, item: object) -> None:
        """Add what takes rows of several tables: ``write`` is given all such items at once."""
        self._gathered.setdefault(write, []).append(item)

    def write(self) -> None:
        """Write what is pending, what is deleted first."""
        if not self._deleted and not self._added and not self._gathered:
            return
        deleted, added, gathered = self._deleted, self._added, self._gathered
        self.drop()
        connection = self._session.connection()
        for entry, applications in deleted.items():
            table = _table(entry)
            of = table.c.application_id == bindparam("of")
            connection.execute(delete(table).where(of), [{"of": one} for one in applications])
        for entry, by_application in added.items():
            if rows := [row for rows in by_application.values() for row in rows]:
                connection.execute(insert(_table(entry)), rows)
        for write, items in gathered.items():
            write(connection, items)

    def drop(self) -> None:
        """Forget what is pending: the part of the work was given up."""
        self._deleted, self._added, self._gathered = {}, {}, {}


def _table(entry: type[Base]) -> Table:
    assert isinstance(entry.__table__, Table)
    return entry.__table__
