"""Highest only: of several awards of one window the highest stands, less what history paid there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from heapq import nlargest
from typing import TYPE_CHECKING

from ipdesk.rules.core.money import grouped_yuan
from ipdesk.rules.core.result import TraceStep, Warning, remembered
from ipdesk.rules.evaluation.amounts.forms import ComparedAmount
from ipdesk.rules.evaluation.limits.base import Binding, Cap, makes
from ipdesk.rules.evaluation.usage import PaidBefore
from ipdesk.rules.evaluation.wording import after_han

if TYPE_CHECKING:
    from ipdesk.rules.evaluation.open_line import OpenLine


# How many of those that were beaten are named.
_NAMED = 2


Beaten = tuple["OpenLine", "int | None"]
"""A line that does not stand; with what could be paid for it (fen) where its own figure is higher."""


@makes("highest")
class Highest(Cap):
    """A choice between the awards of one window (usually one applicant and year)."""

    def __init__(self, binding: Binding) -> None:
        """Compile what is compared, where that is not a line's own figure, and prepare the sentences."""
        super().__init__(binding)
        self._compared = ComparedAmount(binding.form.compare, binding.lexicon)
        self._name(self._compared.facts, self._compared.given)
        self.order_matters = binding.form.compare is not None
        self._words = {"scope": binding.lexicon.scope(self.per), "name": self.name}
        self._lost = remembered(self._loss)

    def figure(self, line: OpenLine) -> int:
        """Return the figure (fen) by which a line of this limit's clause is higher or lower than others."""
        return self._compared.figure(line)

    @staticmethod
    def left(amount: int, line: OpenLine, paid: PaidBefore) -> int:
        """Return what is left of an ``amount`` of a line (fen) beside what the window was paid before."""
        return min(amount, max(0, line.compared - paid.fen))

    # --- the line that stands ---

    def settle_winner(self, winner: OpenLine, paid: PaidBefore, others: Sequence[Beaten]) -> bool:
        """Lower the winner by what the window was paid before; says whether anything is left."""
        left, whole = self.left(winner.amount, winner, paid), winner.compared
        winner.steps.append(self._comparison(whole, left, others))
        if not paid.fen:
            return True
        trace = self._phrases.trace
        words = {**self._words, "whole": grouped_yuan(whole), "paid": paid.text(self._phrases.words)}
        if left == winner.amount:
            winner.steps.append(TraceStep(trace["highest_within"](**words)))
            return True
        key = "highest_paid" if left else "highest_none"
        text, formal = trace[key](**words), self._formal(key, whole, paid)
        step = TraceStep(text, trace["left"](amount=grouped_yuan(left)) if left else trace["not_granted"]())
        values = {"limit": whole, "used": paid.fen, "cut": winner.computed - left}
        winner.reduce(left, self._warning(text, winner.amount - left, values, formal), step)
        return bool(left)

    def _comparison(self, whole: int, payable: int, others: Sequence[Beaten]) -> TraceStep:
        """Say which the winner was compared with, the highest of them by name."""
        trace = self._phrases.trace
        if not others:
            return TraceStep(trace["highest_alone"](**self._words))
        dearer = [(line, left) for line, left in others if left is not None]
        if dearer:
            amount = grouped_yuan(payable)
            text = trace["highest_payable"](**self._words, others=self._all_left(dearer), amount=amount)
            return TraceStep(text, trace["this_stands"]())
        lines = [line for line, _ in others]
        best = nlargest(_NAMED, lines, key=_compared)
        named = "、".join(self._named(_title(line), line.compared) for line in best)
        more = self._phrases.words["and_more"](count=len(others)) if len(others) > _NAMED else ""
        key = "highest_stands" if best[0].compared < whole else "highest_ties"
        text = trace[key](**self._words, amount=grouped_yuan(whole), others=named + more)
        return TraceStep(text, trace["this_stands"]())

    def _all_left(self, dearer: Iterable[tuple[OpenLine, int]]) -> str:
        say = self._phrases.words["only_left"]
        return "、".join(
            say(sum=self._named(_title(line), line.compared), left=grouped_yuan(left))
            for line, left in dearer
        )

    def _named(self, title: str, amount: int) -> str:
        return self._phrases.words["named_sum"](name=title, amount=grouped_yuan(amount))

    # --- the lines that do not ---

    def exclude_beaten(self, line: OpenLine, winner: OpenLine, paid: PaidBefore, payable: int | None) -> None:
        """Exclude ``line`` because of the winner.

        ``payable`` is what could be paid for it where its own figure is higher, in fen.
        """
        title = _title(winner)
        if title == _title(line):
            title = self._phrases.words["another"](title=title, date=winner.date)
        values = (winner.compared, paid.fen, line.computed)
        line.exclude(*self._lost(title, *values, payable, winner.taken))

    def _loss(
        self, title: str, limit: int, used: int, cut: int, payable: int | None, taken: int
    ) -> tuple[Warning, TraceStep]:
        trace, own = self._phrases.trace, ""
        if payable is not None:
            own = self._phrases.words["own_left"](amount=grouped_yuan(cut), left=grouped_yuan(payable))
        text = trace["highest_beaten"](**self._words, own=own, winner=after_han(self._named(title, limit)))
        letter = self._phrases.letter["highest_beaten" if taken else "highest_lowered"]
        formal = letter(**self._words, winner=title, amount=grouped_yuan(taken))
        warning = self._warning(text, cut, {"limit": limit, "used": used, "cut": cut}, formal)
        return warning, TraceStep(text, trace["not_again"]())

    def exclude_paid(self, line: OpenLine, best: OpenLine, paid: PaidBefore) -> None:
        """Exclude ``line`` because the window was paid as much as the ``best`` of them before."""
        whole, words = best.compared, self._phrases.words
        highest = {"whole": grouped_yuan(whole), "paid": paid.text(words)}
        text = self._phrases.trace["highest_none"](**self._words, **highest)
        values = {"limit": whole, "used": paid.fen, "cut": line.computed}
        formal = self._formal("highest_none", whole, paid)
        warning = self._warning(text, line.amount, values, formal)
        line.exclude(warning, TraceStep(text, self._phrases.trace["not_again"]()))

    def _formal(self, key: str, whole: int, paid: PaidBefore) -> str:
        return self._phrases.letter[key](whole=grouped_yuan(whole), paid=paid.text(self._phrases.letter))

    def _warning(self, reason: str, cut: int, values: Mapping[str, int], formal: str) -> Warning:
        text = self._phrases.warning["highest_only"](reason=reason, cut=grouped_yuan(cut))
        return Warning("highest_only", values, text, formal=formal)


def _title(line: OpenLine) -> str:
    return line.clause.label.text(line.facts)


def _compared(line: OpenLine) -> int:
    return line.compared
