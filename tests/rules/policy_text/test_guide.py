"""The guide to policy packs: its reference is up to date, its policies pass, what it shows is true."""

import json
import re
from collections import defaultdict
from textwrap import indent
from typing import Any

import pytest

from ipdesk.cli.check import report_lines
from ipdesk.rules.cases.case import CaseReader
from ipdesk.rules.checking.size import MOST
from ipdesk.rules.core.result import Result, Status
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.examples.case import example_case
from ipdesk.rules.examples.run import failed_examples
from ipdesk.rules.library.check_file import check_data
from ipdesk.rules.library.evaluate_stream import evaluate_lines
from ipdesk.rules.library.policy_library import library_with, policy_from_bytes
from ipdesk.rules.pack.model import Pack
from ipdesk.rules.policy_text.guide_reference import keys, pack_models, with_reference
from ipdesk.rules.source.pack_reference import reference_text
from ipdesk.rules.source.sentences import standard_phrases
from ipdesk.rules.source.yaml_source import DEEPEST, LONGEST, MOST_ITEMS, Source
from tests.places import ROOT
from tests.rules.examples.pack_mutants import mutants

DOCS = ROOT / "docs"
GUIDE = (DOCS / "policy-packs.md").read_text(encoding="utf-8")
WRITTEN, _, REFERENCE = GUIDE.partition("<!-- reference:begin -->")
FIRST, SECOND = "qinghe-2023.yaml", "lanchuan-2024.yaml"
PACKS = {name: (DOCS / "packs" / name).read_text(encoding="utf-8") for name in (FIRST, SECOND)}
BEFORE, _, AFTER = WRITTEN.partition("\n## 三、")
PARTS = {FIRST: BEFORE, SECOND: AFTER}
FENCE = re.compile(r"^```(\S+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)

# The rule itself is for enterprises, so its alternative may say any applicant.
SAME = {"4-pledge-interest.amount.choose[0].who[0]: any for business"}


def blocks(text: str, language: str, part: str = "") -> list[str]:
    return [found for spoken, of, found in FENCE.findall(text) if (spoken, of) == (language, part)]


# ------------------------------------------------------------ the reference


def test_the_reference_is_up_to_date() -> None:
    hint = "run: python -m ipdesk.rules.policy_text.guide_reference docs/policy-packs.md"
    assert with_reference(GUIDE) == GUIDE, hint


def test_every_model_and_field_is_described_and_nothing_else() -> None:
    described = {name: set(text.fields) for name, text in reference_text().models.items()}
    assert described == {model.__name__: set(keys(model)) for model in pack_models()}


def test_what_examples_may_say_is_described() -> None:
    assert set(reference_text().statuses) == set(Status)
    further = {
        "topped_up",
        "amount_cap_empty",
        "part_ceiling",
        "unit_ceiling",
        "matching_required_at_most",
    }  # sentences of other codes
    assert set(reference_text().warnings) == set(standard_phrases().warning) - further


def test_a_guide_without_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="reference:begin"):
        with_reference("# 指南\n")


def test_every_link_of_the_guide_leads_somewhere() -> None:
    headings = re.findall(r"^#+ (.+)$", GUIDE, re.MULTILINE)
    anchors = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    anchors |= set(re.findall(r'<a id="(\w+)">', GUIDE))
    targets = re.findall(r"\]\(([^)]+)\)", GUIDE)
    assert [target for target in targets if target[0] == "#" and target[1:] not in anchors] == []
    assert [target for target in targets if target[0] != "#" and not (DOCS / target).is_file()] == []


def test_what_is_too_much_is_said_with_its_figures() -> None:
    [told] = re.findall(r"^大得不像一项政策的.*$", WRITTEN, re.MULTILINE)
    assert {str(most) for most in (*MOST.values(), MOST_ITEMS, LONGEST, DEEPEST)} == set(
        re.findall(r"([0-9]+) (?=[条个项字层])", told)
    )


# ------------------------------------------------------------ the policies worked through


def report(name: str, text: str) -> list[str]:
    """What `ipdesk check` prints about a pack."""
    return report_lines(check_data(text.encode(), name))


@pytest.mark.parametrize("name", PACKS)
def test_a_policy_of_the_guide_passes_its_check(name: str) -> None:
    assert check_data(PACKS[name].encode(), name).findings == ()
    assert f"{policy_from_bytes(PACKS[name].encode(), name).id}.yaml" == name


@pytest.mark.parametrize("name", PACKS)
def test_every_piece_shown_stands_in_the_file_under_its_heading(name: str) -> None:
    pieces = blocks(PARTS[name], "yaml")
    assert len(pieces) > 10
    assert [piece for piece in pieces if not stands(piece, PACKS[name])] == []


def stands(piece: str, pack: str) -> bool:
    """Say whether a piece begins with a heading of the file, and the rest of it stands below that."""
    heading, _, rest = piece.partition("\n")
    _, _, below = pack.partition(f"\n{heading}\n")
    section = re.split(r"^\w", below, maxsplit=1, flags=re.MULTILINE)[0]
    return rest in section if heading.endswith(":") else re.match(r"\w", piece) is not None and piece in pack


@pytest.mark.parametrize("name", PACKS)
def test_every_rule_and_limit_of_a_policy_is_shown(name: str) -> None:
    pieces = "".join(blocks(PARTS[name], "yaml"))
    pack = policy_from_bytes(PACKS[name].encode(), name).pack
    assert [item.id for item in (*pack.rules, *pack.limits) if f"  - id: {item.id}\n" not in pieces] == []


