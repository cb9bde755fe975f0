"""The policy of Shaoguan as data: complete, in the order of its document, and right by its own examples."""

import re
from pathlib import Path

import pytest

from ipdesk.paths import resource
from ipdesk.rules.examples import check_examples
from ipdesk.rules.findings import Finding, PackError
from ipdesk.rules.library import policy_from_bytes, standard_library
from ipdesk.rules.models_reading import read_model
from ipdesk.rules.pack import Pack, Rule
from ipdesk.rules.policy import Policy
from ipdesk.rules.result import Status
from ipdesk.rules.vocabulary import Vocabulary, standard_vocabulary
from ipdesk.rules.yaml_source import Source

FILE = "shaoguan-2021.yaml"
CHINESE_NUMERAL = re.compile(r"[一二三四五六七八九]?十?[一二三四五六七八九十]")

# Article by article: the rules in the order of the document, each with what a single award is for.
ROWS = {
    "一": ("1-domestic-invention item",),
    "二": ("2-overseas-invention item",),
    "三": (
        "3-gi-product item",
        "3-gi-trademark item",
        "3-gi-mutual-recognition item",
        "3-collective-certification-mark item",
        "3-gi-demo-zone item",
    ),
    "四": (
        "4-work-registration item",
        "4-most-valuable-work item",
        "4-national-demo-park applicant",
        "4-national-demo-unit applicant",
        "4-provincial-demo-park applicant",
        "4-provincial-demo-unit applicant",
    ),
    "五": (
        "5-maintained-patent item",
        "5-patent-award item",
        "5-inventor-award applicant",
        "5-high-value-cultivation item",
    ),
    "六": ("6-patent-implementation item",),
    "七": ("7-patent-transaction item",),
    "八": ("8-pledge-interest", "8-ip-insurance", "8-securitization item", "8-risk-compensation"),
    "九": ("9-soft-research item", "9-major-review item"),
    "十": ("10-standards",),
    "十一": (
        "11-enterprise-title applicant title",
        "11-city-demo-enterprise applicant",
        "11-certification-first applicant",
        "11-certification-cycle applicant",
    ),
    "十二": ("12-city-cultivation applicant year", "12-demo-county applicant", "12-pilot-county applicant"),
    "十三": ("13-demo-park applicant", "13-pilot-park applicant"),
    "十四": ("14-brand-agency applicant", "14-quality-service item"),
    "十五": ("15-guidance-station item",),
    "十六": ("16-whistleblower",),
    "二十一": ("21-exam-fee applicant", "21-agent-service applicant"),
}
# Who each row is for, where that is not any unit.
WHO = {
    "any": {
        "1-domestic-invention",
        "4-work-registration",
        "4-most-valuable-work",
        "5-maintained-patent",
        "5-patent-award",
        "8-risk-compensation",
        "10-standards",
        "16-whistleblower",
    },
    "business": {
        "2-overseas-invention",
        "8-pledge-interest",
        "8-securitization",
        "11-enterprise-title",
        "11-city-demo-enterprise",
    },
    "business with sme": {"7-patent-transaction"},
    "institution or agency": {"8-ip-insurance"},
    "institution": {"11-certification-first", "11-certification-cycle"},
    "agency": {"14-brand-agency", "14-quality-service"},
    "park": {"4-national-demo-park", "4-provincial-demo-park", "13-demo-park", "13-pilot-park"},
    "government": {"12-city-cultivation", "12-demo-county", "12-pilot-county"},
    "individual": {"5-inventor-award", "21-exam-fee", "21-agent-service"},
}
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


@pytest.fixture(scope="module")
def words() -> Vocabulary:
    return standard_vocabulary()


def _row(rule: Rule) -> str:
    return " ".join((rule.id, *rule.once))


def test_all_rows_stand_in_the_order_of_the_document(pack: Pack) -> None:
    found = [(rule.article, _row(rule)) for rule in pack.rules]
    assert len(found) == 41
    assert found == [(article, row) for article, rows in ROWS.items() for row in rows]


def test_it_says_which_document_it_is_and_when_it_holds(pack: Pack) -> None:
    assert (pack.id, pack.document) == ("shaoguan-2021", "韶府办发函〔2021〕188号")
    assert (pack.issuer, str(pack.issued)) == ("韶关市人民政府办公室", "2021-12-21")
    assert (str(pack.term.since), str(pack.term.until)) == ("2021-12-21", "2024-12-31")
    assert not pack.term.draft
    assert pack.bar is None


