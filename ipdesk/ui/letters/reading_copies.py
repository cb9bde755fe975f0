"""Copies of PDFs for the system's reader: gone with the program, and after a kill with the next one."""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from collections.abc import Iterator
from pathlib import Path

from ipdesk.ui.desk.process_lock import ProcessLock

_PREFIX = "ipdesk-read-"
_LOCK = "in-use"


class ReadingCopies:
    """A folder for temporary files, made with the first copy and held by a lock while the program runs."""

    def __init__(self) -> None:
        self._folder: Path | None = None

    def put(self, name: str, pdf: bytes) -> Path:
        """Write a copy and return where it is. Raises OSError."""
        if self._folder is None:
            self._folder = self._held_folder()
        path = self._folder / name
        path.write_bytes(pdf)
        return path

    def _held_folder(self) -> Path:
        """Make a folder that goes with this object, at the latest with the program. Raises OSError."""
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        lock = ProcessLock(folder / _LOCK)
        weakref.finalize(self, _remove, folder, lock)
        lock.acquire()
        return folder


def remove_left() -> None:
    """Remove what programs left that were killed: letters bear names. Those of running ones stay."""
    for folder in _folders_of_this_user():
        lock = ProcessLock(folder / _LOCK)
        if _free(lock):
            _remove(folder, lock)


def _free(lock: ProcessLock) -> bool:
    """Take the lock of a folder; False where it is held, or another program is just removing the folder."""
    try:
        return lock.acquire()
    except OSError:
        return False


def _remove(folder: Path, lock: ProcessLock) -> None:
    lock.release()  # first: Windows removes no open file
    shutil.rmtree(folder, ignore_errors=True)


def _folders_of_this_user() -> Iterator[Path]:
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        if folder.is_dir() and not folder.is_symlink() and _is_own(folder):
            yield folder


def _is_own(folder: Path) -> bool:
    return not hasattr(os, "getuid") or folder.stat().st_uid == os.getuid()
