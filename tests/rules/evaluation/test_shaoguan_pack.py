"""What is Shaoguan's own: its ceilings, its limits, and how faults in its file are told."""

from pathlib import Path

import pytest

from ipdesk.paths import resource
from ipdesk.rules.core.result import Status
from ipdesk.rules.pack.model import Pack
from ipdesk.rules.source.findings import Finding, PackError
from ipdesk.rules.source.read_model import read_model
from ipdesk.rules.source.yaml_source import Source

FILE = "shaoguan-2021.yaml"
REFERRED = {"8-risk-compensation", "10-standards", "16-whistleblower"}
MATCHED = {"12-demo-county", "12-pilot-county", "13-demo-park", "13-pilot-park"}
CEILINGS = {  # yuan
    "5-high-value-cultivation": 500_000,
    "6-patent-implementation": 300_000,
    "9-soft-research": 200_000,
    "14-quality-service": 300_000,
    "15-guidance-station": 100_000,
}


@pytest.fixture(scope="module")
def text() -> str:
    return resource("policies", FILE).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def pack() -> Pack:
    return read_model(Pack, Source.read(resource("policies", FILE)))


def test_rows_that_another_document_governs_name_it_and_pay_nothing(pack: Pack) -> None:
    assert {rule.id for rule in pack.rules if rule.refer} == REFERRED
    assert all(rule.refer is None or rule.refer.startswith("《") for rule in pack.rules)


def test_rows_that_an_authority_decides_have_their_ceilings(pack: Pack) -> None:
    decided = {rule.id: rule.amount.decided for rule in pack.rules if rule.amount and rule.amount.decided}
    ceilings = {rule: form.ceiling.fixed for rule, form in decided.items() if form.ceiling}
    assert ceilings == {rule: yuan * 100 for rule, yuan in CEILINGS.items()}


def test_counties_and_parks_must_match_what_they_get(pack: Pack) -> None:
    assert {rule.id for rule in pack.rules if rule.matching == 1} == MATCHED
    assert {rule.id for rule in pack.rules if rule.matching is not None} == MATCHED


def test_the_limits_are_those_of_the_document(pack: Pack) -> None:
    counts = {
        (limit.rules, limit.who[0].group if limit.who else None): limit.count
        for limit in pack.limits
        if limit.count
    }
    assert counts == {
        (("2-overseas-invention",), None): 3,
        (("4-work-registration",), "unit"): 100,
        (("4-work-registration",), "individual"): 50,
    }
    sums = {limit.rules[0]: limit.sum for limit in pack.limits if limit.sum}
    assert sums == {
        "7-patent-transaction": 50_000_00,
        "8-pledge-interest": 100_000_00,
        "8-ip-insurance": 50_000_00,
    }
    assert [limit.rules for limit in pack.limits if limit.highest] == [("11-enterprise-title",)]


def test_yearly_limits_count_by_applicant_and_regions_by_family(pack: Pack) -> None:
    per = {limit.id: limit.per for limit in pack.limits}
    assert per.pop("family-regions") == ("family",)
    assert set(per.values()) == {("applicant", "year")}


# ------------------------------------------------------------ the examples in the pack


def test_examples_show_every_status_and_every_way_of_cutting(pack: Pack) -> None:
    lines = [line for example in pack.examples for line in example.expect]
    assert {line.status for line in lines} == set(Status)
    cuts = {"count_cap", "amount_cap", "highest_only", "already_awarded", "other_support_deducted"}
    assert cuts <= {warning.code for line in lines for warning in line.warnings}


# ------------------------------------------------------------ faults in a pack


def _faults(text: str, old: str, new: str) -> tuple[int, tuple[Finding, ...]]:
    """Return the line on which ``old`` first stands, and what is found once it reads ``new``."""
    assert old in text
    with pytest.raises(PackError) as caught:
        read_model(Pack, Source(FILE, text.replace(old, new, 1)))
    return text[: text.index(old)].count("\n") + 1, caught.value.findings


def test_a_misspelt_key_is_named_with_its_place_and_the_right_one(text: str) -> None:
    line, (finding,) = _faults(text, "materials: [patent_certificate", "material: [patent_certificate")
    assert (finding.file, finding.line, finding.clause) == (FILE, line, "1-domestic-invention")
    assert "“material”" in finding.message
    assert "“materials”" in finding.message


def test_a_misspelt_key_deep_in_an_amount_is_found(text: str) -> None:
    line, findings = _faults(text, "percent: {rate: 50, of:", "percent: {rates: 50, of:")
    assert {(finding.line, finding.clause) for finding in findings} == {(line, "1-domestic-invention")}
    assert any("“rates”" in finding.message and "“rate”" in finding.message for finding in findings)


def test_a_key_written_twice_is_refused_with_both_lines(text: str) -> None:
    line, (finding,) = _faults(text, "    amount: 200000\n", "    amount: 200000\n    amount: 300000\n")
    assert (finding.file, finding.line, finding.code) == (FILE, line + 1, "duplicate_key")
    assert f"第 {line} 行" in finding.message


@pytest.mark.parametrize(
    ("old", "new"), [("amount: 200000", "amount: -200000"), ("sum: 50000", "sum: -50000")]
)
def test_a_negative_sum_is_refused(text: str, old: str, new: str) -> None:
    line, (finding,) = _faults(text, old, new)
    assert (finding.file, finding.line) == (FILE, line)
    assert finding.clause in {"3-gi-product", "transactions-of-year"}
    assert "不带负号" in finding.message
    assert new.split()[1] in finding.message


def test_a_missing_key_names_the_clause_it_is_missing_from(text: str) -> None:
    line, (finding,) = _faults(text, "    title: 地理标志保护产品\n", "")
    assert finding.clause == "3-gi-product"
    assert finding.line in range(line - 3, line + 1)
    assert "“title”" in finding.message


def test_several_faults_are_told_at_once_in_the_order_of_the_file(text: str) -> None:
    twice = text.replace("matching: 1", "match: 1").replace("sum: 50000", "sum: -1", 1)
    with pytest.raises(PackError) as caught:
        read_model(Pack, Source(FILE, twice))
    lines = [finding.line for finding in caught.value.findings]
    assert len(lines) == len(MATCHED) + 1
    assert lines == sorted(lines)


def test_a_finding_is_one_chinese_line_that_begins_with_its_place(text: str) -> None:
    line, (finding,) = _faults(text, "who: any", "whom: any")[0], _faults(text, "once: item", "one: item")[1]
    assert str(finding).startswith(f"{FILE}:{finding.line}: 1-domestic-invention 错误：")
    assert line < finding.line


def test_a_file_that_is_not_utf8_says_so(tmp_path: Path, text: str) -> None:
    path = tmp_path / FILE
    path.write_bytes(text.encode("gb18030"))
    with pytest.raises(PackError, match="UTF-8"):
        Source.read(path)
