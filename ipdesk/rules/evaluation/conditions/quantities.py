"""Numbers that are no sums: written out, facts, parameters that change by the day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ipdesk.rules.core.case import Facts, FactValue
from ipdesk.rules.evaluation.conditions.days import Date, named_day
from ipdesk.rules.evaluation.wording import DATE, Lexicon, with_unit
from ipdesk.rules.pack import model as pack

Exact = int | Fraction
Read = Callable[[Facts, Date | None], Exact]
_SHOWN_DECIMALS = Decimal("0.0001")


class CompiledQuantity(NamedTuple):
    """A number ready to read, the facts it names, its ``name`` where it has one.

    ``show`` tells it with its name, and with the day from which a parameter has its value.
    """

    read: Read
    facts: tuple[str, ...]
    show: Callable[[Facts, Date | None], str]
    name: str = ""


def compile_quantity(form: pack.QuantityForm, lexicon: Lexicon, unit: str | None = None) -> CompiledQuantity:
    """Compile a quantity, told in ``unit`` or in its own; raises KeyError for an unknown name."""
    if form.number is not None:
        return _written(exact(form.number), unit or "")
    fact, most = form.fact, form.at_most
    made = compile_parameter(_used(form), lexicon, unit) if fact is None else _of_fact(fact, lexicon, unit)
    if most is None:
        return made
    if unit is None and fact is not None:
        return _capped(made, exact(most), lexicon.shown(fact, most), lexicon)
    own = lexicon.parameters[_used(form).name].unit if unit is None else unit
    return _capped(made, exact(most), with_unit(written(exact(most)), own), lexicon)


def _used(form: pack.QuantityForm) -> pack.ParameterUse:
    if form.parameter is None:
        raise ValueError("no_form")
    return form.parameter


def exact(number: Decimal | FactValue) -> Exact:
    """Return a number as int where it is whole, else as a fraction."""
    if isinstance(number, int):
        return number
    found = Fraction(number)
    return int(found) if found.denominator == 1 else found


def written(number: Exact) -> str:
    """Write a number for people: all its decimals, or four of them after “about” where they never end."""
    if isinstance(number, int):
        return f"{number:,}"
    value = Decimal(number.numerator) / Decimal(number.denominator)
    if Fraction(value) == number:
        return f"{value.normalize():,f}"
    return f"约 {value.quantize(_SHOWN_DECIMALS).normalize():,f}"


def _written(number: Exact, unit: str) -> CompiledQuantity:
    text = with_unit(written(number), unit)
    return CompiledQuantity(lambda facts, date: number, (), lambda facts, date: text)


def _of_fact(fact: str, lexicon: Lexicon, unit: str | None) -> CompiledQuantity:
    default, name = lexicon.default(fact), lexicon.name(fact)

    def value(facts: Facts) -> FactValue:
        found = facts.get(fact, default)
        assert found is not None, fact
        return found

    def read(facts: Facts, date: Date | None) -> Exact:
        return exact(value(facts))

    def show(facts: Facts, date: Date | None) -> str:
        found = value(facts)
        shown = lexicon.shown(fact, found) if unit is None else with_unit(written(exact(found)), unit)
        return f"{name} {shown}"

    return CompiledQuantity(read, (fact,), show, name)


def compile_parameter(
    use: pack.ParameterUse, lexicon: Lexicon, unit: str | None = None, write: Callable[[Exact], str] = written
) -> CompiledQuantity:
    """Compile a parameter; it is not asked for a day that has no value (``ParameterDays``)."""
    form = lexicon.parameters[use.name]
    words, own = lexicon.phrases.words, form.unit if unit is None else unit
    key = "parameter" if use.on == DATE else "parameter_on"
    by_day = _ValuesByDay(form, use)

    def show(facts: Facts, date: Date | None) -> str:
        step = by_day.step(facts, date)
        phrase = words[key if step.until is None else f"{key}_until"]
        held = {"since": step.since, "until": step.until, "day": by_day.day(facts, date)}
        value = with_unit(write(step.value), own)
        return phrase(name=form.name, value=value, on=lexicon.name(use.on), **held)

    return CompiledQuantity(by_day.read, () if use.on == DATE else (use.on,), show, form.name)


class _Step(NamedTuple):
    since: Date
    until: Date | None
    value: Exact


class _ValuesByDay:
    """The values of a parameter, each from its day on, and the day by which one of them is used."""

    def __init__(self, form: pack.Parameter, use: pack.ParameterUse) -> None:
        self._steps = [
            _Step(step.since, form.end(number), exact(step.value)) for number, step in enumerate(form.values)
        ]
        self._days = [step.since for step in self._steps]
        self._name = use.name
        self.day = named_day(use.on)

    def step(self, facts: Facts, date: Date | None) -> _Step:
        day = self.day(facts, date)
        assert day is not None and day >= self._days[0], self._name
        found = self._steps[bisect_right(self._days, day) - 1]
        assert found.until is None or day <= found.until, self._name
        return found

    def read(self, facts: Facts, date: Date | None) -> Exact:
        return self.step(facts, date).value


def _capped(made: CompiledQuantity, most: Exact, shown: str, lexicon: Lexicon) -> CompiledQuantity:
    words = lexicon.phrases.words

    def read(facts: Facts, date: Date | None) -> Exact:
        return min(made.read(facts, date), most)

    def show(facts: Facts, date: Date | None) -> str:
        text = made.show(facts, date)
        if made.read(facts, date) <= most:
            return text
        # A day in brackets and the ceiling share one pair of them.
        inside = text.endswith("）")
        return words["capped_too" if inside else "capped"](text=text.removesuffix("）"), most=shown)

    return CompiledQuantity(read, made.facts, show, made.name)
