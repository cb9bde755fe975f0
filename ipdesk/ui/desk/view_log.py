"""Who saw whose personal values, and took which along: written down behind the window, never in the way."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer

from ipdesk.models.commands import Command, NoteExport, NoteView
from ipdesk.models.core.actor import Actor
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import DeskError, StoreError
from ipdesk.models.records import Person
from ipdesk.ui.desk.tasks import Failed, Job

AGAIN = datetime.timedelta(minutes=30)
"""The log is asked again after so long; it writes the same down once an hour."""

RETRY = 20_000  # milliseconds

_Seen = tuple[int, Kind, int, frozenset[str]]


class _Desk(Protocol):
    def person_or_none(self) -> Person | None: ...

    def actor(self) -> Actor: ...

    def try_later(
        self,
        owner: QObject,
        command: Command[Any],
        done: Callable[[Any], None],
        failed: Failed,
        actor: Actor | None = None,
    ) -> Job: ...

    def run_later(
        self,
        owner: QObject,
        command: Command[Any],
        done: Callable[[Any], None],
        failed: Callable[[DeskError], None],
    ) -> Job: ...


class ViewLog(QObject):
    """Tells the audit log what whoever sits here sees. ``moment`` is the store's clock.

    What the database does not take, since another desk holds it, is told again with the next view, at the
    latest after ``RETRY``; the window asks for what is left before it closes.
    """

    def __init__(self, desk: _Desk, moment: Callable[[], datetime.datetime], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._moment = desk, moment
        self._told: dict[_Seen, datetime.datetime] = {}
        self._waiting: list[tuple[Command[Any], Actor]] = []
        self._again = QTimer(self, singleShot=True, interval=RETRY)
        self._again.timeout.connect(self.tell_again)

    def saw(self, kind: Kind, records: Iterable[int], fields: Iterable[str]) -> None:
        """Have it written down that these fields of records are in sight; nothing while nobody sits here."""
        person, names, now = self._desk.person_or_none(), frozenset(fields), self._moment()
        if person is None or not names:
            return
        seen = [(person.id, kind, record, names) for record in records]
        new = [one for one in seen if one not in self._told or now - self._told[one] >= AGAIN]
        self._told.update(dict.fromkeys(new, now))
        if new:
            records = tuple(record for _, _, record, _ in new)
            self._waiting.append((NoteView(kind=kind, records=records, fields=names), self._desk.actor()))
        self.tell_again()

    def waiting(self) -> int:
        """Return how many views the database has not taken yet."""
        return len(self._waiting)

    def tell_again(self) -> None:
        """Have written down what the database has not taken yet, under the name of who saw it."""
        waiting, self._waiting = self._waiting, []
        for command, actor in waiting:
            self._tell(command, actor)

    def _tell(self, command: Command[Any], actor: Actor) -> None:
        def keep(error: Exception) -> None:
            if not isinstance(error, StoreError):
                raise error
            self._waiting.append((command, actor))
            self._again.start()

        self._desk.try_later(self, command, lambda _: None, keep, actor)

    def take_along(
        self, subject: str, rows: int, then: Callable[[], None], refused: Callable[[DeskError], None]
    ) -> None:
        """Have it written down that so many rows or papers are copied elsewhere, ``then`` have it done.

        What cannot be written down is not done, and ``refused`` is told why.
        """
        self._desk.run_later(self, NoteExport(subject=subject, rows=rows), lambda _: then(), refused)
