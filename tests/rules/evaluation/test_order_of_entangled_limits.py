"""Where limits cross, the order of the lines decides what is paid; where another pays more, that is said."""

import datetime
import itertools
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ipdesk.rules.core.case import Achievement, Applicant, Case
from ipdesk.rules.core.result import Notice, Result
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.library.policy_library import policy_from_bytes
from tests.places import ROOT

CODE = "order_matters"
DAY = datetime.date(2022, 3, 1)
GUIDE = (ROOT / "docs" / "policy-packs.md").read_text(encoding="utf-8")
KINDS = ("one", "two", "three")
HEAD = {
    "format": "1",
    "id": "mixed",
    "title": "政策",
    "short_title": "政策",
    "document": "试〔2022〕1号",
    "issuer": "某县",
    "level": "local",
    "term": {"from": "2022-01-01", "until": "2022-12-31"},
}
FACTS = {"cost": {"name": "费用", "type": "amount"}, "family": {"name": "组别", "type": "text"}}
Data = dict[str, Any]


def kind(name: str) -> Data:
    word = {"name": name, "section": "patent", "date": "日期", "ref": {"name": "编号"}, "facts": FACTS}
    return word


def rule(name: str, once: str = "") -> Data:
    made = {"id": name, "article": name, "title": name, "summary": "按费用", "who": "any"}
    return {**made, "about": {"kind": name}, "amount": "cost", **({"once": once} if once else {})}


def policy_of(*limits: Data, once: str = "") -> Policy:
    named = [{"id": f"l{at}", "name": f"限制{at}", **limit} for at, limit in enumerate(limits)]
    words = {"kinds": {name: kind(name) for name in KINDS}}
    data = {**HEAD, "words": words, "rules": [rule(name, once) for name in KINDS], "limits": named}
    return policy_from_bytes(json.dumps(data, ensure_ascii=False).encode(), "mixed.yaml")


def found(name: str, of: str, yuan: int, family: str = "a", ref: str = "") -> Achievement:
    facts = {"cost": yuan * 100, "family": family}
    return Achievement(name, of, DAY, 2022, ref or f"R{name}", facts)


def evaluated(policy: Policy, achievements: tuple[Achievement, ...]) -> Result:
    return policy.evaluate(Case("c", policy.id, Applicant("a1", "enterprise"), achievements))


def told(result: Result) -> list[Notice]:
    return [notice for notice in result.notices if notice.code == CODE]


YEAR = ["applicant", "year"]


def test_two_sums_that_cross_at_the_first_line_are_told() -> None:
    """The middle one fills both sums (1,000 yuan each); the outer two would have filled one each."""
    policy = policy_of(
        {"rules": ["one", "two"], "per": YEAR, "sum": "1000"},
        {"rules": ["two", "three"], "per": YEAR, "sum": "1000"},
    )
    result = evaluated(policy, (found("1", "two", 1000), found("2", "one", 1000), found("3", "three", 1000)))
    assert result.total == 100_000
    [notice] = told(result)
    assert notice.values["gain"] == "1000.00"
    said = (
        "先后不同，几项限制留给各项成果的数额也不同：如先计“one”（R2），"
        "合计可多 1,000.00 元。有关各项日期相同，可以调整录入的先后。"
    )
    assert notice.text == said
    assert f"```notice\n{said}\n```" in GUIDE, "the guide quotes this very case"


def test_what_is_paid_once_and_of_which_the_highest_stands_is_told() -> None:
    """Number X comes as 800 yuan and as 500: the 800, taken, is beaten by 900 of its group, the 500 not."""
    policy = policy_of({"rules": ["one"], "per": ["family"], "highest": "true"}, once="item")
    lines = (
        found("1", "one", 500, "b", "X"),
        found("2", "one", 800, "a", "X"),
        found("3", "one", 300, "b", "Y"),
    )
    totals = {evaluated(policy, order).total for order in itertools.permutations(lines)}
    assert totals == {50_000, 110_000}, "X in group b, with Y beaten there; or X in group a, and Y in b"
    [notice] = told(evaluated(policy, lines))
    assert notice.values["gain"] == "600.00"


@pytest.mark.parametrize(
    "sums", [(["one", "two", "three"], ["one"]), (["one"], ["two"]), (["one", "two"], ["one", "two"])]
)
def test_nothing_is_said_of_sums_within_each_other_or_apart(sums: tuple[list[str], ...]) -> None:
    policy = policy_of(*({"rules": rules, "per": YEAR, "sum": "1000"} for rules in sums))
    lines = tuple(found(str(at), of, 900) for at, of in enumerate(("two", "one", "one", "two", "three")))
    assert told(evaluated(policy, lines)) == []


RULES = st.lists(st.sampled_from(KINDS), min_size=1, max_size=3, unique=True)
PER = st.sampled_from([["applicant"], ["applicant", "year"], ["family"], ["item"], ["applicant", "family"]])
FORMS = st.sampled_from(
    [{"sum": "700"}, {"sum": "1500"}, {"count": "1"}, {"count": "2"}, {"highest": "true"}, {"top_up": "true"}]
)


@st.composite
def limits(draw: st.DrawFn) -> list[Data]:
    """Two or three limits; of the highest there is one at most, since a rule has one."""
    drawn = [{"rules": draw(RULES), "per": draw(PER), **draw(FORMS)} for _ in range(draw(st.integers(1, 3)))]
    first = next((limit for limit in drawn if "highest" in limit), None)
    return [limit for limit in drawn if "highest" not in limit or limit is first]


ACHIEVEMENTS = st.lists(
    st.tuples(
        st.sampled_from(KINDS), st.sampled_from([300, 500, 800, 1000]), st.sampled_from("ab"),
        st.sampled_from(["X", "Y", "Z"]),
    ),
    min_size=2,
    max_size=4,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(limits(), ACHIEVEMENTS, st.sampled_from(["", "item", "family"]))
def test_where_another_order_pays_more_it_is_told_how_much(
    drawn: list[Data], rows: list[tuple[str, int, str, str]], once: str
) -> None:
    policy = policy_of(*drawn, once=once)
    lines = tuple(found(str(at), *row) for at, row in enumerate(rows))
    result = evaluated(policy, lines)
    gain = max(evaluated(policy, order).total for order in itertools.permutations(lines)) - result.total
    assert [notice.values["gain"] for notice in told(result)] == ([f"{gain // 100}.00"] if gain else [])
