"""Who saw whose personal values, and took which along: written down behind the window, never in the way."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import Any, Protocol

from PySide6.QtCore import QObject

from ipdesk.models.commands import Command, NoteExport, NoteView
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import StoreError
from ipdesk.models.records import Person
from ipdesk.ui.desk.tasks import Failed, Job

AGAIN = datetime.timedelta(minutes=30)
"""The log is asked again after so long; it writes the same down once an hour."""

_Seen = tuple[int, Kind, int, frozenset[str]]


class _Desk(Protocol):
    def person_or_none(self) -> Person | None: ...

    def try_later(
        self, owner: QObject, command: Command[Any], done: Callable[[Any], None], failed: Failed
    ) -> Job: ...


class ViewLog(QObject):
    """Tells the audit log what whoever sits here sees. ``moment`` is the store's clock.

    What the database does not take, since another desk holds it, is told again with the next view.
    """

    def __init__(self, desk: _Desk, moment: Callable[[], datetime.datetime], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._moment = desk, moment
        self._told: dict[_Seen, datetime.datetime] = {}
        self._waiting: list[Command[Any]] = []

    def saw(self, kind: Kind, records: Iterable[int], fields: Iterable[str]) -> None:
        """Have it written down that these fields of records are in sight; nothing while nobody sits here."""
        person, names, now = self._desk.person_or_none(), frozenset(fields), self._moment()
        if person is None or not names:
            return
        seen = [(person.id, kind, record, names) for record in records]
        new = [one for one in seen if one not in self._told or now - self._told[one] >= AGAIN]
        self._told.update(dict.fromkeys(new, now))
        waiting, self._waiting = self._waiting, []
        if new:
            waiting.append(
                NoteView(kind=kind, records=tuple(record for _, _, record, _ in new), fields=names)
            )
        for command in waiting:
            self._tell(command)

    def took_along(self, subject: str, rows: int) -> None:
        """Have it written down that so many rows of a list, or papers, were copied or saved elsewhere."""
        self._tell(NoteExport(subject=subject, rows=rows))

    def _tell(self, command: Command[Any]) -> None:
        def keep(error: Exception) -> None:
            if not isinstance(error, StoreError):
                raise error
            self._waiting.append(command)

        self._desk.try_later(self, command, lambda _: None, keep)
