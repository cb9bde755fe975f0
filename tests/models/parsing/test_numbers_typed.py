"""What is typed into the field of a number: taken, doubted, or refused with a sentence on what to do."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest

from ipdesk.models.parsing.achievement_rows import read_row
from ipdesk.models.parsing.text.texts import Unreadable
from ipdesk.models.parsing.values.numbers import MOST_PAGES, read_pages
from ipdesk.models.records import RawAchievement
from ipdesk.rules.pack.vocabulary import standard_vocabulary
from tests.places import TESTS
from tests.rows import every_row

_DATA = TESTS / "data" / "trials" / "numbers_typed.jsonl"
LINES = [json.loads(line) for line in _DATA.read_text(encoding="utf-8").splitlines()]
_TODAY = datetime.date(2026, 11, 29)


@every_row(LINES, lambda line: f"{line['kind']} {line['ref']!r}")
def test_a_number_is_taken_doubted_or_refused(line: dict[str, Any]) -> None:
    raw = RawAchievement(
        id="1", kind=line["kind"], ref=line["ref"], date=line.get("date", "2024-05-05"),
        facts=line.get("facts", {}),
    )  # fmt: skip
    entry = read_row(raw, standard_vocabulary(), 2024, _TODAY)
    problems = [problem for problem in entry.problems if problem.field == "ref"]
    verdict = "right" if not problems else "doubt" if problems[0].confirmable else "refused"
    assert verdict == line["verdict"], problems
    assert all(line.get("says", "") in problem.message for problem in problems)
    assert all(problem.message.endswith("。") for problem in problems)


def test_a_doubt_that_was_confirmed_is_gone() -> None:
    for line in LINES:
        if line["verdict"] != "doubt":
            continue
        raw = RawAchievement(
            id="1", kind=line["kind"], ref=line["ref"], date=line.get("date", "2024-05-05"),
            facts=line.get("facts", {}), confirmed=frozenset({"ref"}),
        )  # fmt: skip
        problems = read_row(raw, standard_vocabulary(), 2024, _TODAY).problems
        assert [problem for problem in problems if problem.field == "ref"] == [], line


RANGES = [
    json.loads(line)
    for line in (_DATA.parent / "ranges_typed.jsonl").read_text(encoding="utf-8").splitlines()
]


@every_row(RANGES, lambda line: f"{line['first']} {line['last']!r} {line['count']}")
def test_a_range_is_taken_whole_or_refused(line: dict[str, Any]) -> None:
    raw = RawAchievement(
        id="1", kind="work_registration", ref=line["first"], ref_last=line["last"], count=line["count"],
        date="2024-05-05", facts={"registrar": line.get("registrar", "guangdong")},
    )  # fmt: skip
    entry = read_row(raw, standard_vocabulary(), 2024, _TODAY)
    if "many" in line:
        assert (entry.problems, len(entry.refs), entry.refs[-1]) == ((), line["many"], line["to"])
        return
    [problem] = entry.problems
    assert line["says"] in problem.message


def test_a_paper_has_pages_of_a_number_that_can_be() -> None:
    read = {text: read_pages(text) for text in ("3", "３ 页", "12张", str(MOST_PAGES))}
    assert [*read.values()] == [3, 3, 12, MOST_PAGES]
    for text in ("0", "-1", "1.5", str(MOST_PAGES + 1)):
        with pytest.raises(Unreadable):
            read_pages(text)
