"""National rules point things out in any policy's lines; they never change a sum."""

import datetime
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ipdesk.rules.analysis.national_guards import guarded, load_guard, standard_guards
from ipdesk.rules.core.case import Achievement, Applicant, Case, FactValue
from ipdesk.rules.library.evaluate_stream import evaluate_lines
from ipdesk.rules.library.policy_library import load_policy, standard_library
from ipdesk.rules.source.findings import PackError
from tests.rules.evaluation.generated_cases import cases_of

LIBRARY = standard_library()


def codes(policy: str, kind: str, day: str, facts: dict[str, FactValue]) -> list[tuple[str, str]]:
    date = datetime.date.fromisoformat(day)
    found = Achievement("1", kind, date, date.year, "R1", facts)
    case = Case("c", policy, Applicant("a1", "enterprise"), (found,))
    rules = LIBRARY.policy(policy)
    result = guarded(standard_guards(), rules, case, rules.evaluate(case))
    return [(notice.code, notice.text) for notice in result.notices if notice.code.startswith("guard_")]


INVENTION: dict[str, FactValue] = {"patent_type": "invention", "region": "CN"}


FILED: dict[str, FactValue] = {"stage": "filed", "first": True, "agency_fee": 300_000}
ANNUAL: dict[str, FactValue] = {"fee": 90_000, "year_after_grant": 1}
OLD, NEW = "qingyuan-2018", "shaoguan-2021"


@pytest.mark.parametrize(
    ("policy", "kind", "day", "facts", "expected"),
    [
        (OLD, "patent_annual_fee", "2020-01-01", ANNUAL, ["annual_fee"]),
        (OLD, "patent_application", "2020-01-01", {"stage": "substantive_examination"}, []),
        (OLD, "patent_application", "2020-01-01", FILED, ["agency_fee"]),
        (NEW, "patent_grant", "2022-01-01", {"official_fees": 300_000}, []),
        (NEW, "patent_grant", "2022-01-01", {"official_fees": 300_000, "other_support": 150_000}, []),
    ],
)
def test_each_rule_is_pointed_out_where_it_applies(
    policy: str, kind: str, day: str, facts: dict[str, FactValue], expected: list[str]
) -> None:
    facts = {**INVENTION, **facts} if kind == "patent_grant" else {"patent_type": "invention", **facts}
    assert [code.removeprefix("guard_") for code, _ in codes(policy, kind, day, facts)] == expected


HALF = ["guard_half_of_fees"]
LATER = """\
format: 1
id: later
title: 后来的政策
short_title: 后来的政策
document: 试〔2021〕1号
issuer: 某县
level: local
term: {from: 2021-01-01, until: 2026-12-31}
rules:
  - {id: file, article: 一, title: 申, summary: 申, who: any, about: {kind: patent_application}, amount: 500}
  - {id: grant, article: 二, title: 授权, summary: 授, who: any, about: {kind: patent_grant}, amount: 1000}
"""


