"""Amounts that are figures: sums, facts, parameters, and what multiplies them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from ipdesk.rules import pack
from ipdesk.rules.case import Facts
from ipdesk.rules.lexicon import Lexicon
from ipdesk.rules.money import FEN_PER_YUAN, grouped_yuan
from ipdesk.rules.node import Account, Node, compile_amount, exactly, makes
from ipdesk.rules.phrases import prefilled
from ipdesk.rules.quantities import Exact, compile_parameter, compile_quantity, written
from ipdesk.rules.result import Step, remembered


@makes("fixed")
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


@makes("fact")
class FactNode(Node):
    """An amount fact as it stands."""

    def __init__(self, fact: str, lexicon: Lexicon) -> None:
        """Keep the fact's default and words."""
        self.facts = (fact,)
        self._default = lexicon.default(fact)
        self._name = lexicon.name(fact)
        say = prefilled(lexicon.phrases.trace["fact"], "amount", name=self._name)
        worth = prefilled(lexicon.phrases.trace["worth"], "amount")
        self._step = remembered(lambda fen: Step(say(grouped_yuan(fen)), worth(grouped_yuan(fen))))
        self._basis = lexicon.phrases.words["basis_fact"](name=self._name)

    def read(self, facts: Facts) -> int:
        """Return the fact's fen without a word."""
        value = facts.get(self.facts[0], self._default)
        assert isinstance(value, int), self.facts
        return value

    def value(self, facts: Facts, account: Account) -> int:
        """Return the fact's fen."""
        fen = self.read(facts)
        account.steps.append(self._step(fen))
        account.basis = self._basis
        return fen


@makes("parameter")
class ParameterNode(Node):
    """A sum in yuan that the pack gives by the day."""

    def __init__(self, use: pack.ParameterUse, lexicon: Lexicon) -> None:
        """Compile the parameter."""
        self._quantity = compile_parameter(use, lexicon)
        self.facts = self._quantity.facts
        self._phrases = lexicon.phrases

    def value(self, facts: Facts, account: Account) -> Exact:
        """Return the day's sum."""
        fen = self._quantity.read(facts, account.date) * FEN_PER_YUAN
        text = self._quantity.show(facts, account.date)
        worth = self._phrases.trace["worth"](amount=exactly(fen, 1))
        account.steps.append(Step(self._phrases.trace["parameter"](text=text), worth))
        account.basis = text
        return fen


@makes("percent")
class PercentNode(Node):
    """A percentage of an amount, not rounded here."""

    def __init__(self, form: pack.Percent, lexicon: Lexicon) -> None:
        """Turn the rate into a whole numerator and widen the scale."""
        self._of = compile_amount(form.of, lexicon)
        rate = form.rate.number or Decimal(0)
        decimals = max(0, -int(rate.normalize().as_tuple().exponent))
        self._times = int(rate * 10**decimals)
        self.scale = self._of.scale * 100 * 10**decimals
        self._open = None if form.rate.number is not None else compile_quantity(form.rate, lexicon)
        self.facts = (*self._of.facts, *(self._open.facts if self._open else ()))
        self._phrases = lexicon.phrases
        self._name = lexicon.name(self._of.facts[0]) if isinstance(self._of, FactNode) else ""
        self._prepare_words(f"{rate.normalize():f}")

    def _prepare_words(self, rate: str) -> None:
        trace, words = self._phrases.trace, self._phrases.words
        self._rate = rate
        self._basis = words["basis_percent"](name=self._name, rate=rate)
        self._worth = prefilled(trace["worth"], "amount")
        plain = isinstance(self._of, FactNode)
        known = {"name": self._name, "rate": rate} if plain else {"rate": rate}
        self._say = prefilled(trace["percent" if plain else "percent_of"], "amount", **known)
        self._step = remembered(self._told)

    def value(self, facts: Facts, account: Account) -> Exact:
        """Return the share of the inner amount."""
        if self._open is not None:
            return self._at_open_rate(facts, account)
        inner: Exact
        if isinstance(self._of, FactNode):
            inner = self._of.read(facts)
            account.basis = self._basis
        else:
            inner = self._of.value(facts, account)
            account.basis = self._phrases.words["basis_percent_of"](of=account.basis, rate=self._rate)
        account.steps.append(self._step(inner))
        return inner * self._times

    def _told(self, inner: Exact) -> Step:
        worth = self._worth(exactly(inner * self._times, self.scale))
        return Step(self._say(exactly(inner, self._of.scale)), worth)

    def _at_open_rate(self, facts: Facts, account: Account) -> Exact:
        assert self._open is not None
        inner = self._of.value(facts, account)
        rate = self._open.read(facts, account.date)
        text = self._phrases.trace["percent_by"](
            amount=exactly(inner, self._of.scale),
            rate=written(rate),
            source=self._open.show(facts, account.date),
        )
        account.basis = self._phrases.words["basis_percent_of"](of=account.basis, rate=written(rate))
        # The scale already holds the division by a hundred.
        found = inner * rate
        account.steps.append(Step(text, self._worth(exactly(found, self.scale))))
        return found


