"""What a letter says a sum is worked out from: with its figures, its band, and no deduction of nothing."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

import pytest

from ipdesk.documents.letters.award.basis import basis_of, decision_of
from ipdesk.documents.typesetting.printed_text import sentence
from ipdesk.models.records import AwardLine
from ipdesk.rules.core.case import Achievement, Applicant, Case, Decision, FactValue
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.library.policy_library import load_policy, standard_library
from tests.places import ROOT, TESTS

DOCS = ROOT / "docs" / "packs"
PACKS = TESTS / "rules" / "packs"
STANDARD = standard_library()
SHAOGUAN, QINGYUAN, HITECH, LIANZHOU = map(
    STANDARD.policy, ("shaoguan-2021", "qingyuan-2018", "zhaoqing-hitech-2022", "lianzhou-2024-draft")
)
QINGHE, LANCHUAN = (load_policy(DOCS / f"{name}.yaml") for name in ("qinghe-2023", "lanchuan-2024"))
AMOUNTS = load_policy(PACKS / "amounts.yaml")
DAYS = {
    SHAOGUAN: "2022-03-01", QINGYUAN: "2019-03-01", HITECH: "2022-06-01", QINGHE: "2023-06-01",
    LANCHUAN: "2024-06-01", LIANZHOU: "2024-06-01", AMOUNTS: "2023-01-10",
}  # fmt: skip

SOLD = {"recorded": True, "implemented": True}
GRANT = {"patent_type": "invention", "region": "CN"}
SUIT = {"venue": "overseas", "ip_type": "patent", "final": True}


def said(
    policy: Policy, rule: str, kind: str, facts: dict[str, FactValue], lowered: int = 0, count: int = 1
) -> str:
    """Return the basis of an item of ``count`` such lines; ``lowered`` (fen) is what a person took off."""
    line = line_of(policy, rule, kind, facts)
    lower = replace(line, granted=line.line.amount - lowered)
    return sentence(basis_of(lower, policy, count))


def line_of(
    policy: Policy,
    rule: str,
    kind: str,
    facts: dict[str, FactValue],
    who: str = "enterprise",
    decided: int | None = None,
    traits: Sequence[str] = ("sme", "small_micro", "ip_agency"),
) -> AwardLine:
    """Return the line of an achievement under a rule, as it is stored; ``decided`` in fen."""
    day = datetime.date.fromisoformat(DAYS[policy])
    about = Achievement("1", kind, day, day.year, "X-1", facts)
    applicant = Applicant("7", who, frozenset(traits))
    decisions = () if decided is None else (Decision("1", f"{policy.id}/{rule}", decided),)
    lines = policy.evaluate(Case("1", policy.id, applicant, (about,), decisions)).lines
    (line,) = (line for line in lines if line.rule == f"{policy.id}/{rule}")
    return AwardLine(1, line, line.amount, "", policy.id, "", kind, day.year, "X-1", facts)


@pytest.mark.parametrize(
    ("fen", "expected"),
    [
        (65_000_000, "合同金额650,000.00元（属不足1,000,000.00元一档）的1%"),
        (
            120_000_000,
            "合同金额1,200,000.00元（属1,000,000.00元以上、不足5,000,000.00元一档）对应的每项20,000.00元",
        ),
        (520_000_000, "合同金额5,200,000.00元（属5,000,000.00元以上一档）对应的每项50,000.00元"),
    ],
)
def test_a_basis_says_in_which_band_the_figure_lies(fen: int, expected: str) -> None:
    assert said(SHAOGUAN, "7-patent-transaction", "patent_transaction", {"contract_amount": fen, **SOLD}) == (
        expected
    )


@pytest.mark.parametrize(
    ("revenue", "expected"),
    [
        (
            150_000_000,
            "1,500,000.00元（属超过1,000,000.00元、未超过2,000,000.00元一档）对应的每年度30,000.00元",
        ),
        (600_000_000, "6,000,000.00元（属超过5,000,000.00元一档）对应的每年度150,000.00元"),
    ],
)
def test_a_band_whose_border_lies_below_it_says_so(revenue: int, expected: str) -> None:
    found = said(HITECH, "5.1-service-revenue", "service_revenue", {"revenue": revenue})
    assert found == f"当年知识产权服务收入{expected}"


def test_a_band_of_counts_has_its_unit_and_the_count() -> None:
    growth: dict[str, FactValue] = {"increase": 230, "invention_share": 1}
    assert said(QINGYUAN, "2-agency-growth", "filing_growth", growth) == (
        "比上年增加的申请量230件（属200件以上、不足300件一档）对应的每年度50,000.00元"
    )


@pytest.mark.parametrize(
    ("support", "expected"),
    [
        ({}, "官方规定费用3,385.00元的50%"),
        ({"other_support": 0}, "官方规定费用3,385.00元的50%"),
        ({"other_support": 50_000}, "官方规定费用3,385.00元的50%，扣除其他各级资助500.00元"),
    ],
)
def test_a_deduction_of_nothing_is_not_said(support: dict[str, FactValue], expected: str) -> None:
    facts = {**GRANT, "official_fees": 338_500, **support}
    assert said(SHAOGUAN, "1-domestic-invention", "patent_grant", facts) == expected


def test_a_sum_that_was_lowered_is_worked_out_from_what_was_declared() -> None:
    facts = {**GRANT, "official_fees": 334_000}
    assert said(SHAOGUAN, "1-domestic-invention", "patent_grant", facts, lowered=17_000) == (
        "申报的官方规定费用3,340.00元的50%"
    )


def test_the_counts_of_several_prices_are_said_where_there_are_any() -> None:
    counts: dict[str, FactValue] = {"invention": 12, "utility_model": 5, "design": 0}
    assert said(QINGYUAN, "2-agency-grants", "agency_grants", counts) == (
        "发明授权量12件每件500.00元、实用新型授权量5件每件200.00元"
    )


def test_a_sum_band_by_band_says_what_lies_in_each() -> None:
    premium: dict[str, FactValue] = {"ip_type": "patent", "premium": 1_234_567}
    assert said(QINGHE, "5-insurance", "ip_insurance", premium) == (
        "按实际保费支出12,345.67元分段累计（10,000.00元×100%＋2,345.67元×50%）"
    )


def test_an_alternative_is_named_and_the_figure_stands_behind_its_own_name() -> None:
    interest: dict[str, FactValue] = {"interest_paid": 6_000_000, "in_programme": True, "on_schedule": True}
    assert said(QINGHE, "4-pledge-interest", "pledge_loan", interest) == (
        "“企业或农民专业合作社（小微企业）”情形下实缴利息60,000.00元的50%"
    )


def test_a_share_of_several_is_a_share_of_their_total() -> None:
    fees = {"lawyer_fee": 8_000_000, "notary_fee": 1_000_000, "court_fee": 1_234_565}
    assert said(LANCHUAN, "5-litigation", "litigation_win", {**SUIT, **fees}) == (
        "律师费80,000.00元（最高60,000.00元）、公证费10,000.00元（最高10,000.00元）、"
        "诉讼费12,345.65元合计的60%"
    )


def test_what_has_an_entry_at_the_counter_was_declared() -> None:
    bought: dict[str, FactValue] = {"side": "buyer", "cost": 3_000_000}
    assert said(LANCHUAN, "8-trusteeship", "ip_trusteeship", bought) == (
        "“企业或农民专业合作社（小微企业）”情形下托管服务实际费用30,000.00元的60%"
    )
    stored = line_of(LANCHUAN, "8-trusteeship", "ip_trusteeship", bought, traits=())
    assert sentence(basis_of(stored, LANCHUAN)) == "托管服务实际费用30,000.00元的40%"
    known = replace(stored, line=stored.line._replace(basis="不属于“已填写托管服务实际费用”的情形 800.00 元"))
    assert sentence(basis_of(known, LANCHUAN)) == (
        "不属于“申报了托管服务实际费用”的情形800.00元（托管服务实际费用30,000.00元）"
    )


def test_a_letter_about_one_person_does_not_say_what_each_gets() -> None:
    passed: dict[str, FactValue] = {"passed": True, "employed_locally": True, "agent": "甲某"}
    assert said(LANCHUAN, "14-exam", "agent_exam", passed) == "定额5,000.00元"
    assert said(LANCHUAN, "14-exam", "agent_exam", passed, count=2) == "每人5,000.00元"


def test_a_bound_that_a_letter_puts_in_brackets_has_none_of_its_own() -> None:
    facts: dict[str, FactValue] = {"title": "national_demo_park", "city_support": 10_000_000}
    stored = line_of(LIANZHOU, "16-county-match", "park_title", facts, "park", 12_000_000)
    assert sentence(decision_of(stored, LIANZHOU)) == "审批时核定，不低于100,000.00元，即市级财政扶持经费"
