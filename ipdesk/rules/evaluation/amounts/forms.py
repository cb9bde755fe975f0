"""Amounts, compiled: every form that a pack can write, and the amount that a limit takes a line for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipdesk.rules.core.money import round_half_up

# Importing them is what makes their forms known.
from ipdesk.rules.evaluation.amounts import choices, combinations, figures
from ipdesk.rules.evaluation.amounts.base import AmountExpression, TraceContext, compile_amount
from ipdesk.rules.evaluation.wording import Lexicon
from ipdesk.rules.pack import model as pack
from ipdesk.rules.pack.traverse import given_in

if TYPE_CHECKING:
    from ipdesk.rules.evaluation.open_line import OpenLine

__all__ = ["AmountExpression", "TraceContext", "choices", "combinations", "compile_amount", "figures"]


class ComparedAmount:
    """What a limit takes a line for: its own figure, or the amount that the limit compares by.

    ``facts`` are those that the amount names, ``given`` those it can do without.
    """

    def __init__(self, form: pack.AmountForm | None, lexicon: Lexicon) -> None:
        """Compile the amount, where there is one."""
        self._node = compile_amount(form, lexicon) if form else None
        self.facts = self._node.facts if self._node else ()
        self.given = given_in(form)

    def figure(self, line: OpenLine) -> int:
        """Compute what a line is compared by with its rivals, in fen; by default its own award."""
        if self._node is None:
            return line.computed
        context = TraceContext([], line.date, line.kind, line.traits)
        return round_half_up(self._node.value(line.facts, context), self._node.scale)
