"""Amounts that are figures: sums, facts, parameters, and what multiplies them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from ipdesk.rules.core.case import Facts
from ipdesk.rules.core.money import FEN_PER_YUAN, grouped_yuan
from ipdesk.rules.core.result import TraceStep, remembered
from ipdesk.rules.evaluation.amounts.base import (
    AmountExpression,
    Constant,
    TraceContext,
    compile_part,
    exactly,
    makes,
)
from ipdesk.rules.evaluation.conditions.quantities import Exact, compile_parameter, compile_quantity, written
from ipdesk.rules.evaluation.wording import Lexicon, after_han, as_one, before_han, with_unit
from ipdesk.rules.pack import model as pack
from ipdesk.rules.source.sentences import prefilled


@makes("fixed")
class FixedNode(AmountExpression):
    """A sum that depends on nothing."""

    nameable = looked_up = True

    def __init__(self, fen: int, lexicon: Lexicon) -> None:
        """Prepare the one step it ever writes."""
        phrases = lexicon.phrases
        self._fen = fen
        self.worth = phrases.trace["worth"](amount=grouped_yuan(fen))
        self._step = TraceStep(phrases.trace["fixed"](), self.worth)
        self._basis = phrases.words["each"](measure=lexicon.kind.measure, amount=grouped_yuan(fen))
        self._brief = phrases.words["fixed_sum"](amount=grouped_yuan(fen))
        self.constant = Constant(fen, self._step, self._basis)

    def brief(self, facts: Facts, context: TraceContext) -> tuple[int, str]:
        """Return the sum in fen and its words in one step of the trace; the basis says that it is fixed."""
        context.basis = self._basis
        return self._fen, self._brief

    def in_row(self, facts: Facts, context: TraceContext) -> int:
        """Return the sum; the row has told it."""
        context.basis = self._basis
        return self._fen

    def value(self, facts: Facts, context: TraceContext) -> int:
        """Return the fixed sum in fen and tell it in the trace."""
        context.steps.append(self._step)
        context.basis = self._basis
        return self._fen


@makes("fact")
class FactNode(AmountExpression):
    """An amount fact as it stands."""

    nameable = True

    def __init__(self, fact: str, lexicon: Lexicon) -> None:
        """Keep the fact's default and words."""
        self.facts = (fact,)
        self._default = lexicon.default(fact)
        self.name = lexicon.name(fact)
        say = prefilled(lexicon.phrases.trace["fact"], "amount", name=self.name)
        worth = prefilled(lexicon.phrases.trace["worth"], "amount")
        self._step = remembered(lambda fen: TraceStep(say(grouped_yuan(fen)), worth(grouped_yuan(fen))))
        self._basis = lexicon.phrases.words["basis_fact"](name=self.name)
        self._named = prefilled(lexicon.phrases.words["named_sum"], "amount", name=self.name)

    def brief(self, facts: Facts, context: TraceContext) -> tuple[int, str]:
        """Return the fact's fen with its name."""
        fen = self.read(facts)
        context.basis = self.name
        return fen, self._named(grouped_yuan(fen))

    def read(self, facts: Facts) -> int:
        """Return the fact's fen without a word."""
        value = facts.get(self.facts[0], self._default)
        assert isinstance(value, int), self.facts
        return value

    def value(self, facts: Facts, context: TraceContext) -> int:
        """Return the fact's fen."""
        fen = self.read(facts)
        context.steps.append(self._step(fen))
        context.basis = self._basis
        return fen


