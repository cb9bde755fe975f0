"""A pack read as a document, and what a newer file changes, in words to check against its text."""

from __future__ import annotations

from pathlib import Path

import pytest

from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.library.policy_library import load_policy, policy_from_bytes, standard_library
from ipdesk.rules.pack.amounts import AmountForm
from ipdesk.rules.policy_text.amounts import SumWords
from ipdesk.rules.policy_text.pack_changes import ChangeKind, PartKind, PolicyPartChange, pack_changes
from ipdesk.rules.policy_text.policy import RuleText, policy_text
from tests.places import TESTS
from tests.rules.pack.small_pack import SMALL, small

PACKS = sorted((TESTS / "rules" / "packs").glob("*.yaml"))
HEAD = SMALL.partition("rules:")[0]


def made(text: str) -> Policy:
    return policy_from_bytes(text.encode(), "small.yaml")


def sums(kind: str, amount: str, limits: str = "") -> tuple[str, ...]:
    """Return how an amount about a kind reads."""
    rule = f"rules:\n- {{id: a, article: 一, title: 某条, summary: 某条, who: any, about: {{kind: {kind}}}, "
    return policy_text(made(f"{HEAD}{rule}amount: {amount}}}\n{limits}")).rules[0].sums


def test_the_small_pack_reads_like_its_document() -> None:
    text = policy_text(made(SMALL))
    work, deal = text.rules
    assert work == RuleText(
        "1-work", "第一条", "作品登记", "作品著作权登记，每件定额资助。", "单位", (), ("每件 100.00 元",),
        ("作品登记证书复印件",), ("补发的证书不另资助。",),
    )  # fmt: skip
    assert deal.sums == ("合同金额的 5%",)
    assert deal.requires == ("已在国家知识产权局登记备案",)
    assert [(limit.name, limit.allows, limit.rules) for limit in text.limits] == [
        ("转让每年上限", "合计不超过 1,000.00 元", ("专利转让",))
    ]
    assert (text.term, text.readings) == ("2022-01-01 至 2026-12-31", ("首日和末日均计算在内。",))


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)
def test_every_form_that_a_pack_can_write_can_be_read_out(path: Path) -> None:
    text = policy_text(load_policy(path))
    assert all(line.strip() and "{" not in line for rule in text.rules for line in rule.sums)
    assert all(limit.allows for limit in text.limits)


@pytest.mark.parametrize("policy", standard_library().ids())
def test_the_programs_policies_can_be_read_out(policy: str) -> None:
    whole = standard_library().policy(policy)
    text = policy_text(whole)
    assert [f"{policy}/{rule.id}" for rule in text.rules] == list(whole.rule_ids())
    assert all(rule.sums and rule.who for rule in text.rules)


@pytest.mark.parametrize(
    ("kind", "amount", "said"),
    [
        ("gi_demo_zone", "{table: {by: level, values: {national: 500, provincial: 300}}}",
         ("按示范区级别：", "国家级，500.00 元", "省级，300.00 元")),
        ("patent_transaction",
         "{tiers: {by: contract_amount, steps: [{at_least: 500, amount: 90}, "
         "{otherwise: {percent: {rate: 5, of: contract_amount}}}]}}",
         ("按合同金额：", "500.00 元以上，90.00 元", "其他，合同金额的 5%")),
        ("patent_transaction",
         "{bands: {by: contract_amount, steps: [{above: 0, rate: 10}, {above: 500, rate: 5}]}}",
         ("按合同金额分段累计：", "超过 0.00 元的部分，10%", "超过 500.00 元的部分，5%")),
        ("patent_transaction",
         "{at_most: {amount: {percent: {rate: 50, of: contract_amount}}, ceiling: 500}}",
         ("合同金额的 50%，最高 500.00 元",)),
        ("patent_transaction", "{smaller: [contract_amount, 500]}", ("合同金额全额、500.00 元中较低者",)),
        ("patent_transaction", "{decided: {ceiling: 500, floor: 100}}",
         ("审批时核定，最高 500.00 元，不低于 100.00 元",)),
        ("patent_transaction", "{decided: {}}", ("审批时核定，没有上下限",)),
        ("patent_transaction",
         "{choose: [{who: institution, amount: 100}, {otherwise: {times: {amount: 20, by: 3}}}]}",
         ("按情形：", "企事业单位，100.00 元", "其他，20.00 元 × 3")),
    ],
)  # fmt: skip
def test_amounts_in_words(kind: str, amount: str, said: tuple[str, ...]) -> None:
    assert sums(kind, amount) == said


def test_no_form_of_amounts_is_forgotten() -> None:
    known = {name.removeprefix("_each").removeprefix("_") for name in vars(SumWords)}
    assert set(AmountForm.model_fields) <= known


def changes(old: str, new: str) -> tuple[PolicyPartChange, ...]:
    return pack_changes(made(old), made(new))


def test_the_same_file_changes_nothing_and_a_remark_does_not_count() -> None:
    assert changes(SMALL, SMALL) == ()
    assert changes(SMALL, SMALL + "# 修订说明\n") == ()


def test_another_sum_is_named_with_what_it_was() -> None:
    assert changes(SMALL, small(amount=250, expected=250)) == (
        PolicyPartChange(
            PartKind.RULE, ChangeKind.CHANGED, "第一条 作品登记", "每件 100.00 元", "每件 250.00 元"
        ),
    )


def test_rules_that_came_went_or_changed_are_told_apart() -> None:
    renamed = SMALL.replace("1-work", "1-works")
    assert changes(SMALL, renamed) == (
        PolicyPartChange(PartKind.RULE, ChangeKind.ADDED, "第一条 作品登记", "", "每件 100.00 元"),
        PolicyPartChange(PartKind.RULE, ChangeKind.REMOVED, "第一条 作品登记", "每件 100.00 元"),
    )
    [change] = changes(SMALL, small(old="who: business", new="who: unit"))
    assert (change.how, change.name, change.before) == (ChangeKind.CHANGED, "第二条 专利转让", "")


def test_term_name_and_limits_are_named() -> None:
    newer = SMALL.replace("until: 2026-12-31", "until: 2027-12-31").replace("sum: 1000", "sum: 3000")
    assert changes(SMALL, newer) == (
        PolicyPartChange(
            PartKind.HEAD, ChangeKind.CHANGED, "term", "2022-01-01 至 2026-12-31", "2022-01-01 至 2027-12-31"
        ),
        PolicyPartChange(
            PartKind.LIMIT,
            ChangeKind.CHANGED,
            "转让每年上限",
            "合计不超过 1,000.00 元",
            "合计不超过 3,000.00 元",
        ),
    )


def test_what_stands_in_no_rule_is_still_told() -> None:
    newer = small(old="readings: [首日和末日均计算在内。]", new="readings: [首日和末日都算。]")
    assert changes(SMALL, newer) == (PolicyPartChange(PartKind.REST, ChangeKind.CHANGED, ""),)
