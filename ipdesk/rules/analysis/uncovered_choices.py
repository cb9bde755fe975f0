"""Which answers to a choice lead to no clause of a policy, beside what was answered before."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from ipdesk.rules.core.case import Achievement, Facts

if TYPE_CHECKING:
    from ipdesk.rules.evaluation.policy import Policy


def uncovered_choices(policy: Policy, achievement: Achievement, fact: str) -> frozenset[str]:
    """Return the choices of ``fact`` that no rule is, or may yet be, about.

    Questions behind it count as not yet answered: it is their answers that are then uncovered. Nothing is
    returned where no choice at all would help: then it is not this fact that keeps the rules away.
    """
    choices = policy.vocabulary.fact(achievement.kind, fact).choices
    asked = achievement._replace(facts=_before(policy, achievement, fact))
    silent = frozenset(
        choice
        for choice in choices
        if not policy.speaks_of(asked._replace(facts={**asked.facts, fact: choice}))
    )
    return frozenset() if len(silent) == len(choices) else silent


def _before(policy: Policy, achievement: Achievement, fact: str) -> Facts:
    """Return the facts without those that must be answered and come behind ``fact``."""
    words = policy.vocabulary.all_facts[achievement.kind]
    before = set(takewhile(lambda name: name != fact, words))
    return {
        name: value for name, value in achievement.facts.items() if name in before or not words[name].needed
    }
