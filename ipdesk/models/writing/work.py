"""One unit of work: the session of a command, its moment, and what it leaves behind."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from sqlalchemy.orm import Session

from ipdesk.models.changes import Changes, Kind
from ipdesk.models.errors import NotFound
from ipdesk.models.tables import AuditEntry, Base, PersonEntry

T = TypeVar("T", bound=Base)


class Work:
    """What a command works with: a session inside a transaction that writes, and the moment it is done."""

    def __init__(self, session: Session, now: datetime.datetime, folder: Path | None = None) -> None:
        """Take a session whose transaction has begun, the moment with its zone, and the data folder."""
        self.session = session
        self.now = now
        self.folder = folder
        self._changed: set[tuple[Kind, int]] = set()

    @property
    def today(self) -> datetime.date:
        """Return the day at the desk."""
        return self.now.date()

    def at(self, now: datetime.datetime) -> Work:
        """Return the same unit of work at another moment; what is changed there is noted here, too."""
        part = Work(self.session, now, self.folder)
        part._changed = self._changed
        return part

    def one(self, table: type[T], record: int, missing: str) -> T:
        """Return a row by its id; raises NotFound with the Chinese sentence ``missing``."""
        found = self.session.get(table, record)
        if found is None:
            raise NotFound(missing)
        return found

    def person(self, person: int) -> PersonEntry:
        """Return who acts; raises NotFound."""
        return self.one(PersonEntry, person, "经办人不存在，请重新选择经办人。")

    def changed(self, kind: Kind, record: int) -> None:
        """Note that a record changed."""
        self._changed.add((kind, record))

    def audit(self, by: int | None, action: str, kind: Kind, record: int, fields: Iterable[str] = ()) -> None:
        """Leave an audit entry and note the change; ``fields`` are names, never what stands in them."""
        self.session.add(
            AuditEntry(
                at=self.now,
                person_id=by,
                action=action,
                record=f"{kind.value} {record}",
                fields=" ".join(sorted(fields)),
            )
        )
        self.changed(kind, record)

    def changes(self) -> Changes:
        """Return what changed."""
        return Changes(frozenset(self._changed))
