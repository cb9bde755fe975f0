"""Which deductions and ceilings made a figure what it is: those without which it would be another."""

from __future__ import annotations

from collections.abc import Sequence

from ipdesk.rules.core.case import Facts
from ipdesk.rules.core.money import round_half_up
from ipdesk.rules.evaluation.amounts.base import AmountExpression, Cut, TraceContext
from ipdesk.rules.evaluation.conditions.quantities import Exact


def decisive(node: AmountExpression, scaled: Exact, facts: Facts, context: TraceContext) -> tuple[Cut, ...]:
    """Return which cuts on the way to ``scaled`` (in ``1/node.scale`` fen) show in it.

    What lay in the higher of two amounts, or under a ceiling, may have been cut in vain. Where several of a
    kind only tell together (in each of two amounts, of which the smaller counts), all of them are returned.
    """
    fen = round_half_up(scaled, node.scale)

    def shows(cuts: Sequence[Cut]) -> bool:
        without = context.silent_copy(frozenset(cut.node for cut in cuts))
        return round_half_up(node.value(facts, without), node.scale) != fen

    found: list[Cut] = []
    for code in dict.fromkeys(cut.warning.code for cut in context.cuts):
        alike = [cut for cut in context.cuts if cut.warning.code == code]
        own = [cut for cut in alike if shows([cut])]
        found += own or (alike if shows(alike) else [])
    return tuple(found) or (context.cuts if shows(context.cuts) else ())


def may_hide(node: AmountExpression) -> bool:
    """Say whether a cut inside may not show in the figure."""
    inside = any(_cuts_somewhere(inner) for inner in node.inner)
    return (inside and not node.picks) or any(may_hide(inner) for inner in node.inner)


def _cuts_somewhere(node: AmountExpression) -> bool:
    return node.cuts or any(_cuts_somewhere(inner) for inner in node.inner)
