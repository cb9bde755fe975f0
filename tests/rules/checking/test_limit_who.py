"""A limit whose applicants no rule under it is for binds nobody; a ceiling has its own form."""

import pytest

from ipdesk.rules.library.policy_library import compile_pack
from ipdesk.rules.source.findings import Finding, PackError
from ipdesk.rules.source.yaml_source import Source
from tests.rules.checking.test_pack import SMALL


def found(old: str, new: str) -> list[Finding]:
    assert old in SMALL
    text = SMALL.replace(old, new)
    try:
        return compile_pack(text.encode(), Source("small.yaml", text))[1]
    except PackError as error:
        return list(error.findings)


@pytest.mark.parametrize(
    ("who", "binds"),
    [
        ("public_institution", False),  # the rule is for businesses
        ("[public_institution]", False),
        ("{group: public_institution, traits: sme}", False),
        ("enterprise", True),
        ("any", True),
        ("[public_institution, cooperative]", True),
        ("{group: enterprise, traits: high_tech}", True),
        ("{group: enterprise, without: high_tech}", True),
        ("{group: enterprise, traits: sme, without: sme}", False),
    ],
)
def test_a_limit_must_be_for_some_applicant_of_its_rules(who: str, binds: bool) -> None:
    findings = found("sum: 1000}", f"who: {who}, sum: 1000}}")
    told = [finding for finding in findings if finding.code == "limit_of_nobody"]
    assert (told == []) == binds
    for finding in told:
        assert (finding.line, finding.clause) == (27, "deal-year")
        assert "请核对 who" in finding.message


def test_an_unknown_group_is_told_as_such_and_no_more() -> None:
    assert [one.code for one in found("sum: 1000}", "who: nobody_at_all, sum: 1000}")] == ["unknown_group"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("of: contract_amount}", "of: contract_amount, ceiling: 100}"),
        ("of: contract_amount}", "of: contract_amount, max: 100}"),
        ("provincial: 300}}", "provincial: 300}, ceiling: 400}"),
        ("    once: item", "    once: item\n    ceiling: 400"),
        ("{percent: {rate: 5, of: contract_amount}}", "{times: {amount: 5, by: 2, max: 9}}"),
    ],
)
def test_a_ceiling_beside_an_amount_is_told_where_it_goes(old: str, new: str) -> None:
    [finding] = found(old, new)
    assert "at_most: {amount: 算法, ceiling: 最高额}" in finding.message
