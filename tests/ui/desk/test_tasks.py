"""Work behind the window: lanes that do not wait for one another."""

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from ipdesk.ui.desk.tasks import Cancelled, Job, Lane, Tasks


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """Return what a job may wait for; it is open at the latest when the test ends."""
    made = threading.Event()
    yield made
    made.set()


@pytest.mark.parametrize("held", list(Lane))
def test_no_lane_waits_for_another(tasks: Tasks, gate: threading.Event, held: Lane) -> None:
    tasks.start(held, lambda _: gate.wait())
    others = [lane for lane in Lane if lane is not held]
    answers: list[Lane] = []
    for lane in others:
        tasks.start(lane, lambda _, lane=lane: lane, answers.append)
    tasks.settle(*others)
    assert set(answers) == set(others)
    assert tasks.busy(held)


def test_jobs_of_one_lane_follow_one_another(tasks: Tasks) -> None:
    order: list[int] = []
    for number in range(20):
        tasks.start(Lane.SAVING, lambda _, number=number: order.append(number))
    tasks.settle()
    assert order == list(range(20))


def test_long_work_gives_way_to_what_is_being_saved(tasks: Tasks, gate: threading.Event) -> None:
    order: list[str] = []
    begun = threading.Event()

    def save(_: Job) -> None:
        gate.wait()
        order.append("saved")

    def issue(job: Job) -> None:
        begun.set()
        job.report(1, 2)
        order.append("second letter")

    tasks.start(Lane.SAVING, save)
    tasks.start(Lane.LONG, issue)
    begun.wait()
    gate.set()
    tasks.settle()
    assert order == ["saved", "second letter"]


def test_waiting_for_one_job_does_not_wait_for_the_next(tasks: Tasks, gate: threading.Event) -> None:
    first = tasks.start(Lane.LONG, lambda _: None)
    second = tasks.start(Lane.LONG, lambda _: gate.wait())
    tasks.wait_for(first)
    assert first.finished and not second.finished


def test_an_answer_is_not_needed_to_know_that_work_is_done(tasks: Tasks) -> None:
    def fail(_: Job) -> None:
        raise ValueError

    answers: list[object] = []
    assert tasks.start(Lane.RESCUE, lambda _: 7, answers.append).join(60)
    assert not tasks.start(Lane.RESCUE, fail, None, answers.append).join(60)
    assert answers == []
    tasks.settle()
    assert answers[0] == 7 and isinstance(answers[1], ValueError)


def test_closing_finishes_saves_and_cancels_the_rest(qtbot: QtBot) -> None:
    tasks, gate, done = Tasks(), threading.Event(), list[str]()

    def long(job: Job) -> None:
        gate.wait()
        try:
            job.report(1, 2)
        except Cancelled:
            done.append("cancelled")
            raise

    tasks.start(Lane.LONG, long)
    for lane in (Lane.SAVING, Lane.RESCUE):
        tasks.start(lane, lambda _, lane=lane: done.append(lane.name))
    opener = threading.Timer(0.01, gate.set)
    opener.start()
    tasks.close()
    opener.join()
    assert set(done) == {"cancelled", "SAVING", "RESCUE"}


def test_news_of_work_that_is_over_at_once_are_heard(qtbot: QtBot, tasks: Tasks) -> None:
    told: list[tuple[int, int]] = []
    for _ in range(200):
        tasks.start(
            Lane.LONG, lambda job: job.report(1, 1), progressed=lambda done, all_: told.append((done, all_))
        )
    tasks.settle()
    assert told == [(1, 1)] * 200