def test_every_article_is_a_chinese_numeral(pack: Pack) -> None:
    articles = [rule.article for rule in pack.rules] + [limit.article for limit in pack.limits]
    assert [article for article in articles if not CHINESE_NUMERAL.fullmatch(article)] == []


def _who(rule: Rule) -> str:
    return " or ".join(" with ".join((part.group, *part.traits)) for part in rule.who)


def test_every_row_is_for_the_applicants_it_says(pack: Pack) -> None:
    named = {rule: who for who, rules in WHO.items() for rule in rules}
    assert {rule.id: _who(rule) for rule in pack.rules} == {
        rule.id: named.get(rule.id, "unit") for rule in pack.rules
    }


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


def test_limits_bind_the_rules_of_their_article(pack: Pack) -> None:
    articles = {rule.id: rule.article for rule in pack.rules}
    for limit in pack.limits:
        assert {articles[rule] for rule in limit.rules} == {limit.article}, limit.id


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


def test_every_material_is_a_word_of_the_vocabulary(pack: Pack, words: Vocabulary) -> None:
    named = {material for rule in pack.rules for material in rule.materials}
    assert named <= set(words.materials)


def test_every_application_says_who_applies_and_where_the_money_goes(pack: Pack) -> None:
    assert {"applicant_identity", "bank_account"} <= set(pack.materials)
    for rule in pack.rules:
        asked = set(rule.materials)
        assert asked.isdisjoint(pack.materials), rule.id
        assert asked or rule.refer, rule.id
        assert len(asked) == len(rule.materials), rule.id


def test_titles_are_short_and_no_two_alike(pack: Pack) -> None:
    titles = [rule.title for rule in pack.rules]
    assert len(set(titles)) == len(titles)
    assert [title for title in titles if len(title) > 20] == []


def _sentences(pack: Pack) -> list[str]:
    found = [sentence for rule in pack.rules for sentence in (rule.summary, *rule.notes)]
    return [*found, *pack.readings]


def test_summaries_and_notes_are_whole_sentences_in_chinese(pack: Pack) -> None:
    for sentence in _sentences(pack):
        assert sentence.endswith("。"), sentence
        assert not re.search(r"[A-Za-z,;:?!()]", sentence.replace("GB/T", "")), sentence


def test_requirements_of_a_row_read_as_clauses(pack: Pack) -> None:
    for rule in pack.rules:
        for condition in rule.requires:
            assert condition.given or condition.text, rule.id
            assert not condition.text.endswith("。"), rule.id


# ------------------------------------------------------------ the examples in the pack


@pytest.fixture(scope="module")
def policy() -> Policy:
    return standard_library().policy("shaoguan-2021")


def test_every_example_of_the_pack_comes_out_as_it_says(policy: Policy) -> None:
    assert check_examples(policy, Source.read(resource("policies", FILE))) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("count: 100", "count: 101"),
        ("sum: 50000", "sum: 50001"),
        ("above: 10,", "at_least: 10,"),
        ("at_least: 1000000", "above: 1000000"),
        ("{rate: 30, of: interest_paid}", "{rate: 31, of: interest_paid}"),
    ],
)
def test_a_changed_figure_is_caught_by_an_example(right: str, wrong: str) -> None:
    text = resource("policies", FILE).read_text(encoding="utf-8")
    assert right in text
    data = text.replace(right, wrong, 1).encode()
    found = check_examples(policy_from_bytes(data, FILE), Source.from_bytes(FILE, data))
    assert found and all(finding.line > 600 and "应为" in finding.message for finding in found)


def test_every_rule_has_an_example_that_pays_or_refers(pack: Pack) -> None:
    shown = {
        line.rule
        for example in pack.examples
        for line in example.expect
        if line.amount or line.status == "referred"
    }
    undecided = {
        line.rule for example in pack.examples for line in example.expect if line.status == "undecided"
    }
    assert shown | undecided == {rule.id for rule in pack.rules}


def test_examples_show_every_status_and_every_way_of_cutting(pack: Pack) -> None:
    lines = [line for example in pack.examples for line in example.expect]
    assert {line.status for line in lines} == set(Status)
    cuts = {"count_cap", "amount_cap", "highest_only", "already_awarded", "other_support_deducted"}
    assert cuts <= {warning for line in lines for warning in line.warnings}


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
