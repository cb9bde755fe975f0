"""Which values conditions leave to a fact: enough to see that they fit nothing, or that borders clash."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import islice, product
from typing import NamedTuple

from ipdesk.rules.evaluation.wording import DATE, Lexicon
from ipdesk.rules.pack import model as pack
from ipdesk.rules.pack.vocabulary import FactType

Border = Decimal | int
_NUMBERS = (FactType.AMOUNT, FactType.INTEGER, FactType.NUMBER, FactType.RATIO)
_MOST_ALTERNATIVES = 512


class Interval(NamedTuple):
    """Numbers (or days, as ordinals) from ``low`` to ``high``; a border that is open does not belong."""

    low: Border | None = None
    low_open: bool = False
    high: Border | None = None
    high_open: bool = False

    def empty(self) -> bool:
        """Say whether nothing lies inside."""
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))

    def meet(self, other: Interval) -> Interval:
        """Return what lies in both."""
        low = max((self.low_key(), other.low_key()))
        high = min((self.high_key(), other.high_key()))
        return Interval(low[1] if low[0] else None, low[2], None if high[0] else high[1], not high[2])

    def low_key(self) -> tuple[bool, Border, bool]:
        """Return what orders lower borders: none first, an open one after a closed one."""
        return (self.low is not None, 0 if self.low is None else self.low, self.low_open)

    def high_key(self) -> tuple[bool, Border, bool]:
        """Return what orders upper borders: an open one before a closed one, none last."""
        return (self.high is None, 0 if self.high is None else self.high, not self.high_open)

    def within(self, other: Interval) -> bool:
        """Say whether all of it lies in ``other``."""
        return self.low_key() >= other.low_key() and self.high_key() <= other.high_key()


class Literal(NamedTuple):
    """One test of one fact, or its opposite."""

    condition: pack.Condition
    holds: bool


def satisfiable(conditions: Iterable[pack.Condition], lexicon: Lexicon) -> bool:
    """Say whether some facts can meet all conditions; True where it cannot be told."""
    alternatives = [_some(_alternatives(condition, True)) for condition in conditions]
    count = 1
    for found in alternatives:
        count *= len(found)
        if count > _MOST_ALTERNATIVES:
            return True
    chosen = ([part for parts in ways for part in parts] for ways in product(*alternatives))
    return any(_possible(literals, lexicon) for literals in chosen)


def _some(alternatives: Iterator[list[Literal]]) -> list[list[Literal]]:
    """Return all alternatives, or one more than are looked at: they multiply with every part."""
    return list(islice(alternatives, _MOST_ALTERNATIVES + 1))


def _alternatives(condition: pack.Condition, holds: bool) -> Iterator[list[Literal]]:
    """Yield the ways in which a condition can hold (or fail), each a list of tests that must all do."""
    if condition.negate is not None:
        yield from _alternatives(condition.negate, not holds)
    elif (condition.any is not None and holds) or (condition.all is not None and not holds):
        for part in condition.any or condition.all or ():
            yield from _alternatives(part, holds)
    elif condition.any is not None or condition.all is not None:
        ways = [_some(_alternatives(part, holds)) for part in condition.any or condition.all or ()]
        for chosen in product(*ways):
            yield [literal for part in chosen for literal in part]
    elif condition.since is not None and condition.until is not None and not holds:
        yield [Literal(condition.model_copy(update={"until": None}), False)]
        yield [Literal(condition.model_copy(update={"since": None}), False)]
    else:
        yield [Literal(condition, holds)]


def _possible(literals: list[Literal], lexicon: Lexicon) -> bool:
    asked = {(literal.condition.given, literal.holds) for literal in literals if literal.condition.given}
    if any((fact, not holds) in asked for fact, holds in asked):
        return False
    facts = {literal.condition.fact for literal in literals if literal.condition.fact is not None}
    return all(_fact_possible(fact, literals, lexicon) for fact in facts)


def _fact_possible(fact: str, literals: list[Literal], lexicon: Lexicon) -> bool:
    own = [literal for literal in literals if literal.condition.fact == fact]
    word = lexicon.facts.get(fact)
    if fact == DATE or (word is not None and word.type in (*_NUMBERS, FactType.DATE)):
        return not whole_span(own, fact, lexicon).empty()
    return word is None or _value_possible(own, _all_values(fact, lexicon))


def _all_values(fact: str, lexicon: Lexicon) -> frozenset[str] | None:
    word = lexicon.facts[fact]
    if word.type is FactType.BOOLEAN:
        return frozenset({"true", "false"})
    return frozenset(word.choices) if word.type is FactType.CHOICE else None


def _value_possible(literals: list[Literal], every: frozenset[str] | None) -> bool:
    left, barred = every, frozenset[str]()
    for literal in literals:
        values, among = _values(literal)
        if among and left is None:
            left = values
        elif among and left is not None:
            left = left & values
        else:
            barred |= values
    return left is None or bool(left - barred)


def _values(literal: Literal) -> tuple[frozenset[str], bool]:
    """Return the values that a test names, and whether the fact must be among them."""
    condition = literal.condition
    if condition.not_in is not None:
        return frozenset(condition.not_in), not literal.holds
    named = condition.in_ if condition.in_ is not None else (condition.is_ or "true",)
    return frozenset(named), literal.holds


def whole_span(literals: Iterable[Literal], fact: str, lexicon: Lexicon) -> Interval:
    """Return where a number or day may lie, its own bounds included."""
    word = lexicon.facts.get(fact)
    span = Interval() if word is None or word.type is FactType.DATE else Interval(low=word.minimum)
    if word is not None and word.type is FactType.RATIO:
        span = span.meet(Interval(high=1))
    whole = word is None or word.type in (FactType.INTEGER, FactType.DATE)
    for literal in literals:
        for part in _spans(literal):
            span = span.meet(_closed(part) if whole else part)
    return span


def _spans(literal: Literal) -> Iterator[Interval]:
    condition = literal.condition
    if not literal.holds:
        yield from _opposite(condition)
        return
    yield Interval(low=condition.at_least)
    yield Interval(condition.above, True)
    yield Interval(high=condition.at_most)
    yield Interval(high=condition.below, high_open=True)
    yield Interval(low=_literal_day(condition.since))
    yield Interval(high=_literal_day(condition.until))
    if condition.is_ is not None and _is_number(condition.is_):
        yield Interval(Decimal(condition.is_), False, Decimal(condition.is_), False)


def _opposite(condition: pack.Condition) -> Iterator[Interval]:
    yield Interval(high=condition.at_least, high_open=True)
    yield Interval(high=condition.above)
    yield Interval(condition.at_most, True)
    yield Interval(low=condition.below)
    yield Interval(high=_literal_day(condition.since), high_open=True)
    yield Interval(_literal_day(condition.until), True)


def _is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except ArithmeticError:
        return False


def _literal_day(form: pack.DateForm | None) -> int | None:
    day: datetime.date | None = form.day if form is not None else None
    return None if day is None else day.toordinal()


def _closed(span: Interval) -> Interval:
    """Move open borders of a whole number to the next whole number inside."""
    low, high = span.low, span.high
    if low is not None and span.low_open:
        low = int(low // 1) + 1
    if high is not None and span.high_open:
        high = -int(-high // 1) - 1
    return Interval(low, False, high, False)


def spans_by_fact(conditions: Iterable[pack.Condition], lexicon: Lexicon) -> Mapping[str, Interval]:
    """Return where plain conditions on numbers and literal days leave each such fact."""
    found: dict[str, list[Literal]] = {}
    for condition in conditions:
        word = lexicon.facts.get(condition.fact or "")
        numeric = word is not None and word.type in (*_NUMBERS, FactType.DATE)
        if condition.fact is not None and (numeric or condition.fact == DATE):
            found.setdefault(condition.fact, []).append(Literal(condition, True))
    return {fact: whole_span(literals, fact, lexicon) for fact, literals in found.items()}


def touch(first: Interval, second: Interval) -> str:
    """Say how two spans meet.

    ``gap`` where a border between them lies in neither, ``twice`` where they share some but neither holds the
    other, ``""`` otherwise.
    """
    low, high = sorted((first, second), key=Interval.low_key)
    both = low.meet(high)
    if both.empty():
        return "gap" if low.high == high.low and low.high_open and high.low_open else ""
    return "" if low.within(high) or high.within(low) else "twice"
