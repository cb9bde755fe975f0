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
        assert _tables(self._empty) == _tables(self._database), "each where it is in the other"
        self._version = self._data_version()  # while nobody wrote since it was empty, -1 where we did

    def _data_version(self) -> int:
        """Return a number that is another once anybody else has written into the database."""
        return self._said("data_version")

    def forget_records(self) -> None:
        """Leave no record in the database."""
        if self._data_version() != self._version:
            self.lay(self._empty)
            self._version = self._data_version()

    def lay(self, records: sqlite3.Connection) -> None:
        """Have the database hold these records; its count of changes goes on, as an older one is refused.

        The tables are where they were: whoever has the database open need not read them, and prepare every
        statement, anew.
        """
        for kept, further in (("user_version", 1), ("application_id", 0)):
            records.execute(f"PRAGMA {kept} = {self._said(kept) + further}")
        tables = self._said("schema_version")
        records.backup(self._database)
        self._database.execute(f"PRAGMA schema_version = {tables}")
        self._version = -1

    def _said(self, pragma: str) -> int:
        return int(self._database.execute(f"PRAGMA {pragma}").fetchone()[0])

    def copy(self) -> sqlite3.Connection:
        """Return what the database holds now, for ``lay``."""
        copied = sqlite3.connect(":memory:", check_same_thread=False)
        self._database.backup(copied)
        return copied

    def close(self) -> None:
        """Let go of both databases."""
        self._empty.close()
        self._database.close()


def _tables(database: sqlite3.Connection) -> list[tuple[object, ...]]:
    """Return what is in a database, and where."""
    return database.execute("SELECT type, name, rootpage, sql FROM sqlite_master").fetchall()


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
