"""Checking what an amount does without: where a fact may be absent, nothing may be computed from it."""

from __future__ import annotations

from collections.abc import Iterator

from ipdesk.rules.checking.collector import Notes
from ipdesk.rules.pack import model as pack
from ipdesk.rules.pack.traverse import given_in
from ipdesk.rules.source.strict_model import StrictModel
from ipdesk.rules.source.yaml_source import Position

_FACTS = ("fact", "by", "deduct", "count", "of", "on")
"""Where a form names a fact; what is no text there is a form of its own."""


def check_given(notes: Notes, form: pack.AmountForm, at: Position) -> None:
    """Check that facts of which the amount asks whether they are given stand only where they are."""
    spared = given_in(form)
    for fact in dict.fromkeys(_unguarded(form, spared)) if spared else ():
        message = (
            f"金额里用 given 问过“{fact}”有没有填写，别处就只能在“已填写”的情形里用它："
            f"请在用到它的那一种情形的 when 里写上 given: {fact}。"
        )
        notes.note(at, "not_given", message)


def _unguarded(part: object, open_facts: frozenset[str]) -> Iterator[str]:
    """Yield the facts among ``open_facts`` that are used where nothing says that they are given."""
    if isinstance(part, pack.Choice):
        open_facts = open_facts - _surely_given(part.when)
    if isinstance(part, StrictModel):
        yield from _named(part, open_facts)
        for name in type(part).model_fields:
            yield from _unguarded(getattr(part, name), open_facts)
    elif isinstance(part, dict | tuple):
        for inner in part.values() if isinstance(part, dict) else part:
            yield from _unguarded(inner, open_facts)


def _named(form: StrictModel, facts: frozenset[str]) -> Iterator[str]:
    for name in _FACTS:
        value = getattr(form, name, None)
        if isinstance(value, str) and value in facts:
            yield value


def _surely_given(conditions: tuple[pack.Condition, ...]) -> frozenset[str]:
    """Return the facts that are given wherever all ``conditions`` hold."""
    found = [item.given for item in conditions if item.given is not None]
    inner = [_surely_given(item.all) for item in conditions if item.all is not None]
    return frozenset(found).union(*inner)