@pytest.mark.parametrize(
    ("right", "wrong", "shown"),
    [
        ("ceiling: 50000", "celing: 50000", 0),
        ("{above: 10000, rate: 50}", "{above: 10000, rate: 60}", 1),
        ("", "", 2),
    ],
)
def test_the_findings_shown_are_those_of_the_check(right: str, wrong: str, shown: int) -> None:
    assert right in PACKS[FIRST]
    *lines, last = blocks(BEFORE, "text")[shown].splitlines()
    found = report(FIRST, PACKS[FIRST].replace(right, wrong, 1))
    assert found[: len(lines)] == lines
    assert last in (found[-1], "……")


def test_whatever_is_changed_in_the_first_policy_an_example_fails() -> None:
    policy, source = policy_from_bytes(PACKS[FIRST].encode(), FIRST), Source(FIRST, PACKS[FIRST])

    def survives(form: Pack) -> bool:
        try:
            changed = Policy(form, b"", "", policy.vocabulary, standard_phrases())
            return next(failed_examples(changed, source), None) is None
        except (ValueError, KeyError):
            return False

    found = mutants(policy.pack, policy.vocabulary)
    assert {mutant.change for mutant in found if survives(mutant.form)} <= SAME


# ------------------------------------------------------------ what the program says


def results(name: str) -> list[Result]:
    policy = policy_from_bytes(PACKS[name].encode(), name)
    reader = CaseReader(policy)
    cases = (reader.read(example_case(policy, example).data) for example in policy.pack.examples)
    return [policy.evaluate(case) for case in cases]


def test_every_trace_quoted_is_said_of_an_example() -> None:
    """A quotation names its rule and achievement; all its sentences stand in one trace, in their order."""
    traces = defaultdict(list)
    for line in (line for result in results(SECOND) for line in result.lines):
        traces[f"{line.rule.split('/')[1]}/{line.achievement}"].append([s.spoken() for s in line.trace])
    quoted = [(of, text.splitlines()) for language, of, text in FENCE.findall(AFTER) if language == "text"]
    assert len(quoted) > 10
    wrong = [of for of, said in quoted if not any(in_order(said, trace) for trace in traces[of])]
    assert {of: traces[of] for of in wrong} == {}, "quote in docs/policy-packs.md what is said now"


def in_order(said: list[str], trace: list[str]) -> bool:
    told = iter(trace)
    return all(sentence in told for sentence in said)


def evaluated(case: dict[str, Any]) -> dict[str, Any]:
    library = library_with(DOCS / "packs" / name for name in PACKS)
    [answer] = evaluate_lines([json.dumps(case).encode()], library)
    found: dict[str, Any] = json.loads(answer.text)
    return found


def test_the_result_shown_is_what_the_case_shown_comes_to() -> None:
    [case], [result], [error] = (blocks(AFTER, "json", part) for part in ("case", "result", "error"))
    assert evaluated(json.loads(case)) == json.loads(result)
    short = case.replace('"rule": "qinghe-2023/5-insurance"', '"rule": "5-insurance"')
    assert evaluated(json.loads(short)) == json.loads(error)


def test_a_draft_as_the_guide_writes_it_can_be_tried() -> None:
    [draft] = re.findall(r"`(term: \{.*draft: true.*\})`", WRITTEN)
    text = re.sub(r"^term: .*$", draft, PACKS[FIRST], count=1, flags=re.MULTILINE)
    policy = policy_from_bytes(text.encode(), FIRST)
    case = CaseReader(policy).read(example_case(policy, policy.pack.examples[0]).data)
    assert policy.evaluate(case).notices[0].code == "draft_policy"


# ------------------------------------------------------------ what neither policy needs

ROW = """\
rules:
  - id: 1-x
    article: 一
    title: 某项
    summary: 某项。
    who: any
    about: {kind: %s}
"""
# What a snippet stands in, and how far it is indented there.
PLACES = {
    "amount": (ROW % "management_certification", 4),
    "conditions": (ROW % "management_certification" + "    amount: 1000\n", 4),
    "limits": (ROW % "patent_grant" + "    amount: 1000\n", 0),
    "words": (ROW % "pct_filing" + "    amount: 1000\n", 0),
}


@pytest.mark.parametrize("part", PLACES)
def test_a_further_snippet_is_right_where_it_belongs(part: str) -> None:
    place, depth = PLACES[part]
    snippets = blocks(AFTER, "yaml", part)
    assert snippets
    head = PACKS[FIRST].partition("\nwords:\n")[0] + "\n"
    for snippet in snippets:
        text = head + place + indent(snippet, " " * depth)
        assert policy_from_bytes(text.encode(), FIRST).pack.rules


def test_every_snippet_has_its_place() -> None:
    assert {of for language, of, _ in FENCE.findall(WRITTEN) if language == "yaml" and of} == set(PLACES)


@pytest.mark.parametrize(
    ("test", "fitting"),
    [
        ("since: 2024-05-01", ["2024-05-01", "2024-05-02"]),
        ("until: 2024-05-01", ["2024-04-30", "2024-05-01"]),
        ("since: 2024-05-01, until: 2024-05-01", ["2024-05-01"]),
    ],
)
def test_a_day_with_one_end_holds_as_the_guide_says(test: str, fitting: list[str]) -> None:
    head = PACKS[FIRST].partition("\nwords:\n")[0] + "\n"
    rule = f"    requires: [{{fact: date, {test}}}]\n    amount: 1000\n"
    policy = policy_from_bytes((head + ROW % "standards_work" + rule).encode(), FIRST)
    days = ["2024-04-30", "2024-05-01", "2024-05-02"]
    case = {
        "case": "c", "policy": policy.id, "applicant": {"id": "a1", "kind": "enterprise"},
        "achievements": [{"id": day, "kind": "standards_work", "date": day} for day in days],
    }  # fmt: skip
    result = policy.evaluate(CaseReader(policy).read(case))
    assert [line.achievement for line in result.lines if line.amount] == fitting
