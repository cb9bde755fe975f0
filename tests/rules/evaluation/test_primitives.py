"""What packs can say beyond the bundled ones: small packs of invented sums, worked out by hand."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from ipdesk.rules.analysis.headroom import headroom
from ipdesk.rules.cases.case import CaseReader
from ipdesk.rules.core.case import Achievement, Applicant, Case, FactValue, HistoryEntry
from ipdesk.rules.core.money import pro_rata
from ipdesk.rules.core.result import Line
from ipdesk.rules.evaluation.clawback import Event, GrantedAward, clawbacks
from ipdesk.rules.library.check_file import check_file
from ipdesk.rules.library.policy_library import load_policy, standard_library
from ipdesk.rules.source.findings import Severity
from tests.places import TESTS

PACKS = TESTS / "rules" / "packs"
DAY = datetime.date(2022, 3, 1)


@pytest.mark.parametrize("path", sorted(PACKS.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_example_comes_out_as_written(path: Path) -> None:
    checked = check_file(path)
    assert [str(finding) for finding in checked.findings if finding.severity is Severity.ERROR] == []
    assert checked.examples


def lines_of(pack: str, case: Callable[[str], Case]) -> dict[str, Line]:
    policy = load_policy(PACKS / f"{pack}.yaml")
    return {line.rule.split("/")[1]: line for line in policy.evaluate(case(policy.id)).lines}


def test_levels_share_an_award_to_the_last_fen_and_others_than_the_applicant_are_paid() -> None:
    facts = {"county": "near", "inventor": "丙某"}
    found = Achievement("1", "grant", DAY, 2022, "X1", facts)
    applicant = Applicant("a1", "enterprise", frozenset({"srdi"}))
    lines = lines_of("sequences", lambda policy: Case("c", policy, applicant, (found,)))
    # 200.01 yuan: three tenths are 60.003, seven tenths 140.007.
    assert lines["special"].shares == {"市级": 60_00, "县级": 140_01}
    assert lines["special"].payee == "研发中心"
    assert (lines["grant"].payee, lines["grant"].shares) == ("丙某", {})
    assert [step.spoken() for step in lines["grant"].trace[-2:]] == [
        "资助款付给丙某。",
        "本项资助 500.00 元。",
    ]
    assert [step.spoken() for step in lines["special"].trace[-3:]] == [
        "资助款付给研发中心。",
        "资金由市级承担 60.00 元、县级承担 140.01 元。",
        "本项资助 200.01 元。",
    ]


def test_a_pool_that_is_scaled_down_cuts_nothing_yet_but_says_so() -> None:
    policy = load_policy(PACKS / "limits.yaml")
    found = Achievement("1", "loan", DAY, 2022, None, {"interest": 1_000_000})
    result = policy.evaluate(Case("c", policy.id, Applicant("a1", "individual"), (found,)))
    assert result.total == 300_000
    assert [(notice.code, "年度贴息总额" in notice.text) for notice in result.notices] == [
        ("pool_scaled", True)
    ]


@pytest.mark.parametrize(
    ("claims", "pool", "paid"),
    [
        ([100, 200], 300, [100, 200]),
        ([100, 200], 299, [100, 199]),  # 99.67 and 199.33: the fen left over goes to the larger fraction
        ([1, 1, 1], 2, [1, 1, 0]),
        ([100, 100, 100], 100, [34, 33, 33]),
        ([0, 5], 3, [0, 3]),
        ([7], 0, [0]),
    ],
)
def test_a_pool_is_shared_in_proportion_to_the_fen(claims: list[int], pool: int, paid: list[int]) -> None:
    assert pro_rata(pool, claims) == paid


AWARD = HistoryEntry("sequences/grant", "a1", 2022, 50_001, "X1")
PART = HistoryEntry("sequences/part-1", "a1", 2022, 3_000_000, "J1")


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (Event("转让出县", datetime.date(2025, 3, 1), "a1", "X1"), [("moved", 25_001)]),
        (Event("转让出县", datetime.date(2025, 3, 2), "a1", "X1"), []),
        (Event("转让出县", datetime.date(2022, 2, 28), "a1", "X1"), []),
        (Event("转让出县", datetime.date(2023, 1, 1), "a1", "X2"), []),
        (Event("转让出县", datetime.date(2023, 1, 1), "a1"), []),
        (
            Event("骗取资助", datetime.date(2030, 1, 1), "a1"),
            [("false-papers", 50_001), ("false-papers", 3_000_000)],
        ),
        (Event("骗取资助", datetime.date(2030, 1, 1), "b1"), []),
        (Event("迁址", datetime.date(2023, 1, 1), "a1"), []),
    ],
)
def test_an_event_claims_back_what_its_clause_says(event: Event, expected: list[tuple[str, int]]) -> None:
    policy = load_policy(PACKS / "sequences.yaml")
    found = clawbacks(policy, event, [GrantedAward(AWARD, DAY, DAY), GrantedAward(PART, DAY, DAY)])
    assert [(item.clause, item.amount) for item in found] == expected
    assert all(event.name in item.text for item in found)


@pytest.mark.parametrize(
    ("day", "back"),
    [
        (datetime.date(2023, 6, 30), []),  # before it was granted
        (datetime.date(2023, 7, 1), [3_000_000]),
        (datetime.date(2028, 7, 1), [3_000_000]),
        (datetime.date(2028, 7, 2), []),
    ],
)
def test_a_clawback_may_run_from_the_day_of_the_award(day: datetime.date, back: list[int]) -> None:
    policy = load_policy(PACKS / "sequences.yaml")
    granted = GrantedAward(PART, DAY, datetime.date(2023, 7, 1))
    assert [item.amount for item in clawbacks(policy, Event("停办", day, "a1"), [granted])] == back


def test_what_is_left_of_several_years_is_told_by_their_fullest_run() -> None:
    policy = load_policy(PACKS / "limits.yaml")
    paid = [
        HistoryEntry("limits/rent", "a1", year, fen)
        for year, fen in [(2021, 400_000), (2022, 300_000), (2024, 500_000)]
    ]
    rooms = headroom(policy, Applicant("a1", "enterprise"), 2023, paid)
    assert [(room.used, room.left) for room in rooms if room.limit == "three-years"] == [(800_000, 200_000)]


def trace_of(pack: str, rule: str, found: Achievement) -> str:
    applicant = Applicant("a1", "enterprise")
    lines = lines_of(pack, lambda policy: Case("c", policy, applicant, (found,)))
    return "".join(step.spoken() for step in lines[rule].trace)


def test_the_trace_says_every_step_of_the_new_amounts() -> None:
    lease = Achievement("1", "lease", DAY, 2022, None, {"price": 2_050, "area": 150, "months": 24})
    text = trace_of("amounts", "times", lease)
    factors = "面积 150 平方米（最多计 100 平方米） × 月数 24 个月（最多计 12 个月）"
    assert f"月租单价 20.50 元 × {factors}，得 24,600.00 元" in text
    loan = {"interest": 1_000_000, "rate_paid": 4, "allowed_rate": 50}
    text = trace_of("amounts", "ratio", Achievement("1", "loan", DAY, 2022, None, loan))
    rate = "一年期贷款市场报价利率 3.7%（2022-01-01 起）"
    assert f"已付利息 10,000.00 元 × {rate} ÷ 实际年利率 4%，得 9,250.00 元" in text
    text = trace_of(
        "amounts", "rate-fact", Achievement("1", "loan", DAY, 2022, None, {**loan, "allowed_rate": 70})
    )
    assert "已付利息 10,000.00 元 × 核定补贴比例 70%（最多计 60%），得 6,000.00 元" in text
    deal = Achievement("1", "deal", DAY, 2022, None, {"value": 600_000_000, "pieces": 12})
    bands = "1,000,000.00 元 × 5% ＋ 4,000,000.00 元 × 3% ＋ 1,000,000.00 元 × 1%"
    assert bands in trace_of("amounts", "bands", deal)
    assert "10 × 500.00 元 ＋ 2 × 800.00 元" in trace_of("amounts", "piece-bands", deal)
    assert "须在发证后十二个月内申报（申报日 2021-01-01 早于发证日 2022-03-01）" in trace_of(
        "days", "within-year", Achievement("1", "certified", DAY, 2022, None, {"applied": "2021-01-01"})
    )


def test_a_trace_does_not_depend_on_what_was_evaluated_before() -> None:
    """Steps are remembered by value: equal numbers, however written, must read alike."""
    policy = standard_library().policy("shaoguan-2021")
    agency = Applicant("a1", "enterprise", frozenset({"ip_agency"}))
    texts = []
    for years in (Decimal("1.50"), Decimal("1.5"), 2, Decimal("2"), Decimal("2.0")):
        facts: dict[str, FactValue] = {"title": "national_brand", "years_operating": years}
        found = Achievement("1", "agency_title", DAY, 2022, None, facts)
        (line,) = policy.evaluate(Case("c", policy.id, agency, (found,))).lines
        texts.append([step.spoken() for step in line.trace])
    assert texts[0] == texts[1] and texts[2] == texts[3] == texts[4]
    rank = Achievement("1", "grant", DAY, 2022, None, {"country": "US", "rank": 3, "cost": 1})
    again = trace_of("amounts", "smaller", rank)
    assert again == trace_of("amounts", "smaller", rank)


def test_a_form_asks_for_what_bars_and_computed_limits_need() -> None:
    sequences, limits = load_policy(PACKS / "sequences.yaml"), load_policy(PACKS / "limits.yaml")
    assert set(sequences.facts_of("project")) == {"stage", "fined"}
    assert set(limits.facts_of("work")) == {"cost", "other"}
    assert sequences.needs_ref("project") and not limits.needs_ref("loan")


def test_history_that_milestones_and_pools_of_all_applicants_need_is_named() -> None:
    limits = load_policy(PACKS / "limits.yaml")
    station = Achievement("1", "station", DAY, 2022, None, {"grade": "a"})
    loan = Achievement("2", "loan", DAY, 2022, None, {"interest": 1})
    assert limits.history_needed([station]).rule_years == {("limits/station", 2022)}
    assert limits.history_needed([loan]).rule_years == frozenset(), "a pool that is scaled is settled later"


def test_what_a_limit_holds_is_parted_into_earlier_awards_and_this_application() -> None:
    policy = load_policy(PACKS / "limits.yaml")
    days = [datetime.date(2022, month, 1) for month in (1, 2)]
    loans = tuple(Achievement(str(day.month), "loan", day, 2022, None, {"interest": 500_000}) for day in days)
    person, before = Applicant("a1", "individual"), HistoryEntry("limits/interest", "a1", 2022, 100_000)
    cases = [Case("c", policy.id, person, loans, (), history) for history in ((), (before,))]
    lines = [line for case in cases for line in policy.evaluate(case).lines]
    told = [step.text.partition("，")[2] for line in lines for step in line.trace if "贴息上限" in step.text]
    assert told == [
        "此前已用 0.00 元",
        "本申请件前面各项已用 1,500.00 元",
        "此前已用 1,000.00 元",
        "此前已用 2,500.00 元（其中本申请件前面各项 1,500.00 元）",
    ]


def test_a_text_that_keeps_awards_apart_counts_without_the_blanks_around_it() -> None:
    policy = load_policy(PACKS / "sequences.yaml")
    case = {
        "case": "c", "policy": policy.id, "applicant": {"id": "a1", "kind": "individual"},
        "achievements": [
            {"id": "1", "kind": "grant", "date": "2022-02-01", "ref": "X1",
             "facts": {"county": "far", "inventor": "\u3000丙某 "}},
        ],
    }  # fmt: skip
    (found,) = CaseReader(policy).read(case).achievements
    assert found.facts["inventor"] == "丙某"
