"""Choices between awards, and rules that give way: what is payable decides, what is paid once is used up."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ipdesk.rules.core.case import Achievement, Case, Decision, HistoryEntry
from ipdesk.rules.core.result import Line, Status
from ipdesk.rules.evaluation.policy import Policy
from tests.rules.pack.spoken_packs import FIRM, lines_of, paid, policy, rule, spoken, work

Data = dict[str, Any]
HIGHEST: Data = {
    "id": "best", "name": "称号取高", "rules": ["甲", "乙"], "per": ["applicant", "year"], "highest": "true",
}  # fmt: skip


def level(value: str) -> Data:
    return {"about": {"kind": "work", "where": [{"fact": "level", "is": value}]}}


def titles(first: str = "5000", second: str = "2000", *limits: Data, **more: object) -> Policy:
    """Return two rules of which only the highest award of a year stands."""
    return policy(
        rule("甲", first, **level("high"), **more),
        rule("乙", second, **level("low"), **more),
        limits=[HIGHEST, *limits],
    )


HIGH, LOW = work("1", level="high"), work("2", level="low")


def codes(line: Line) -> list[str]:
    return [warning.code for warning in line.warnings]


def values(line: Line, code: str) -> dict[str, object]:
    (found,) = [dict(warning.values) for warning in line.warnings if warning.code == code]
    return found


# ------------------------------------------------------------ history and once


def test_a_repeat_of_a_winner_that_history_leaves_nothing_is_no_award_already_made() -> None:
    twice = titles(once=["applicant"])
    first, again = lines_of(
        twice, work("1", level="high"), work("3", level="high"), history=(paid("乙", 5000),)
    )
    for line in (first, again):
        assert (line.status, codes(line)) == (Status.EXCLUDED, ["highest_only"])
        assert values(line, "highest_only") == {"limit": 500_000, "used": 500_000, "cut": 500_000}
        assert not any("已有一项资助" in said for said in spoken(line))


def test_a_repeat_of_a_winner_that_is_paid_says_so_and_nothing_else() -> None:
    twice = titles(once=["applicant"])
    first, again = lines_of(twice, work("1", level="high"), work("3", level="high"))
    assert first.amount == 500_000
    assert codes(again) == ["already_awarded"]
    assert "同一申请人只资助一次，本申请件中已有一项资助，不再资助。" in spoken(again)
    assert not any("此前没有资助过" in said for said in spoken(again))


def test_where_history_paid_more_than_the_highest_there_is_no_difference_to_pay() -> None:
    [line] = lines_of(titles(), LOW, history=(paid("甲", 5000),))
    said = "最高 2,000.00 元，此前已资助 5,000.00 元，没有差额可补，本项不予资助。"
    assert spoken(line)[-1] == f"同一申请人、同一年度的“称号取高”{said}"
    assert values(line, "highest_only") == {"limit": 200_000, "used": 500_000, "cut": 200_000}


def test_what_history_paid_is_told_once_for_all_of_a_group() -> None:
    for line in lines_of(titles(), HIGH, LOW, history=(paid("甲", 6000),)):
        assert "最高 5,000.00 元，此前已资助 6,000.00 元，没有差额可补，不再资助。" in spoken(line)[-1]
        assert values(line, "highest_only")["limit"] == 500_000


def test_a_letter_says_what_was_paid_for_what_stands() -> None:
    _, lost = lines_of(titles(), HIGH, LOW)
    said = "同一申请人、同一年度的同类事项只资助最高的一项，已按“甲”资助5,000.00元，本项不重复资助"
    assert lost.warnings[0].formal == said, "another year is free"
    [part] = lines_of(titles(), HIGH, history=(paid("乙", 2000),))
    assert part.warnings[0].formal == "同类事项最高资助5,000.00元，此前已资助2,000.00元，只补足差额"
    found = lines_of(titles(), HIGH, LOW, history=(paid("甲", 5000),))
    formal = "同类事项最高资助5,000.00元，此前已资助5,000.00元，没有差额可以补足"
    assert [line.warnings[0].formal for line in found] == [formal, formal]


# ------------------------------------------------------------ what is payable


def cap(only: str, **form: object) -> Data:
    return {"id": "cap", "name": "甲的上限", "rules": only, "per": "applicant", **form}


def test_a_winner_whose_own_limit_is_used_up_gives_way() -> None:
    capped = titles("5000", "2000", cap("甲", count="1"))
    earlier = paid("甲", 0, 2022)
    lost, won = lines_of(capped, HIGH, LOW, history=(earlier,))
    assert (won.status, won.amount, codes(won)) == (Status.AWARDED, 200_000, [])
    assert (lost.status, codes(lost)) == (Status.EXCLUDED, ["highest_only"])
    assert values(lost, "highest_only") == {"limit": 200_000, "used": 0, "cut": 500_000}
    assert spoken(won)[-2].endswith(
        "按其他限制之后可得的比较：“甲” 5,000.00 元只能得 0.00 元，本项可得 2,000.00 元，取本项。"
    )
    assert spoken(lost)[-1].endswith(
        "只资助最高的一项，本项 5,000.00 元按其他限制只能得 0.00 元，已取“乙” 2,000.00 元，不再资助。"
    )


@pytest.mark.parametrize(("left", "amounts"), [(2500, [2500, 0]), (2000, [2000, 0]), (1999, [0, 2000])])
def test_a_winner_that_a_limit_cuts_stands_while_no_other_brings_more(left: int, amounts: list[int]) -> None:
    capped = titles("5000", "2000", cap("甲", sum="10000"))
    found = lines_of(capped, HIGH, LOW, history=(paid("甲", 10_000 - left, 2022),))
    assert [line.amount for line in found] == [yuan * 100 for yuan in amounts]


def test_a_decision_above_its_ceiling_counts_as_what_it_pays() -> None:
    decided = policy(
        rule("甲", {"decided": {"ceiling": "1000"}}, **level("high")),
        rule("乙", "2000", **level("low")),
        limits=[HIGHEST],
    )
    found = lines_of(decided, HIGH, LOW, decided=(Decision("1", "spoken/甲", 900_000),))
    assert [line.amount for line in found] == [0, 200_000]


def test_where_limits_leave_nothing_of_any_each_names_its_own() -> None:
    capped = titles(
        "5000", "2000", cap("甲", count="1"), {**cap("乙", sum="300"), "id": "other", "name": "乙的上限"}
    )
    history = (paid("甲", 0, 2022), paid("乙", 300, 2022))
    first, second = lines_of(capped, HIGH, LOW, history=history)
    assert (codes(first), codes(second)) == (["count_cap"], ["amount_cap"])


FIRST = {"id": "part", "name": "称号", "rules": ["甲", "乙"], "per": ["applicant", "year"], "highest": "true",
         "compare": {"table": {"by": "level", "values": {"high": "10000", "low": "8000"}}}}  # fmt: skip


def test_titles_paid_in_parts_go_by_the_whole_title() -> None:
    parts = policy(rule("甲", "4000", **level("high")), rule("乙", "4800", **level("low")), limits=[FIRST])
    assert [line.amount for line in lines_of(parts, HIGH, LOW)] == [400_000, 0]


SUMS = st.sampled_from(["100", "200", "300", "500"])
LIMITS = st.fixed_dictionaries(
    {
        "rules": st.lists(st.sampled_from(["甲", "乙", "丙"]), min_size=1, unique=True),
        "per": st.just(["applicant"]),
    }
).flatmap(
    lambda form: st.one_of(
        SUMS.map(lambda fen: {**form, "sum": fen}), st.integers(1, 2).map(lambda n: {**form, "count": str(n)})
    )
)


@st.composite
def choices(draw: st.DrawFn) -> tuple[Policy, tuple[Achievement, ...], tuple[HistoryEntry, ...]]:
    """A group of three rules under limits of their own, with awards of this year and earlier ones."""
    once = draw(st.sampled_from([(), ("item",)]))
    rules = [
        rule(title, draw(SUMS), once=once, about={"kind": "work", "where": [where]})
        for title, where in (
            ("甲", {"fact": "level", "is": "high"}),
            ("乙", {"all": [{"fact": "level", "is": "low"}, {"fact": "related"}]}),
            ("丙", {"all": [{"fact": "level", "is": "low"}, {"fact": "related", "is": "false"}]}),
        )
    ]
    caps = [
        {"id": f"l{number}", "name": f"上限{number}", **form}
        for number, form in enumerate(draw(st.lists(LIMITS, max_size=3)))
    ]
    made = policy(*rules, limits=[{**HIGHEST, "rules": "all"}, *caps])
    found = tuple(
        work(str(number), level=draw(st.sampled_from(["high", "low"])), related=draw(st.booleans()))
        for number in range(draw(st.integers(1, 4)))
    )
    entry = st.builds(
        paid,
        st.sampled_from(["甲", "乙", "丙"]),
        st.sampled_from([50, 100, 250]),
        st.sampled_from([2022, 2023]),
    )
    return made, found, tuple(draw(st.lists(entry, max_size=3)))


@given(choices())
@settings(deadline=None)
def test_of_a_group_that_one_is_paid_which_alone_would_bring_most(
    drawn: tuple[Policy, tuple[Achievement, ...], tuple[HistoryEntry, ...]],
) -> None:
    made, found, history = drawn
    whole = made.evaluate(Case("c", made.id, FIRM, found, history=history))
    alone = [made.evaluate(Case("c", made.id, FIRM, (one,), history=history)).total for one in found]
    assert whole.total == max(alone)
    assert sum(line.amount > 0 for line in whole.lines) <= 1


# ------------------------------------------------------------ general rules


def special(*limits: Data, first: bool = False, **more: object) -> Policy:
    """Return a general rule and one over it that pays each applicant once."""
    general = rule("一般", "1000")
    over = rule("特殊", "5000", over="一般", once="applicant", **level("high"), **more)
    return policy(*((over, general) if first else (general, over)), limits=list(limits))


@pytest.mark.parametrize("first", [True, False])
def test_a_general_rule_returns_where_what_is_over_it_was_paid_once(first: bool) -> None:
    made = special(first=first)
    assert [line.rule for line in lines_of(made, HIGH)] == ["spoken/特殊"]
    found = {line.rule: line for line in lines_of(made, HIGH, history=(paid("特殊", 5000, 2022),))}
    assert codes(found["spoken/特殊"]) == ["already_awarded"]
    assert found["spoken/一般"].amount == 100_000
    assert spoken(found["spoken/一般"])[1] == "应当优先适用的“特殊”不再资助，按本条核算。"


@pytest.mark.parametrize("first", [True, False])
def test_a_general_rule_returns_for_what_comes_later_in_the_case(first: bool) -> None:
    found = lines_of(special(first=first), HIGH, work("3", level="high"), LOW)
    paid_for = [(line.achievement, line.rule.split("/")[1], line.amount) for line in found if line.amount]
    assert paid_for == [("1", "特殊", 500_000), ("3", "一般", 100_000), ("2", "一般", 100_000)]


def test_a_general_rule_returns_in_a_choice_of_the_highest_too() -> None:
    best = {**HIGHEST, "rules": ["一般", "特殊"]}
    first, again = (
        [line for line in lines_of(special(best), HIGH, work("3", level="high")) if line.achievement == name]
        for name in ("1", "3")
    )
    assert [(line.rule, line.amount) for line in first] == [("spoken/特殊", 500_000)]
    assert [(line.rule, codes(line)) for line in again] == [
        ("spoken/一般", ["highest_only"]),
        ("spoken/特殊", ["already_awarded"]),
    ]


def test_a_general_rule_stays_silent_where_a_limit_leaves_nothing_of_what_is_over_it() -> None:
    used = cap("特殊", sum="100")
    assert [line.rule for line in lines_of(special(used), HIGH)] == ["spoken/特殊"]


def test_a_general_rule_returns_where_what_is_over_it_comes_too_early() -> None:
    after = {"id": "order", "name": "须先有首期", "rules": "特殊", "after": "首期", "per": "item"}
    made = policy(
        rule("一般", "1000", **level("high")),
        rule("首期", "10", **level("low")),
        rule("特殊", "5000", over="一般", **level("high")),
        limits=[after],
    )
    assert {line.rule: line.amount for line in lines_of(made, HIGH)} == {
        "spoken/一般": 100_000,
        "spoken/特殊": 0,
    }


def test_a_general_rule_that_fails_anyway_is_told_again_too() -> None:
    made = policy(
        rule("一般", "1000", requires=[{"fact": "related"}]),
        rule("特殊", "5000", over="一般", once="applicant", **level("high")),
    )
    found = {line.rule: line.status for line in lines_of(made, HIGH, history=(paid("特殊", 5000, 2022),))}
    assert found == {"spoken/一般": Status.INELIGIBLE, "spoken/特殊": Status.EXCLUDED}
