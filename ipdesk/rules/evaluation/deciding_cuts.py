"""Which deductions and ceilings made a figure what it is: those without which it would be another."""

from __future__ import annotations

from collections.abc import Sequence

from ipdesk.rules.core.case import Facts
from ipdesk.rules.core.money import round_half_up
from ipdesk.rules.evaluation.amounts.base import Account, Cut, Node
from ipdesk.rules.evaluation.conditions.quantities import Exact


def deciding(node: Node, scaled: Exact, facts: Facts, account: Account) -> tuple[Cut, ...]:
    """Return which cuts on the way to ``scaled`` (in ``1/node.scale`` fen) show in it.

    What lay in the higher of two amounts, or under a ceiling, may have been cut in vain. Where several of a
    kind only tell together (in each of two amounts, of which the smaller counts), all of them are returned.
    """
    fen = round_half_up(scaled, node.scale)

    def tell(cuts: Sequence[Cut]) -> bool:
        without = account.aside(frozenset(cut.node for cut in cuts))
        return round_half_up(node.value(facts, without), node.scale) != fen

    kept: list[Cut] = []
    for code in dict.fromkeys(cut.warning.code for cut in account.cuts):
        alike = [cut for cut in account.cuts if cut.warning.code == code]
        own = [cut for cut in alike if tell([cut])]
        kept += own or (alike if tell(alike) else [])
    return tuple(kept) or (account.cuts if tell(account.cuts) else ())


def may_hide(node: Node) -> bool:
    """Say whether a cut inside may not show in the figure."""
    inside = any(_cuts_somewhere(inner) for inner in node.inner)
    return (inside and not node.picks) or any(may_hide(inner) for inner in node.inner)


def _cuts_somewhere(node: Node) -> bool:
    return node.cuts or any(_cuts_somewhere(inner) for inner in node.inner)
