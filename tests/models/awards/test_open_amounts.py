"""What a result leaves open, and what it pays nothing for."""

import pytest

from ipdesk.models.awards.open_amounts import Bounds, OpenAmounts, bounds_of, open_amounts
from ipdesk.models.awards.unpaid_rows import unpaid_rows
from ipdesk.rules.core.result import Line, Notice, Result, Status, Warning


def line(achievement: str, status: Status, amount: int = 0, *warnings: Warning) -> Line:
    return Line(achievement, "a", "一", status, amount, amount, warnings, ())


def waiting(achievement: str, ceiling: int | None) -> Line:
    values = {} if ceiling is None else {"ceiling": ceiling, "floor": 100}
    return line(achievement, Status.UNDECIDED, 0, Warning("needs_decision", values, "待核定。"))


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        ((), OpenAmounts(0, 0, 0)),
        ((waiting("1", 500), waiting("2/1", 300), waiting("2/2", 300)), OpenAmounts(2, 1_100, 0)),
        ((waiting("1", 500), waiting("2", None)), OpenAmounts(2, None, 0)),
        ((line("1/1", Status.INCOMPLETE), line("1/2", Status.INCOMPLETE)), OpenAmounts(0, 0, 1)),
    ],
    ids=["nothing", "rows, not things", "one without an end", "incomplete"],
)
def test_rows_that_wait_are_counted_with_what_they_may_come_to(
    lines: tuple[Line, ...], left: OpenAmounts
) -> None:
    assert open_amounts(lines) == left


def test_only_an_amount_left_to_a_decision_has_bounds() -> None:
    assert bounds_of(waiting("1", 500)) == Bounds(500, 100)
    above = Warning("decision_above_ceiling", {"ceiling": 500}, "按最高额执行。")
    assert bounds_of(line("1", Status.REDUCED, 500, above)) == Bounds()


def test_what_is_paid_by_another_clause_is_told_apart_from_what_is_paid_by_none() -> None:
    refused = Warning("not_eligible", {}, "不属于本市。")
    lines = (
        line("1", Status.AWARDED, 100), line("1", Status.EXCLUDED), line("2", Status.INELIGIBLE, 0, refused),
        waiting("3", 500), line("4", Status.INCOMPLETE),
    )  # fmt: skip
    notices = (Notice("no_rule", "没有适用的条款。", "5/1"), Notice("draft_policy", "只能试算。"))
    found = [(one.row, one.reason, one.beside) for one in unpaid_rows(Result("1", "p", 100, notices, lines))]
    assert found == [("1", "", True), ("2", "不属于本市。", False), ("5", "没有适用的条款。", False)]
