"""What windows kept for several tests share: a database emptied after each, and what stands in sight."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from ipdesk.models.store import DATABASE_NAME


class KeptDatabase:
    """The database of the folder ``used``, which ``forget_records`` makes again what that of ``empty`` is."""

    def __init__(self, empty: Path, used: Path) -> None:
        self._empty = sqlite3.connect(":memory:")
        with closing(sqlite3.connect(empty / DATABASE_NAME)) as first:
            first.backup(self._empty)
        self._database = sqlite3.connect(used / DATABASE_NAME)
        self._version = self._data_version()  # while nobody wrote since it was empty, -1 where we did

    def _data_version(self) -> int:
        """Return a number that is another once anybody else has written into the database."""
        return int(self._database.execute("PRAGMA data_version").fetchone()[0])

    def forget_records(self) -> None:
        """Leave no record in the database."""
        if self._data_version() != self._version:
            self.lay(self._empty)
            self._version = self._data_version()

    def lay(self, records: sqlite3.Connection) -> None:
        """Have the database hold these records; its count of changes goes on, as an older one is refused."""
        for kept, further in (("user_version", 1), ("application_id", 0)):
            [(number,)] = self._database.execute(f"PRAGMA {kept}")
            records.execute(f"PRAGMA {kept} = {number + further}")
        records.backup(self._database)
        self._version = -1

    def copy(self) -> sqlite3.Connection:
        """Return what the database holds now, for ``lay``."""
        copied = sqlite3.connect(":memory:", check_same_thread=False)
        self._database.backup(copied)
        return copied

    def close(self) -> None:
        """Let go of both databases."""
        self._empty.close()
        self._database.close()


def in_sight(window: QWidget) -> list[tuple[type, str, bool, bool]]:
    """Return what stands in a window, what can be done there, and where the keyboard is."""
    focus = QApplication.focusWidget()
    return [
        (type(one), _text(one), one.isEnabled(), one is focus)
        for one in window.findChildren(QWidget)
        if one.isVisible()
    ]


def _text(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    return text() if callable(text) else ""
