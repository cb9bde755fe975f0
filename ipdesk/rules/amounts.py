"""Amounts, compiled to nodes that compute exactly and say how.

A node's value is a whole number of ``1/scale`` fen: percentages multiply the scale instead of rounding, so
that a line is rounded once, at its end. Every node writes its step of the trace as it computes.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

from ipdesk.rules import pack
from ipdesk.rules.case import Facts, FactValue
from ipdesk.rules.lexicon import Lexicon
from ipdesk.rules.money import FEN_PER_YUAN, grouped_yuan, round_half_up
from ipdesk.rules.phrases import prefilled
from ipdesk.rules.result import Step, Warning


class Account:
    """What computing leaves behind: steps of the trace, warnings, and the basis in a few words."""

    __slots__ = ("basis", "steps", "warnings")

    def __init__(self, steps: list[Step]) -> None:
        """Start from the steps already taken."""
        self.steps = steps
        self.warnings: list[Warning] = []
        self.basis = ""


class Node(ABC):
    """One amount form.

    ``facts`` are those it names, branches not taken included.
    """

    scale: int = 1
    facts: tuple[str, ...] = ()

    @abstractmethod
    def value(self, facts: Facts, account: Account) -> int:
        """Return the amount in ``1/scale`` fen; every fact it needs is present or has a default."""


def exactly(scaled: int, scale: int) -> str:
    """Write ``scaled / scale`` fen in yuan with all its decimals, at least two."""
    if scaled % scale == 0:
        return grouped_yuan(scaled // scale)
    exact = Decimal(scaled) / (scale * FEN_PER_YUAN)
    return f"{exact.normalize():,f}"


def compile_amount(form: pack.AmountForm, lexicon: Lexicon) -> Node:
    """Compile an amount; raises KeyError or ValueError for what a checked pack cannot hold."""
    for name, make in _MAKERS.items():
        part = getattr(form, name)
        if part is not None:
            node: Node = make(part, lexicon)
            return node
    raise ValueError("an amount that is decided has no node of its own")


def _common_scale(nodes: list[Node]) -> int:
    scale = 1
    for node in nodes:
        scale = max(scale, node.scale)
    if any(scale % node.scale for node in nodes):
        scale = 1
        for node in nodes:
            scale *= node.scale
    return scale


class FixedNode(Node):
    """A sum that depends on nothing."""

    def __init__(self, fen: int, lexicon: Lexicon) -> None:
        """Prepare the one step it ever writes."""
        phrases = lexicon.phrases
        self._fen = fen
        self._step = Step(phrases.trace["fixed"](), phrases.trace["worth"](amount=grouped_yuan(fen)))
        self._basis = phrases.words["each"](measure=lexicon.kind.measure, amount=grouped_yuan(fen))

    def value(self, facts: Facts, account: Account) -> int:
        """Return the sum."""
        account.steps.append(self._step)
        account.basis = self._basis
        return self._fen


class FactNode(Node):
    """An amount fact as it stands."""

    def __init__(self, fact: str, lexicon: Lexicon) -> None:
        """Keep the fact's default and words."""
        self.facts = (fact,)
        self._default = lexicon.default(fact)
        self._name = lexicon.name(fact)
        self._say = prefilled(lexicon.phrases.trace["fact"], "amount", name=self._name)
        self._worth = prefilled(lexicon.phrases.trace["worth"], "amount")
        self._basis = lexicon.phrases.words["basis_fact"](name=self._name)

    def read(self, facts: Facts) -> int:
        """Return the fact's fen without a word."""
        value = facts.get(self.facts[0], self._default)
        assert isinstance(value, int), self.facts
        return value

    def value(self, facts: Facts, account: Account) -> int:
        """Return the fact's fen."""
        fen = self.read(facts)
        shown = grouped_yuan(fen)
        account.steps.append(Step(self._say(shown), self._worth(shown)))
        account.basis = self._basis
        return fen


