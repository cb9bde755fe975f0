"""A folder into which a scanner or a chat program puts files: those that come are offered at the counter."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal

from ipdesk.ui.desk.debounce import Debounce
from ipdesk.ui.widgets.fields.paper_files import SUFFIXES

_PAUSE = 700  # ms: files come in parts, and several at once


class WatchedFolder(QObject):
    """Tells by ``arrived`` which files came since it was looked into, as a tuple of paths, oldest name first.

    What lies there when the watch begins is not new. A folder that goes away is simply no longer watched.
    """

    arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watcher, self._known = QFileSystemWatcher(self), frozenset[Path]()
        self._looking = Debounce(self._look, _PAUSE, self)
        self._watcher.directoryChanged.connect(self._looking.later)
        self.waiting: tuple[Path, ...] = ()
        self.folder: Path | None = None

    def watch(self, folder: Path | None) -> None:
        """Watch another folder, or none."""
        if paths := self._watcher.directories():
            self._watcher.removePaths(paths)
        self.folder = folder if folder is not None and self._watcher.addPath(str(folder)) else None
        self._known, self.waiting = self._there(), ()

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
            paths = list(self.folder.iterdir()) if self.folder is not None else []
        except OSError:
            return frozenset()
        return frozenset(path for path in paths if path.suffix.lower() in SUFFIXES)
