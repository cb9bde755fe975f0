"""Packs with one thing changed: what a slip of the pen could make of a policy.

Everything that an evaluation rests on is changed once, found by walking the models: every sum, rate, border,
count, limit and day up and down by its smallest part, every border's inclusion, every condition, value,
window and limit left out, every applicant's group made wider and narrower.
"""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from pydantic import BaseModel

from ipdesk.rules.pack.model import Condition, Pack, Rule, Step, Who
from ipdesk.rules.pack.vocabulary import Vocabulary

# Words for people, and what the examples themselves consist of, change no sum.
SPOKEN = frozenset({"id", "name", "text", "title", "summary", "notes", "materials", "article", "refer"})
INCLUSION = (("at_least", "above"), ("at_most", "below"))
WIDER = "any"
NARROWER = {"any": "unit", "unit": "institution", "institution": "business", "business": "enterprise"}
# Of a whole pack: what says which document it is, and what is changed piece by piece or not at all.
FRAMING = SPOKEN | {
    *("format", "issued", "words", "readings", "rules", "limits", "examples", "clawback_examples"),
}
NEVER_EMPTY = frozenset({"in_", "not_in"})  # then the condition as a whole is left out
OTHER_ONCE = {"item": "applicant", "applicant": "item"}


class Mutant(NamedTuple):
    """A changed pack, what was changed, and the rules (ids) that it can show in; none means all."""

    change: str
    form: Pack
    rules: frozenset[str]


class Variant(NamedTuple):
    """One changed value and what was changed in it."""

    change: str
    value: Any


def mutants(form: Pack, words: Vocabulary) -> Iterator[Mutant]:
    """Yield every mutant of a pack whose words these are."""
    for number, rule in enumerate(form.rules):
        needed = _needed_anyway(rule, form, words)
        for change, value in _of_item(rule):
            if not (value and _shielded(rule, value[0], needed)):
                rules = (*form.rules[:number], *value, *form.rules[number + 1 :])
                yield Mutant(
                    f"{rule.id}{change}", form.model_copy(update={"rules": rules}), frozenset({rule.id})
                )
    for number, limit in enumerate(form.limits):
        for change, value in _of_item(limit):
            limits = (*form.limits[:number], *value, *form.limits[number + 1 :])
            yield Mutant(
                f"{limit.id}{change}", form.model_copy(update={"limits": limits}), frozenset(limit.rules)
            )
    yield from _of_frame(form)


def _of_frame(form: Pack) -> Iterator[Mutant]:
    """Yield the pack with anything else in it changed: its term, its bars, its parameters."""
    for field in type(form).model_fields:
        value = getattr(form, field)
        if field in FRAMING or value is None:
            continue
        for change, changed in _of_value(field, value):
            yield Mutant(f"{field}{change}", form.model_copy(update={field: changed}), frozenset())
    if form.bar is not None:
        yield Mutant("bar left out", form.model_copy(update={"bar": None}), frozenset())


def _of_item(item: BaseModel) -> Iterator[Variant]:
    """Yield one rule or limit changed or, with an empty value, left out."""
    yield Variant(" left out", ())
    for change, value in _of_model(item):
        yield Variant(change, (value,))


def _of_model(model: BaseModel) -> Iterator[Variant]:
    for field in type(model).model_fields:
        if field not in SPOKEN:
            for change, value in _of_value(field, getattr(model, field)):
                yield Variant(f".{field}{change}", model.model_copy(update={field: value}))
    for pair in INCLUSION:
        yield from _inclusion(model, *pair)
    if isinstance(model, Who):
        yield from _groups(model)


def _of_value(field: str, value: object) -> Iterator[Variant]:
    if field == "matching" and value is not None:
        yield Variant(" left out", None)
    if isinstance(value, BaseModel):
        yield from _of_model(value)
    elif isinstance(value, tuple):
        yield from _of_list(field, value)
    elif isinstance(value, dict):
        for key, inner in value.items():
            for change, changed in _of_value(field, inner):
                yield Variant(f"[{key}]{change}", {**value, key: changed})
    else:
        yield from _of_figure(value)


