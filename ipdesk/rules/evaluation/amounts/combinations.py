"""Amounts made of several: added up, the smaller or larger of them, less a deduction, held to a ceiling."""

from __future__ import annotations

from ipdesk.rules.core.case import Facts
from ipdesk.rules.core.money import grouped_yuan, round_half_up
from ipdesk.rules.core.result import Warning
from ipdesk.rules.evaluation.amounts.base import (
    AmountExpression,
    Cut,
    Part,
    TraceContext,
    common_scale,
    compile_part,
    exactly,
    facts_of,
    makes,
)
from ipdesk.rules.evaluation.amounts.figures import FactNode
from ipdesk.rules.evaluation.conditions.quantities import Exact
from ipdesk.rules.evaluation.wording import Lexicon, before_han
from ipdesk.rules.pack import model as pack


class _Several(AmountExpression):
    """What is computed from the values of several amounts."""

    word = ""

    def __init__(self, form: tuple[pack.AmountForm, ...], lexicon: Lexicon) -> None:
        """Compile every amount."""
        self._nodes = [compile_part(amount, lexicon) for amount in form]
        self.inner = tuple(self._nodes)
        self.scale = common_scale(self._nodes)
        self.facts = facts_of(self._nodes)

    def value(self, facts: Facts, context: TraceContext) -> Exact:
        """Compute every amount, then combine them."""
        values, items, bases = [], [], []
        for node in self._nodes:
            value, text = node.brief(facts, context)
            values.append(value * (self.scale // node.scale))
            items.append(text)
            bases.append(context.basis)
        found = self.combine(values)
        self._tell(items, found, context)
        context.basis = self.phrases.words[f"basis_{self.word}"](items=before_han("、".join(bases)))
        return found

    def combine(self, values: list[Exact]) -> Exact:
        """Return one value for all."""
        raise NotImplementedError

    def _tell(self, items: list[str], found: Exact, context: TraceContext) -> None:
        trace = self.phrases.trace
        joint = " ＋ " if self.word == "sum" else "、"
        worth = trace["worth"](amount=exactly(found, self.scale))
        context.add_step(trace[self.word](items=joint.join(items)), worth)


@makes("sum")
class SumNode(_Several):
    """Several amounts together."""

    word = "sum"

    def combine(self, values: list[Exact]) -> Exact:
        """Add them up."""
        return sum(values, start=0)


@makes("smaller")
class SmallerNode(_Several):
    """The smallest of several amounts."""

    keeps_whole = True
    word = "smaller"

    def combine(self, values: list[Exact]) -> Exact:
        """Return the lowest of several sums, all in ``1/scale`` fen."""
        return min(values)


@makes("larger")
class LargerNode(_Several):
    """The largest of several amounts."""

    keeps_whole = True
    word = "larger"

    def combine(self, values: list[Exact]) -> Exact:
        """Return the highest of several sums, all in ``1/scale`` fen."""
        return max(values)


@makes("less")
class LessNode(AmountExpression):
    """An amount less other support for the same thing, never below 0."""

    cuts = keeps_whole = True

    def __init__(self, form: pack.Less, lexicon: Lexicon) -> None:
        """Compile the amount and keep the fact to take off."""
        self._amount = compile_part(form.amount, lexicon)
        self.inner = (self._amount,)
        self._deduct = FactNode(form.deduct, lexicon)
        self.scale = self._amount.scale
        self.facts = (*self._amount.facts, form.deduct)
        self._name = lexicon.name(form.deduct)

    def value(self, facts: Facts, context: TraceContext) -> Exact:
        """Return what the support leaves of the amount, and note where it took something off."""
        if self in context.without:
            return self._amount.value(facts, context)
        whole, lead = self._amount.lead(facts, context)
        basis = context.basis
        support, shown = self._deduct.read(facts), grouped_yuan(self._deduct.read(facts))
        if support:
            context.basis = self.phrases.words["basis_less"](amount=context.basis, name=self._name)
        left = max(0, whole - support * self.scale)
        trace, key = self.phrases.trace, "less" if support == 0 or left else "less_all"
        worth = trace["worth"](amount=exactly(left, self.scale)) if support or lead else ""
        text = trace[key if support else "less_none"](lead=lead, name=self._name, amount=shown)
        context.add_step(text, worth)
        if left != whole:
            warned = self.phrases.warning["other_support_deducted"](name=self._name, amount=shown)
            computed = exactly(whole, self.scale)
            letter = self.phrases.letter["nothing_left"]
            formal = "" if left else letter(basis=basis, computed=computed, name=self._name, amount=shown)
            warning = Warning("other_support_deducted", {"amount": support}, warned, formal=formal)
            context.cuts += (Cut(self, warning),)
        return left


@makes("at_most")
class AtMostNode(AmountExpression):
    """An amount held to a ceiling for the single item."""

    cuts = keeps_whole = True

    def __init__(self, form: pack.AtMost, lexicon: Lexicon) -> None:
        """Compile the amount and its ceiling."""
        self._amount = compile_part(form.amount, lexicon)
        self._ceiling = compile_part(form.ceiling, lexicon)
        self.inner = (self._amount, self._ceiling)
        self.scale = common_scale([self._amount, self._ceiling])
        self.facts = (*self._amount.facts, *self._ceiling.facts)

    def value(self, facts: Facts, context: TraceContext) -> Exact:
        """Return the smaller of amount and ceiling, and note where the ceiling cut."""
        if self in context.without:
            return self._amount.value(facts, context) * (self.scale // self._amount.scale)
        whole, lead = self._amount.lead(facts, context)
        whole *= self.scale // self._amount.scale
        basis = context.basis
        ceiling, shown, source = self._most(facts, context, lead)
        key = "basis_at_most_of" if source else "basis_at_most"
        most = source or exactly(ceiling, self.scale)
        context.basis = self.phrases.words[key](amount=basis, ceiling=most)
        trace, over = self.phrases.trace, max(0, whole - ceiling)
        left = whole - over
        worth = trace["worth"](amount=exactly(left, self.scale)) if over or lead else ""
        key = "item_ceiling" if over else "item_ceiling_met"
        context.add_step(trace[key](lead=lead, ceiling=shown, cut=exactly(over, self.scale)), worth)
        if over:
            self._note(over, ceiling, source, basis, context)
        return left

    def _most(self, facts: Facts, context: TraceContext, lead: str) -> tuple[Exact, str, str]:
        """Return the ceiling, how it is named, and what it comes from where it is computed.

        A plain one is named within the sentence; any other says first how it came about.
        """
        silent_copy, words = context.silent_copy(), self.phrases.words
        if not self._ceiling.nameable:
            context.add_step(self.phrases.trace["ceiling_first" if lead else "ceiling_next"]())
            silent_copy.steps = context.steps
        value, text = self._ceiling.brief(facts, silent_copy)
        context.cuts += silent_copy.cuts
        ceiling, looked_up = value * (self.scale // self._ceiling.scale), self._ceiling.looked_up
        if looked_up or not self._ceiling.nameable:
            text = words[f"ceiling_of_{self.part_of.value}"](amount=exactly(ceiling, self.scale))
        return ceiling, text, "" if looked_up else silent_copy.basis

    def _note(self, over: Exact, ceiling: Exact, source: str, basis: str, context: TraceContext) -> None:
        limit, cut = round_half_up(ceiling, self.scale), round_half_up(over, self.scale)
        if not cut:
            return
        from_ = self.phrases.words["comes_from"](source=source) if source else ""
        say = self.phrases.warning[_CEILINGS[self.part_of]]
        shown = {"limit": grouped_yuan(limit), "cut": grouped_yuan(cut)}
        text = say(**shown, source=from_, name=self._amount.name or basis)
        context.cuts += (Cut(self, Warning("item_ceiling", {"limit": limit, "cut": cut}, text)),)


_CEILINGS = {Part.WHOLE: "item_ceiling", Part.PART: "part_ceiling", Part.UNIT: "unit_ceiling"}
