"""The rescue files of a data folder: one for each running window of this computer, under a lock of its own.

Their names begin with ``unsaved`` where they hold what is typed, with ``exports`` where they tell in which
folders files are being written.

A file whose window is gone, killed or crashed, is taken over by the next one. Whether it is gone is told by
the lock and not by the clock: a window may stand open for weeks.
"""

from __future__ import annotations

import json
import os
import platform
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ipdesk.models.core.atomic_file import write_whole
from ipdesk.ui.desk.process_lock import ProcessLock

Section = list[object]
"""What one form keeps: one entry for each time it is filled in."""
Content = dict[str, Section]
UNSAVED = "unsaved"

_MANY = 1000  # windows that one process could have; far more than it has


def _host() -> str:
    return re.sub(r"[^\w.-]", "_", platform.node()) or "desk"


def lock_at(path: Path) -> ProcessLock | None:
    """Take the lock of a file; None where another window holds it. Raises OSError where none can be made."""
    lock = ProcessLock(path.with_suffix(".lock"))
    return lock if lock.acquire() else None


class OwnFile:
    """The file of this window; its name is taken with the first writing."""

    def __init__(self, folder: Path | None, stem: str = UNSAVED) -> None:
        self._folder, self._stem = folder, stem
        self._path: Path | None = None
        self._lock: ProcessLock | None = None

    def write(self, text: str) -> None:
        """Write it down; nothing takes the file away. Raises OSError."""
        if text:
            write_whole(self._taken(), text.encode())
        elif self._path is not None:
            self._path.unlink(missing_ok=True)

    def _taken(self) -> Path:
        """Return the path of the file, under its lock. Raises OSError."""
        if self._path is None:
            self._path, self._lock = self._free_place()
        return self._path

    def _free_place(self) -> tuple[Path, ProcessLock]:
        if self._folder is None:
            raise FileNotFoundError
        for number in range(1, _MANY):
            path = self._folder / f"{self._stem}-{os.getpid()}-{number}@{_host()}.json"
            # One that is there was left by a process that had our number: it is to be found, not overwritten.
            if not path.exists() and (lock := lock_at(path)) is not None:
                return path, lock
        raise PermissionError(self._folder)

    def close(self) -> None:
        """Let go of the file: what stands in it is for the next window."""
        if self._lock is not None:
            self._lock.release()
        self._path = self._lock = None


@dataclass(frozen=True, slots=True)
class LeftFile:
    """A file whose window is gone, under its lock until it is let go."""

    path: Path
    content: Content
    lock: ProcessLock

    def remove(self) -> None:
        """Remove the file: what stood in it lies elsewhere. Raises OSError."""
        self.path.unlink(missing_ok=True)
        self.lock.release()

    def let_go(self) -> None:
        """Leave the file for the next window."""
        self.lock.release()


def left_files(folder: Path | None, stem: str = UNSAVED) -> Iterator[LeftFile]:
    """Yield what windows that are gone have left, the oldest first. Files that cannot be read stay."""
    if folder is None:
        return
    for path in _by_age(folder.glob(f"{stem}-*@{_host()}.*")):
        left = _taken_over(path)
        if left is not None:
            yield left


def _taken_over(path: Path) -> LeftFile | None:
    """Take a file over; None where its window is still there, or it is a lock that was left alone."""
    try:
        lock = lock_at(path)
    except OSError:
        return None
    if lock is None:
        return None
    content = _read(path) if path.suffix == ".json" else None
    if content is None:
        lock.release()
        return None
    return LeftFile(path, content, lock)


def _by_age(paths: Iterator[Path]) -> list[Path]:
    try:
        return sorted(paths, key=lambda path: (path.stat().st_mtime, path.name))
    except OSError:  # the folder cannot be read, or another window was quicker
        return []


def _read(path: Path) -> Content | None:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    sound = isinstance(found, dict) and all(isinstance(section, list) for section in found.values())
    return found if sound else None
