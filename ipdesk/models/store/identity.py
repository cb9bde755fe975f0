"""Whether the files in the data folder are still those that are open.

On Unix a file can be deleted, moved or replaced while it is open: what is written then goes nowhere.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path

from ipdesk.models.store.folder import beside
from ipdesk.models.store.wal_pairing import HEADER, count_in, first_count, is_before

_Id = tuple[int, int] | None


class OpenFiles:
    """The database and what lies beside it, as they were when they were opened."""

    def __init__(self, path: Path) -> None:
        """Take the path of a database that a connection keeps open for longer than this. Raises OSError.

        Closing any file of its own would give up SQLite's locks on it: it is closed after all connections.
        """
        self._file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0))
        self._reading = threading.Lock()
        self._ids: dict[Path, _Id] = {path: _identity(os.fstat(self._file))}
        self._log, memory, _ = beside(path)
        self._ids.update((found, _id(found)) for found in (self._log, memory))
        self._count = self._stored_count() or 0

    def are_there(self) -> bool:
        """Say whether each is still the very file, and the database not an older one copied over it.

        Raises OSError where the disk does not answer.
        """
        if any(known is not None and _id(path) != known for path, known in self._ids.items()):
            return False
        begun = first_count(self._log)  # first: another desk may empty the log and begin it anew
        with self._reading:
            before, count = self._count, self._stored_count()
            if count is None or is_before(count, before):
                return False
            self._count = count
        return begun is None or not is_before(count, begun - 1)

    def close(self) -> None:
        """Let go of the file, after SQLite has; once more does nothing."""
        if self._file >= 0:
            os.close(self._file)
        self._file = -1

    def _stored_count(self) -> int | None:
        """Return the count that the file itself holds, see ``wal_pairing``; None where it is no database."""
        os.lseek(self._file, 0, os.SEEK_SET)
        found = count_in(os.read(self._file, HEADER))
        return None if found is None else found.number


def _id(path: Path) -> _Id:
    try:
        return _identity(path.stat())
    except (FileNotFoundError, NotADirectoryError):
        return None


def _identity(found: os.stat_result) -> tuple[int, int]:
    return found.st_dev, found.st_ino
