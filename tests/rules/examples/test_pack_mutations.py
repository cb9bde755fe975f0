"""A slip in a pack is caught by its own examples: whatever is changed in it, one of them fails."""

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
    examples = tuple(example for example in mutant.form.examples if speaks_of(example, mutant))
    form = mutant.form.model_copy(update={"examples": examples})
    try:
        return next(failed_examples(compiled(form), source), None) is None
    except (ValueError, KeyError):
        return False


def compiled(form: Pack) -> Policy:
    """Compile a changed pack as it is; raises ValueError or KeyError where no pack could say that."""
    words = standard_library().policy(form.id).vocabulary
    return Policy(form, b"", "", words, standard_phrases())


def speaks_of(example: Example, mutant: Mutant) -> bool:
    """Say whether the example has an achievement that the mutant's rules are about."""
    if not mutant.rules:
        return True
    rules = {rule.id: rule for rule in standard_library().policy(mutant.form.id).pack.rules}
    kinds = {kind for rule in mutant.rules for kind in rules[rule].about.kind}
    return any(str(item.get("kind")) in kinds for item in example.achievements)
