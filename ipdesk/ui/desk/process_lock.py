"""A lock on a file of this computer that the system itself gives up when the process ends, however it ends.

What stands in the file proves nothing: no number of a process that another has been given since, no file
half written, and an empty one is as free as any other. On a network drive the lock may hold on this computer
alone: the name of the file is to bear the computer's where others work in the folder.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

from ipdesk.models.core.atomic_file import PRIVATE

if sys.platform == "win32":
    import msvcrt

    _FAR = 2**30  # such a lock keeps others from reading what it covers

    def _try_lock(file: int) -> None:
        os.lseek(file, _FAR, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _try_lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


_LONGEST = 100
# Windows removes no open file, and so none that the next holder has opened meanwhile. Elsewhere it would go.
_CLOSED_FIRST = sys.platform == "win32"


class ProcessLock:
    """The lock on a file, which is made where it is missing. The holder may leave a word for the others."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = -1

    def acquire(self) -> bool:
        """Take the lock; False where another process holds it. Raises OSError where there can be none."""
        while self._file < 0:
            file = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), PRIVATE)
            try:
                if not _locked(file):
                    return False
                if self._is_there(file):
                    self._file, file = file, -1
            finally:
                if file >= 0:
                    os.close(file)
        os.ftruncate(self._file, 0)
        return True

    def _is_there(self, file: int) -> bool:
        """Say whether it is still the file of that name: the former holder may just have removed it."""
        try:
            return os.path.samestat(os.fstat(file), self._path.stat())
        except FileNotFoundError:
            return False

    def leave_word(self, word: bytes) -> None:
        """Let the others know something while the lock is held. Raises OSError."""
        os.lseek(self._file, 0, os.SEEK_SET)
        os.write(self._file, word)

    def word(self) -> bytes:
        """Return what the holder has let the others know, empty for nothing."""
        try:
            return self._path.read_bytes()[:_LONGEST]
        except OSError:
            return b""

    def release(self) -> None:
        """Give the lock up, if it is held, and remove the file."""
        if self._file < 0:
            return
        if not _CLOSED_FIRST:
            self._remove()
        os.close(self._file)
        self._file = -1
        if _CLOSED_FIRST:
            self._remove()

    def _remove(self) -> None:
        with contextlib.suppress(OSError):  # it lies there, and is no lock
            self._path.unlink()


def _locked(file: int) -> bool:
    try:
        _try_lock(file)
    except (BlockingIOError, PermissionError):
        return False
    return True
