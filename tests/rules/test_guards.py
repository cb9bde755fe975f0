"""National rules point things out in any policy's lines; they never change a sum."""

import datetime
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ipdesk.rules.case import Achievement, Applicant, Case, FactValue
from ipdesk.rules.findings import PackError
from ipdesk.rules.guards import guarded, load_guard, standard_guards
from ipdesk.rules.library import load_policy, standard_library
from ipdesk.rules.stream import evaluate_lines
from tests.rules.generated_cases import cases_of

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
  - {id: one, article: 一, title: 甲, about: {kind: patent_grantt}, text: 甲。}
  - {id: two, article: 一, title: 乙, about: {kind: patent_grant, pays_for: agency_fees}, text: 乙。}
  - {id: three, article: 一, title: 丙, about: {kind: patent_grant}, exceeds: fees, text: 丙。}
"""
    path = tmp_path / "wrong.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PackError) as caught:
        load_guard(path)
    found = [(item.line, item.clause, item.code) for item in caught.value.findings]
    assert found == [(8, "one", "unknown_kind"), (9, "two", "unknown_fact"), (10, "three", "unknown_fact")]
