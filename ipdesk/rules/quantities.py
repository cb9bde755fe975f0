"""Numbers that are no sums: written out, facts, parameters that change by the day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ipdesk.rules import pack
from ipdesk.rules.case import Facts, FactValue
from ipdesk.rules.days import Date, named_day
from ipdesk.rules.lexicon import DATE, Lexicon, with_unit

Exact = int | Fraction
Read = Callable[[Facts, Date | None], Exact]
_SHOWN_DECIMALS = Decimal("0.0001")


class CompiledQuantity(NamedTuple):
    """A number ready to read, the facts it names, and how it is told (with its name, where it has one)."""

    read: Read
    facts: tuple[str, ...]
    show: Callable[[Facts, Date | None], str]


def compile_quantity(form: pack.QuantityForm, lexicon: Lexicon) -> CompiledQuantity:
    """Compile a quantity; raises KeyError for a name that a checked pack cannot hold."""
    if form.number is not None:
        return _written(exact(form.number))
    made = _of_fact(form.fact, lexicon) if form.fact is not None else compile_parameter(_used(form), lexicon)
    return made if form.at_most is None else _capped(made, exact(form.at_most), lexicon)


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


def _written(number: Exact) -> CompiledQuantity:
    text = written(number)
    return CompiledQuantity(lambda facts, date: number, (), lambda facts, date: text)


def _of_fact(fact: str, lexicon: Lexicon) -> CompiledQuantity:
    default, name = lexicon.default(fact), lexicon.name(fact)

    def value(facts: Facts) -> FactValue:
        found = facts.get(fact, default)
        assert found is not None, fact
        return found

    def read(facts: Facts, date: Date | None) -> Exact:
        return exact(value(facts))

    def show(facts: Facts, date: Date | None) -> str:
        return f"{name} {lexicon.shown(fact, value(facts))}"

    return CompiledQuantity(read, (fact,), show)


def compile_parameter(use: pack.ParameterUse, lexicon: Lexicon) -> CompiledQuantity:
    """Compile a parameter; it is not asked for a day before its first value (``ParameterDays``)."""
    form = lexicon.parameters[use.name]
    days = [step.since for step in form.values]
    values = [exact(step.value) for step in form.values]
    find = named_day(use.on)

    def read(facts: Facts, date: Date | None) -> Exact:
        day = find(facts, date)
        assert day is not None and day >= days[0], use.name
        return values[bisect_right(days, day) - 1]

    def show(facts: Facts, date: Date | None) -> str:
        return f"{form.name} {with_unit(written(read(facts, date)), form.unit)}"

    return CompiledQuantity(read, () if use.on == DATE else (use.on,), show)


def _capped(made: CompiledQuantity, most: Exact, lexicon: Lexicon) -> CompiledQuantity:
    words = lexicon.phrases.words["capped"]

    def read(facts: Facts, date: Date | None) -> Exact:
        return min(made.read(facts, date), most)

    def show(facts: Facts, date: Date | None) -> str:
        text = made.show(facts, date)
        return words(text=text, most=written(most)) if made.read(facts, date) > most else text

    return CompiledQuantity(read, made.facts, show)
