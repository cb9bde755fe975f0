"""What a rule pays, in words: the amount of a pack read out without any case to compute."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from ipdesk.rules.core.money import grouped_yuan
from ipdesk.rules.evaluation.conditions.audience import Audience
from ipdesk.rules.evaluation.conditions.compile import compile_condition
from ipdesk.rules.evaluation.conditions.quantities import exact, written
from ipdesk.rules.evaluation.wording import Lexicon, as_one, before_han
from ipdesk.rules.pack import model as pack
from ipdesk.rules.pack.amounts import Band

Lines = tuple[str, ...]


class SumWords:
    """Says amounts about one kind of achievement. ``lines`` gives each alternative a line of its own."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon, self._words = lexicon, lexicon.phrases.words

    def lines(self, form: pack.AmountForm) -> Lines:
        """Return what the amount is: one line, or a head and a line for each step or alternative."""
        parts = self._parts(form)
        return parts if parts else (self.in_words(form),)

    def in_words(self, form: pack.AmountForm) -> str:
        """Return what the amount is in one line."""
        parts = self._parts(form)
        if parts:
            return self._words["sum_inline"](head=parts[0], items="；".join(parts[1:]))
        say: Callable[[object], str] = getattr(self, f"_{form.form()}")
        return say(getattr(form, form.form()))

    def _parts(self, form: pack.AmountForm) -> Lines:
        name = form.form()
        say: Callable[[object], Lines] | None = getattr(self, f"_each_{name}", None)
        return () if say is None else say(getattr(form, name))

    # --- what is one line ---

    def _fixed(self, fen: int) -> str:
        return self._words["sum_yuan"](amount=grouped_yuan(fen))

    def _fact(self, fact: str) -> str:
        return self._words["sum_fact"](name=self._lexicon.name(fact))

    def _parameter(self, use: pack.ParameterUse) -> str:
        return self._lexicon.parameters[use.name].name

    def _percent(self, form: pack.Percent) -> str:
        if form.of.fact is not None:
            return self._words["sum_percent"](name=self._lexicon.name(form.of.fact), rate=self._rate(form))
        return self._words["sum_percent"](name=as_one(self._within(form.of)), rate=self._rate(form))

    def _rate(self, form: pack.Percent) -> str:
        return self._quantity(form.rate).removesuffix("%")

    def _units(self, units: Iterable[pack.Unit]) -> str:
        return "、".join(self._lexicon.priced(unit.count, unit.price) for unit in units)

    def _times(self, form: pack.Times) -> str:
        factors = " × ".join(self._quantity(factor) for factor in form.by)
        return self._words["sum_times"](amount=self._within(form.amount), factors=factors)

    def _ratio(self, form: pack.Ratio) -> str:
        of, to = self._quantity(form.of), self._quantity(form.to)
        return self._words["sum_ratio"](amount=self._within(form.amount), of=of, to=to)

    def _sum(self, items: Iterable[pack.AmountForm]) -> str:
        return self._words["sum_total"](items=self._listed(items))

    def _smaller(self, items: Iterable[pack.AmountForm]) -> str:
        return self._words["sum_smaller"](items=self._listed(items))

    def _larger(self, items: Iterable[pack.AmountForm]) -> str:
        return self._words["sum_larger"](items=self._listed(items))

    def _listed(self, items: Iterable[pack.AmountForm]) -> str:
        return "、".join(self._within(item) for item in items)

    def _less(self, form: pack.Less) -> str:
        name = self._lexicon.name(form.deduct)
        return self._words["sum_less"](amount=self._within(form.amount), name=name)

    def _at_most(self, form: pack.AtMost) -> str:
        amount, ceiling = self._within(form.amount), _spaced(self._within(form.ceiling))
        return self._words["sum_capped_at"](amount=amount, ceiling=ceiling)

    def _decided(self, form: pack.Decided) -> str:
        bounds = []
        if form.ceiling is not None:
            bounds.append(self._words["sum_ceiling"](amount=_spaced(self._within(form.ceiling))))
        if form.floor is not None:
            bounds.append(self._words["sum_floor"](amount=_spaced(self._within(form.floor))))
        return self._words["sum_decided"](bounds="，".join(bounds) or self._words["sum_no_bounds"]())

    def _within(self, form: pack.AmountForm) -> str:
        """Return an amount inside another: what has parts is kept together by brackets."""
        text = self.in_words(form)
        return self._words["sum_within"](text=text) if self._parts(form) else text

    # --- what has a line for each part ---

    def _each_table(self, form: pack.Table) -> Lines:
        name, say = self._lexicon.name(form.by), self._words["sum_part"]
        parts = [
            say(when=self._lexicon.shown(form.by, value), amount=self.in_words(amount))
            for value, amount in form.values.items()
        ]
        if form.otherwise is not None:
            parts.append(say(when=self._words["sum_others"](), amount=self.in_words(form.otherwise)))
        return self._words["sum_by"](name=name), *parts

    def _each_tiers(self, form: pack.Tiers) -> Lines:
        parts = [
            self._words["sum_part"](when=self._step(form.by, step), amount=self.in_words(step.pays()))
            for step in form.steps
        ]
        return self._words["sum_by"](name=self._lexicon.name(form.by)), *parts

    def _step(self, fact: str, step: pack.Step) -> str:
        test = step.test()
        if test == "otherwise":
            return self._words["sum_others"]()
        return self._words[f"sum_{test}"](value=self._number(fact, step.bound()))

    def _number(self, fact: str, number: Decimal) -> str:
        return before_han(self._lexicon.shown(fact, self._lexicon.typed(fact, number)))

    def _each_bands(self, form: pack.Bands) -> Lines:
        head = self._words["sum_bands"](name=self._lexicon.name(form.by))
        return head, *(self._band(form.by, band) for band in form.steps)

    def _band(self, fact: str, band: Band) -> str:
        pays = self._words["sum_band_rate"](rate=written(exact(band.rate or Decimal(0))))
        if band.each is not None:
            pays = self._words["sum_band_each"](amount=grouped_yuan(band.each))
        return self._words["sum_band"](above=self._number(fact, band.above), pays=pays)

    def _each_choose(self, choices: Iterable[pack.Choice]) -> Lines:
        say = self._words["sum_part"]
        parts = [
            say(when=self._alternative(choice), amount=self.in_words(choice.pays())) for choice in choices
        ]
        return self._words["sum_choose"](), *parts

    def _alternative(self, choice: pack.Choice) -> str:
        lexicon = self._lexicon
        found = [compile_condition(form, lexicon).text for form in choice.when]
        if choice.who is not None:
            found.insert(0, Audience(choice.who, lexicon.vocabulary, lexicon.phrases).text)
        return "，".join(found) or self._words["sum_others"]()

    def _each_milestone(self, form: pack.Milestone) -> Lines:
        say = self._words["sum_milestone_step"]
        parts = [say(count=step.at_least, amount=grouped_yuan(step.amount)) for step in form.steps]
        return self._words["sum_milestone"](), *parts

    # --- numbers ---

    def _quantity(self, form: pack.QuantityForm) -> str:
        if form.number is not None:
            return written(exact(form.number))
        if form.fact is not None:
            text = self._lexicon.name(form.fact)
        else:
            assert form.parameter is not None, "exactly one of the three is given"
            text = self._lexicon.parameters[form.parameter.name].name
        most = form.at_most
        return text if most is None else self._words["sum_capped"](text=text, most=written(exact(most)))


def _spaced(text: str) -> str:
    """Return a text to stand after a word: figures keep a distance from it."""
    return f" {text}" if text[:1].isdigit() else text


def with_measure(form: pack.AmountForm, lexicon: Lexicon) -> Lines:
    """Return what a whole rule pays: a fixed sum is for each piece."""
    if form.fixed is not None:
        say = lexicon.phrases.words["sum_each"]
        return (say(measure=lexicon.kind.measure, amount=grouped_yuan(form.fixed)),)
    return SumWords(lexicon).lines(form)
