"""Lines granted less than computed leave room for those after them, and only for those."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.rules.core.case import Achievement, Applicant, Case
from ipdesk.rules.core.result import Result, Status
from ipdesk.rules.library.policy_library import load_policy, standard_library
from tests.places import TESTS

PACKS = TESTS / "rules" / "packs"
POLICY = standard_library().policy("shaoguan-2021")
RULE = "shaoguan-2021/7-patent-transaction"
SME = Applicant("1", "enterprise", frozenset({"sme"}))


def contract(name: str, day: datetime.date, yuan: int) -> Achievement:
    facts = {"contract_amount": yuan * 100, "recorded": True, "implemented": True, "related_party": False}
    return Achievement(name, "patent_transaction", day, 2022, name, facts)


def case(*achievements: Achievement) -> Case:
    return Case("2024-0001", POLICY.id, SME, achievements)


def amounts(result: Result) -> list[tuple[str, int]]:
    return [(line.achievement, line.amount) for line in result.lines]


MARCH, MAY, JULY = (datetime.date(2022, month, 1) for month in (3, 5, 7))


def test_a_lowered_line_leaves_room_under_the_cap_for_later_ones() -> None:
    given = case(
        contract("a", MARCH, 4_000_000), contract("b", MAY, 4_000_000), contract("c", JULY, 4_000_000)
    )
    assert amounts(POLICY.evaluate(given)) == [("a", 2_000_000), ("b", 2_000_000), ("c", 1_000_000)]
    lowered = POLICY.evaluate(given, {("a", RULE): 500_000})
    assert amounts(lowered) == [("a", 2_000_000), ("b", 2_000_000), ("c", 2_000_000)]
    assert lowered.total == 6_000_000


def test_earlier_lines_stay_as_they_are_whatever_the_order_of_entry() -> None:
    given = case(contract("late", JULY, 4_000_000), contract("early", MARCH, 6_000_000))
    assert amounts(POLICY.evaluate(given)) == [("late", 0), ("early", 5_000_000)]
    assert amounts(POLICY.evaluate(given, {("early", RULE): 4_000_000})) == [
        ("late", 1_000_000),
        ("early", 5_000_000),
    ]
    assert amounts(POLICY.evaluate(given, {("late", RULE): 0})) == amounts(POLICY.evaluate(given))


def test_several_lowered_lines_are_taken_in_turn() -> None:
    given = case(
        contract("a", MARCH, 6_000_000), contract("b", MAY, 6_000_000), contract("c", JULY, 6_000_000)
    )
    lowered = POLICY.evaluate(given, {("a", RULE): 1_000_000, ("b", RULE): 1_500_000})
    assert amounts(lowered) == [("a", 5_000_000), ("b", 4_000_000), ("c", 2_500_000)]
    assert [line.status for line in lowered.lines] == [Status.AWARDED, Status.REDUCED, Status.REDUCED]


def test_a_refused_line_does_not_let_the_same_thing_in_again() -> None:
    given = case(contract("a", MARCH, 4_000_000), contract("a", MAY, 4_000_000)._replace(id="again"))
    assert amounts(POLICY.evaluate(given, {("a", RULE): 1})) == [("a", 2_000_000), ("again", 0)]


def test_nothing_lowered_changes_nothing() -> None:
    given = case(contract("a", MARCH, 4_000_000), contract("b", MAY, 9_000_000))
    assert POLICY.evaluate(given, {}) == POLICY.evaluate(given)
    assert POLICY.evaluate(given, {("a", RULE): 2_000_000}) == POLICY.evaluate(given)


@given(
    st.lists(st.tuples(st.integers(0, 300), st.integers(1, 9_000_000)), min_size=1, max_size=6),
    st.dictionaries(st.integers(0, 5), st.integers(0, 5_000_000), max_size=4),
)
def test_the_cap_holds_for_what_is_granted(contracts: list[tuple[int, int]], cuts: dict[int, int]) -> None:
    start = datetime.date(2022, 1, 1)
    items = [
        contract(str(n), start + datetime.timedelta(day), yuan) for n, (day, yuan) in enumerate(contracts)
    ]
    granted = {(str(number), RULE): fen for number, fen in cuts.items()}
    result = POLICY.evaluate(case(*items), granted)
    total = sum(min(line.amount, granted.get((line.achievement, RULE), line.amount)) for line in result.lines)
    assert total <= 5_000_000
    assert len(result.lines) == len(items)
    assert all(line.amount <= line.computed for line in result.lines)


@pytest.mark.parametrize("lowered", [0, 5_000_000, 15_000_000])
def test_a_lowered_title_is_what_history_paid_for_the_group(lowered: int) -> None:
    def title(name: str, day: datetime.date) -> Achievement:
        return Achievement(name, "enterprise_title", day, 2022, None, {"title": name})

    rule = "shaoguan-2021/11-enterprise-title"
    given = case(title("national_demo", MARCH), title("national_advantage", MAY))
    result = POLICY.evaluate(given, {("national_demo", rule): lowered})
    assert amounts(result) == [
        ("national_demo", 20_000_000),
        ("national_advantage", max(0, 10_000_000 - lowered)),
    ]


def test_a_lowered_line_leaves_room_for_the_next_rule_of_the_same_achievement() -> None:
    policy = load_policy(PACKS / "limits.yaml")
    work = Achievement("1", "work", MARCH, 2022, "W1", {"cost": 10_000_000, "other": 1_000_000})
    given = Case("c", policy.id, SME, (work,))
    # Half of the cost less the other support is 40,000 yuan for both rules together.
    assert amounts(policy.evaluate(given)) == [("1", 3_000_000), ("1", 1_000_000)]
    granted = {("1", "limits/stage"): 1_500_000}
    assert amounts(policy.evaluate(given, granted)) == [("1", 3_000_000), ("1", 2_500_000)]


def test_a_refused_title_lets_the_next_one_stand_with_a_trace_of_its_own() -> None:
    def title(name: str, day: datetime.date) -> Achievement:
        return Achievement(name, "enterprise_title", day, 2022, None, {"title": name})

    advantage = title("national_advantage", MAY)
    lower = title("provincial_demo", JULY)
    given = case(title("national_demo", MARCH), advantage, lower)
    result = POLICY.evaluate(given, {("national_demo", "shaoguan-2021/11-enterprise-title"): 0})
    without = POLICY.evaluate(case(advantage, lower))
    assert result.lines[1].trace == without.lines[0].trace
    assert [line.status for line in result.lines] == [Status.AWARDED, Status.AWARDED, Status.EXCLUDED]