class PercentNode(Node):
    """A percentage of an amount, not rounded here."""

    def __init__(self, form: pack.Percent, lexicon: Lexicon) -> None:
        """Turn the rate into a whole numerator and widen the scale."""
        self._of = compile_amount(form.of, lexicon)
        decimals = max(0, -int(form.rate.normalize().as_tuple().exponent))
        self._times = int(form.rate * 10**decimals)
        self.scale = self._of.scale * 100 * 10**decimals
        self.facts = self._of.facts
        self._rate = f"{form.rate.normalize():f}"
        self._phrases = lexicon.phrases
        self._name = lexicon.name(self.facts[0]) if isinstance(self._of, FactNode) else ""
        self._basis = self._phrases.words["basis_percent"](name=self._name, rate=self._rate)
        trace = self._phrases.trace
        self._say = prefilled(trace["percent"], "amount", name=self._name, rate=self._rate)
        self._say_of = prefilled(trace["percent_of"], "amount", rate=self._rate)
        self._worth = prefilled(trace["worth"], "amount")

    def value(self, facts: Facts, account: Account) -> int:
        """Return the share of the inner amount."""
        if isinstance(self._of, FactNode):
            inner = self._of.read(facts)
            text = self._say(grouped_yuan(inner))
            account.basis = self._basis
        else:
            inner = self._of.value(facts, account)
            text = self._say_of(exactly(inner, self._of.scale))
            account.basis = self._phrases.words["basis_percent_of"](of=account.basis, rate=self._rate)
        found = inner * self._times
        account.steps.append(Step(text, self._worth(exactly(found, self.scale))))
        return found


