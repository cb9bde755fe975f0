"""The order of entry decides who takes the last place; where another order would pay more, that is said."""

import datetime
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ipdesk.rules.core.case import Achievement, Applicant, Case, HistoryEntry
from ipdesk.rules.core.result import Notice, Result, Status
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.library.policy_library import policy_from_bytes
from tests.places import ROOT, TESTS

CODE = "order_matters"
TEXT = (TESTS / "rules" / "packs" / "limits.yaml").read_text(encoding="utf-8")
GUIDE = (ROOT / "docs" / "policy-packs.md").read_text(encoding="utf-8")
MARCH, MAY = datetime.date(2022, 3, 1), datetime.date(2022, 5, 1)


def with_limit(limit: str = "", once: str = "") -> Policy:
    """The sample pack in which a station of the higher grade is worth 3,000 yuan and a lower one 1,000."""
    added = f"limits:\n  - {limit}\n" if limit else "limits:\n"
    text = TEXT.replace("limits:\n", added, 1)
    if once:
        text = text.replace("    summary: 按等次\n", f"    summary: 按等次\n    once: {once}\n")
    return policy_from_bytes(text.encode(), "limits.yaml")


ONE = with_limit("{id: x, name: 每年工作站数, rules: station, per: [applicant, year], count: 1}")


def station(name: str, grade: str, day: datetime.date = MARCH) -> Achievement:
    return Achievement(name, "station", day, 2022, f"S{name}", {"grade": grade})


def evaluated(policy: Policy, *found: Achievement, history: tuple[HistoryEntry, ...] = ()) -> Result:
    return policy.evaluate(Case("c", policy.id, Applicant("a1", "enterprise"), found, (), history))


def told(result: Result) -> list[Notice]:
    return [notice for notice in result.notices if notice.code == CODE]


def test_the_place_stays_with_the_first_and_the_gain_of_the_dearer_is_told() -> None:
    result = evaluated(ONE, station("1", "b"), station("2", "a"))
    assert [line.amount for line in result.lines] == [100_000, 0]
    [notice] = told(result)
    assert (notice.achievement, notice.values["gain"]) == ("2", "2000.00")
    said = (
        "按日期和录入的先后，“每年工作站数”计入了“工作站（良好）”（S1） 1,000.00 元，"
        "没有轮到“工作站（优秀）”（S2） 3,000.00 元；"
        "如先计金额高的，合计可多 2,000.00 元。两项日期相同，可以调整录入的先后。"
    )
    assert notice.text == said
    assert f"```notice\n{said}\n```" in GUIDE, "the guide quotes this very case"


def test_where_days_decide_it_is_said_that_entry_does_not() -> None:
    [notice] = told(evaluated(ONE, station("2", "a", MAY), station("1", "b")))
    assert notice.text.endswith("两项日期不同，先后由日期决定；是否另选一项申报，由申请人决定。")


@pytest.mark.parametrize(
    "found",
    [
        (station("1", "a"), station("2", "b")),  # the dearer came first
        (station("1", "a"), station("2", "a")),  # both are worth the same
        (station("1", "b"),),
    ],
)
def test_nothing_is_said_where_no_other_order_pays_more(found: tuple[Achievement, ...]) -> None:
    assert told(evaluated(ONE, *found)) == []


def test_a_place_taken_by_an_earlier_award_is_nobodys_to_change() -> None:
    earlier = HistoryEntry("limits/station", "a1", 2022, 100_000, "S9", {"grade": "b"})
    assert told(evaluated(ONE, station("1", "b"), station("2", "a"), history=(earlier,))) == []


def test_a_dearer_one_that_another_limit_cuts_would_bring_nothing() -> None:
    where = "where: [{fact: grade, is: a}]"
    cap = f"{{id: y, name: 优秀限额, rules: station, per: [applicant, year], {where}, sum: 800}}"
    policy = with_limit(
        f"{{id: x, name: 每年工作站数, rules: station, per: [applicant, year], count: 1}}\n  - {cap}"
    )
    assert told(evaluated(policy, station("1", "b"), station("2", "a"))) == []


@pytest.mark.parametrize("once", ["[applicant, year]", "applicant"])
def test_what_is_paid_once_goes_to_the_first_as_well(once: str) -> None:
    [notice] = told(evaluated(with_limit(once=once), station("1", "b"), station("2", "a")))
    assert notice.values["gain"] == "2000.00"
    assert "只资助一次" in notice.text


def test_different_values_that_are_counted_take_places_too() -> None:
    policy = with_limit(
        "{id: x, name: 等次数, rules: station, per: [applicant, year], distinct: grade, count: 1}"
    )
    result = evaluated(policy, station("1", "b"), station("2", "b"), station("3", "a"))
    # Two of the lower grade share one place and come to 2,000 yuan; the higher alone would bring 3,000.
    [notice] = told(result)
    assert notice.values["gain"] == "1000.00"


def test_several_full_windows_are_told_together() -> None:
    policy = with_limit("{id: x, name: 每站名次数, rules: station, per: item, count: 1}")
    found = [station(f"{at}{grade}", grade)._replace(ref=f"S{at}") for at in range(3) for grade in ("b", "a")]
    [notice] = told(evaluated(policy, *found))
    assert notice.values["gain"] == "6000.00"
    assert "这样的共 3 处" in notice.text


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from([MARCH, MAY])), max_size=5), st.integers(1, 2)
)
def test_the_gain_told_is_what_the_dearest_places_would_pay(
    drawn: list[tuple[str, datetime.date]], count: int
) -> None:
    policy = with_limit(
        f"{{id: x, name: 每年工作站数, rules: station, per: [applicant, year], count: {count}}}"
    )
    found = [station(str(at), grade, day) for at, (grade, day) in enumerate(drawn)]
    result = evaluated(policy, *found)
    worth = [300_000 if grade == "a" else 100_000 for grade, _ in drawn]
    best = sum(sorted(worth, reverse=True)[:count])
    gain = best - result.total
    said = [notice.values["gain"] for notice in told(result)]
    assert said == ([f"{gain // 100}.00"] if gain else [])
    assert sum(line.status is Status.AWARDED for line in result.lines) == min(count, len(drawn))


def test_no_order_of_the_same_day_pays_more_than_what_is_told() -> None:
    policy = with_limit("{id: x, name: 每年工作站数, rules: station, per: [applicant, year], count: 2}")
    found = [station(str(at), grade) for at, grade in enumerate("bbaa")]
    totals = [evaluated(policy, *order).total for order in itertools.permutations(found)]
    result = evaluated(policy, *found)
    [notice] = told(result)
    assert notice.values["gain"] == f"{(max(totals) - result.total) // 100}.00"
