"""Amounts made of several: added up, the smaller or larger of them, less a deduction, held to a ceiling."""

from __future__ import annotations

from ipdesk.rules import pack
from ipdesk.rules.case import Facts
from ipdesk.rules.figures import FactNode, FixedNode
from ipdesk.rules.lexicon import Lexicon
from ipdesk.rules.money import grouped_yuan, round_half_up
from ipdesk.rules.node import Account, Node, common_scale, compile_amount, exactly, facts_of, makes
from ipdesk.rules.quantities import Exact
from ipdesk.rules.result import Step, Warning


class _Several(Node):
    """What is computed from the values of several amounts."""

    word = ""

    def __init__(self, form: tuple[pack.AmountForm, ...], lexicon: Lexicon) -> None:
        """Compile every amount."""
        self._nodes = [compile_amount(amount, lexicon) for amount in form]
        self.scale = common_scale(self._nodes)
        self.facts = facts_of(self._nodes)
        self._phrases = lexicon.phrases

    def value(self, facts: Facts, account: Account) -> Exact:
        """Compute every amount, then combine them."""
        values, bases = [], []
        for node in self._nodes:
            values.append(node.value(facts, account) * (self.scale // node.scale))
            bases.append(account.basis)
        found = self.combine(values)
        items = [exactly(value, self.scale) for value in values]
        account.steps.append(self._told(items, exactly(found, self.scale)))
        account.basis = self._phrases.words[f"basis_{self.word}"](items="、".join(bases))
        return found

    def combine(self, values: list[Exact]) -> Exact:
        """Return one value for all."""
        raise NotImplementedError

    def _told(self, items: list[str], found: str) -> Step:
        trace = self._phrases.trace
        joint = " ＋ " if self.word == "sum" else "、"
        return Step(trace[self.word](items=joint.join(items)), trace["worth"](amount=found))


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

    word = "smaller"

    def combine(self, values: list[Exact]) -> Exact:
        """Take the smallest."""
        return min(values)


@makes("larger")
class LargerNode(_Several):
    """The largest of several amounts."""

    word = "larger"

    def combine(self, values: list[Exact]) -> Exact:
        """Take the largest."""
        return max(values)


@makes("less")
class LessNode(Node):
    """An amount less other support for the same thing, never below 0."""

    def __init__(self, form: pack.Less, lexicon: Lexicon) -> None:
        """Compile the amount and keep the fact to take off."""
        self._amount = compile_amount(form.amount, lexicon)
        self._deduct = FactNode(form.deduct, lexicon)
        self.scale = self._amount.scale
        self.facts = (*self._amount.facts, form.deduct)
        self._phrases = lexicon.phrases
        self._name = lexicon.name(form.deduct)

    def value(self, facts: Facts, account: Account) -> Exact:
        """Return what the support leaves of the amount, and warn where it changed the figure."""
        whole, support = self._amount.value(facts, account), self._deduct.read(facts)
        words, trace = self._phrases.words, self._phrases.trace
        account.basis = words["basis_less"](amount=account.basis, name=self._name)
        if support == 0:
            account.steps.append(Step(trace["less_none"](name=self._name)))
            return whole
        left = max(0, whole - support * self.scale)
        shown = grouped_yuan(support)
        worth = trace["worth"](amount=exactly(left, self.scale))
        account.steps.append(Step(trace["less"](name=self._name, amount=shown), worth))
        if left != whole:
            text = self._phrases.warning["other_support_deducted"](name=self._name, amount=shown)
            account.warnings += (Warning("other_support_deducted", {"amount": support}, text),)
        return left


@makes("at_most")
class AtMostNode(Node):
    """An amount held to a ceiling for the single item."""

    def __init__(self, form: pack.AtMost, lexicon: Lexicon) -> None:
        """Compile the amount and its ceiling."""
        self._amount = compile_amount(form.amount, lexicon)
        self._ceiling = compile_amount(form.ceiling, lexicon)
        self.scale = common_scale([self._amount, self._ceiling])
        self.facts = (*self._amount.facts, *self._ceiling.facts)
        self._phrases = lexicon.phrases

    def value(self, facts: Facts, account: Account) -> Exact:
        """Return the smaller of amount and ceiling, and warn where the ceiling cut."""
        whole = self._amount.value(facts, account) * (self.scale // self._amount.scale)
        basis = account.basis
        # A ceiling that is looked up says how, a plain one is told with the cut itself.
        aside = account.aside()
        aside.steps = [] if isinstance(self._ceiling, FixedNode) else account.steps
        ceiling = self._ceiling.value(facts, aside) * (self.scale // self._ceiling.scale)
        shown, trace = exactly(ceiling, self.scale), self._phrases.trace
        account.basis = self._phrases.words["basis_at_most"](amount=basis, ceiling=shown)
        if whole <= ceiling:
            account.steps.append(Step(trace["item_ceiling_met"](ceiling=shown)))
            return whole
        self._warn(whole - ceiling, ceiling, account)
        return ceiling

    def _warn(self, over: Exact, ceiling: Exact, account: Account) -> None:
        limit, cut = round_half_up(ceiling, self.scale), round_half_up(over, self.scale)
        shown, shown_cut = grouped_yuan(limit), grouped_yuan(cut)
        worth = self._phrases.trace["worth"](amount=shown)
        account.steps.append(Step(self._phrases.trace["item_ceiling"](ceiling=shown, cut=shown_cut), worth))
        if cut:
            text = self._phrases.warning["item_ceiling"](limit=shown, cut=shown_cut)
            account.warnings += (Warning("item_ceiling", {"limit": limit, "cut": cut}, text),)
