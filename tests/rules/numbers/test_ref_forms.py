"""The same thing in another writing: once, limits, history, what is paid back, and a pack's own kinds."""

from __future__ import annotations

import datetime
import json

import pytest

from ipdesk.rules.core.case import HistoryEntry
from ipdesk.rules.evaluation.clawback import Event, GrantedAward, clawbacks
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.library.check_file import CheckedFile, check_data
from ipdesk.rules.library.evaluate_stream import evaluate_lines
from ipdesk.rules.library.policy_library import policy_from_bytes, standard_library
from tests.rules.pack.small_pack import SMALL

FAMILY = {"patent_type": "invention", "official_fees": "9000.00"}

# A kind of the pack's own, a rule over two kinds that are numbered differently, and a limit by the thing.
OWN = (
    SMALL.replace(
        "rules:\n",
        """\
words:
  kinds:
    county_prize:
      name: 县专利奖
      section: patent
      measure: 项
      date: 授奖日期
      ref: {name: 证书号, same: SAME}
rules:
  - id: 0-prize
    article: 〇
    title: 县专利奖
    summary: 县专利奖每项定额奖励。
    who: unit
    about: {kind: county_prize}
    amount: 500
    once: item
  - id: 3-either
    article: 三
    title: 商标或作品
    summary: 商标认定和作品登记，每件再奖一百元。
    who: unit
    about: {kind: [trademark_recognition, gi_product]}
    amount: 100
    once: item
""",
        1,
    )
    .replace(
        "limits:\n",
        "limits:\n  - {id: thing, name: 同一项每年上限, rules: [0-prize], per: [item, year], sum: 700}\n",
    )
    .replace(
        "examples:\n",
        """\
clawbacks:
  - {id: back, article: 四, title: 收回, summary: 奖项被撤销的收回。, events: [撤销], item: true}
clawback_examples:
  - why: 证书被撤销的收回。
    event: {name: 撤销, date: 2023-01-01, applicant: a1, ref: "证书号：A-1"}
    awards: [{rule: 0-prize, date: 2022-05-01, amount: 500, ref: 第a-1号, back: 500}]
examples:
  - why: 县专利奖五百元。
    applicant: {id: a1, kind: enterprise}
    achievements: [{id: "1", kind: county_prize, date: 2022-03-01, ref: A-1}]
    expect: [{achievement: "1", rule: 0-prize, status: awarded, amount: 500}]
  - why: 换一种写法的还是同一张证书。
    applicant: {id: a1, kind: enterprise}
    history: [{rule: 0-prize, applicant: b1, year: 2022, ref: A-1, amount: 500}]
    achievements: [{id: "1", kind: county_prize, date: 2022-03-01, ref: 证书号：ａ-1}]
    expect: [{achievement: "1", rule: 0-prize, status: excluded, amount: 0, warnings: already_awarded}]
""",
        1,
    )
)


def own_policy(same: str = "registration_number") -> Policy:
    return policy_from_bytes(OWN.replace("SAME", same).encode(), "small.yaml")


def checked(same: str) -> CheckedFile:
    return check_data(OWN.replace("SAME", same).encode(), "small.yaml")


def told(checked: CheckedFile) -> list[tuple[str, str]]:
    return [(finding.code, finding.message) for finding in checked.findings if finding.severity == "error"]


# ------------------------------------------------------------ the program's own kinds


def evaluated(case: dict[str, object]) -> list[dict[str, object]]:
    [answer] = evaluate_lines([json.dumps(case, ensure_ascii=False).encode()], standard_library())
    assert not answer.failed, answer.text
    lines = json.loads(answer.text)["lines"]
    return [
        {"status": line["status"], "codes": [found["code"] for found in line["warnings"]]} for line in lines
    ]


