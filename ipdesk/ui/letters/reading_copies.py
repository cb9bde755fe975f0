"""Copies of PDFs for a reader or a printer: gone with the program, after a kill with the next one."""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ipdesk.ui.desk.process_lock import ProcessLock

_PREFIX = "ipdesk-read-"
_LOCK = "in-use"


class ReadingCopies:
    """A folder for temporary files, made with the first copy and held by a lock while the program runs."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._gone: Callable[[], object] = lambda: None

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
        self._gone = weakref.finalize(self, _remove, folder, lock)
        lock.acquire()
        return folder

    def forget(self) -> None:
        """Remove the copies before the program ends."""
        self._gone()


@contextmanager
def copy_for_a_while(name: str, pdf: bytes) -> Iterator[Path]:
    """Keep a copy for the block; what a kill leaves of it goes with the next program. Raises OSError."""
    copies = ReadingCopies()
    try:
        yield copies.put(name, pdf)
    finally:
        copies.forget()


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
