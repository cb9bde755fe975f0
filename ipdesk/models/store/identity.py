"""Whether the files in the data folder are still those that are open.

On Unix a file can be deleted, moved or replaced while it is open: what is written then goes nowhere.
"""

from __future__ import annotations

import os
import struct
import threading
from pathlib import Path

from ipdesk.models.store.folder import beside
from ipdesk.models.store.pairing import COUNT_AT, is_before

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
        self._ids.update((found, _id(found)) for found in beside(path)[:2])
        self._count = self._stored_count()

    def are_there(self) -> bool:
        """Say whether each is still the very file, and the database not an older one copied over it.

        Raises OSError where the disk does not answer.
        """
        if any(known is not None and _id(path) != known for path, known in self._ids.items()):
            return False
        with self._reading:
            before, self._count = self._count, self._stored_count()
            return not is_before(self._count, before)

    def close(self) -> None:
        """Let go of the file, after SQLite has; once more does nothing."""
        if self._file >= 0:
            os.close(self._file)
        self._file = -1

    def _stored_count(self) -> int:
        """Return the count that the file itself holds, see ``pairing``; 0 where it has shrunk to nothing."""
        os.lseek(self._file, COUNT_AT, os.SEEK_SET)
        found = os.read(self._file, 4)
        return int(struct.unpack(">I", found)[0]) if len(found) == 4 else 0


def _id(path: Path) -> _Id:
    try:
        return _identity(path.stat())
    except (FileNotFoundError, NotADirectoryError):
        return None


def _identity(found: os.stat_result) -> tuple[int, int]:
    return found.st_dev, found.st_ino
