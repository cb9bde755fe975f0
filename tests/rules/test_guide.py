"""The guide to policy packs: its reference is up to date, its policy passes, its snippets can be read."""

import re
from pathlib import Path
from textwrap import indent

import pytest

from ipdesk.pack_check import told
from ipdesk.rules.check_file import check_data
from ipdesk.rules.examples import check_examples
from ipdesk.rules.library import policy_from_bytes
from ipdesk.rules.models_reading import read_model
from ipdesk.rules.pack import Pack
from ipdesk.rules.phrases import standard_phrases
from ipdesk.rules.policy import Policy
from ipdesk.rules.reference import keys, pack_models, with_reference
from ipdesk.rules.reference_text import reference_text
from ipdesk.rules.result import Status
from ipdesk.rules.yaml_source import Source
from tests.rules.pack_mutants import mutants

GUIDE = (Path(__file__).parents[2] / "docs" / "policy-packs.md").read_text(encoding="utf-8")
NAME = "qinghe-2023.yaml"
BLOCKS = re.findall(r"^```(\S+)(?: (\S+))?\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)

# The rule itself is for enterprises, so its alternative may say any applicant.
SAME = {"4-pledge-interest.amount.choose[0].who[0]: any for business"}


def blocks(language: str, part: str = "") -> list[str]:
    return [text for found, of, text in BLOCKS if (found, of) == (language, part)]


PACK = max(blocks("yaml"), key=len)


# ------------------------------------------------------------ the reference


def test_the_reference_is_up_to_date() -> None:
    hint = "run: python -m ipdesk.rules.reference docs/policy-packs.md"
    assert with_reference(GUIDE) == GUIDE, hint


def test_every_model_and_field_is_described_and_nothing_else() -> None:
    described = {name: set(text.fields) for name, text in reference_text().models.items()}
    assert described == {model.__name__: set(keys(model)) for model in pack_models()}


def test_what_examples_may_say_is_described() -> None:
    assert set(reference_text().statuses) == set(Status)
    spoken = set(standard_phrases().warning) - {"topped_up"}  # the other sentence of already_awarded
    assert set(reference_text().warnings) == spoken


def test_a_guide_without_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="reference:begin"):
        with_reference("# 指南\n")


# ------------------------------------------------------------ the policy worked through


def report(text: str) -> list[str]:
    """What `ipdesk check` prints about a pack."""
    return told(check_data(text.encode(), NAME))


def test_the_policy_of_the_guide_passes_its_check() -> None:
    assert report(PACK) == blocks("text")[-1].splitlines()
    assert f"{policy_from_bytes(PACK.encode(), NAME).id}.yaml" == NAME


def test_every_piece_shown_on_the_way_stands_in_the_whole() -> None:
    pieces = [piece for piece in blocks("yaml") if piece is not PACK]
    assert len(pieces) > 10
    assert [piece for piece in pieces if piece not in PACK] == []


def test_each_rule_of_the_policy_is_shown_on_its_own() -> None:
    pieces = "".join(piece for piece in blocks("yaml") if piece is not PACK)
    ids = [rule.id for rule in policy_from_bytes(PACK.encode(), NAME).pack.rules]
    assert [rule for rule in ids if f"  - id: {rule}\n" not in pieces] == []


@pytest.mark.parametrize(
    ("right", "wrong", "shown"),
    [("ceiling: 50000", "celing: 50000", 0), ("{above: 10000, rate: 50}", "{above: 10000, rate: 60}", 1)],
)
def test_the_findings_shown_are_those_of_the_check(right: str, wrong: str, shown: int) -> None:
    assert right in PACK
    *lines, last = blocks("text")[shown].splitlines()
    found = report(PACK.replace(right, wrong, 1))
    assert found[: len(lines)] == lines
    assert last in (found[-1], "……")


def test_whatever_is_changed_in_the_policy_an_example_fails() -> None:
    policy, source = policy_from_bytes(PACK.encode(), NAME), Source(NAME, PACK)

    def survives(form: Pack) -> bool:
        try:
            changed = Policy(form, b"", "", policy.vocabulary, standard_phrases())
            return not check_examples(changed, source)
        except (ValueError, KeyError):
            return False

    found = mutants(policy.pack, policy.vocabulary)
    assert {mutant.change for mutant in found if survives(mutant.form)} <= SAME


# ------------------------------------------------------------ further ways of saying things

HEAD = PACK.partition("\nrules:\n")[0] + "\n"
ROW = """\
rules:
  - id: 1-x
    article: 一
    title: 某项
    summary: 某项。
    who: any
    about: {kind: gi_product}
"""
# Where a snippet stands in a pack, and how far it is indented there.
PLACES: dict[str, tuple[str, int]] = {
    "amount": (f"{ROW}    amount:\n@", 6),
    "conditions": (f"{ROW}    amount: 1\n    requires:\n@", 6),
    "limits": (f"{ROW}    amount: 1\nlimits:\n@", 2),
    "parameters": (f"parameters:\n@{ROW}    amount: 1\n", 2),
    "pack": (f"@{ROW}    amount: 1\n", 0),
}


@pytest.mark.parametrize("part", PLACES)
def test_further_snippets_can_be_read_where_they_belong(part: str) -> None:
    place, depth = PLACES[part]
    snippets = blocks("yaml", part)
    assert snippets
    for snippet in snippets:
        text = HEAD + place.replace("@", indent(snippet, " " * depth))
        assert read_model(Pack, Source(NAME, text)).rules


def test_every_snippet_has_its_place() -> None:
    assert {part for language, part, _ in BLOCKS if language == "yaml" and part} == set(PLACES)
