"""Limits in words: what each form of limit allows, for a reader of the policy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from ipdesk.rules.core.money import grouped_yuan
from ipdesk.rules.evaluation.conditions.audience import Audience
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.evaluation.windows import APPLICANT
from ipdesk.rules.evaluation.wording import Lexicon
from ipdesk.rules.pack import model as pack
from ipdesk.rules.policy_text.amounts import Lines, SumWords
from ipdesk.rules.source.sentences import standard_phrases


class LimitText(NamedTuple):
    """A limit: its name, what it allows, and the titles of the rules it binds; none for all of them."""

    name: str
    allows: str
    rules: Lines


FormText = Callable[[pack.Limit, Policy], Iterator[str]]
_FORMS: dict[str, FormText] = {}


def writes(form: str) -> Callable[[FormText], FormText]:
    """Mark a function as the one that writes what a form of limit allows."""

    def register(text: FormText) -> FormText:
        _FORMS[form] = text
        return text

    return register


def limit_text(limit: pack.Limit, policy: Policy) -> LimitText:
    """Return a limit in words; raises KeyError for a form that nothing ``writes``."""
    rules = () if "all" in limit.rules else tuple(_titles(limit.rules, policy))
    allows = "；".join(_FORMS[limit.form()](limit, policy))
    return LimitText(limit.name, f"{allows}{_narrowed(limit, policy)}", rules)


def _narrowed(limit: pack.Limit, policy: Policy) -> str:
    """Return whom a limit binds, and by what it compares, where that is not all and the line's own sum."""
    words, text = standard_phrases().words, ""
    if limit.who is not None:
        text = words["limit_for"](who=Audience(limit.who, policy.vocabulary, standard_phrases()).text)
    if limit.compare is not None:
        text += words["limit_compared"](amount=SumWords(lexicon_of(limit, policy)).in_words(limit.compare))
    return text


def _titles(rules: Lines, policy: Policy) -> Iterator[str]:
    yield from (policy.rule(f"{policy.id}/{rule}").title for rule in rules)


def lexicon_of(limit: pack.Limit, policy: Policy) -> Lexicon:
    """Return the words of the first rule that a limit binds."""
    every = "all" in limit.rules
    return next(clause.lexicon for clause in policy.clauses if every or clause.rule.id in limit.rules)


# ------------------------------------------------------------ single forms


@writes("count")
def _count(limit: pack.Limit, policy: Policy) -> Iterator[str]:
    words, measure = standard_phrases().words, _measure(limit, lexicon_of(limit, policy))
    if isinstance(limit.count, dict):
        say = words["limit_count_from"]
        yield from (say(year=year, count=count, measure=measure) for year, count in limit.count.items())
    else:
        yield words["limit_count"](count=limit.count, measure=measure)


def _measure(limit: pack.Limit, lexicon: Lexicon) -> str:
    words = standard_phrases().words
    if limit.distinct is None or limit.measure:
        return limit.measure or lexicon.kind.measure
    built_in = words["applicant_word"]() if limit.distinct == APPLICANT else ""
    return words["limit_distinct"](name=built_in or lexicon.name(limit.distinct))


@writes("sum")
@writes("scaled")
def _sum(limit: pack.Limit, policy: Policy) -> Iterator[str]:
    words = standard_phrases().words
    if isinstance(limit.sum, dict):
        say = words["limit_sum_from"]
        yield from (say(year=year, amount=grouped_yuan(fen)) for year, fen in limit.sum.items())
    elif isinstance(limit.sum, int):
        text = words["limit_sum"](amount=grouped_yuan(limit.sum))
        text += words["limit_scaled"]() if limit.scaled else ""
        yield text if limit.years is None else words["limit_years"](years=limit.years, text=text)
    elif limit.sum is None:
        yield words["limit_pool"]()
    else:
        yield words["limit_sum_of"](amount=SumWords(lexicon_of(limit, policy)).in_words(limit.sum))


@writes("highest")
def _highest(limit: pack.Limit, policy: Policy) -> Iterator[str]:
    yield standard_phrases().words["limit_highest"]()


@writes("top_up")
def _top_up(limit: pack.Limit, policy: Policy) -> Iterator[str]:
    yield standard_phrases().words["limit_top_up"]()


@writes("after")
def _after(limit: pack.Limit, policy: Policy) -> Iterator[str]:
    yield standard_phrases().words["limit_after"](titles="、".join(_titles(limit.watched(), policy)))