@makes("units")
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


@makes("times")
class TimesNode(Node):
    """An amount times numbers."""

    def __init__(self, form: pack.Times, lexicon: Lexicon) -> None:
        """Compile the amount and every number."""
        self._amount = compile_amount(form.amount, lexicon)
        self._by = [compile_quantity(quantity, lexicon) for quantity in form.by]
        self.scale = self._amount.scale
        self.facts = (*self._amount.facts, *(fact for quantity in self._by for fact in quantity.facts))
        self._phrases = lexicon.phrases

    def value(self, facts: Facts, account: Account) -> Exact:
        """Return the product."""
        found = self._amount.value(facts, account)
        factors = " × ".join(quantity.show(facts, account.date) for quantity in self._by)
        text = self._phrases.trace["times"](amount=exactly(found, self.scale), factors=factors)
        for quantity in self._by:
            found = found * quantity.read(facts, account.date)
        worth = self._phrases.trace["worth"](amount=exactly(found, self.scale))
        account.steps.append(Step(text, worth))
        account.basis = self._phrases.words["basis_times"](amount=account.basis, factors=factors)
        return found


@makes("ratio")
class RatioNode(Node):
    """An amount scaled by the ratio of two numbers."""

    def __init__(self, form: pack.Ratio, lexicon: Lexicon) -> None:
        """Compile the amount and both numbers."""
        self._amount = compile_amount(form.amount, lexicon)
        self._of, self._to = compile_quantity(form.of, lexicon), compile_quantity(form.to, lexicon)
        self._at_most_whole = form.at_most_whole
        self.scale = self._amount.scale
        self.facts = (*self._amount.facts, *self._of.facts, *self._to.facts)
        self._phrases = lexicon.phrases

    def value(self, facts: Facts, account: Account) -> Exact:
        """Return the scaled amount: 0 where there is nothing to compare with."""
        whole = self._amount.value(facts, account)
        of, to = self._of.read(facts, account.date), self._to.read(facts, account.date)
        found = self._scaled(whole, of, to)
        shown = self._of.show(facts, account.date), self._to.show(facts, account.date)
        text = self._phrases.trace["ratio" if to else "ratio_of_nothing"](
            amount=exactly(whole, self.scale), of=shown[0], to=shown[1]
        )
        worth = self._phrases.trace["worth"](amount=exactly(found, self.scale))
        account.steps.append(Step(text, worth))
        account.basis = self._phrases.words["basis_ratio"](amount=account.basis)
        return found

    def _scaled(self, whole: Exact, of: Exact, to: Exact) -> Exact:
        if to == 0:
            return 0
        if self._at_most_whole and of >= to:
            return whole
        return whole * Fraction(of) / Fraction(to)
