"""Top-ups: what was paid before in a window is taken off, so that rising to more pays the difference."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ipdesk.rules.core.money import grouped_yuan
from ipdesk.rules.core.result import LimitUse, TraceStep, Warning
from ipdesk.rules.evaluation.amounts.decided import held_to_ceiling
from ipdesk.rules.evaluation.amounts.forms import ComparedAmount
from ipdesk.rules.evaluation.limits.base import Binding, LineLimit, Order, makes
from ipdesk.rules.evaluation.usage import PaidBefore, Usage, note_cut, paid_in
from ipdesk.rules.evaluation.windows import Key

if TYPE_CHECKING:
    from ipdesk.rules.evaluation.open_line import OpenLine


@makes("top_up")
class TopUp(LineLimit):
    """A window that is filled up to the line's own figure, or to the whole of which the line is a part."""

    order = Order.TOP_UP

    def __init__(self, binding: Binding) -> None:
        """Compile the whole and prepare the sentences."""
        super().__init__(binding)
        self._compares = self.order_matters = binding.form.compare is not None
        self._compared = ComparedAmount(binding.form.compare, binding.lexicon)
        self._name(self._compared.facts, self._compared.given)
        self._nothing = TraceStep(self._phrases.trace["not_granted"]())
        self._first = TraceStep(self._phrases.trace["top_up_first"](name=self.name))

    def apply(self, usage: Usage, line: OpenLine, key: Key) -> None:
        """Lower ``line`` to what its window ``key`` lacks."""
        paid = paid_in(usage, key)
        whole = self._compared.figure(line) if self._compares else held_to_ceiling(line)
        left = min(line.amount, max(0, whole - paid.fen)) if paid.fen else line.amount
        cut = line.amount - left
        line.limits += (LimitUse(self.id, self.name, True, whole, paid.fen, left, cut),)
        if not paid.fen:
            line.steps.append(self._first)
        elif cut:
            note_cut(usage, key)
            self._reduce(line, paid, left, whole)
        else:
            line.steps.append(TraceStep(self._phrases.trace["top_up_whole"](**self._words(whole, paid))))

    def _words(self, whole: int, paid: PaidBefore) -> Mapping[str, str]:
        return {"name": self.name, "whole": grouped_yuan(whole), "paid": paid.text(self._phrases.words)}

    def _reduce(self, line: OpenLine, paid: PaidBefore, left: int, whole: int) -> None:
        trace, key = self._phrases.trace, "top_up" if left else "top_up_none"
        reason = trace[key](**self._words(whole, paid))
        step = TraceStep(reason, trace["left"](amount=grouped_yuan(left)) if left else "")
        text = self._phrases.warning["topped_up"](reason=reason)
        letter = self._phrases.letter
        formal_text = letter["topped_up" if left else "topped_up_none"]
        formal = formal_text(whole=grouped_yuan(whole), paid=paid.text(letter))
        line.reduce(left, Warning("already_awarded", {"used": paid.fen}, text, formal=formal), step)
        if not left:
            line.steps.append(self._nothing)

    def consume(self, usage: Usage, line: OpenLine, key: Key) -> None:
        """Add ``line``, which was awarded."""
        usage[key] = usage.get(key, 0) + line.taken
