"""Facts of which any one is enough: patents, or utility models, or software, so many of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from ipdesk.rules.pack.conditions import Condition
from ipdesk.rules.pack.model import Pack


def alternative_borders(pack: Pack, kind: str) -> Mapping[str, Decimal]:
    """Return by fact of a kind what number is enough, where any one of several facts will do.

    A fact of which different clauses want different amounts is left out.
    """
    found: dict[str, set[Decimal]] = {}
    for rule in pack.rules:
        for condition in rule.requires if kind in rule.about.kind else ():
            for fact, border in _borders(condition):
                found.setdefault(fact, set()).add(border)
    return {fact: borders.pop() for fact, borders in found.items() if len(borders) == 1}


def _borders(condition: Condition) -> Iterable[tuple[str, Decimal]]:
    """Return the facts and borders of a condition that is nothing but a choice between such."""
    inner = condition.any or ()
    pairs = [
        (one.fact, Decimal(one.at_least))
        for one in inner
        if one.fact is not None and one.at_least is not None
    ]
    return pairs if len(pairs) == len(inner) and len({fact for fact, _ in pairs}) > 1 else ()
