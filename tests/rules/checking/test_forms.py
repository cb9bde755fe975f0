"""Faults in the wider forms of a pack: each is found where it stands, as an error or as a remark."""

import copy
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from ipdesk.rules.library.policy_library import compile_pack
from ipdesk.rules.source.findings import Finding, PackError, Severity
from ipdesk.rules.source.yaml_source import Source
from tests.places import TESTS
from tests.rules.evaluation.generated_cases import cases_of
from tests.rules.pack.generated_packs import pack_data, policy_of

PACKS = TESTS / "rules" / "packs"
ERROR, WARNING = Severity.ERROR, Severity.WARNING

FAULTS = yaml.load((TESTS / "rules" / "pack_faults.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)


def findings(fault: dict[str, str]) -> list[Finding]:
    pack, old, new = fault["pack"], fault["old"], fault["new"]
    text = (PACKS / f"{pack}.yaml").read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    try:
        return compile_pack(text.encode(), Source(f"{pack}.yaml", text.replace(old, new)))[1]
    except PackError as error:
        return list(error.findings)


@pytest.mark.parametrize("fault", FAULTS["errors"], ids=lambda fault: f"{fault['pack']}-{fault['code']}")
def test_each_fault_is_an_error_where_it_stands(fault: dict[str, str]) -> None:
    found = [item for item in findings(fault) if item.severity is ERROR]
    sought = fault["code"], fault["clause"]
    assert sought in [(item.code, item.clause) for item in found], [str(item) for item in found]
    finding = next(item for item in found if (item.code, item.clause) == sought)
    assert fault["says"] in finding.message
    assert finding.line > 1 and finding.message.endswith(("。", "？"))


@pytest.mark.parametrize("fault", FAULTS["remarks"], ids=lambda fault: fault["code"])
def test_what_looks_wrong_is_remarked_upon_and_may_be_used(fault: dict[str, str]) -> None:
    found = findings(fault)
    assert {item.severity for item in found} == {WARNING}
    finding = next(item for item in found if item.code == fault["code"])
    assert finding.clause == fault["clause"]
    assert fault["says"] in finding.message


def test_a_fact_of_a_bar_that_no_kind_has_is_told_once() -> None:
    """The pack has seven rules about two kinds."""
    bar = "when: [{fact: fined, since"
    found = findings({"pack": "sequences", "old": bar, "new": bar.replace("fined", "finde")})
    assert [item.code for item in found] == ["unknown_fact"]


NEIGHBOURS = """\
format: 1
id: near
title: 相邻
short_title: 相邻
document: 试〔2022〕1号
issuer: 某县
level: local
term: {from: 2022-01-01, until: 2022-12-31}
rules:
  - id: high
    article: 一
    title: 高
    summary: 高
    who: business
    about: {kind: patent_transaction, where: [{fact: contract_amount, above: 1000000}]}
    amount: 200
  - id: low
    article: 一
    title: 低
    summary: 低
    who: business
    about: {kind: patent_transaction, where: [{fact: contract_amount, below: 1000000}]}
    amount: 100
"""


@pytest.mark.parametrize(
    ("new", "codes"),
    [
        ("below: 1000000", ["border_gap"]),
        ("at_most: 1000000", []),
        ("at_most: 1000000.01", ["border_twice"]),
        ("at_most: 500000", []),
    ],
)
def test_neighbouring_rules_must_say_which_takes_the_border(new: str, codes: list[str]) -> None:
    text = NEIGHBOURS.replace("below: 1000000", new)
    _, found = compile_pack(text.encode(), Source("near.yaml", text))
    assert [item.code for item in found] == codes
    assert all(item.clause == "low" and item.severity is WARNING for item in found)


@pytest.mark.parametrize(("below", "fits"), [("5", True), ("4", False)])
def test_between_borders_of_a_whole_number_there_must_be_one(below: str, fits: bool) -> None:
    """More than 3 and fewer than 5 is 4; more than 3 and fewer than 4 is nothing."""
    text = (PACKS / "amounts.yaml").read_text(encoding="utf-8")
    old = "when: [{fact: pieces, at_least: 2}]"
    assert old in text
    text = text.replace(old, f"when: [{{fact: pieces, above: 3}}, {{fact: pieces, below: {below}}}]")
    source = Source("amounts.yaml", text)
    if fits:
        assert compile_pack(text.encode(), source)[1] == []
    else:
        with pytest.raises(PackError, match="互相矛盾"):
            compile_pack(text.encode(), source)


WRONG = ["nope", "-1", "0", "a", "money", "grade", "day", "date", "r0", "2022-01-01", "true", [], {}, None]
WRONG_FORMS: list[Any] = [{"fact": "money"}, {"fixed": "5"}, {"decided": {}}, {"2022": "5"}, {"of": "x"}]


def places(data: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401
    if not isinstance(data, dict | list):
        return
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        yield (*at, key)
        yield from places(value, (*at, key))


@given(pack_data(), st.data())
@settings(deadline=None)
def test_what_passes_the_check_can_be_compiled_and_asked(drawn: dict[str, Any], data: st.DataObject) -> None:
    """One place of a pack is written over: the check answers with findings, and never crashes."""
    written_over = copy.deepcopy(drawn)
    found = [place for place in places(drawn) if place[0] in ("rules", "limits", "parameters", "bars")]
    place = data.draw(st.sampled_from(found))
    holder: Any = written_over
    for key in place[:-1]:
        holder = holder[key]
    holder[place[-1]] = copy.deepcopy(data.draw(st.sampled_from([*WRONG, *WRONG_FORMS])))
    try:
        policy = policy_of(written_over)
    except ValidationError:
        return
    if policy is not None and policy.kinds():
        result = policy.evaluate(data.draw(cases_of(policy)))
        assert all(0 <= line.amount <= line.computed for line in result.lines)