@makes("parameter")
class ParameterNode(AmountExpression):
    """A sum in yuan that the pack gives by the day."""

    nameable = True

    def __init__(self, use: pack.ParameterUse, lexicon: Lexicon) -> None:
        """Compile the parameter."""
        unit = lexicon.phrases.words["yuan_unit"]()
        self._quantity = compile_parameter(use, lexicon, unit, lambda yuan: exactly(yuan * FEN_PER_YUAN, 1))
        self.facts = self._quantity.facts

    def brief(self, facts: Facts, context: TraceContext) -> tuple[Exact, str]:
        """Return the day's sum, with its name and the day from which it holds."""
        fen = self._quantity.read(facts, context.date) * FEN_PER_YUAN
        context.basis = self.phrases.words["named_sum"](name=self._quantity.name, amount=exactly(fen, 1))
        return fen, self._quantity.show(facts, context.date)

    def value(self, facts: Facts, context: TraceContext) -> Exact:
        """Return the day's sum."""
        fen, text = self.brief(facts, context)
        trace = self.phrases.trace
        context.add_step(trace["parameter"](text=text), trace["worth"](amount=exactly(fen, 1)))
        return fen


@makes("percent")
class PercentNode(AmountExpression):
    """A percentage of an amount, not rounded here."""

    def __init__(self, form: pack.Percent, lexicon: Lexicon) -> None:
        """Turn the rate into a whole numerator and widen the scale."""
        self._of = compile_part(form.of, lexicon)
        self.inner = (self._of,)
        rate = form.rate.number or Decimal(0)
        decimals = max(0, -int(rate.normalize().as_tuple().exponent))
        self._times = int(rate * 10**decimals)
        self.scale = self._of.scale * 100 * 10**decimals
        self._open = None if form.rate.number is not None else compile_quantity(form.rate, lexicon, "%")
        self.facts = (*self._of.facts, *(self._open.facts if self._open else ()))
        self.phrases = lexicon.phrases
        self._name = lexicon.name(self._of.facts[0]) if isinstance(self._of, FactNode) else ""
        self._prepare_words(f"{rate.normalize():f}")

    def _prepare_words(self, rate: str) -> None:
        trace, words = self.phrases.trace, self.phrases.words
        self._rate = rate
        self._basis = words["basis_percent"](name=self._name, rate=rate)
        self._worth = prefilled(trace["worth"], "amount")
        self._say = prefilled(trace["percent"], "amount", name=self._name, rate=rate)
        self._step = remembered(self._step_text)

    def value(self, facts: Facts, context: TraceContext) -> Exact:
        """Return the share of the inner amount."""
        if self._open is not None:
            return self._at_open_rate(facts, context)
        if not isinstance(self._of, FactNode):
            return self._of_another(self._times, with_unit(self._rate, "%"), self._rate, facts, context)
        inner = self._of.read(facts)
        context.basis = self._basis
        context.steps.append(self._step(inner))
        return inner * self._times

    def _step_text(self, inner: int) -> TraceStep:
        return TraceStep(
            self._say(grouped_yuan(inner)), self._worth(exactly(inner * self._times, self.scale))
        )

    def _at_open_rate(self, facts: Facts, context: TraceContext) -> Exact:
        assert self._open is not None
        rate = self._open.read(facts, context.date)
        shown = self._open.show(facts, context.date)
        return self._of_another(rate, shown, written(rate), facts, context)

    def _of_another(self, times: Exact, shown: str, rate: str, facts: Facts, context: TraceContext) -> Exact:
        """Take a share (``times``, of which the scale holds the divisor) of any amount."""
        inner, text = self._of.brief(facts, context)
        found = inner * times
        worth = self._worth(exactly(found, self.scale))
        context.add_step(self.phrases.trace["times"](amount=text, factors=shown), worth)
        context.basis = self.phrases.words["basis_percent"](name=as_one(context.basis), rate=rate)
        return found


