"""Rows as they are edited, and as they are made again from what was stored."""

import datetime
from dataclasses import replace

import pytest

from ipdesk.models.parsing.achievement_rows import read_row, read_rows
from ipdesk.models.parsing.row_edits import (
    is_missing,
    text_of,
    thing_count,
    with_confirmed,
    with_material,
    with_text,
)
from ipdesk.models.parsing.stored_rows import rows_of
from ipdesk.models.records import RawAchievement
from ipdesk.rules.library.policy_library import standard_library
from tests.models.desk import Desk, licence, maintained, works

WORDS = standard_library().policy("shaoguan-2021").vocabulary
TODAY = datetime.date(2024, 6, 20)


@pytest.mark.parametrize(
    ("confirmed", "edited", "left"),
    [
        ("ref", "ref", set()),
        ("contract_amount", "contract_amount", set()),
        ("contract_amount", "ref", {"contract_amount"}),
        ("year", "date", set()),  # the doubt about the year was about the day, too
        ("geographical", "mark_type", set()),
    ],
)
def test_what_was_confirmed_of_an_old_text_no_longer_holds(
    confirmed: str, edited: str, left: set[str]
) -> None:
    kind = "trademark_registration" if edited == "mark_type" else licence().kind
    row = with_text(with_confirmed(replace(licence(), kind=kind), confirmed), edited, "1")
    assert (row.confirmed, text_of(row, edited)) == (left, "1")


def test_a_material_is_ticked_and_taken_back() -> None:
    row = with_material(licence(), "contract", received=True)
    assert row.received == {"contract"}
    assert with_material(row, "contract", received=False).received == set()


@pytest.mark.parametrize(("count", "number"), [("", 1), ("12", 12), ("十二万", 1)])
def test_a_row_without_a_date_counts_what_it_says_so_far(count: str, number: int) -> None:
    row = works("", count=count, date="")  # its number is not there yet
    entry = read_row(row, WORDS, 2022, TODAY)
    assert thing_count(row, entry) == number
    assert any(problem.field == "date" and is_missing(row, problem) for problem in entry.problems)


def test_stored_rows_are_read_as_what_was_stored(desk: Desk) -> None:
    rows: tuple[RawAchievement, ...] = (works(count="3"), licence("80.5万"), maintained())
    draft = desk.draft(desk.register(), *rows)
    desk.accept(draft)
    detail = desk.detail(draft.application)
    again = read_rows(rows_of(detail, WORDS), WORDS, 2022, TODAY).achievements
    assert again == tuple(stored.achievement for stored in detail.achievements)
