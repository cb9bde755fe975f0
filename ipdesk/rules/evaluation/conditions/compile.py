"""Conditions on facts, compiled to functions of three answers: holds, fails, not known yet (None)."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any, NamedTuple

from ipdesk.rules.core.case import Facts, FactValue
from ipdesk.rules.evaluation.conditions.days import CompiledDay, Date, compile_day, named_day
from ipdesk.rules.evaluation.conditions.explain import (
    Explain,
    FactExplanation,
    explain_day,
    explain_fact,
    explain_given,
    formal_reason,
    no_explanation,
    quoted,
    unended,
    with_facts,
)
from ipdesk.rules.evaluation.wording import DATE, Lexicon, after_han
from ipdesk.rules.pack import model as pack
from ipdesk.rules.pack.vocabulary import FactType
from ipdesk.rules.source.sentences import Phrases

Test = Callable[[Facts, Date | None], bool | None]
"""(facts, the achievement's date where it is known) -> holds, fails, not known yet."""


class CompiledCondition(NamedTuple):
    """A condition ready to ask: its test, the facts it names, those it wants given, its Chinese text.

    ``explain`` says how the facts stand. ``explained`` marks what is told also where the condition holds, and
    ``decisive`` what of that says why it holds: numbers, days, which of several, that something is given.
    ``own`` marks a text of the pack's own, a whole requirement.
    """

    test: Test
    facts: tuple[str, ...]
    given: tuple[str, ...]
    text: str
    explain: Explain
    explained: bool = False
    decisive: bool = False
    own: bool = False

    def unmet_text(self, facts: Facts, date: Date | None, phrases: Phrases) -> str:
        """Return what is demanded and not met, with what the facts are instead."""
        text = unended(self.text) if self.own else phrases.words["must"](text=self.text)
        return with_facts(text, self.explain(facts, date, False), phrases, self.of_one)

    def refused(self, facts: Facts, date: Date | None, phrases: Phrases) -> str:
        """Return the same as `demanded`, as a letter says it."""
        text = unended(self.text) if self.own else phrases.words["must"](text=self.text)
        return formal_reason("not_met", text, self.explain(facts, date, False), phrases)

    def met_text(self, facts: Facts, date: Date | None, phrases: Phrases) -> str:
        """Return what is demanded and met, in quotes, with how the facts stand that meet it."""
        text = unended(self.text)
        explanations = self.explain(facts, date, True) if self.explained else ()
        found = [one for one in explanations if not (one.state and one.state in text)]
        if not self.own and found and all(one.whole for one in found):
            return quoted("，且".join(one.text for one in found), phrases)
        return with_facts(quoted(text, phrases), found, phrases, self.of_one)

    @property
    def of_one(self) -> bool:
        """Whether it is about one fact only, which then need not be named with its value."""
        return len(set(self.facts)) == 1


def compile_condition(condition: pack.Condition, lexicon: Lexicon) -> CompiledCondition:
    """Compile a requirement; raises ValueError or KeyError for what a checked pack cannot hold.

    A fact that it wants ``given`` and that is absent is a gap to be filled.
    """
    return _compiled(condition, lexicon, None)


def compile_selection(condition: pack.Condition, lexicon: Lexicon) -> CompiledCondition:
    """Compile a condition that selects: a fact that is not given is no gap there, but an answer."""
    return _compiled(condition, lexicon, False)


def _compiled(condition: pack.Condition, lexicon: Lexicon, absent: bool | None) -> CompiledCondition:
    compiled = _compile(condition, lexicon, absent)
    if not condition.text:
        return compiled
    return compiled._replace(text=condition.text, explained=True, own=True)


def _compile(condition: pack.Condition, lexicon: Lexicon, absent: bool | None) -> CompiledCondition:
    if condition.fact is not None:
        dated = condition.since is not None or condition.until is not None
        return (_on_day if dated else _on_fact)(condition, condition.fact, lexicon)
    if condition.given is not None:
        return _given(condition.given, lexicon, absent)
    if condition.negate is not None:
        return _negated(_compiled(condition.negate, lexicon, absent), lexicon)
    parts = [_compiled(part, lexicon, absent) for part in condition.any or condition.all or ()]
    return _together(parts, one_of=condition.any is not None)


def _together(parts: list[CompiledCondition], *, one_of: bool) -> CompiledCondition:
    """Return the condition that all ``parts`` hold, or ``one_of`` them."""
    tests = tuple(part.test for part in parts)
    return CompiledCondition(
        _any_of(tests) if one_of else _all_of(tests),
        tuple(fact for part in parts for fact in part.facts),
        tuple(fact for part in parts for fact in part.given),
        ("，或" if one_of else "，且").join(part.text for part in parts),
        _explain_several(parts, one_of=one_of),
        one_of or any(part.explained for part in parts),
        one_of or any(part.decisive for part in parts),
        all(part.own for part in parts),
    )


def _explain_several(parts: list[CompiledCondition], *, one_of: bool) -> Explain:
    """Tell of those parts that decide: the ones that answer as the whole does.

    Which of several holds is told even where the text names it.
    """

    def explain(facts: Facts, date: Date | None, holds: bool) -> tuple[FactExplanation, ...]:
        decisive = [part for part in parts if part.test(facts, date) is holds]
        found = (one for part in decisive for one in part.explain(facts, date, holds))
        return tuple(dict.fromkeys(one._replace(state="") if one_of else one for one in found))

    return explain


def _given(fact: str, lexicon: Lexicon, absent: bool | None) -> CompiledCondition:
    def test(facts: Facts, date: Date | None) -> bool | None:
        return True if fact in facts else absent

    text = lexicon.phrases.words["given"](name=lexicon.name(fact))
    shown = lexicon.facts[fact].type is not FactType.TEXT
    explain = explain_given(fact, lexicon) if shown else no_explanation
    return CompiledCondition(test, (fact,), (fact,), text, explain, shown, decisive=True)


def _negated(inner: CompiledCondition, lexicon: Lexicon) -> CompiledCondition:
    asked = inner.test

    def test(facts: Facts, date: Date | None) -> bool | None:
        answer = asked(facts, date)
        return None if answer is None else not answer

    def explain(facts: Facts, date: Date | None, holds: bool) -> tuple[FactExplanation, ...]:
        return inner.explain(facts, date, not holds)

    text = lexicon.phrases.words["not"](text=inner.text)
    return CompiledCondition(test, inner.facts, inner.given, text, explain, True, inner.decisive)


def _any_of(tests: tuple[Test, ...]) -> Test:
    def test(facts: Facts, date: Date | None) -> bool | None:
        answers = [ask(facts, date) for ask in tests]
        return True if True in answers else None if None in answers else False

    return test


def _all_of(tests: tuple[Test, ...]) -> Test:
    def test(facts: Facts, date: Date | None) -> bool | None:
        answers = [ask(facts, date) for ask in tests]
        return False if False in answers else None if None in answers else True

    return test


def _on_fact(condition: pack.Condition, fact: str, lexicon: Lexicon) -> CompiledCondition:
    names = condition.tests()
    name = names[0] if names else "is_"
    written = getattr(condition, name) if names else "true"
    maker, word = _TESTS[name]
    values = tuple(
        lexicon.typed(fact, value) for value in (written if isinstance(written, tuple) else (written,))
    )
    test = maker(fact, values, lexicon.default(fact))
    measured = lexicon.facts[fact].type in _MEASURED
    text, explain = _text(word, fact, values, lexicon), explain_fact(fact, lexicon)
    explained = measured or len(values) > 1 or name == "not_in"
    return CompiledCondition(test, (fact,), (), text, explain, explained, measured)


def _on_day(condition: pack.Condition, fact: str, lexicon: Lexicon) -> CompiledCondition:
    first = compile_day(condition.since, lexicon) if condition.since else None
    last = compile_day(condition.until, lexicon) if condition.until else None
    bounds = [day for day in (first, last) if day is not None]
    named = () if fact == DATE else (fact,)
    facts = (*named, *(name for day in bounds for name in day.facts))
    words, name = lexicon.phrases.words, lexicon.name(fact)
    texts = [
        words[key](name=name, value=after_han(day.text))
        for key, day in (("since", first), ("until", last))
        if day
    ]
    test, explain = _between(fact, first, last), explain_day(fact, first, last, lexicon)
    return CompiledCondition(test, facts, (), "，且".join(texts), explain, True, True)


def _between(fact: str, first: CompiledDay | None, last: CompiledDay | None) -> Test:
    find = named_day(fact)

    def test(facts: Facts, date: Date | None) -> bool | None:
        day = find(facts, date)
        since = first.find(facts, date) if first else Date.min
        until = last.find(facts, date) if last else Date.max
        if day is None:
            return None
        if (since and day < since) or (until and day > until):
            return False
        return None if since is None or until is None else True

    return test


def _text(word: str, fact: str, values: tuple[FactValue, ...], lexicon: Lexicon) -> str:
    words, name = lexicon.phrases.words, lexicon.name(fact)
    if isinstance(values[0], bool):
        return lexicon.stated(fact, values[0])
    joint = words["or"]() if word == "is" else "、"
    shown = joint.join(lexicon.shown(fact, value) for value in values)
    return words[word](name=name, value=after_han(shown))


def _equals(fact: str, values: tuple[FactValue, ...], default: FactValue | None) -> Test:
    wanted = values[0]

    def test(facts: Facts, date: Date | None) -> bool | None:
        value = facts.get(fact, default)
        return None if value is None else value == wanted

    return test


def _member(fact: str, values: tuple[FactValue, ...], default: FactValue | None) -> Test:
    wanted = frozenset(values)

    def test(facts: Facts, date: Date | None) -> bool | None:
        value = facts.get(fact, default)
        return None if value is None else value in wanted

    return test


def _not_member(fact: str, values: tuple[FactValue, ...], default: FactValue | None) -> Test:
    barred = frozenset(values)

    def test(facts: Facts, date: Date | None) -> bool | None:
        value = facts.get(fact, default)
        return None if value is None else value not in barred

    return test


def _compare(holds: Callable[[Any, Any], bool]) -> Callable[..., Test]:
    def make(fact: str, values: tuple[FactValue, ...], default: FactValue | None) -> Test:
        bound = values[0]

        def test(facts: Facts, date: Date | None) -> bool | None:
            value = facts.get(fact, default)
            return None if value is None else holds(value, bound)

        return test

    return make


_MEASURED = (FactType.AMOUNT, FactType.INTEGER, FactType.NUMBER, FactType.RATIO)
_TESTS: dict[str, tuple[Callable[..., Test], str]] = {
    "is_": (_equals, "is"),
    "in_": (_member, "is"),
    "not_in": (_not_member, "is_not"),
    "at_least": (_compare(operator.ge), "at_least"),
    "above": (_compare(operator.gt), "above"),
    "at_most": (_compare(operator.le), "at_most"),
    "below": (_compare(operator.lt), "below"),
}
