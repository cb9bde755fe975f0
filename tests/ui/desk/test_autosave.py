"""Saving by itself: when it begins, what follows a failure, and what it says of itself meanwhile."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from ipdesk.models.core.errors import Conflict, LockedDatabase
from ipdesk.ui.desk.autosave import Autosave, Done, Failed, Pauses, Stage

NEVER = 3_600_000
SOON = Pauses(rest=1, latest=1, patience=NEVER, again=1)


class Disk:
    """Takes what is saved when the test says so."""

    def __init__(self) -> None:
        self.there = True
        self.asked: list[tuple[Done, Failed]] = []

    def save(self, done: Done, failed: Failed) -> bool:
        if self.there:
            self.asked.append((done, failed))
        return self.there

    def succeed(self) -> None:
        self.asked[-1][0](None)

    def fail(self, error: Exception) -> None:
        self.asked[-1][1](error)


@pytest.fixture
def disk() -> Disk:
    return Disk()


def until(qtbot: QtBot, holds: Callable[[], bool]) -> None:
    qtbot.waitUntil(holds, timeout=60_000)


def test_typing_without_a_pause_is_saved_all_the_same(qtbot: QtBot, disk: Disk) -> None:
    saving = Autosave(disk.save, pauses=Pauses(rest=NEVER, latest=20, patience=NEVER, again=NEVER))
    keys = QTimer()
    keys.timeout.connect(saving.note)
    keys.start(1)
    until(qtbot, lambda: bool(disk.asked))
    assert saving.dirty() and not saving.unsafe()


def test_a_pause_in_typing_is_used(qtbot: QtBot, disk: Disk) -> None:
    saving = Autosave(disk.save, pauses=Pauses(rest=1, latest=NEVER, patience=NEVER, again=NEVER))
    saving.note()
    until(qtbot, lambda: bool(disk.asked))
    disk.succeed()
    assert saving.state.stage is Stage.SAVED and not saving.dirty()


@pytest.mark.parametrize("pauses", [SOON._replace(rest=NEVER), SOON._replace(latest=NEVER)])
def test_what_is_typed_while_a_save_is_under_way_follows_it(qtbot: QtBot, disk: Disk, pauses: Pauses) -> None:
    saving = Autosave(disk.save, pauses=pauses)
    saving.note()
    until(qtbot, lambda: len(disk.asked) == 1)
    saving.note()
    disk.succeed()
    assert saving.dirty() and saving.state.stage is Stage.WAITING
    until(qtbot, lambda: len(disk.asked) == 2)


def test_a_save_that_takes_long_is_not_counted_on(qtbot: QtBot, disk: Disk) -> None:
    saving = Autosave(disk.save, pauses=SOON._replace(patience=1))
    saving.note()
    until(qtbot, saving.unsafe)
    disk.succeed()
    assert not saving.unsafe()


def test_a_failure_is_said_and_followed_by_another_try(qtbot: QtBot, disk: Disk) -> None:
    saving = Autosave(disk.save, pauses=SOON)
    saving.note()
    until(qtbot, lambda: len(disk.asked) == 1)
    disk.fail(LockedDatabase("另一个程序正在使用数据。"))
    assert (saving.state.stage, saving.state.message) == (Stage.FAILED, "另一个程序正在使用数据。")
    assert saving.unsafe()
    saving.note()
    assert saving.state.stage is Stage.FAILED, "typing on does not make it look better"
    until(qtbot, lambda: len(disk.asked) == 2)
    disk.succeed()
    assert saving.state.stage is Stage.SAVED


def test_what_nobody_expected_is_a_failure_like_any_other_and_is_reported_once(
    qtbot: QtBot, disk: Disk
) -> None:
    saving = Autosave(disk.save, pauses=SOON)
    saving.note()
    until(qtbot, lambda: len(disk.asked) == 1)
    with pytest.raises(ZeroDivisionError):
        disk.fail(ZeroDivisionError())
    assert saving.state.stage is Stage.FAILED and "没有存上" in saving.state.message
    until(qtbot, lambda: len(disk.asked) == 2)
    disk.fail(ZeroDivisionError())
    until(qtbot, lambda: len(disk.asked) == 3)
    disk.succeed()
    saving.note()
    until(qtbot, lambda: len(disk.asked) == 4)
    with pytest.raises(ZeroDivisionError):
        disk.fail(ZeroDivisionError())


def test_a_save_that_cannot_even_begin_is_a_failure_too(qtbot: QtBot) -> None:
    tries: list[int] = []

    def save(done: Done, failed: Failed) -> bool:
        tries.append(1)
        if len(tries) == 1:
            raise LookupError
        done(None)
        return True

    saving = Autosave(save, pauses=SOON)
    saving.note()
    with pytest.raises(LookupError):
        saving.save_now()
    assert saving.state.stage is Stage.FAILED
    until(qtbot, lambda: saving.state.stage is Stage.SAVED)


def test_a_refusal_is_not_tried_again_by_itself(qtbot: QtBot, disk: Disk) -> None:
    saving = Autosave(disk.save, (Conflict,), SOON)
    saving.note()
    until(qtbot, lambda: len(disk.asked) == 1)
    disk.fail(Conflict("这份草稿刚在另一处保存过。"))
    assert saving.state.stage is Stage.REFUSED and saving.unsafe()
    saving.note()
    assert saving.state.stage is Stage.REFUSED


def test_what_nothing_can_take_yet_waits_without_a_timer(disk: Disk) -> None:
    disk.there = False
    saving = Autosave(disk.save, pauses=SOON)
    heard: list[str] = []
    saving.note()
    saving.save_now(lambda: heard.append("then"), lambda: heard.append("otherwise"))
    assert saving.state.stage is Stage.NOT_YET and saving.unsafe()
    assert heard == ["otherwise"]


@pytest.mark.parametrize("good", [True, False])
def test_one_of_two_follows_a_save_that_was_asked_for(disk: Disk, good: bool) -> None:
    saving = Autosave(disk.save, pauses=SOON)
    heard: list[str] = []
    saving.note()
    saving.save_now(lambda: heard.append("then"), lambda: heard.append("otherwise"))
    assert heard == []
    disk.succeed() if good else disk.fail(LockedDatabase("x"))
    assert heard == (["then"] if good else ["otherwise"])


def test_an_answer_about_what_was_there_before_concerns_nothing_any_more(disk: Disk) -> None:
    saving = Autosave(disk.save, pauses=SOON)
    answers: list[object] = []
    saving.saved.connect(answers.append)
    saving.note()
    saving.save_now()
    saving.begin()
    disk.succeed()
    assert answers == [] and saving.state.stage is Stage.NOTHING
    saving.note()
    assert saving.dirty()
