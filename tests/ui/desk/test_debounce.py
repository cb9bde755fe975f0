"""What waits for the clerk to pause happens once, or not at all."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ipdesk.ui.desk.debounce import Debounce

PAUSE = 20  # ms


class Acts:
    """Counts what was done, and waits until one that began later has come."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot, self._parent = qtbot, QObject()
        self.count = self._after = 0
        self.debounce = Debounce(self.act, PAUSE, self._parent)

    def act(self) -> None:
        self.count += 1

    def _pass(self) -> None:
        self._after += 1

    def wait(self) -> None:
        self._after = 0
        other = Debounce(self._pass, 2 * PAUSE, self._parent)
        other.later()
        self._qtbot.waitUntil(lambda: self._after > 0)


@pytest.fixture
def acts(qtbot: QtBot) -> Acts:
    return Acts(qtbot)


def test_many_wishes_close_together_are_one(acts: Acts) -> None:
    for _ in range(5):
        acts.debounce.later()
    assert (acts.count, acts.debounce.waiting()) == (0, True)
    acts.wait()
    assert (acts.count, acts.debounce.waiting()) == (1, False)


@pytest.mark.parametrize("wish", [Debounce.later, Debounce.soon])
def test_what_was_stopped_does_not_happen(acts: Acts, wish: Callable[[Debounce], None]) -> None:
    wish(acts.debounce)
    acts.debounce.stop()
    acts.wait()
    assert acts.count == 0


def test_each_pause_ends_in_an_act(acts: Acts) -> None:
    acts.debounce.later()
    acts.wait()
    acts.debounce.soon()
    acts.wait()
    assert acts.count == 2