def test_the_command_line_compares_writings_too() -> None:
    history = {"rule": "shaoguan-2021/7-patent-transaction", "applicant": "b1", "year": 2022}
    facts = {"contract_amount": "1500000.00", "recorded": True, "related_party": False, "implemented": True}
    achievement = {"id": "1", "kind": "patent_transaction", "date": "2022-03-01", "facts": facts}
    case: dict[str, object] = {
        "case": "c",
        "policy": "shaoguan-2021",
        "applicant": {"id": "a1", "kind": "enterprise", "traits": ["sme"]},
        "achievements": [{**achievement, "ref": "y2022440000123"}],
        "history": [{**history, "ref": "第Y2022440000123号", "amount": "100.00", "facts": {}}],
    }
    assert evaluated(case) == [{"status": "excluded", "codes": ["already_awarded"]}]


def test_a_family_is_one_however_its_number_is_written() -> None:
    def grant(region: str, family: str) -> dict[str, object]:
        facts = {**FAMILY, "region": region, "family": family}
        return {
            "id": region,
            "kind": "patent_grant",
            "date": "2022-05-05",
            "ref": f"{region}1",
            "facts": facts,
        }

    case: dict[str, object] = {
        "case": "c",
        "policy": "shaoguan-2021",
        "applicant": {"id": "a1", "kind": "enterprise"},
        "achievements": [grant("US", "F-1"), grant("EP", "ｆ－1"), grant("JP", "F —1"), grant("KR", "f-1")],
    }
    assert [line["status"] for line in evaluated(case)] == [*["awarded"] * 3, "excluded"]


# ------------------------------------------------------------ a pack's own


def test_a_pack_names_a_form_for_its_own_kind() -> None:
    assert told(checked("registration_number")) == []
    assert told(checked("{like: registration_number, endings: [金奖]}")) == []


def test_without_a_form_only_width_blanks_and_case_are_left_out() -> None:
    bare = OWN.replace(", same: SAME", "")
    findings = told(check_data(bare.encode(), "small.yaml"))
    assert {code for code, _ in findings} == {"example_failed"}
    same = policy_from_bytes(bare.encode(), "small.yaml").vocabulary.normal_forms["county_prize"].of
    assert same(" ａ－１（二）") == same("A-1[二]") != same("证书号A-1(二)")


@pytest.mark.parametrize(
    ("same", "code", "says"),
    [
        ("registration_nunber", "unknown_ref_form", "registration_number"),
        ("{like: 证书号}", "unknown_ref_form", "没有名为“证书号”的编号写法"),
        ("{lables: [编号]}", "extra_forbidden", "labels"),
        ("{labels: [2022]}", "ref_form", "不能省略"),
        ("{endings: ['  ']}", "ref_form", "不能省略"),
        ('{marks: "-A"}', "ref_form", "号码本身"),
        ('{grouping: ",0"}', "ref_form", "号码本身"),
        ("{equal: {甲: 乙, 乙: 甲}}", "ref_form", "较短"),
        ("{equal: {甲: 甲县}}", "ref_form", "较短"),
        ("{like: registration_number, country: region}", "ref_form", "region"),
        ("{cn_patent: sometimes}", "literal_error", "cn_patent"),
    ],
)
def test_a_form_that_cannot_be_is_refused(same: str, code: str, says: str) -> None:
    findings = told(checked(same))
    assert any(found == code and says in message for found, message in findings), findings


def test_a_rule_over_kinds_that_are_numbered_differently_knows_its_awards_again() -> None:
    """What was paid does not tell of which kind it was, so both writings are known under the rule."""
    policy = own_policy()
    form = policy.vocabulary.normal_form(["trademark_recognition", "gi_product"])
    assert form.of("国际注册第1234567号") == form.of("G1234567")
    assert form.of("公告〔2022〕第三号") == form.of("公告[2022]03号")


def test_what_is_paid_back_is_found_in_any_writing() -> None:
    policy = own_policy()
    award = HistoryEntry("small/0-prize", "a1", 2022, 50_000, "A-1")
    granted = GrantedAward(award, datetime.date(2022, 5, 1), datetime.date(2022, 6, 1))
    for ref, many in (("证书号：a-1", 1), ("A-2", 0), (None, 0)):
        event = Event("撤销", datetime.date(2023, 1, 1), "a1", ref)
        assert len(clawbacks(policy, event, [granted])) == many
