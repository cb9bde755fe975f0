"""Copies of PDFs for the system's reader: gone with the program, and after a kill with the next one."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QLockFile

_PREFIX = "ipdesk-read-"
_LOCK = "in-use"


class ReadingCopies:
    """A folder for temporary files, made with the first copy and held by a lock while the program runs."""

    def __init__(self) -> None:
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._lock: QLockFile | None = None

    def put(self, name: str, pdf: bytes) -> Path:
        """Write a copy and return where it is. Raises OSError."""
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True)
            self._lock = _lock_of(Path(self._folder.name))
            self._lock.tryLock(0)
        path = Path(self._folder.name) / name
        path.write_bytes(pdf)
        return path


def remove_left() -> None:
    """Remove what programs left that were killed: letters bear names. Those of running ones stay."""
    for folder in _folders_of_this_user():
        lock = _lock_of(folder)
        if lock.tryLock(0):
            lock.unlock()
            shutil.rmtree(folder, ignore_errors=True)


def _lock_of(folder: Path) -> QLockFile:
    lock = QLockFile(str(folder / _LOCK))
    lock.setStaleLockTime(0)  # never by its age: only once its process is gone
    return lock


def _folders_of_this_user() -> Iterator[Path]:
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        if folder.is_dir() and not folder.is_symlink() and _is_own(folder):
            yield folder


def _is_own(folder: Path) -> bool:
    return not hasattr(os, "getuid") or folder.stat().st_uid == os.getuid()
