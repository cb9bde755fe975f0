"""Rows of a long list: its ids are known, and the rows are read in blocks as they are painted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, Protocol, TypeVar

from ipdesk.models.core.errors import DeskError
from ipdesk.ui.desk.desk import Desk

BLOCK = 64  # rows read at once
MOST_KEPT = 4096  # rows kept; a hundred thousand would be 60 MB


class _HasId(Protocol):
    @property
    def id(self) -> int: ...


R = TypeVar("R", bound=_HasId)


class BlockRows(Generic[R]):
    """The rows of ``ids``, read by a query that is given some of them and answers records with an id."""

    def __init__(self, desk: Desk, query: Callable[[Any, Sequence[int]], Sequence[R]]) -> None:
        self._desk, self._query = desk, query
        self.ids: tuple[int, ...] = ()
        self._rows: dict[int, R | None] = {}  # None: could not be read, and is not tried again

    def set_ids(self, ids: Sequence[int]) -> None:
        """List others; everything is read anew."""
        self.ids = tuple(ids)
        self._rows.clear()

    def count_read(self) -> int:
        """Return the number of rows that were read and are kept."""
        return len(self._rows)

    def row(self, place: int) -> R | None:
        """Return the record at a place of the list, None where there is none (any more)."""
        if not 0 <= place < len(self.ids):
            return None
        if self.ids[place] not in self._rows:
            self._fetch(place)
        return self._rows.get(self.ids[place])

    def _fetch(self, place: int) -> None:
        if len(self._rows) > MOST_KEPT:
            self._rows.clear()
        start = place - place % BLOCK
        wanted = self.ids[start : start + BLOCK]
        self._rows.update(dict.fromkeys(wanted))
        try:
            found = self._desk.read(self._query, wanted)
        except DeskError as error:
            self._desk.refused.emit(error)
            return
        self._rows.update((row.id, row) for row in found)