def _of_list(field: str, items: tuple[Any, ...]) -> Iterator[Variant]:
    for number, item in enumerate(items):
        before, after = items[:number], items[number + 1 :]
        if len(items) > 1 or field not in NEVER_EMPTY:
            yield Variant(f"[{number}] left out ({_short(item)})", (*before, *after))
        for change, value in _of_value(field, item):
            yield Variant(f"[{number}]{change}", (*before, value, *after))
        if field == "once" and item in OTHER_ONCE:
            yield Variant(f" per {OTHER_ONCE[item]}", (*before, OTHER_ONCE[item], *after))


def _of_figure(value: object) -> Iterator[Variant]:
    changes: tuple[object, ...] = ()
    if isinstance(value, int) and not isinstance(value, bool):
        changes = (value - 1, value + 1)
    elif isinstance(value, Decimal):
        changes = tuple(value + Decimal(change) for change in ("-1", "-0.01", "0.01", "1"))
    elif isinstance(value, datetime.date):
        changes = (value - datetime.timedelta(days=1), value + datetime.timedelta(days=1))
    for changed in changes:
        yield Variant(f": {changed} for {value}", changed)


def _inclusion(model: BaseModel, one: str, other: str) -> Iterator[Variant]:
    for held, instead in ((one, other), (other, one)):
        value = getattr(model, held, None)
        if value is not None and instead in type(model).model_fields:
            changed = model.model_copy(update={held: None, instead: value})
            yield Variant(f": {instead} {value} for {held}", changed)


def _groups(who: Who) -> Iterator[Variant]:
    if who.group != WIDER:
        yield Variant(f": {WIDER} for {who.group}", who.model_copy(update={"group": WIDER}))
    if who.group in NARROWER:
        narrower = NARROWER[who.group]
        yield Variant(f": {narrower} for {who.group}", who.model_copy(update={"group": narrower}))


def _shielded(rule: Rule, changed: Rule, needed: frozenset[str]) -> bool:
    """Say whether the change changes nothing, because something else in the rule says the same."""
    if len(rule.requires) > len(changed.requires):
        (dropped,) = [condition for condition in rule.requires if condition not in changed.requires]
        return dropped.given in needed
    return _guarded(rule, changed)


def _needed_anyway(rule: Rule, form: Pack, words: Vocabulary) -> frozenset[str]:
    """Return the facts that the rule's amount or limits need, and that nothing stands in for."""
    named = set(_words_in(rule.amount))
    for limit in form.limits:
        named |= {*limit.per, limit.distinct} if rule.id in limit.rules else set()
    facts = words.all_facts[rule.about.kind[0]]
    return frozenset(name for name, word in facts.items() if name in named and word.default is None)


def _words_in(value: object) -> Iterator[str]:
    if isinstance(value, BaseModel):
        value = tuple(getattr(value, field) for field in type(value).model_fields)
    if isinstance(value, str):
        yield value
    for inner in value if isinstance(value, tuple) else value.values() if isinstance(value, dict) else ():
        yield from _words_in(inner)


def _guarded(rule: Rule, changed: Rule) -> bool:
    """Say whether a requirement keeps away all that a lower lowest step would newly reach."""
    if rule.amount is None or changed.amount is None or rule.amount.tiers is None:
        return False
    tiers, others = rule.amount.tiers, changed.amount.tiers
    if others is None or len(tiers.steps) != len(others.steps) or tiers.steps[:-1] != others.steps[:-1]:
        return False
    last, other = tiers.steps[-1], others.steps[-1]
    asked = [_border(condition) for condition in rule.requires if condition.fact == tiers.by]
    return _border(last) in asked and last.amount == other.amount and _border(other) < _border(last)


def _border(bound: Condition | Step) -> tuple[Decimal, bool]:
    """Return a lower border so that borders can be compared; without one, the lowest of all."""
    if bound.above is not None:
        return bound.above, True
    return (Decimal("-Infinity") if bound.at_least is None else bound.at_least), False


def _short(item: object) -> str:
    return (
        item
        if isinstance(item, str)
        else str(getattr(item, "fact", None) or getattr(item, "group", "") or "")
    )
