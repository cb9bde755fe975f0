"""Every policy as data: complete, in the order of its document, worded as a clerk reads it out."""

import re

import pytest

from ipdesk.paths import resource
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.examples.run import check_examples
from ipdesk.rules.library.policy_library import standard_library
from ipdesk.rules.pack.model import Pack, Rule, Who
from ipdesk.rules.pack.vocabulary import standard_vocabulary
from ipdesk.rules.source.yaml_source import Source
from tests.places import TESTS

ROWS = TESTS / "data" / "rows"
NUMERAL = "[一二三四五六七八九]?十?[一二三四五六七八九十]"
ARTICLE = re.compile(rf"{NUMERAL}(（{NUMERAL}）)?|[1-9][0-9]?")

# What each document says of itself: its number, who issued it and when, from when to when it holds.
IDENTITY = {
    "shaoguan-2021": (
        "韶府办发函〔2021〕188号",
        "韶关市人民政府办公室",
        "2021-12-21",
        "2021-12-21",
        "2024-12-31",
    ),
    "lianzhou-2024-draft": (
        "《连州市促进知识产权高质量发展实施办法（征求意见稿）》",
        "连州市（发布机关待定）",
        "None",
        "2024-01-01",
        "None",
    ),
    "zhaoqing-hitech-2022": (
        "肇高管办〔2022〕2号",
        "肇庆高新区管委会办公室",
        "2022-01-18",
        "2022-01-18",
        "2025-01-17",
    ),
    "qingyuan-2018": (
        "清府办〔2018〕27号",
        "清远市人民政府办公室",
        "2018-07-04",
        "2018-01-01",
        "2020-12-31",
    ),
}


@pytest.fixture(params=standard_library().ids())
def policy(request: pytest.FixtureRequest) -> Policy:
    return standard_library().policy(request.param)


@pytest.fixture
def pack(policy: Policy) -> Pack:
    return policy.pack


def test_the_office_has_these_policies() -> None:
    assert set(standard_library().ids()) == set(IDENTITY)


def test_it_says_which_document_it_is_and_when_it_holds(pack: Pack) -> None:
    found = (pack.document, pack.issuer, str(pack.issued), str(pack.term.since), str(pack.term.until))
    assert found == IDENTITY[pack.id]
    assert pack.term.draft is (pack.term.until is None)


def test_only_a_draft_says_how_long_it_will_run(pack: Pack) -> None:
    assert pack.term.years == (3 if pack.term.draft else None)


# ------------------------------------------------------------ the rows


def _who(part: Who) -> str:
    words = [part.group]
    words += [f"with {' and '.join(part.traits)}"] if part.traits else []
    words += [f"with any of {', '.join(part.any_trait)}"] if part.any_trait else []
    words += [f"without {' and '.join(part.without)}"] if part.without else []
    return " ".join(words)


def _row(rule: Rule) -> str:
    once = "referred" if rule.refer else ", ".join(rule.once) or "-"
    return " | ".join((rule.article, rule.id, " or ".join(map(_who, rule.who)), once))


def test_all_rows_stand_in_the_order_of_the_document(pack: Pack) -> None:
    lines = (ROWS / f"{pack.id}.txt").read_text(encoding="utf-8").splitlines()
    assert [_row(rule) for rule in pack.rules] == [line for line in lines if not line.startswith("#")]


def test_articles_are_cited_as_the_document_numbers_them(pack: Pack) -> None:
    articles = [rule.article for rule in pack.rules] + [limit.article for limit in pack.limits]
    assert [article for article in articles if not ARTICLE.fullmatch(article)] == []


def test_limits_bind_the_rules_of_their_article(pack: Pack) -> None:
    articles = {rule.id: rule.article for rule in pack.rules}
    for limit in pack.limits:
        assert {articles[rule] for rule in limit.rules} == {limit.article}, limit.id


# ------------------------------------------------------------ the words


def test_titles_are_short_and_no_two_alike(pack: Pack) -> None:
    titles = [rule.title for rule in pack.rules]
    assert len(set(titles)) == len(titles)
    assert [title for title in titles if len(title) > 20] == []


def test_summaries_and_notes_are_whole_sentences_in_chinese(pack: Pack) -> None:
    sentences = [sentence for rule in pack.rules for sentence in (rule.summary, *rule.notes)]
    for sentence in (*sentences, *pack.readings):
        assert sentence.endswith("。"), sentence
        assert not re.search(r"[A-Za-z,;:?!()]", sentence.replace("GB/T", "")), sentence


def test_requirements_of_a_row_read_as_clauses(pack: Pack) -> None:
    for rule in pack.rules:
        for condition in rule.requires:
            assert condition.given or condition.text, rule.id
            assert not condition.text.endswith("。"), rule.id


def test_every_material_is_a_word_of_the_vocabulary(pack: Pack) -> None:
    named = {material for rule in pack.rules for material in rule.materials}
    assert named | set(pack.materials) <= set(standard_vocabulary().materials)


def test_every_application_says_who_applies_and_where_the_money_goes(pack: Pack) -> None:
    assert {"applicant_identity", "bank_account"} <= set(pack.materials)
    for rule in pack.rules:
        asked = set(rule.materials)
        assert asked.isdisjoint(pack.materials), rule.id
        assert asked or rule.refer, rule.id
        assert len(asked) == len(rule.materials), rule.id


# ------------------------------------------------------------ the examples in the pack


def test_every_example_of_the_pack_comes_out_as_it_says(policy: Policy) -> None:
    source = Source.read(resource("policies", f"{policy.id}.yaml"))
    assert check_examples(policy, source) == []


def test_every_rule_has_an_example_that_pays_or_leaves_it_to_others(pack: Pack) -> None:
    lines = [line for example in pack.examples for line in example.expect]
    shown = {line.rule for line in lines if line.amount or line.status == "referred"}
    assert shown == {rule.id for rule in pack.rules}


def test_examples_say_why_in_whole_sentences(pack: Pack) -> None:
    reasons = [example.why for example in pack.examples]
    assert len(set(reasons)) == len(reasons)
    assert [why for why in reasons if not why.endswith("。")] == []


@pytest.mark.parametrize(
    ("kind", "groups"),
    [
        ("law_firm", {"any", "unit"}),
        ("collective", {"any", "unit"}),
        ("village_committee", {"any", "unit"}),
        ("sole_trader", {"any"}),
    ],
)
def test_the_rare_kinds_count_as_each_pack_says(kind: str, groups: set[str]) -> None:
    for name in standard_library().ids():
        policy = standard_library().policy(name)
        found = {
            group
            for group in ("any", "unit", "business", "institution")
            if any(kind in part.kinds for part in policy.vocabulary.groups[group].alternatives)
        }
        assert found == groups
        assert any(policy.vocabulary.applicant_kinds[kind].name in said for said in policy.pack.readings)
