"""One unit of work: the session of a command, its moment, and what it leaves behind."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from sqlalchemy.orm import Session

from ipdesk.models.core.actor import Actor
from ipdesk.models.core.changes import Changes, Kind
from ipdesk.models.core.errors import NotFound
from ipdesk.models.tables import AuditEntry, Base
from ipdesk.models.tables.dialect import lock

T = TypeVar("T", bound=Base)

NO_PERSON = "经办人不存在，请重新选择经办人。"


class Work:
    """What a command works with: a session inside a transaction that writes, who acts, and when."""

    def __init__(
        self, session: Session, now: datetime.datetime, actor: Actor, folder: Path | None = None
    ) -> None:
        """Take a session whose transaction has begun, the moment with its zone, and the data folder."""
        self.session = session
        self.now = now
        self.actor = actor
        self.folder = folder
        self._changed: set[tuple[Kind, int]] = set()

    @property
    def today(self) -> datetime.date:
        """Return the day at the desk."""
        return self.now.date()

    @property
    def person(self) -> int:
        """Return the id of who acts. Raises NotFound where nobody does."""
        if self.actor.person is None:
            raise NotFound(NO_PERSON)
        return self.actor.person

    def part(self, now: datetime.datetime, actor: Actor) -> Work:
        """Return the same unit of work at another moment by another person; its changes are noted here."""
        part = Work(self.session, now, actor, self.folder)
        part._changed = self._changed
        return part

    def lock(self, *names: str | int) -> None:
        """Hold up other commands that lock the same names; see ``tables.dialect.lock``."""
        lock(self.session.connection(), *names)

    def one(self, table: type[T], record: int, missing: str) -> T:
        """Return a row by its id; raises NotFound with the Chinese sentence ``missing``."""
        found = self.session.get(table, record)
        if found is None:
            raise NotFound(missing)
        return found

    def changed(self, kind: Kind, record: int) -> None:
        """Note that a record changed."""
        self._changed.add((kind, record))

    def audit(self, action: str, kind: Kind, record: int | str, fields: Iterable[str] = ()) -> None:
        """Leave an audit entry and note the change; ``fields`` are names, never what stands in them.

        What has no row of its own, like a policy's file, is named by its text.
        """
        self.session.add(
            AuditEntry(
                at=self.now,
                person_id=self.actor.person,
                action=action,
                record=f"{kind.value} {record}",
                fields=" ".join(sorted(fields)),
            )
        )
        self.changed(kind, record if isinstance(record, int) else 0)

    def changes(self) -> Changes:
        """Return the records written so far, as pages are told of them after the transaction."""
        return Changes(frozenset(self._changed))
