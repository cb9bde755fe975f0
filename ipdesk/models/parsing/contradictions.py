"""Facts of one thing that exclude each other, as the built-in words say it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from ipdesk.rules.core.case import Facts, FactValue
from ipdesk.rules.pack.contradictions import Contradiction
from ipdesk.rules.pack.vocabulary import standard_vocabulary
from ipdesk.rules.source.strict_model import is_number

_SURE = "{says}，请核对；确认无误的，请确认。"


def fact_doubts(kind: str, facts: Facts) -> Iterator[tuple[str, str]]:
    """Yield facts that cannot be so beside the others of a thing of a kind, each with a sentence.

    What was left blank contradicts nothing.
    """
    for one in _of(kind):
        if _holds(one, facts):
            yield one.field, _SURE.format(says=one.says)


@cache
def doubted_with(kind: str, fact: str) -> frozenset[str]:
    """Return the facts whose doubts are about this one too: what was confirmed of them no longer holds."""
    return frozenset(one.field for one in _of(kind) if fact in one.about)


def _of(kind: str) -> tuple[Contradiction, ...]:
    return standard_vocabulary().contradictions.get(kind, ())


def _holds(one: Contradiction, facts: Facts) -> bool:
    said = all(_text(facts.get(name)) in wanted for name, wanted in one.facts.items())
    return said and all(_above(facts, name, bound) for name, bound in one.above.items())


def _text(value: FactValue | None) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _above(facts: Facts, name: str, bound: str) -> bool:
    value = facts.get(name)
    most = Decimal(bound) if is_number(bound) else facts.get(bound)
    return isinstance(value, int | Decimal) and isinstance(most, int | Decimal) and value > most
