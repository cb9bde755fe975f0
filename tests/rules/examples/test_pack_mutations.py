"""A slip in a pack is caught by its own examples: whatever is changed in it, one of them fails."""

from collections.abc import Mapping
from functools import cache

import pytest

from ipdesk.paths import resource
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.examples.run import failed_examples
from ipdesk.rules.library.policy_library import standard_library
from ipdesk.rules.pack.model import Example, Pack
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
        return next(failed_examples(compiled(narrowed(mutant.form, mutant.rules)), source), None) is None
    except (ValueError, KeyError):
        return False


@pytest.mark.parametrize("policy", standard_library().ids())
def test_what_a_pack_is_narrowed_to_for_a_rule_is_a_pack_whose_examples_pass(policy: str) -> None:
    """Else a change would be caught by what was left out for speed."""
    whole = standard_library().policy(policy)
    source = Source.read(resource("policies", f"{policy}.yaml"))
    sets = {mutant.rules for mutant in mutants(whole.pack, whole.vocabulary)}
    narrow = [narrowed(whole.pack, rules) for rules in sets]
    assert [finding for form in narrow for finding in failed_examples(compiled(form), source)] == []
    assert all(form.examples for form in narrow)


def compiled(form: Pack) -> Policy:
    """Compile a changed pack as it is; raises ValueError or KeyError where no pack could say that."""
    words = standard_library().policy(form.id).vocabulary
    return Policy(form, b"", "", words, standard_phrases())


def narrowed(form: Pack, rules: frozenset[str]) -> Pack:
    """Leave of a pack the examples that speak of rules (none means all), and what these examples rest on."""
    if not rules:
        return form
    about = kinds_of(form.id)
    kinds = frozenset[str]().union(*(about[rule] for rule in rules))
    examples = tuple(example for example in form.examples if kinds & claimed(example))
    met = kinds.union(*(claimed(example) | awarded(example, about) for example in examples))
    kept = tuple(rule for rule in form.rules if met & about[rule.id])
    names = {rule.id for rule in kept}
    limits = tuple(
        limit.model_copy(update={"rules": tuple(rule for rule in limit.rules if rule in names)})
        for limit in form.limits
        if names.intersection(limit.rules)
    )
    return form.model_copy(update={"examples": examples, "rules": kept, "limits": limits})


@cache
def kinds_of(policy: str) -> Mapping[str, frozenset[str]]:
    """Return what the rules of a policy are about before anything is changed, by rule."""
    return {rule.id: frozenset(rule.about.kind) for rule in standard_library().policy(policy).pack.rules}


def claimed(example: Example) -> set[str]:
    return {str(item.get("kind")) for item in example.achievements}


def awarded(example: Example, about: Mapping[str, frozenset[str]]) -> set[str]:
    return {kind for item in example.history for kind in about[str(item["rule"])]}