class TableNode(Node):
    """One amount for each value of a choice."""

    def __init__(self, form: pack.Table, lexicon: Lexicon) -> None:
        """Prepare each value's row and its words."""
        self._by = form.by
        rows = {value: compile_amount(amount, lexicon) for value, amount in form.values.items()}
        self.scale = _common_scale(list(rows.values()))
        self.facts = (form.by, *(fact for node in rows.values() for fact in node.facts))
        self._rows: dict[FactValue, tuple[Node, int, Step, str]] = {}
        name = lexicon.name(form.by)
        for value, node in rows.items():
            shown = lexicon.shown(form.by, value)
            step = Step(lexicon.phrases.trace["table"](name=name, value=shown))
            self._rows[value] = (node, self.scale // node.scale, step, shown)
        self._basis = lexicon.phrases.words["basis_table"]

    def value(self, facts: Facts, account: Account) -> int:
        """Return the amount of the fact's value."""
        node, widen, step, shown = self._rows[facts[self._by]]
        account.steps.append(step)
        found = node.value(facts, account) * widen
        account.basis = self._basis(value=shown, amount=account.basis)
        return found


class _Bound(NamedTuple):
    least: Any
    strict: bool
    node: Node
    widen: int
    say: Callable[..., str]


class TiersNode(Node):
    """The amount of the highest step reached; 0 where none is."""

    def __init__(self, form: pack.Tiers, lexicon: Lexicon) -> None:
        """Prepare the steps in the order of the pack, highest first."""
        self._by = form.by
        self._lexicon = lexicon
        nodes = [compile_amount(step.pays(), lexicon) for step in form.steps]
        self.scale = _common_scale(nodes)
        self.facts = (form.by, *(fact for node in nodes for fact in node.facts))
        self._default = lexicon.default(form.by)
        self._steps = [self._bound(step, node) for step, node in zip(form.steps, nodes, strict=True)]
        self._none = prefilled(lexicon.phrases.trace["tier_none"], "value", name=lexicon.name(form.by))

    def _bound(self, step: pack.Step, node: Node) -> _Bound:
        phrases, name, widen = self._lexicon.phrases, self._lexicon.name(self._by), self.scale // node.scale
        if step.otherwise is not None:
            return _Bound(
                None, False, node, widen, prefilled(phrases.trace["tier_otherwise"], "value", name=name)
            )
        strict = step.above is not None
        least = self._lexicon.typed(self._by, step.bound())
        words = phrases.words["bound_above" if strict else "bound_at_least"](value=self._shown(least))
        say = prefilled(phrases.trace["tier"], "value", name=name, bound=words)
        return _Bound(least, strict, node, widen, say)

    def _shown(self, value: FactValue) -> str:
        return self._lexicon.shown(self._by, value)

    def value(self, facts: Facts, account: Account) -> int:
        """Return the amount of the step that the fact reaches."""
        reached: Any = facts.get(self._by, self._default)
        shown = self._shown(reached)
        for least, strict, node, widen, say in self._steps:
            if least is None or reached > least or (reached == least and not strict):
                account.steps.append(Step(say(shown)))
                return node.value(facts, account) * widen
        account.steps.append(Step(self._none(shown)))
        return 0


class UnitsNode(Node):
    """Counts times their prices, added up."""

    def __init__(self, form: tuple[pack.Unit, ...], lexicon: Lexicon) -> None:
        """Keep each count with its price and default."""
        self.facts = tuple(unit.count for unit in form)
        self._units = [(unit, lexicon.name(unit.count), lexicon.default(unit.count)) for unit in form]
        self._trace = lexicon.phrases.trace
        basis = lexicon.phrases.words["basis_unit"]
        self._basis = "、".join(
            basis(name=name, price=grouped_yuan(unit.price)) for unit, name, _ in self._units
        )

    def value(self, facts: Facts, account: Account) -> int:
        """Return the sum of all counts times their prices."""
        total, items = 0, []
        for unit, name, default in self._units:
            count = facts.get(unit.count, default)
            assert isinstance(count, int), unit.count
            total += count * unit.price
            items.append(self._trace["unit"](name=name, count=count, price=grouped_yuan(unit.price)))
        worth = self._trace["worth"](amount=grouped_yuan(total))
        account.steps.append(Step(self._trace["units"](items=" ＋ ".join(items)), worth))
        account.basis = self._basis
        return total


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

    def value(self, facts: Facts, account: Account) -> int:
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
            account.warnings.append(Warning("other_support_deducted", {"amount": support}, text))
        return left


class AtMostNode(Node):
    """An amount held to a ceiling for the single item."""

    def __init__(self, form: pack.AtMost, lexicon: Lexicon) -> None:
        """Compile the amount and its ceiling."""
        self._amount = compile_amount(form.amount, lexicon)
        self._ceiling = compile_amount(form.ceiling, lexicon)
        self.scale = _common_scale([self._amount, self._ceiling])
        self.facts = (*self._amount.facts, *self._ceiling.facts)
        self._phrases = lexicon.phrases

    def value(self, facts: Facts, account: Account) -> int:
        """Return the smaller of amount and ceiling, and warn where the ceiling cut."""
        whole = self._amount.value(facts, account) * (self.scale // self._amount.scale)
        basis = account.basis
        # A ceiling that is looked up says how, a plain one is told with the cut itself.
        aside = Account([] if isinstance(self._ceiling, FixedNode) else account.steps)
        ceiling = self._ceiling.value(facts, aside) * (self.scale // self._ceiling.scale)
        shown, trace = exactly(ceiling, self.scale), self._phrases.trace
        account.basis = self._phrases.words["basis_at_most"](amount=basis, ceiling=shown)
        if whole <= ceiling:
            account.steps.append(Step(trace["item_ceiling_met"](ceiling=shown)))
            return whole
        self._warn(whole - ceiling, ceiling, account)
        return ceiling

    def _warn(self, over: int, ceiling: int, account: Account) -> None:
        limit, cut = ceiling // self.scale, round_half_up(over, self.scale)
        shown, shown_cut = grouped_yuan(limit), grouped_yuan(cut)
        worth = self._phrases.trace["worth"](amount=shown)
        account.steps.append(Step(self._phrases.trace["item_ceiling"](ceiling=shown, cut=shown_cut), worth))
        if cut:
            text = self._phrases.warning["item_ceiling"](limit=shown, cut=shown_cut)
            account.warnings.append(Warning("item_ceiling", {"limit": limit, "cut": cut}, text))


_MAKERS: dict[str, type] = {
    "fixed": FixedNode,
    "fact": FactNode,
    "percent": PercentNode,
    "table": TableNode,
    "tiers": TiersNode,
    "units": UnitsNode,
    "less": LessNode,
    "at_most": AtMostNode,
}
