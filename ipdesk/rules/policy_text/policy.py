"""A policy read as a document: its rules with what they pay, its limits and readings, all in words."""

from __future__ import annotations

from typing import NamedTuple

from ipdesk.rules.evaluation.clause import Clause
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.evaluation.policy_context import PolicyContext
from ipdesk.rules.pack import model as pack
from ipdesk.rules.policy_text.amounts import Lines, with_measure
from ipdesk.rules.policy_text.limits import LimitText, limit_text
from ipdesk.rules.source.sentences import standard_phrases


class RuleText(NamedTuple):
    """One rule; ``article`` as it is cited. ``sums`` has a line for each step, all after the first indented.

    ``materials`` are the words of what is to be handed in, ``notes`` the chosen readings of the clause.
    """

    id: str
    article: str
    title: str
    summary: str
    who: str
    requires: Lines
    sums: Lines
    materials: Lines
    notes: Lines


class PolicyText(NamedTuple):
    """The whole policy; ``materials`` are those of every application."""

    term: str
    readings: Lines
    materials: Lines
    rules: tuple[RuleText, ...]
    limits: tuple[LimitText, ...]


def policy_text(policy: Policy) -> PolicyText:
    """Return the policy in words, in the order of its document."""
    first = {clause.rule.id: clause for clause in reversed(policy.clauses)}
    words = policy.vocabulary.materials
    form = policy.pack
    return PolicyText(
        PolicyContext(form, policy.vocabulary, standard_phrases()).term_text(),
        form.readings,
        tuple(words[name] for name in form.materials),
        tuple(_rule(rule, first[rule.id], policy) for rule in form.rules),
        tuple(limit_text(limit, policy) for limit in form.limits),
    )


def _rule(rule: pack.Rule, clause: Clause, policy: Policy) -> RuleText:
    conditions = (*clause.where, *clause.requires)
    sums = (clause.basis,) if rule.amount is None else with_measure(rule.amount, clause.lexicon)
    return RuleText(
        rule.id,
        clause.cited,
        rule.title,
        rule.summary,
        clause.audience.text,
        tuple(condition.text for condition in conditions),
        sums,
        tuple(policy.vocabulary.materials[name] for name in rule.materials),
        rule.notes,
    )
