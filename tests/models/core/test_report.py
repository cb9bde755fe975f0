"""Long work unit by unit: what is done, refused and left, whatever ends it."""

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.models.core.changes import Changes, Kind, Outcome
from ipdesk.models.core.errors import DeskError, NotFound
from ipdesk.models.core.report import Done, NotBegun, Refused, Report, run_each


@dataclass
class RecordedJob:
    """A job that is to be stopped once so many units are done, and writes down what it is told."""

    stop_after: int = 1000
    told: list[tuple[int, int]] = field(default_factory=list)
    rows: list[object] = field(default_factory=list)

    def report(self, done: int, total: int) -> None:
        self.told.append((done, total))

    def stopping(self) -> bool:
        return len(self.rows) >= self.stop_after

    def add(self, row: object) -> None:
        self.rows.append(row)


def issue(number: int) -> Outcome[str]:
    """Write something for even numbers; odd ones are refused, 99 is a mistake of the program."""
    if number == 99:
        raise ZeroDivisionError
    if number % 2:
        raise NotFound(f"没有 {number}")
    return Outcome(f"letter {number}", Changes(frozenset({(Kind.LETTER, number)})))


def run(job: RecordedJob, *numbers: int, go_on: bool = True) -> Report[int, str, DeskError]:
    return run_each(job, numbers, issue, (DeskError,), go_on=go_on)


def kinds(report: Report[int, str, DeskError]) -> list[type]:
    return [type(row) for row in report.rows]


def test_one_refused_stops_none_and_what_the_others_changed_is_told() -> None:
    job = RecordedJob()
    report = run(job, 2, 3, 4)
    assert kinds(report) == [Done, Refused, Done]
    assert report.values == ("letter 2", "letter 4")
    assert [(row.unit, row.error.message) for row in report.refused] == [(3, "没有 3")]
    assert report.changes == Changes(frozenset({(Kind.LETTER, 2), (Kind.LETTER, 4)}))
    assert not report.cut_short
    assert job.told == [(0, 3), (1, 3), (2, 3)]
    assert job.rows == list(report.rows)


def test_stopped_it_still_answers_with_what_was_done() -> None:
    report = run(RecordedJob(stop_after=2), 2, 3, 4, 6)
    assert kinds(report) == [Done, Refused, NotBegun, NotBegun]
    assert report.not_begun == (4, 6) and report.cut_short
    assert report.changes.ids(Kind.LETTER) == {2}


def test_work_that_cannot_go_on_leaves_the_rest() -> None:
    report = run(RecordedJob(), 2, 3, 4, go_on=False)
    assert kinds(report) == [Done, Refused, NotBegun]


def test_nothing_is_done_before_its_turn() -> None:
    job = RecordedJob()
    with pytest.raises(ZeroDivisionError):
        run(job, 2, 99, 4)
    assert job.rows == [Done(2, "letter 2")]


@given(st.lists(st.integers(0, 20)), st.integers(0, 20), st.booleans())
def test_every_unit_has_one_row_in_its_place(numbers: list[int], after: int, go_on: bool) -> None:
    report = run(RecordedJob(stop_after=after), *numbers, go_on=go_on)
    assert [row.unit for row in report.rows] == numbers
    assert len(report.values) + len(report.refused) + len(report.not_begun) == len(numbers)
    assert len(report.values) + len(report.refused) <= after
