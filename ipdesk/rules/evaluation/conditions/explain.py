"""How the facts stand against a condition, in words: what is compared, and the days it comes to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from ipdesk.rules.core.case import Facts
from ipdesk.rules.evaluation.conditions.days import CompiledDay, Date, named_day
from ipdesk.rules.evaluation.wording import Lexicon, after_han
from ipdesk.rules.pack.vocabulary import FactType
from ipdesk.rules.source.sentences import Phrases


class FactExplanation(NamedTuple):
    """One fact as it stands; a single one goes without its ``name`` where the requirement says that.

    ``state`` is what a yes or no comes to in words; ``whole`` marks a text that says itself what is asked.
    ``value`` is what was declared of the fact.
    """

    name: str
    text: str
    state: str = ""
    whole: bool = False
    value: str = ""


_WITHIN = str.maketrans("“”", "‘’")
Explain = Callable[[Facts, Date | None, bool], tuple[FactExplanation, ...]]
"""(facts, the achievement's date, whether the condition holds) -> how the facts that decide it stand."""


def unended(text: str) -> str:
    """Return a text of the pack without the stop that it may end with: a sentence goes on from it."""
    return text.rstrip("。；，、.;, ")


def with_facts(text: str, explanations: Iterable[FactExplanation], phrases: Phrases, of_one: bool) -> str:
    """Put behind a requirement, in brackets, how the facts stand.

    Where the requirement is ``of_one`` fact and names it, the value goes without the name.
    """
    found = tuple(explanations)
    alone = of_one and len(found) == 1 and found[0].name in text
    shown = [one.text if alone else f"{one.name}{one.text}" for one in found]
    return phrases.words["standing"](text=text, facts="，".join(shown)) if shown else text


def formal_reason(key: str, text: str, explanations: Iterable[FactExplanation], phrases: Phrases) -> str:
    """Return as a letter says it (``key``) that a requirement is not met, and what was found instead."""
    declared = phrases.letter["declared"]
    found = [
        one.state or (declared(name=one.name, value=one.value) if one.value else one.text)
        for one in explanations
    ]
    shown = phrases.letter[key](requirement=text)
    return phrases.letter["found"](text=shown, facts="，".join(found)) if found else shown


def quoted(text: str, phrases: Phrases) -> str:
    """Put a requirement in quotes; quotes within it become single ones."""
    return phrases.words["quoted"](text=text.translate(_WITHIN))


def no_explanation(facts: Facts, date: Date | None, holds: bool) -> tuple[FactExplanation, ...]:
    """Stand in for the explanation of a condition that has no facts to compare: no line of text."""
    return ()


def explain_fact(fact: str, lexicon: Lexicon) -> Explain:
    """Return how a fact is told: the value that it has, or its default."""
    words, name, default = lexicon.phrases.words, lexicon.name(fact), lexicon.default(fact)
    yes_no = lexicon.facts[fact].type is FactType.BOOLEAN

    def explain(facts: Facts, date: Date | None, holds: bool) -> tuple[FactExplanation, ...]:
        value = facts.get(fact, default)
        if value is None:
            return ()
        if yes_no:
            state = lexicon.stated(fact, value is True)
            return (FactExplanation("", words["state"](state=state), state),)
        shown = lexicon.shown(fact, value)
        return (FactExplanation(name, words["now"](value=after_han(shown)), value=after_han(shown)),)

    return explain


def explain_given(fact: str, lexicon: Lexicon) -> Explain:
    """Return how a fact is told of which it counts that it is given."""
    explain = explain_fact(fact, lexicon)
    return lambda facts, date, holds: explain(facts, date, holds) if fact in facts else ()


def explain_day(fact: str, first: CompiledDay | None, last: CompiledDay | None, lexicon: Lexicon) -> Explain:
    """Return how a day is told: against the borders that it keeps, or the one that it does not."""
    words, name, find = lexicon.phrases.words, lexicon.name(fact), named_day(fact)

    def explain(facts: Facts, date: Date | None, holds: bool) -> tuple[FactExplanation, ...]:
        day = find(facts, date)
        if day is None:
            return ()
        parts = []
        for border, keeps, breaks, met in _borders(first, last, facts, date, day):
            if met is holds:
                parts.append(words[keeps if met else breaks](value=after_han(border.explain(facts, date))))
        if not parts:
            return ()
        shown = words["day_is"](name=name, day=day, borders="，且".join(parts))
        return (FactExplanation("", shown, whole=True),)

    return explain


def _borders(
    first: CompiledDay | None, last: CompiledDay | None, facts: Facts, date: Date | None, day: Date
) -> Iterable[tuple[CompiledDay, str, str, bool]]:
    """Yield each border that is known, how keeping and breaking it are said, and whether ``day`` keeps it."""
    since = first.find(facts, date) if first else None
    until = last.find(facts, date) if last else None
    if first is not None and since is not None:
        yield first, "not_before", "before", day >= since
    if last is not None and until is not None:
        yield last, "not_after", "after_day", day <= until
