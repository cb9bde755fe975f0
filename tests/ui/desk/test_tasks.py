"""Work behind the window: lanes that do not wait for one another."""

import threading
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot

from ipdesk.models.core.changes import Outcome
from ipdesk.models.core.report import Done, Report, run_each
from ipdesk.ui.desk.latest import LatestRequest
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
    tasks, begun, gate, done = Tasks(), threading.Event(), threading.Event(), list[str]()

    def long(job: Job) -> None:
        begun.set()
        gate.wait()
        try:
            job.report(1, 2)
        except Cancelled:
            done.append("cancelled")
            raise

    tasks.start(Lane.LONG, long)
    for lane in (Lane.SAVING, Lane.RESCUE):
        tasks.start(lane, lambda _, lane=lane: done.append(lane.name))
    assert begun.wait(60)  # what has not begun is left out
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


def letters(job: Job) -> Report[int, int, ValueError]:
    return run_each(job, (1, 2, 3), lambda number: Outcome(number * 10), (ValueError,))


def test_work_that_is_stopped_answers_with_what_was_done_and_never_runs_ahead(tasks: Tasks) -> None:
    shown: list[object] = []
    reports: list[Report[int, int, ValueError]] = []

    def take(row: object) -> None:
        shown.append(row)
        if len(shown) == 2:
            job.stop()

    job = tasks.start(Lane.BACKGROUND, letters, reports.append, added=take)
    tasks.settle()
    assert shown == [Done(1, 10), Done(2, 20)]
    assert [report.not_begun for report in reports] == [(3,)]


def test_work_that_waits_for_a_window_that_is_closing_is_let_go(qtbot: QtBot, gate: threading.Event) -> None:
    tasks, shown, handed = Tasks(), list[object](), threading.Event()

    def work(job: Job) -> object:
        gate.wait()
        return letters(job)

    job = tasks.start(Lane.BACKGROUND, work, shown.append, added=shown.append)
    job._row_added.connect(lambda _: handed.set(), Qt.ConnectionType.DirectConnection)
    gate.set()
    assert handed.wait(60), "the first letter is done, and waits for the window"
    tasks.close()
    assert "ipdesk-background" not in [thread.name for thread in threading.enumerate()]
    tasks.settle()
    assert shown == []


def test_what_cannot_be_shown_does_not_hold_the_work_up(tasks: Tasks, qtbot: QtBot) -> None:
    reports: list[Report[int, int, ValueError]] = []

    def take(row: object) -> None:
        raise LookupError(row)

    with qtbot.captureExceptions() as raised:
        tasks.start(Lane.BACKGROUND, letters, reports.append, added=take)
        tasks.settle()
    assert len(raised) == 3 and reports[0].values == (10, 20, 30)


def test_of_several_wishes_the_newest_alone_is_worked_for(tasks: Tasks, gate: threading.Event) -> None:
    tasks.start(Lane.READING, lambda _: gate.wait())
    owner, worked, told = QObject(), list[str](), list[str]()
    latest = LatestRequest(SimpleNamespace(tasks=tasks), owner)  # type: ignore[arg-type]
    for name in ("first", "second", "third"):
        latest.do(lambda name=name: worked.append(name) or name, told.append, pytest.fail)  # type: ignore[misc]
    gate.set()
    tasks.settle()
    assert (worked, told) == (["third"], ["third"])
