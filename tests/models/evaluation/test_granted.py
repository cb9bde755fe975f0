"""A line as it was granted: its sum, what it takes of its limits, and why it is less than computed."""

import pytest

from ipdesk.models.evaluation.granted import as_granted
from ipdesk.rules.core.result import LimitUse, Line, Status
from tests.models.desk import Desk, licence, works

MONEY = LimitUse("year", "年度总额", True, 5_000_000, 1_000_000, 800_000, 0)
ITEMS = LimitUse("count", "年度件数", False, 100, 60, 1, 0, "件")
LINE = Line("1", "p/r", "一", Status.AWARDED, 800_000, 800_000, (), (), (MONEY, ITEMS))


@pytest.mark.parametrize(
    ("granted", "money", "items"),
    [(500_000, 500_000, 1), (1, 1, 1), (0, 0, 0)],
)
def test_a_lowered_line_takes_only_what_it_was_granted(granted: int, money: int, items: int) -> None:
    shown = as_granted(LINE, granted, "合同部分未履行")
    assert (shown.computed, shown.amount) == (800_000, granted)
    assert [use.this for use in shown.limits] == [money, items]
    assert [use.used for use in shown.limits] == [1_000_000, 60]
    assert shown.warnings[-1].text.endswith("：合同部分未履行")


def test_the_sums_are_named() -> None:
    assert as_granted(LINE, 500_000, "甲").warnings[-1].text == "审定 5,000.00 元，核减 3,000.00 元：甲"
    assert as_granted(LINE, 500_000).warnings[-1].text == "审定 5,000.00 元，核减 3,000.00 元。"


@pytest.mark.parametrize("granted", [None, 800_000])
def test_a_line_that_is_not_lowered_stays_as_it_is(granted: int | None) -> None:
    assert as_granted(LINE, granted, "") is LINE


def test_before_a_decision_nothing_is_changed(desk: Desk) -> None:
    from ipdesk.models.evaluation.evaluate import stored_result
    from ipdesk.models.evaluation.granted import granted_result

    draft = desk.draft(desk.register(), licence(), works(count="3"))
    shown = desk.accept(draft)
    detail = desk.detail(draft.application)
    result = stored_result(desk.policy, detail)
    assert granted_result(result, detail).lines == shown.lines