@pytest.mark.parametrize(
    ("kind", "day", "facts", "expected"),
    [
        ("patent_application", "2021-06-30", {}, []),
        ("patent_application", "2021-07-01", {}, ["guard_application_stage"]),
        ("patent_grant", "2024-12-31", {}, []),
        ("patent_grant", "2025-01-01", {}, ["guard_grants_ended"]),
        ("patent_grant", "2024-01-01", {"official_fees": 200_000}, []),
        ("patent_grant", "2024-01-01", {"official_fees": 199_999}, HALF),
        (
            "patent_grant",
            "2024-01-01",
            {"official_fees": 300_000, "other_support": 50_001},
            ["guard_half_of_fees"],
        ),
    ],
)
def test_borders_and_other_levels_count(
    kind: str, day: str, facts: dict[str, FactValue], expected: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "later.yaml"
    path.write_text(LATER, encoding="utf-8")
    policy = load_policy(path)
    date = datetime.date.fromisoformat(day)
    facts = {"patent_type": "invention", "region": "CN", "stage": "filed", **facts}
    if kind == "patent_application":
        facts.pop("region")
    else:
        facts.pop("stage")
    case = Case(
        "c", "later", Applicant("a1", "enterprise"), (Achievement("1", kind, date, date.year, None, facts),)
    )
    result = guarded(standard_guards(), policy, case, policy.evaluate(case))
    assert [notice.code for notice in result.notices] == expected
    assert all(notice.achievement == "1" and notice.text.endswith("。") for notice in result.notices)


OWN = """\
format: 1
id: own
title: 自己的词汇
short_title: 自己的词汇
document: 试〔2021〕2号
issuer: 某县
level: local
term: {from: 2020-01-01, until: 2026-12-31}
words:
  kinds:
    pct_filing: {name: PCT申请, section: patent, date: 申请日, ref: {name: 申请号}, role: application}
    county_grant:
      name: 县内授权
      section: patent
      date: 授权日
      ref: {name: 专利号}
      role: grant
      facts:
        sort: {name: 专利类别, type: choice, role: patent_type,
               choices: {invention: 发明, utility_model: 实用新型, design: 外观设计}}
        filing_fee: {name: 申请费, type: amount, role: official_fee}
        exam_fee: {name: 审查费, type: amount, role: official_fee}
        province: {name: 省级资助, type: amount, role: other_support}
        service_fee: {name: 服务费, type: amount, role: agency_fee}
    upkeep: {name: 维持费用, section: patent, date: 缴费日, ref: {name: 专利号}, role: annuity}
    prize: {name: 县专利奖, section: patent, date: 授奖日, ref: {name: 证书号}}
  facts:
    patent_grant: {yearly_fee: {name: 当年年费, type: amount, role: annuity}}
rules:
  - {id: pct, article: 一, title: 甲, summary: 甲, who: any, about: {kind: pct_filing}, amount: 500}
  - {id: county, article: 二, title: 乙, summary: 乙, who: any, about: {kind: county_grant}, amount: 1000}
  - {id: service, article: 三, title: 丙, summary: 丙, who: any, about: {kind: county_grant},
     requires: [{given: service_fee}], amount: service_fee}
  - {id: upkeep, article: 四, title: 丁, summary: 丁, who: any, about: {kind: upkeep}, amount: 100}
  - {id: prize, article: 五, title: 戊, summary: 戊, who: any, about: {kind: prize}, amount: 100}
  - {id: yearly, article: 六, title: 己, summary: 己, who: any, about: {kind: patent_grant},
     amount: yearly_fee}
"""
GRANT = {"patent_type": "invention", "region": "CN", "yearly_fee": 90_000}


@pytest.mark.parametrize(
    ("kind", "day", "facts", "expected"),
    [
        ("pct_filing", "2021-07-01", {}, ["application_stage"]),
        ("pct_filing", "2021-06-30", {}, []),
        ("upkeep", "2020-05-01", {}, ["annual_fee"]),
        ("prize", "2025-05-01", {}, []),
        ("county_grant", "2022-05-01", {"sort": "invention"}, []),
        ("county_grant", "2021-07-01", {"sort": "utility_model"}, ["only_inventions"]),
        ("county_grant", "2021-06-30", {"sort": "utility_model"}, []),
        ("county_grant", "2022-05-01", {"sort": "design"}, ["only_inventions"]),
        ("county_grant", "2025-01-01", {"sort": "invention"}, ["grants_ended"]),
        # 1,000 yuan are paid: half of 2,000 yuan of fees, more than half of 1,999 yuan.
        ("county_grant", "2022-05-01", {"filing_fee": 90_000, "exam_fee": 110_000}, []),
        ("county_grant", "2022-05-01", {"filing_fee": 90_000, "exam_fee": 109_900}, ["half_of_fees"]),
        ("county_grant", "2022-05-01", {"filing_fee": 200_000, "province": 1}, ["half_of_fees"]),
        ("county_grant", "2022-05-01", {"service_fee": 80_000}, ["agency_fee"]),
        ("patent_grant", "2022-05-01", GRANT, ["annual_fee"]),
        ("patent_grant", "2022-05-01", {**GRANT, "patent_type": "design"}, ["only_inventions", "annual_fee"]),
    ],
)
def test_a_packs_own_kinds_and_facts_are_watched_by_their_roles(
    kind: str, day: str, facts: dict[str, FactValue], expected: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(OWN, encoding="utf-8")
    policy = load_policy(path)
    date = datetime.date.fromisoformat(day)
    found = Achievement("1", kind, date, date.year, None, facts)
    case = Case("c", "own", Applicant("a1", "enterprise"), (found,))
    result = guarded(standard_guards(), policy, case, policy.evaluate(case))
    told = [notice.code.removeprefix("guard_") for notice in result.notices]
    assert [code for code in told if code not in ("draft_policy", "no_rule")] == expected


def test_a_built_in_fact_written_anew_keeps_its_role(tmp_path: Path) -> None:
    own = "words:\n  facts:\n    patent_grant: {official_fees: {name: 规费, type: amount}}\nrules:\n"
    path = tmp_path / "later.yaml"
    path.write_text(LATER.replace("rules:\n", own), encoding="utf-8")
    fact = load_policy(path).vocabulary.fact("patent_grant", "official_fees")
    assert (fact.name, fact.role) == ("规费", "official_fee")


@given(
    st.one_of(
        [st.tuples(st.just(LIBRARY.policy(name)), cases_of(LIBRARY.policy(name))) for name in LIBRARY.ids()]
    )
)
@settings(deadline=None)
def test_guards_add_notices_and_change_nothing_else(drawn) -> None:  # noqa: ANN001
    policy, case = drawn
    before = policy.evaluate(case)
    after = guarded(standard_guards(), policy, case, before)
    assert after._replace(notices=before.notices) == before
    assert after.notices[: len(before.notices)] == before.notices
    paid = {line.achievement for line in before.lines if line.amount}
    assert all(notice.achievement in paid for notice in after.notices[len(before.notices) :])


def test_the_public_answer_gains_notices_only_when_guards_are_on() -> None:
    case = {
        "case": "c", "policy": "qingyuan-2018", "applicant": {"id": "a1", "kind": "enterprise"},
        "achievements": [{"id": "1", "kind": "patent_annual_fee", "date": "2020-01-01", "ref": "R",
                          "facts": {"patent_type": "invention", "fee": "900", "year_after_grant": 1}}],
    }  # fmt: skip
    line = json.dumps(case).encode()
    (off,) = evaluate_lines([line], LIBRARY)
    (on,) = evaluate_lines([line], LIBRARY, standard_guards())
    assert json.loads(off.text)["notices"] == []
    assert json.loads(on.text) == {
        **json.loads(off.text), "notices": [{"code": "guard_annual_fee", "achievement": "1"}]
    }  # fmt: skip


def test_a_guard_file_that_is_wrong_is_refused(tmp_path: Path) -> None:
    text = """\
format: 1
kind: guard
id: wrong
title: 错
document: 试
issuer: 某局
rules:
  - {id: one, article: 一, title: 甲, about: {role: grants}, text: 甲。}
  - {id: two, article: 一, title: 乙,
     about: {role: grant, where: [{fact: dat, since: 2021-07-01}]}, text: 乙。}
  - {id: three, article: 一, title: 丙, about: {role: grant},
     exceeds: {rate: 500, of: official_fee}, text: 丙。}
"""
    path = tmp_path / "wrong.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PackError) as caught:
        load_guard(path)
    found = {(item.line, item.clause, item.code) for item in caught.value.findings}
    assert found == {(8, "one", "enum"), (12, "three", "less_than_equal")}
    right = text.replace("grants}", "grant}").replace("rate: 500", "rate: 50")
    path.write_text(right, encoding="utf-8")
    with pytest.raises(PackError) as caught:
        load_guard(path)
    assert {(item.line, item.clause, item.code) for item in caught.value.findings} == {
        (10, "two", "unknown_fact")
    }
