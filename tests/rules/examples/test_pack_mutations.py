"""A slip in a pack is caught by its own examples: whatever is changed in it, one of them fails."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import pytest

from ipdesk.paths import resource
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.examples.evidence import Evidence
from ipdesk.rules.examples.evidence import narrowed as narrow
from ipdesk.rules.examples.run import PreparedExample, failed_examples, read_examples
from ipdesk.rules.library.policy_library import standard_library
from ipdesk.rules.pack.model import Example, Pack
from ipdesk.rules.source.findings import Finding
from ipdesk.rules.source.sentences import standard_phrases
from ipdesk.rules.source.yaml_source import Source
from tests.rules.examples.pack_mutants import Mutant, mutants

# Changes that change nothing, and why.
SAME = {
    "works-of-unit.who[0] left out (unit)": "individuals are held to fewer works by a limit of their own",
    "works-of-unit.who[0]: any for unit": "individuals are held to fewer works by a limit of their own",
    "term.years: 2 for 3": "a draft without a start has no end that could be counted",
    "term.years: 4 for 3": "a draft without a start has no end that could be counted",
}


@pytest.mark.parametrize("policy", standard_library().ids())
def test_whatever_is_changed_in_a_pack_an_example_fails(policy: str) -> None:
    source = Source.read(resource("policies", f"{policy}.yaml"))
    whole = standard_library().policy(policy)
    found = list(mutants(whole.pack, whole.vocabulary))
    assert len(found) > 250
    assert [mutant.change for mutant in found if mutant.change not in SAME and survives(mutant, source)] == []


def test_every_exception_is_a_change_that_is_made() -> None:
    policies = [standard_library().policy(policy) for policy in standard_library().ids()]
    made = {mutant.change for policy in policies for mutant in mutants(policy.pack, policy.vocabulary)}
    assert set(SAME) <= made


def survives(mutant: Mutant, source: Source) -> bool:
    """Say whether the changed pack can be used and none of its examples shows the change."""
    try:
        return not any(
            finding for form in narrowed(mutant.form, mutant.rules) for finding in failed(form, source)
        )
    except (ValueError, KeyError):
        return False


def failed(form: Pack, source: Source) -> Iterator[Finding]:
    return failed_examples(compiled(form), source)


@pytest.mark.parametrize("policy", standard_library().ids())
def test_what_a_pack_is_narrowed_to_for_a_rule_is_a_pack_whose_examples_pass(policy: str) -> None:
    """Else a change would be caught by what was left out for speed."""
    whole = standard_library().policy(policy)
    source = Source.read(resource("policies", f"{policy}.yaml"))
    sets = {mutant.rules for mutant in mutants(whole.pack, whole.vocabulary)}
    narrow = {rules: list(narrowed(whole.pack, rules)) for rules in sets}
    assert [finding for forms in narrow.values() for form in forms for finding in failed(form, source)] == []
    assert all(narrow.values())


def compiled(form: Pack) -> Policy:
    """Compile a changed pack as it is; raises ValueError or KeyError where no pack could say that."""
    words = standard_library().policy(form.id).vocabulary
    return Policy(form, b"", "", words, standard_phrases())


def narrowed(form: Pack, rules: frozenset[str]) -> Iterator[Pack]:
    """Yield a pack with each example that speaks of rules and what it rests on; the whole for none of them.

    Those that expect something of the rules come first, and those that rest on little.
    """
    if not rules:
        yield form
        return
    about, met = kinds_of(form.id), met_in(form.id)
    kinds = frozenset[str]().union(*(about[rule] for rule in rules))
    numbers = [number for number, example in enumerate(form.examples) if kinds & claimed(example)]
    for number in sorted(numbers, key=lambda one: (not rules & expected(form.examples[one]), len(met[one]))):
        yield with_example(form, form.examples[number], rules | met[number])


def with_example(form: Pack, example: Example, rules: frozenset[str]) -> Pack:
    """Leave of a pack one example, some rules, and the limits over them."""
    return narrow(form, {f"{form.id}/{rule}" for rule in rules}).model_copy(update={"examples": (example,)})


@pytest.mark.parametrize("policy", standard_library().ids())
def test_of_a_pack_that_is_not_changed_nothing_comes_out_otherwise(policy: str) -> None:
    """The check narrows packs too, and would take what it left out for an example that shows the change."""
    whole = standard_library().policy(policy)
    evidence = Evidence(whole, [one.case for one in worked(policy) if one.case is not None])
    assert [rule.id for rule in whole.pack.rules if evidence.changes(whole.pack, rules=(rule.id,))] == []


@cache
def kinds_of(policy: str) -> Mapping[str, frozenset[str]]:
    """Return what the rules of a policy are about before anything is changed, by rule."""
    return {rule.id: frozenset(rule.about.kind) for rule in standard_library().policy(policy).pack.rules}


@cache
def met_in(policy: str) -> Sequence[frozenset[str]]:
    """Return for each example of a policy the rules that say something in it or are named as earlier awards.

    No other rule comes into it, whatever is changed elsewhere.
    """
    whole = standard_library().policy(policy)
    return [
        frozenset(
            {*(line.rule.partition("/")[2] for line in whole.evaluate(one.case).lines), *awarded(one.example)}
        )
        for one in worked(policy)
        if one.case is not None
    ]


@cache
def worked(policy: str) -> Sequence[PreparedExample]:
    whole = standard_library().policy(policy)
    return list(read_examples(whole, Source.from_bytes(policy, whole.source)))


def claimed(example: Example) -> set[str]:
    return {str(item.get("kind")) for item in example.achievements}


def expected(example: Example) -> set[str]:
    return {line.rule for line in example.expect}


def awarded(example: Example) -> set[str]:
    return {str(item["rule"]) for item in example.history}
