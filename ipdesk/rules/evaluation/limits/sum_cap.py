"""Sums: so much money in a window, and a line's own ceiling over several rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipdesk.rules.core.money import grouped_yuan
from ipdesk.rules.core.result import LimitUse, TraceStep, Warning, remembered
from ipdesk.rules.evaluation.amounts.base import AmountExpression
from ipdesk.rules.evaluation.amounts.forms import TraceContext, compile_amount
from ipdesk.rules.evaluation.conditions.explain import quoted
from ipdesk.rules.evaluation.limits.base import Binding, LineLimit, Order, Room, makes
from ipdesk.rules.evaluation.usage import BEFORE, Usage, note_cut
from ipdesk.rules.evaluation.windows import YEAR, Key
from ipdesk.rules.pack import model as pack
from ipdesk.rules.pack.limits import in_year
from ipdesk.rules.pack.traverse import given_in
from ipdesk.rules.source.sentences import prefilled

if TYPE_CHECKING:
    from ipdesk.rules.evaluation.open_line import OpenLine


@makes("sum")
class SumCap(LineLimit):
    """At most so much money in a window; a line gets what is left."""

    order = Order.SUM

    def __init__(self, binding: Binding) -> None:
        """Keep the sum, or compile the amount that it is of a line."""
        super().__init__(binding)
        ceiling = binding.form.sum
        assert ceiling is not None
        self._at_most = ceiling
        self._years = binding.form.years or 1
        self._node = (
            compile_amount(ceiling, binding.lexicon) if isinstance(ceiling, pack.AmountForm) else None
        )
        if self._node is not None:
            self._name(self._node.facts, given_in(ceiling))
        self.order_matters = self._node is not None or self._years > 1
        self.only_sum = not self.order_matters
        self._prepare_words()

    def _prepare_words(self) -> None:
        self._free = prefilled(self._phrases.trace["sum_free"], "limit", "used", name=self.name)
        self._available = prefilled(self._phrases.trace["available"], "amount")
        self._free_text = remembered(self._free_step)
        self._cut = remembered(self._cut_step)
        # A limit from the line's own facts has a name that says what it is, not a name to put a sum behind.
        self._quoted = quoted(self.name, self._phrases)
        name = f"{self._quoted} " if self._node else f"{self.name} "
        warning, again = self._phrases.warning["amount_cap"], self._again
        self._exceeded = remembered(self._warning)
        self._words = prefilled(warning, "limit", "used", "cut", "source", name=name, again=again)
        self._nothing = TraceStep(self._phrases.trace["not_granted"]())

    def room(self, usage: Usage, key: Key, year: int) -> Room | None:
        """Return the sum of a window and what it holds (fen); None where the sum depends on the line."""
        most = self._fixed_limit(year)
        return None if most is None else Room(True, most, self._spent(usage, key))

    def _fixed_limit(self, year: int) -> int | None:
        """Return the sum of a programme year's windows, or None where it depends on the line."""
        if isinstance(self._at_most, dict):
            return in_year(self._at_most, year)
        return self._at_most if isinstance(self._at_most, int) else None

    def _own_limit(self, line: OpenLine, node: AmountExpression) -> tuple[int, str]:
        """Return the line's own limit (fen) and in a few words where that comes from; tells the way to it."""
        context = TraceContext(line.steps, line.date, line.kind, line.traits)
        trace = self._phrases.trace
        if not node.nameable:
            context.add_step(trace["limit_follows"](name=self.name))
        value, _ = node.brief(line.facts, context)
        # A ceiling is never exceeded, not by half a fen either.
        limit = int(value // node.scale)
        if value % node.scale:
            context.add_step(trace["rounded_down"](), trace["worth"](amount=grouped_yuan(limit)))
        return limit, context.basis

    def _spent(self, usage: Usage, key: Key) -> int:
        """Return what the window ``key`` holds (fen): over several years, the fullest run that it is in."""
        if self._years == 1:
            found: int = usage.get(key, 0)
            return found
        place, reach = 1 + self.per.index(YEAR), self._years
        year = key[place]
        assert isinstance(year, int)
        near = range(year - reach + 1, year + reach)
        run: list[int] = [usage.get((*key[:place], other, *key[place + 1 :]), 0) for other in near]
        return max(sum(run[first : first + reach]) for first in range(reach))

    def apply(self, usage: Usage, line: OpenLine, key: Key) -> None:
        """Lower ``line`` to what its window ``key`` still holds."""
        yearly, source = self._years == 1, ""
        used: int = usage.get(key, 0) if yearly else self._spent(usage, key)
        limit = self._at_most if isinstance(self._at_most, int) else self._fixed_limit(line.achievement.year)
        if limit is None:
            assert self._node is not None
            limit, source = self._own_limit(line, self._node)
        left = limit - used if used < limit else 0
        this = line.amount if line.amount < left else left
        cut = line.amount - this
        before = usage[BEFORE]
        inside = used and used - (before.get(key, 0) if yearly else self._spent(before, key))
        free = self._free_of(limit, used, source) if source else self._free_text(limit, used, inside)
        line.record_use(free, LimitUse(self.id, self.name, True, limit, used, this, cut))
        if cut:
            note_cut(usage, key)
            line.reduce(this, self._exceeded(limit, used, cut, source), self._cut(line.amount, left))
        if not this:
            line.steps.append(self._nothing)

    def _free_step(self, limit: int, used: int, inside: int) -> TraceStep:
        words = self._phrases.words
        key = "used_before" if not inside else "used_here" if inside == used else "used_both"
        text = words[key](used=grouped_yuan(used), inside=grouped_yuan(inside))
        return TraceStep(
            self._free(grouped_yuan(limit), text), self._available(grouped_yuan(max(0, limit - used)))
        )

    def _free_of(self, limit: int, used: int, source: str) -> TraceStep:
        trace, words = self._phrases.trace, {"limit": grouped_yuan(limit), "used": grouped_yuan(used)}
        text = trace["sum_free_of"](name=self.name, source=source, **words)
        return TraceStep(text, trace["available"](amount=grouped_yuan(max(0, limit - used))))

    def _cut_step(self, amount: int, left: int) -> TraceStep:
        trace, cut = self._phrases.trace, amount - min(amount, left)
        text = trace["sum_cut" if left else "sum_full"](amount=grouped_yuan(amount), left=grouped_yuan(left))
        return TraceStep(text, trace["cut"](amount=grouped_yuan(cut)))

    def _warning(self, limit: int, used: int, cut: int, source: str) -> Warning:
        shown = (grouped_yuan(limit), grouped_yuan(used), grouped_yuan(cut))
        values = {"limit": limit, "used": used, "cut": cut}
        formal = self._formal(limit, used, source)
        if source and not limit:
            empty = self._phrases.warning["amount_cap_empty"]
            text = empty(name=self._quoted, source=source, cut=shown[2])
        else:
            from_ = self._phrases.words["from_and"](source=source) if source else ""
            text = self._words(*shown, from_)
        return Warning("amount_cap", values, text, formal=formal)

    def _formal(self, limit: int, used: int, source: str) -> str:
        name = self._quoted if self._node else self.name
        key = "amount_cap_empty" if source and not limit else "amount_cap_used" if used else "amount_cap"
        words = {"limit": grouped_yuan(limit), "used": grouped_yuan(used), "source": source}
        return self._phrases.letter[key](name=name, **words)

    def consume(self, usage: Usage, line: OpenLine, key: Key) -> None:
        """Add ``line``, which was awarded."""
        usage[key] = usage.get(key, 0) + line.taken
