"""A folder into which a scanner or a chat program puts files: those that come are offered at the counter."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal

from ipdesk.ui.desk.debounce import Debounce
from ipdesk.ui.widgets.fields.paper_files import SUFFIXES

_PAUSE = 700  # ms: files come in parts, and several at once


class WatchedFolder(QObject):
    """Tells by ``arrived`` which files came since it was looked into, as a tuple of paths, oldest name first.

    What lies there when the watch begins is not new. A folder that goes away is no longer watched.
    """

    arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watcher, self._known = QFileSystemWatcher(self), frozenset[Path]()
        self._looking = Debounce(self._look, _PAUSE, self)
        self._watcher.directoryChanged.connect(self._looking.later)
        self.waiting: tuple[Path, ...] = ()

    def watch(self, folder: Path | None) -> None:
        """Watch another folder, or none."""
        if paths := self._watcher.directories():
            self._watcher.removePaths(paths)
        if folder is not None:
            self._watcher.addPath(str(folder))
        self._known, self.waiting = self._there(), ()

    def folder(self) -> Path | None:
        """Return which folder is watched, None where there is none, or it went away."""
        return next(map(Path, self._watcher.directories()), None)

    def take(self) -> tuple[Path, ...]:
        """Return what waits, which is then no longer new."""
        taken, self.waiting = self.waiting, ()
        return tuple(path for path in taken if path.exists())

    def _look(self) -> None:
        there = self._there()
        new, self._known = there - self._known, there
        if new:
            self.waiting = (*self.waiting, *sorted(new))
            self.arrived.emit(self.waiting)

    def _there(self) -> frozenset[Path]:
        try:
            folder = self.folder()
            paths = list(folder.iterdir()) if folder is not None else []
        except OSError:
            return frozenset()
        return frozenset(path for path in paths if path.suffix.lower() in SUFFIXES)