@makes("units")
class UnitsNode(AmountExpression):
    """Counts times their prices, added up."""

    def __init__(self, form: tuple[pack.Unit, ...], lexicon: Lexicon) -> None:
        """Keep each count with its price and default."""
        self.facts = tuple(unit.count for unit in form)
        self._units = [(unit, lexicon.name(unit.count), lexicon.default(unit.count)) for unit in form]
        self._trace = lexicon.phrases.trace
        self._priced = [lexicon.priced(unit.count, unit.price) for unit in form]
        self._lexicon = lexicon

    def value(self, facts: Facts, context: TraceContext) -> int:
        """Return the sum of all counts times their prices."""
        total, items, priced = 0, [], []
        for (unit, name, default), price in zip(self._units, self._priced, strict=True):
            count = facts.get(unit.count, default)
            assert isinstance(count, int), unit.count
            total += count * unit.price
            if count or len(self._units) == 1:
                shown = self._lexicon.shown(unit.count, count)
                priced.append(price)
                items.append(self._trace["unit"](name=name, count=shown, price=grouped_yuan(unit.price)))
        items = items or [self._trace["units_none"]()]
        context.add_step(" ＋ ".join(items), self._trace["worth"](amount=grouped_yuan(total)))
        context.basis = "、".join(priced or self._priced)
        return total


@makes("times")
class TimesNode(AmountExpression):
    """An amount times numbers."""

    multiplies = True

    def __init__(self, form: pack.Times, lexicon: Lexicon) -> None:
        """Compile the amount and every number."""
        self._amount = compile_part(form.amount, lexicon)
        self.inner = (self._amount,)
        self._by = [compile_quantity(quantity, lexicon) for quantity in form.by]
        self.scale = self._amount.scale
        self.facts = (*self._amount.facts, *(fact for quantity in self._by for fact in quantity.facts))

    def value(self, facts: Facts, context: TraceContext) -> Exact:
        """Multiply the inner amount by each quantity, exactly, and tell the product; in ``1/scale`` fen."""
        found, amount = self._amount.brief(facts, context)
        factors = " × ".join(quantity.show(facts, context.date) for quantity in self._by)
        for quantity in self._by:
            found = found * quantity.read(facts, context.date)
        trace = self.phrases.trace
        text = trace["times"](amount=amount, factors=factors)
        context.add_step(text, trace["worth"](amount=exactly(found, self.scale)))
        context.basis = self.phrases.words["basis_times"](amount=context.basis, factors=factors)
        return found


@makes("ratio")
class RatioNode(AmountExpression):
    """An amount scaled by the ratio of two numbers."""

    def __init__(self, form: pack.Ratio, lexicon: Lexicon) -> None:
        """Compile the amount and both numbers."""
        self._amount = compile_part(form.amount, lexicon)
        self.inner = (self._amount,)
        self._of, self._to = compile_quantity(form.of, lexicon), compile_quantity(form.to, lexicon)
        self._at_most_whole = form.at_most_whole
        self.scale = self._amount.scale
        self.facts = (*self._amount.facts, *self._of.facts, *self._to.facts)

    def value(self, facts: Facts, context: TraceContext) -> Exact:
        """Return the scaled amount: 0 where there is nothing to compare with."""
        whole, amount = self._amount.brief(facts, context)
        of, to = self._of.read(facts, context.date), self._to.read(facts, context.date)
        found, key = self._scaled(whole, of, to)
        shown_of, shown_to = self._of.show(facts, context.date), self._to.show(facts, context.date)
        trace = self.phrases.trace
        text = trace[key](amount=amount, of=shown_of if key == "ratio" else after_han(shown_of), to=shown_to)
        context.add_step(text, trace["worth"](amount=exactly(found, self.scale)))
        named = self._of.name and self._to.name
        basis = self.phrases.words["basis_ratio" if named else "basis_scaled"]
        context.basis = basis(amount=before_han(context.basis), of=self._of.name, to=self._to.name)
        return found

    def _scaled(self, whole: Exact, of: Exact, to: Exact) -> tuple[Exact, str]:
        """Return the scaled amount, and which sentence tells it."""
        if to == 0:
            return 0, "ratio_of_nothing"
        if self._at_most_whole and of >= to:
            return whole, "ratio_whole"
        return whole * Fraction(of) / Fraction(to), "ratio"
