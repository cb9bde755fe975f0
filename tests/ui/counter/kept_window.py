"""One window for the tests of a file, emptied after each."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from ipdesk.models.core.changes import Changes, Kind
from ipdesk.models.store import DATABASE_NAME

if TYPE_CHECKING:
    from tests.ui.counter.conftest import Clerk


class KeptWindow:
    """A counter that serves one test after the other, as a clerk's window serves the files of a day.

    ``clear`` empties it as 新建 does, over a database as the first start leaves it (that of the folder
    ``empty``). Everything in sight is then as in a new window, or the test before has failed.
    """

    def __init__(self, opened: Callable[[], Clerk], empty: Path) -> None:
        self._empty = sqlite3.connect(":memory:")
        with closing(sqlite3.connect(empty / DATABASE_NAME)) as first:
            first.backup(self._empty)
        self.clerk: Clerk | None = opened()
        self._new = _in_sight(self.clerk.window)
        self._changed: set[Kind] = set()
        self.clerk.desk.changed.connect(self._note)
        self._database = sqlite3.connect(self.clerk.data_dir / DATABASE_NAME)
        self._version = self._data_version()

    def _note(self, changes: Changes) -> None:
        self._changed.update(kind for kind, _ in changes.records)

    def _data_version(self) -> int:
        """Return a number that is another once anybody else has written into the database."""
        return int(self._database.execute("PRAGMA data_version").fetchone()[0])

    def clear(self) -> None:
        """Put away whatever the last test left. Raises AssertionError where something stays in sight."""
        clerk = self.clerk
        assert clerk is not None
        clerk.answered()
        page, draft = clerk.page, clerk.page.draft
        page.switching.work.aside.clear()
        page.autosave.begin()
        self._forget_records()
        clerk.window.resize(1366, 768)
        page.switching.clear()
        clerk.desk.notify(Changes(frozenset((kind, 0) for kind in self._changed)))
        self._changed.clear()
        policy, why = draft.beginning.policy()
        first = draft.beginning.first(policy)
        if (draft.policy, draft.particulars, draft.why_policy) != (policy, first, why):
            draft.set_policy(policy, first, why)
            page.autosave.begin()
        clerk.window.activateWindow()
        page.activated()
        clerk.answered()
        assert _in_sight(clerk.window) == self._new, (
            "the window is as a new one (own_window, if it cannot be)"
        )

    def _forget_records(self) -> None:
        """Leave no record in the database, whose count of changes goes on: an older one would be refused."""
        if self._data_version() == self._version:
            return
        for kept, further in (("user_version", 1), ("application_id", 0)):
            [(number,)] = self._database.execute(f"PRAGMA {kept}")
            self._empty.execute(f"PRAGMA {kept} = {number + further}")
        self._empty.backup(self._database)
        self._version = self._data_version()

    def close(self) -> None:
        """Close the window for good: every later test has one of its own."""
        if self.clerk is not None:
            self._empty.close()
            self._database.close()
            self.clerk.end()
            self.clerk.window.deleteLater()
            self.clerk = None


def _in_sight(window: QWidget) -> list[tuple[type, str, bool, bool]]:
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
