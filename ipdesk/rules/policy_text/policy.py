"""A policy read as a document: its rules with what they pay, its limits and readings, all in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ipdesk.rules.core.money import grouped_yuan
from ipdesk.rules.evaluation.clause import Clause
from ipdesk.rules.evaluation.conditions.audience import Audience
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.evaluation.policy_context import PolicyContext
from ipdesk.rules.evaluation.windows import APPLICANT
from ipdesk.rules.evaluation.wording import Lexicon
from ipdesk.rules.pack import model as pack
from ipdesk.rules.policy_text.amounts import Lines, SumWords, with_measure
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


class LimitText(NamedTuple):
    """A limit: its name, what it allows, and the titles of the rules it binds; none for all of them."""

    name: str
    allows: str
    rules: Lines


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
        tuple(_limit(limit, policy) for limit in form.limits),
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


def _limit(limit: pack.Limit, policy: Policy) -> LimitText:
    rules = () if "all" in limit.rules else tuple(_titles(limit.rules, policy))
    allows = "；".join(_allows(limit, policy))
    return LimitText(limit.name, f"{allows}{_narrowed(limit, policy)}", rules)


def _narrowed(limit: pack.Limit, policy: Policy) -> str:
    """Return whom a limit binds, and by what it compares, where that is not all and the line's own sum."""
    words, said = standard_phrases().words, ""
    if limit.who is not None:
        said = words["limit_for"](who=Audience(limit.who, policy.vocabulary, standard_phrases()).text)
    if limit.compare is not None:
        said += words["limit_compared"](amount=SumWords(_lexicon(limit, policy)).said(limit.compare))
    return said


def _titles(rules: Lines, policy: Policy) -> Iterator[str]:
    yield from (policy.rule(f"{policy.id}/{rule}").title for rule in rules)


def _allows(limit: pack.Limit, policy: Policy) -> Iterator[str]:
    words = standard_phrases().words
    if limit.count is not None:
        yield from _counted(limit, _lexicon(limit, policy))
    if isinstance(limit.sum, dict):
        say = words["limit_sum_from"]
        yield from (say(year=year, amount=grouped_yuan(fen)) for year, fen in limit.sum.items())
    elif isinstance(limit.sum, int):
        said = words["limit_sum"](amount=grouped_yuan(limit.sum))
        said += words["limit_scaled"]() if limit.scaled else ""
        yield said if limit.years is None else words["limit_years"](years=limit.years, text=said)
    elif limit.sum is None and limit.scaled:
        yield words["limit_pool"]()
    elif limit.sum is not None:
        yield words["limit_sum_of"](amount=SumWords(_lexicon(limit, policy)).said(limit.sum))
    if limit.highest:
        yield words["limit_highest"]()
    if limit.top_up:
        yield words["limit_top_up"]()
    if limit.after is not None:
        yield words["limit_after"](titles="、".join(_titles(limit.after, policy)))


def _counted(limit: pack.Limit, lexicon: Lexicon) -> Iterator[str]:
    words, measure = standard_phrases().words, limit.measure or lexicon.kind.measure
    if limit.distinct is not None and not limit.measure:
        built_in = words["applicant_word"]() if limit.distinct == APPLICANT else ""
        measure = words["limit_distinct"](name=built_in or lexicon.name(limit.distinct))
    if isinstance(limit.count, dict):
        say = words["limit_count_from"]
        yield from (say(year=year, count=count, measure=measure) for year, count in limit.count.items())
    else:
        yield words["limit_count"](count=limit.count, measure=measure)


def _lexicon(limit: pack.Limit, policy: Policy) -> Lexicon:
    """Return the words of the first rule that a limit binds."""
    every = "all" in limit.rules
    return next(clause.lexicon for clause in policy.clauses if every or clause.rule.id in limit.rules)
