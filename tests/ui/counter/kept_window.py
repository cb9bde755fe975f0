"""One window for the tests of the folder, emptied after each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ipdesk.models.core.changes import Changes, Kind
from ipdesk.models.records import ApplicationParticulars
from ipdesk.rules.evaluation.policy import Policy
from tests.ui.kept_database import KeptDatabase, in_sight

if TYPE_CHECKING:
    from tests.ui.counter.conftest import Clerk


class KeptWindow:
    """A counter that serves one test after the other, as a clerk's window serves the files of a day.

    ``clear`` empties it as 新建 does, over a database as the first start leaves it (that of the folder
    ``empty``). Everything in sight is then as in a new window, or the test before has failed.
    """

    def __init__(self, opened: Callable[[], Clerk], empty: Path) -> None:
        self.clerk: Clerk | None = opened()
        self._new, self._begun = in_sight(self.clerk.window), _begun(self.clerk)
        self._changed: set[Kind] = set()
        self.clerk.desk.changed.connect(self._note)
        self._database = KeptDatabase(empty, self.clerk.data_dir)

    def _note(self, changes: Changes) -> None:
        self._changed.update(kind for kind, _ in changes.records)

    def clear(self) -> None:
        """Put away whatever the last test left. Raises AssertionError where something stays in sight."""
        clerk = self.clerk
        assert clerk is not None
        clerk.answered()
        clerk.window.setUpdatesEnabled(False)  # what is put away need not be painted
        self._put_away(clerk)
        clerk.window.setUpdatesEnabled(True)
        assert in_sight(clerk.window) == self._new, "the window is as a new one (own_window, if it cannot be)"

    def _put_away(self, clerk: Clerk) -> None:
        page = clerk.page
        page.switching.work.aside.clear()
        page.autosave.begin()
        self._database.forget_records()
        clerk.window.resize(1366, 768)
        page.switching.clear()
        clerk.desk.notify(Changes(frozenset((kind, 0) for kind in self._changed)))
        self._changed.clear()
        if _begun(clerk) != self._begun:
            page.draft.set_policy(*self._begun)
            page.autosave.begin()
        clerk.window.activateWindow()
        page.activated()
        clerk.answered()

    @property
    def closed(self) -> bool:
        """Whether no window is kept any more."""
        return self.clerk is None

    def close(self) -> None:
        """Close the window for good: every later test of the file has one of its own."""
        if self.clerk is not None:
            self._database.close()
            self.clerk.end()
            self.clerk.window.deleteLater()
            self.clerk = None


def _begun(clerk: Clerk) -> tuple[Policy, ApplicationParticulars, str]:
    """Return what the next application would begin with."""
    draft = clerk.page.draft
    return draft.policy, draft.particulars, draft.why_policy
