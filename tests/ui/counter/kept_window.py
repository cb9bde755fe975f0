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

ALL_CHANGED = Changes(frozenset((kind, 0) for kind in Kind))


class KeptWindow:
    """A counter that serves one test after the other, as a clerk's window serves the files of a day.

    ``clear`` empties it as 新建 does, over a database as the first start leaves it (that of the folder
    ``empty``). Everything in sight is then as in a new window, or the test before has failed.
    """

    def __init__(self, opened: Callable[[], Clerk], empty: Path) -> None:
        self._empty = empty / DATABASE_NAME
        self.clerk: Clerk | None = opened()
        self._new = _in_sight(self.clerk.window)

    def clear(self) -> None:
        """Put away whatever the last test left. Raises AssertionError where something stays in sight."""
        clerk = self.clerk
        assert clerk is not None
        clerk.answered()
        page, draft = clerk.page, clerk.page.draft
        page.switching.work.aside.clear()
        page.autosave.begin()
        self._forget_records(clerk.data_dir / DATABASE_NAME)
        clerk.window.resize(1366, 768)
        page.switching.clear()
        clerk.desk.notify(ALL_CHANGED)
        policy, why = draft.beginning.policy()
        draft.set_policy(policy, draft.beginning.first(policy), why)
        page.autosave.begin()
        clerk.window.activateWindow()
        page.activated()
        clerk.answered()
        assert _in_sight(clerk.window) == self._new, (
            "the window is as a new one (own_window, if it cannot be)"
        )

    def _forget_records(self, database: Path) -> None:
        with closing(sqlite3.connect(self._empty)) as empty, closing(sqlite3.connect(database)) as used:
            empty.backup(used)

    def close(self) -> None:
        """Close the window for good: every later test has one of its own."""
        if self.clerk is not None:
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
