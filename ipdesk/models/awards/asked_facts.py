"""What the form of a row asks for, as far as is known what the row is about: one truth for form and table."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from ipdesk.models.parsing.achievement_rows import RowEntry
from ipdesk.models.records import RawAchievement
from ipdesk.rules.core.plain_text import blank
from ipdesk.rules.evaluation.amounts.alternatives import alternative_borders
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.pack.vocabulary import FactType, FactWord


class AskedFacts(NamedTuple):
    """Facts of a form: those without which a row is not complete, and those that no clause asks of it.

    ``as_no`` are questions that nobody has answered and that count as no.
    """

    required: tuple[str, ...]
    idle: frozenset[str]
    as_no: tuple[str, ...]


NOTHING = AskedFacts((), frozenset(), ())


class _Form(NamedTuple):
    """What is asked of a kind in any case: all facts of its form, always needed, and with alternatives."""

    facts: Mapping[str, FactWord]
    needed: tuple[str, ...]
    alternatives: frozenset[str]


@lru_cache(maxsize=200)
def _form_of(policy: Policy, kind: str) -> _Form:
    words = policy.vocabulary.all_facts[kind]
    facts = {name: words[name] for name in policy.facts_of(kind)}
    needed = tuple(name for name, word in facts.items() if word.needed)
    return _Form(facts, needed, frozenset(alternative_borders(policy.pack, kind)))


def asked_of(policy: Policy, raw: RawAchievement, entry: RowEntry, today: datetime.date) -> AskedFacts:
    """Return what is asked of a row by the clauses that are, or may yet be, about it."""
    if raw.kind not in policy.vocabulary.kinds:
        return NOTHING
    form = _form_of(policy, raw.kind)
    day = entry.achievements[0].date if entry.achievements else today
    needed, named = policy.asked_facts(raw.kind, entry.facts, day)
    needed_here = {name for name in needed if name not in form.alternatives}
    required = [name for name in form.facts if name in form.needed or name in needed_here]
    open_ = {name for name in form.facts if blank(raw.facts.get(name, "")) and name not in entry.derived}
    switches = (name for name, word in form.facts.items() if word.type is FactType.BOOLEAN)
    as_no = tuple(name for name in switches if name in open_ & named and name not in required)
    idle = frozenset(form.facts) - named - frozenset(form.needed)
    return AskedFacts((*(("ref",) if policy.needs_ref(raw.kind) else ()), *required), idle, as_no)


def blank_facts(asked: AskedFacts, raw: RawAchievement, entry: RowEntry) -> list[str]:
    """Return what a row lacks of what is asked of it, whether a clause has been computed yet or not."""
    texts = {"ref": raw.ref, **raw.facts}
    return [name for name in asked.required if name not in entry.derived and blank(texts.get(name, ""))]


def unanswered(policy: Policy, raw: RawAchievement, entry: RowEntry, today: datetime.date) -> bool:
    """Say whether something asked of a row is open yet: its day, a fact, or a question that counts as no."""
    asked = asked_of(policy, raw, entry, today)
    return not entry.achievements or bool(asked.as_no or blank_facts(asked, raw, entry))


def names(policy: Policy, kind: str, facts: tuple[str, ...]) -> str:
    """Return facts of a kind by their names, in one line."""
    return "、".join(policy.vocabulary.fact(kind, name).name for name in facts)
