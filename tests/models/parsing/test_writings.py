"""Numbers in the writings of certificates, sheets and clerks: one thing at the counter, and found."""

from __future__ import annotations

import datetime
import json
from itertools import combinations
from typing import Any

from ipdesk.models.parsing.achievement_rows import read_row
from ipdesk.models.parsing.number_search import number_search_text, number_search_words
from ipdesk.models.records import HeldNumber, RawAchievement
from ipdesk.rules.pack.vocabulary import standard_vocabulary
from tests.places import TESTS
from tests.rows import every_row

_DATA = TESTS / "data" / "trials"
_TODAY = datetime.date(2026, 11, 29)


def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (_DATA / name).read_text(encoding="utf-8").splitlines()]


def held(line: dict[str, Any], text: str) -> HeldNumber:
    """Return a number as the counter holds it; a doubt about its shape is confirmed."""
    raw = RawAchievement(
        id="1", kind=line["kind"], ref=text, date="2024-05-05", facts=line["facts"],
        confirmed=frozenset({"ref"}),
    )  # fmt: skip
    [number] = read_row(raw, standard_vocabulary(), 2024, _TODAY).numbers
    return number


def finds(stored: HeldNumber, typed: str) -> bool:
    text = number_search_text(stored.ref, stored.item)
    return any(word in text for word in number_search_words(typed))


@every_row(lines("writings.jsonl"), lambda line: f"{line['kind']} {line['number']}")
def test_a_number_is_one_thing_in_all_its_writings(line: dict[str, Any]) -> None:
    number = held(line, line["number"])
    assert [text for text in line["same"] if held(line, text).item != number.item] == []
    assert [text for text in line["same"] if not finds(number, text)] == []
    assert [text for text in line["same"] if not finds(held(line, text), line["number"])] == []


@every_row(lines("writings.jsonl"), lambda line: f"{line['kind']} {line['number']}")
def test_another_number_is_another_thing(line: dict[str, Any]) -> None:
    number = held(line, line["number"])
    assert [text for text in line["other"] if held(line, text).item == number.item] == []


@every_row(lines("things_apart.jsonl"), lambda line: line["apart"][0])
def test_numbers_that_differ_in_what_counts_stay_apart(line: dict[str, Any]) -> None:
    items = {text: held(line, text).item for text in line["apart"]}
    merged = [(one, other) for one, other in combinations(items, 2) if items[one] == items[other]]
    assert merged == []
