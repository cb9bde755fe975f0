"""Numbers as people paste them at the counter, each with what has to become of it."""

import json

import pytest

from ipdesk.models.parsing.identifiers.checks import check
from tests.places import TESTS
from tests.rows import every_row

_DATA = TESTS / "data" / "trials"
_FILES = ("numbers_of_people.jsonl", "numbers_of_people_pasted.jsonl", "numbers_of_rights.jsonl")
_TRIALS = [
    json.loads(line)
    for name in _FILES
    for line in (_DATA / name).read_text(encoding="utf-8").split("\n")
    if line
]


@every_row(_TRIALS, lambda trial: f"{trial['check']} {trial['input']!r}")
def test_a_number_is_taken_doubted_or_refused(trial: dict[str, str]) -> None:
    checked = check(trial["check"], trial["input"])
    verdict = "right" if not checked.problem else "doubt" if checked.confirmable else "refused"
    assert verdict == trial["verdict"]
    assert checked.value == trial.get("value", checked.value)
    assert checked.suggestion == trial.get("offer", "")
    assert trial.get("says", "") in checked.problem


@pytest.mark.parametrize("name", sorted({trial["check"] for trial in _TRIALS}))
def test_a_number_that_was_taken_is_taken_again_as_it_is(name: str) -> None:
    taken = {check(name, trial["input"]) for trial in _TRIALS if trial["check"] == name}
    assert {one.value for one in taken if not one.problem and check(name, one.value).problem} == set()
    assert {
        one.value for one in taken if not one.problem and check(name, one.value).value != one.value
    } == set()
