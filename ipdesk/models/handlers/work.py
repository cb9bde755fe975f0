"""One unit of work: the session of a command, its moment, and what it leaves behind."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Hashable, Iterable, Mapping
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from ipdesk.models.core.actor import Actor
from ipdesk.models.core.audit_chain import BEGINNING, EntryContent, chained
from ipdesk.models.core.changes import Changes, Kind
from ipdesk.models.core.errors import NotFound
from ipdesk.models.handlers.pending_rows import PendingRows
from ipdesk.models.tables import AuditEntry, Base
from ipdesk.models.tables.base import stored_moment
from ipdesk.models.tables.dialect import lock

T = TypeVar("T", bound=Base)
A = TypeVar("A")
P = ParamSpec("P")

_LAST_HASH = select(AuditEntry.hash).order_by(AuditEntry.id.desc()).limit(1)
_ADD = insert(AuditEntry)

NO_PERSON = "经办人不存在，请重新选择经办人。"


class Work:
    """What a command works with: a session inside a transaction that writes, who acts, and when."""

    def __init__(
        self,
        session: Session,
        now: datetime.datetime,
        actor: Actor,
        folder: Path | None = None,
        rows: PendingRows | None = None,
        files: set[str] | None = None,
    ) -> None:
        """Take a session whose transaction has begun, the moment with its zone, and the data folder.

        A part of a larger work has the ``rows`` of the whole: each of its own would hear every statement.
        The names of those in the data folder that are written, or let go, are added to ``files``.
        """
        self.session = session
        self.now = now
        self.actor = actor
        self.folder = folder
        self.rows = PendingRows(session) if rows is None else rows
        self.files = set[str]() if files is None else files
        self._changed: set[tuple[Kind, int]] = set()
        self._entries: list[tuple[datetime.datetime, EntryContent]] = []
        self._known: dict[Hashable, Any] = {}
        self._made: dict[Hashable, Any] = {}

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
        part = Work(self.session, now, actor, self.folder, self.rows, self.files)
        part._changed, part._entries = self._changed, self._entries
        part._known, part._made = self._known, self._made
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

    def ask(self, query: Callable[Concatenate[Session, P], A], *args: P.args, **kwargs: P.kwargs) -> A:
        """Answer a query that is read once in this unit of work: of what nothing in it changes."""
        key = (query, *args, *kwargs.items())
        if key not in self._known:
            self._known[key] = query(self.session, *args, **kwargs)
        found: A = self._known[key]
        return found

    def once(self, key: Hashable, make: Callable[[], A]) -> A:
        """Return what is made, and perhaps written, once in this unit of work, by its key."""
        if key not in self._made:
            self._made[key] = make()
        found: A = self._made[key]
        return found

    def forget_made(self) -> None:
        """Make everything again when it is asked for: a part of the work was given up."""
        self._made.clear()

    def forget(self) -> None:
        """Read and make everything again when it is asked for: another command begins, as if by itself."""
        self._known.clear()
        self._made.clear()

    def know(self, query: Callable[..., A], answers: Mapping[int, A]) -> None:
        """Take the answers to a query of one record, by its id, that were read for many records at once."""
        self._known.update({(query, record): answer for record, answer in answers.items()})

    def known(self, query: Callable[..., A], record: int) -> A | None:
        """Return the answer about one record that was taken with ``know``, None where none was."""
        found: A | None = self._known.get((query, record))
        return found

    def changed(self, kind: Kind, record: int) -> None:
        """Note that a record changed."""
        self._changed.add((kind, record))

    def audit(self, action: str, kind: Kind, record: int | str, fields: Iterable[str] = ()) -> None:
        """Leave an audit entry and note the change; ``fields`` are names, never what stands in them.

        What has no row of its own, like a policy's file, is named by its text.
        """
        self.audit_unchanged(action, kind, record, fields)
        self.changed(kind, record if isinstance(record, int) else 0)

    def audit_unchanged(self, action: str, kind: Kind, record: int | str, fields: Iterable[str] = ()) -> None:
        """Leave an audit entry about a record that stays as it is, such as that somebody saw it."""
        told = f"{kind.value} {record}", " ".join(sorted(fields))
        content = EntryContent(stored_moment(self.now), self.actor.person, action, *told)
        self._entries.append((self.now, content))

    def replace(self, entry: object, values: Mapping[str, object]) -> list[str]:
        """Set the columns of an entry that are to be otherwise; return their names."""
        changed = [name for name, value in values.items() if getattr(entry, name) != value]
        for name in changed:
            setattr(entry, name, values[name])
        return changed

    def write_audit(self) -> None:
        """Write the entries left so far, in their order, as the end of the chain, behind all rows.

        The store does so at the end of every command: whoever chains holds up all others that would.
        """
        self.rows.write()
        if not self._entries:
            return
        self.session.flush()  # entries name people that may have come with this command
        self.lock("audit")
        connection = self.session.connection()
        previous = connection.execute(_LAST_HASH).scalar() or BEGINNING
        links = chained(previous, (content for _, content in self._entries))
        rows = [_row(*entry, *link) for entry, link in zip(self._entries, links, strict=True)]
        connection.execute(_ADD, rows)
        self._entries.clear()

    def changes(self) -> Changes:
        """Return the records written so far, as pages are told of them after the transaction."""
        return Changes(frozenset(self._changed))


def _row(at: datetime.datetime, content: EntryContent, previous: str, own: str) -> dict[str, object]:
    _, person, action, record, fields = content
    return {
        "at": at, "person_id": person, "action": action, "record": record, "fields": fields,
        "previous": previous, "hash": own,
    }  # fmt: skip
