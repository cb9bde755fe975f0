"""What is left of every limit, what one more thing would bring, what stands in the way of the full amount."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ipdesk.rules.analysis.headroom import headroom
from ipdesk.rules.analysis.obstacles import obstacles
from ipdesk.rules.core.case import Achievement, Applicant, Case, FactValue, HistoryEntry
from ipdesk.rules.core.result import Status
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.library.policy_library import load_policy, policy_from_bytes, standard_library
from tests.places import TESTS
from tests.rules.evaluation.generated_cases import cases_of

PACKS = TESTS / "rules" / "packs"
SHAOGUAN = standard_library().policy("shaoguan-2021")
LIMITS = load_policy(PACKS / "limits.yaml")
SEQUENCES = load_policy(PACKS / "sequences.yaml")
DAY = datetime.date(2022, 3, 1)
SME = Applicant("a1", "enterprise", frozenset({"sme"}))


def rooms(
    policy: Policy, applicant: Applicant, year: int, history: list[HistoryEntry]
) -> dict[str, tuple[int, int]]:
    found = headroom(policy, applicant, year, history)
    return {room.limit: (room.used, room.left) for room in found}


def test_what_is_left_of_every_limit_of_the_year() -> None:
    deal = f"{SHAOGUAN.id}/7-patent-transaction"
    work = f"{SHAOGUAN.id}/4-work-registration"
    history = [
        HistoryEntry(deal, "a1", 2022, 4_000_000, "T1"),
        HistoryEntry(deal, "a1", 2021, 5_000_000, "T0"),
        HistoryEntry(deal, "b1", 2022, 5_000_000, "T9"),
        *(HistoryEntry(work, "a1", 2022, 20_000, f"W{number}") for number in range(3)),
    ]
    found = rooms(SHAOGUAN, SME, 2022, history)
    assert found["transactions-of-year"] == (4_000_000, 1_000_000)
    assert found["works-of-unit"] == (3, 97)
    assert "works-of-individual" not in found, "it does not concern an enterprise"
    assert found["interest-of-year"] == (0, 10_000_000)
    assert rooms(SHAOGUAN, SME, 2023, history)["transactions-of-year"] == (0, 5_000_000)


def test_windows_by_facts_are_shown_where_history_opened_them() -> None:
    overseas = f"{SHAOGUAN.id}/2-overseas-invention"
    history = [
        HistoryEntry(overseas, "b1", 2022, 100, "P1", {"family": "F1", "region": "US"}),
        HistoryEntry(overseas, "a1", 2022, 100, "P2", {"family": "F1", "region": "JP"}),
    ]
    (room,) = [room for room in headroom(SHAOGUAN, SME, 2022, history) if room.limit == "family-regions"]
    assert (room.within, room.used, room.left) == ((("family", "F1"),), 2, 1)


def test_limits_by_year_over_the_term_and_once_per_applicant_have_room_too() -> None:
    history = [HistoryEntry("limits/interest", "a1", 2022, 500_000)]
    business, person = Applicant("a1", "enterprise"), Applicant("a1", "individual")
    found = rooms(LIMITS, business, 2023, history)
    assert (found["yearly"], found["whole-term"]) == ((0, 800_000), (500_000, 700_000))
    assert "all-levels" not in found and "pool" not in found
    assert "whole-term" not in rooms(LIMITS, person, 2023, history)
    agency = Applicant("a1", "enterprise", frozenset({"ip_agency"}))
    brand = HistoryEntry(f"{SHAOGUAN.id}/14-brand-agency", "a1", 2022, 10_000_000)
    assert rooms(SHAOGUAN, agency, 2023, [brand])["14-brand-agency"] == (1, 0)


def test_windows_by_year_and_facts_are_those_of_the_year() -> None:
    text = (PACKS / "limits.yaml").read_text(encoding="utf-8")
    old = "per: year, distinct: applicant, count: {2022: 1, 2023: 2}, where: [{fact: grade, is: a}]"
    assert old in text
    text = text.replace(old, "per: [applicant, year, grade], count: 3").partition("examples:")[0]
    policy = policy_from_bytes(text.encode(), "limits.yaml")
    history = [
        HistoryEntry("limits/station", who, year, 100, None, {"grade": grade})
        for who, year, grade in (("a1", 2022, "a"), ("a1", 2022, "a"), ("a1", 2023, "b"), ("b1", 2022, "b"))
    ]
    found = headroom(policy, Applicant("a1", "enterprise"), 2022, history)
    assert [(room.within, room.left) for room in found if room.limit == "good-places"] == [
        ((("grade", "a"),), 1)
    ]


def transaction(name: str, amount: int) -> Achievement:
    facts: dict[str, FactValue] = {"contract_amount": amount, "recorded": True, "implemented": True}
    return Achievement(name, "patent_transaction", DAY, 2022, f"T{name}", facts)


def texts(policy: Policy, case: Case, rule: str) -> list[tuple[str, str, int]]:
    found = obstacles(policy, case, "1", f"{policy.id}/{rule}")
    return [(item.what, item.name, item.amount) for item in found]


def test_the_single_fact_that_stands_in_the_way_is_named() -> None:
    found = transaction("1", 100_000_000)
    not_recorded = found._replace(facts={**found.facts, "recorded": False})
    case = Case("c", SHAOGUAN.id, SME, (not_recorded,))
    assert texts(SHAOGUAN, case, "7-patent-transaction") == [("fact", "recorded", 2_000_000)]
    neither = case._replace(applicant=Applicant("a1", "enterprise"))
    assert texts(SHAOGUAN, neither, "7-patent-transaction") == [], "two things stand in the way"
    no_sme = Case("c", SHAOGUAN.id, Applicant("a1", "enterprise"), (found,))
    assert texts(SHAOGUAN, no_sme, "7-patent-transaction") == [("trait", "sme", 2_000_000)]
    (obstacle,) = obstacles(SHAOGUAN, no_sme, "1", f"{SHAOGUAN.id}/7-patent-transaction")
    assert obstacle.text == "如属于中小微企业，可得 20,000.00 元。"


def test_numbers_days_and_traits_that_are_in_the_way_are_named_with_their_border() -> None:
    facts: dict[str, FactValue] = {"title": "national_brand", "years_operating": 0}
    agency = Applicant("a1", "enterprise", frozenset({"ip_agency"}))
    case = Case("c", SHAOGUAN.id, agency, (Achievement("1", "agency_title", DAY, 2022, None, facts),))
    (obstacle,) = obstacles(SHAOGUAN, case, "1", f"{SHAOGUAN.id}/14-brand-agency")
    assert (obstacle.name, obstacle.amount) == ("years_operating", 10_000_000)
    assert "现为 0 年；如为 1 年" in obstacle.text
    project = Achievement("1", "project", DAY, 2022, "J1", {"stage": "start", "fined": "2019-03-02"})
    dishonest = Applicant("a1", "enterprise", frozenset({"dishonest"}))
    clean = project._replace(facts={"stage": "start"})
    barred = Case("c", SEQUENCES.id, dishonest, (clean,))
    assert texts(SEQUENCES, barred, "part-1") == [("trait", "dishonest", 3_000_000)]


def test_limits_and_earlier_awards_in_the_way_are_named() -> None:
    found = transaction("1", 500_000_000)
    rule = f"{SHAOGUAN.id}/7-patent-transaction"
    history = (HistoryEntry(rule, "a1", 2022, 4_000_000, "T9"),)
    case = Case("c", SHAOGUAN.id, SME, (found,), history=history)
    assert texts(SHAOGUAN, case, "7-patent-transaction") == [("limit", "transactions-of-year", 5_000_000)]
    taken = case._replace(history=(history[0]._replace(ref="T1"),))
    assert texts(SHAOGUAN, taken, "7-patent-transaction") == [("award", "already_awarded", 5_000_000)]
    with pytest.raises(KeyError):
        obstacles(SHAOGUAN, case, "1", f"{SHAOGUAN.id}/3-gi-product")


@given(cases_of(SHAOGUAN))
@settings(deadline=None, max_examples=30)
def test_what_is_named_is_what_would_be_granted(case: Case) -> None:
    for line in SHAOGUAN.evaluate(case).lines:
        for obstacle in obstacles(SHAOGUAN, case, line.achievement, line.rule):
            assert obstacle.amount > 0 and obstacle.text.endswith("。")
            assert line.status not in (Status.AWARDED, Status.INCOMPLETE, Status.UNDECIDED)


@given(st.data())
@settings(deadline=None, max_examples=50)
def test_no_line_gets_more_than_the_room_that_was_left(data: st.DataObject) -> None:
    case = data.draw(cases_of(SHAOGUAN))
    year = SHAOGUAN.pack.term.since.year + 1
    left = {room.limit: room.left for room in headroom(SHAOGUAN, case.applicant, year, case.history)}
    years = {found.id: found.year for found in case.achievements}
    for limit in ("transactions-of-year", "interest-of-year", "premiums-of-year"):
        (form,) = [item for item in SHAOGUAN.pack.limits if item.id == limit]
        rules = {f"{SHAOGUAN.id}/{rule}" for rule in form.rules}
        lines = SHAOGUAN.evaluate(case).lines
        paid = sum(line.amount for line in lines if line.rule in rules and years[line.achievement] == year)
        assert paid <= left.get(limit, 0)
