"""Rows as they were read: which are wrong, and what lists show of a draft."""

import datetime

from ipdesk.models.awards.entered_rows import ReadRows, wrong_rows
from ipdesk.models.records import DraftTotals
from ipdesk.rules.core.result import Line, Result, Status
from ipdesk.rules.library.policy_library import standard_library
from tests.models.desk import licence, maintained, works

POLICY = standard_library().policy("shaoguan-2021")
TODAY = datetime.date(2024, 6, 20)
WRONG = licence("80万", date="2022-13-01")
ROWS = [works(count="3"), WRONG, maintained(date="")]


def read() -> ReadRows:
    rows = ReadRows()
    for raw in ROWS:
        rows.read(raw, POLICY, 2022, TODAY)
    return rows


def test_a_row_is_wrong_by_what_was_entered_and_not_by_what_is_missing() -> None:
    found = wrong_rows(ROWS, read().joined(ROWS).problems)
    assert found.keys() == {WRONG.id}
    assert "13月1日" in found[WRONG.id], "the first sentence on it"


def test_a_list_shows_things_sums_and_what_waits_of_a_draft() -> None:
    lines = [
        Line("1/1", "a", "一", Status.AWARDED, 20_000, 20_000, (), ()),
        Line("1/2", "a", "一", Status.EXCLUDED, 20_000, 0, (), ()),
        Line("3", "b", "二", Status.UNDECIDED, 0, 0, (), ()),
    ]
    result = Result("", POLICY.id, 20_000, (), tuple(lines))
    assert read().totals(ROWS, result) == DraftTotals(5, 40_000, 20_000, 1)
    assert read().totals(ROWS, None) == DraftTotals(5, 0, 0, 0)
