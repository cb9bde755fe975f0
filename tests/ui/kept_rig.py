"""One window for the tests of a folder: a page as a clerk leaves it, over a database emptied each time."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Generic, TypeVar

import pytest
from pytestqt.qtbot import QtBot

from ipdesk.models.core.changes import Changes
from ipdesk.models.records import Person
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.page import Page
from ipdesk.ui.shell.clock_watch import ClockWatch
from tests.models.desk import SETTING_UP, Clock
from tests.models.desk import Desk as Steps
from tests.stores import with_office
from tests.ui.kept_database import KeptDatabase, in_sight
from tests.ui.kept_for_folder import KeptForFolder
from tests.ui.remembering_store import RememberingStore
from tests.ui.rig import POLICY, Rig, end

P = TypeVar("P", bound=Page)


class KeptRig(Rig, Generic[P]):
    """A window with one page, over a database in which an office was set up.

    ``clear`` has the page put away by ``put_away`` what the test left there. Everything in sight, and the
    files of the data folder, are then as in a new window, or the test before has failed.
    """

    store_type = RememberingStore
    store: RememberingStore

    def __init__(
        self, qtbot: QtBot, folder: Path, key: str, made: Callable[[Desk], P], put_away: Callable[[P], None]
    ) -> None:
        used, empty = folder / "data", with_office(folder / "empty", SETTING_UP, Clock().moment)
        super().__init__(qtbot, used)
        self._folder, self._put_away = used, put_away
        self.kept = made(self.desk)
        super().show(**{key: self.kept})
        self._database = KeptDatabase(empty, used)
        self.store.remember(self._database)
        self._new = self._state()

    def page(self, made: Callable[[Desk], P]) -> P:
        """Return the page of the window. Raises AssertionError where another is asked for."""
        assert made is type(self.kept), "own_window: this window has another page"
        return self.kept

    def show(self, **pages: Page) -> None:
        """Let the page read what was done since, as if it were a new one."""
        assert [*pages.values()] == [self.kept], "own_window: this window has another page"
        self.store.go_on()
        self.window.setUpdatesEnabled(True)
        self._read_all()

    def _read_all(self) -> None:
        self.window.resize(1366, 768)
        self.desk.notify(Changes(frozenset((kind, 0) for kind in self.store.noted)))
        self.window.activateWindow()
        self.kept.activated()
        self.settle()

    def _state(self) -> list[object]:
        return [
            *in_sight(self.window),
            *sorted(one.name for one in self._folder.iterdir() if one.suffix != ".lock"),
        ]

    def clear(self) -> None:
        """Put away whatever the last test left. Raises AssertionError where something stays in sight."""
        self.ask_no_more()
        end(*self.window.findChildren(ClockWatch))
        self.store.go_on()
        self.tasks.settle()
        self._database.forget_records()
        self.clock.moment = Clock().moment
        self.window.setUpdatesEnabled(False)  # what is put away need not be painted
        self.window.notice.clear()
        self._put_away(self.kept)
        self.desk.rescue.keep_now()
        self.steps = Steps(self.store, POLICY, self.clock)
        self.desk.set_person(Person(self.steps.me, "陈晓敏"))
        self._read_all()
        self.store.begin()
        self.asked.clear()
        assert (now := self._state()) == self._new, (
            f"own_window, if it cannot be as a new one: {_other(now, self._new)}"
        )

    def leave(self) -> None:
        """Close the window for good."""
        self._database.close()
        self.window.close()
        super().leave()
        self.window.deleteLater()


class KeptRigs(Generic[P]):
    """Gives the tests of a folder their window: the kept one, or each its own after one has failed."""

    def __init__(self, kept: KeptRig[P]) -> None:
        self._kept: KeptRig[P] | None = kept

    def give(self, request: pytest.FixtureRequest, qtbot: QtBot, data_dir: Path) -> Iterator[Rig]:
        """Give a test a window, and see to it afterwards."""
        if self._kept is None or _stands_apart(request):
            own = Rig(qtbot, data_dir)
            yield own
            own.leave()
            return
        failed = request.session.testsfailed
        yield self._kept
        try:
            if request.session.testsfailed == failed:
                self._kept.clear()
        except Exception:
            self.close()
            raise
        if request.session.testsfailed != failed:
            self.close()

    @property
    def closed(self) -> bool:
        """Whether no window is kept any more."""
        return self._kept is None

    def close(self) -> None:
        """Close the window for good: every later test of the file has one of its own."""
        if self._kept is not None:
            self._kept.leave()
            self._kept = None


def _other(now: list[object], new: list[object]) -> list[object]:
    """Return what is not in both, for the eye."""
    return [one for one in (*now, *new) if (one in now) != (one in new)] or [len(now), len(new)]


def _stands_apart(request: pytest.FixtureRequest) -> bool:
    asked = inspect.signature(request.function).parameters
    return "own_window" in request.fixturenames or not {"data_dir", "monkeypatch"}.isdisjoint(asked)


def kept_fixtures(
    conftest: str, page: Callable[[Desk], P], put_away: Callable[[P], None]
) -> tuple[object, Callable[..., object], Callable[..., object]]:
    """Return what the conftest of a folder needs whose tests share a window with that page.

    These are the fixtures ``_kept`` and ``rig``, and the hook that closes the window.
    """
    key = Path(conftest).parent.name
    keeping = KeptForFolder(conftest, lambda bot, folder: KeptRigs(KeptRig(bot, folder, key, page, put_away)))

    @pytest.fixture
    def rig(
        qtbot: QtBot, data_dir: Path, request: pytest.FixtureRequest, _kept: KeptRigs[P]
    ) -> Iterator[Rig]:
        yield from _kept.give(request, qtbot, data_dir)

    return keeping.fixture(), rig, keeping.hook()
