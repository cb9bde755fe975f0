"""What limits between awards have in common.

Each knows its windows and how it cuts. What has been used lives in a ``Usage`` for the length of one
evaluation; the limits themselves never change.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from ipdesk.rules.core.case import Facts, HistoryEntry
from ipdesk.rules.evaluation.conditions.audience import Audience
from ipdesk.rules.evaluation.conditions.compile import CompiledCondition
from ipdesk.rules.evaluation.lacking import Lacking, note_lacking, open_parts
from ipdesk.rules.evaluation.windows import BUILT_IN, ITEM, YEAR, Key, key_of
from ipdesk.rules.evaluation.wording import Lexicon
from ipdesk.rules.pack import model as pack
from ipdesk.rules.pack.traverse import given_in

if TYPE_CHECKING:
    from ipdesk.rules.evaluation.open_line import OpenLine

Usage = dict[Key, Any]
"""What each window holds: a sum or count, the different values counted, or the award that stands (once)."""

BEFORE: Key = ("before",)
"""Where a usage keeps itself as history left it, before any line of the case."""


REF = "ref"
"""The number of the thing itself, where it is asked for beside the facts."""


def apart_by(limit: pack.Limit) -> tuple[str, ...]:
    """Return the facts by which a limit keeps awards apart, or counts them."""
    names = (*limit.per, *([limit.distinct] if limit.distinct else []))
    return tuple(name for name in names if name not in BUILT_IN)


class Binding(NamedTuple):
    """One limit on the clauses of one kind.

    ``number`` tells its windows from other limits'; ``where`` is compiled for the kind.
    """

    number: int
    form: pack.Limit
    audience: Audience | None
    where: tuple[CompiledCondition, ...]
    lexicon: Lexicon


class Cap:
    """What all limits between awards share: whom and what they bind, and their windows.

    ``swayed`` marks those that may pay more in another order by themselves, ``plain`` a sum and no more.
    """

    swayed: bool = False
    plain: bool = False

    def __init__(self, binding: Binding) -> None:
        """Keep the pack's words, and what tells this limit's windows from others'."""
        number, form, audience, where, lexicon = binding
        self.number = number
        self.id = form.id
        self.name = form.name
        self.per = form.per
        self.key = key_of(form.per, number, lexicon.sameness)
        self._lexicon = lexicon
        self._spans_years = form.years is not None
        self._audience = audience
        self._conditions = where
        self._where = tuple(condition.test for condition in where)
        self._default = lexicon.default
        self.narrowed = audience is not None or bool(where)
        self.asked: tuple[str, ...] = (REF,) if ITEM in form.per else ()
        self.facts: tuple[str, ...] = ()
        self._name(apart_by(form), frozenset())
        self._name((fact for condition in where for fact in condition.facts), given_in(form.where))
        self._phrases = lexicon.phrases
        yearly = YEAR in form.per and form.years is None
        self._again = self._phrases.words["next_year"]() if yearly else ""

    def _name(self, facts: Iterable[str], given: frozenset[str]) -> None:
        """Note facts that the limit names, all but ``given`` and those with defaults to be asked for."""
        found = tuple(facts)
        self.facts += found
        self.asked += tuple(fact for fact in found if fact not in given and self._default(fact) is None)

    def asks(self, line: OpenLine) -> tuple[str, ...]:
        """Return the facts (and the number, ``ref``) that the limit needs of a line that it may bind."""
        if not self.concerns(line.kind, line.traits):
            return ()
        return () if any(test(line.facts, line.date) is False for test in self._where) else self.asked

    def window(self, line: OpenLine) -> Key | None:
        """Return the window that ``line`` counts in, or None where the limit does not bind it."""
        return self.place(line) if self.concerns(line.kind, line.traits) else None

    def place(self, line: OpenLine) -> Key | None:
        """Return the window of a line whose applicant the limit ``concerns``, None where it is not bound."""
        if self._where and not self._holds(line.facts, line.date):
            return None
        return self.key(*line.parts)

    def concerns(self, kind: str, traits: frozenset[str]) -> bool:
        """Say whether the limit binds applicants of ``kind`` with ``traits`` at all."""
        return self._audience is None or self._audience.fits(kind, traits)

    def _binds(self, line: OpenLine) -> bool:
        if not self.concerns(line.kind, line.traits):
            return False
        return not self._where or self._holds(line.facts, line.date)

    def _holds(self, facts: Facts, date: datetime.date | None) -> bool:
        return all(test(facts, date) for test in self._where)

    def enter(self, usage: Usage, entry: HistoryEntry) -> None:
        """Let an earlier award take its place, or note that it does not say which that is."""
        key = self.entry_window(entry)
        if key is not None:
            self._add(usage, key, entry)
        else:
            self._note_lacking(usage, entry)

    def _add(self, usage: Usage, key: Key, entry: HistoryEntry) -> None:
        """Add an earlier award to its window: what it paid, unless a limit counts otherwise."""
        usage[key] = usage.get(key, 0) + entry.amount

    def _note_lacking(self, usage: Usage, entry: HistoryEntry, more: tuple[str, ...] = ()) -> None:
        """Note an award that may or may not be in a window; ``more`` is what it lacks besides."""
        answers = [condition.test(entry.facts, None) for condition in self._conditions]
        if False in answers:
            return
        unsure = [item for item, answer in zip(self._conditions, answers, strict=True) if answer is None]
        asked = [fact for item in unsure for fact in item.facts if fact not in entry.facts]
        asked = [fact for fact in asked if self._default(fact) is None]
        parts, unknown = open_parts(self.per, self._lexicon.sameness, entry)
        if self._spans_years:
            parts = tuple(None if name == YEAR else part for name, part in zip(self.per, parts, strict=True))
        names = tuple(dict.fromkeys((*unknown, *asked, *more)))
        note_lacking(usage, self.number, Lacking(entry, parts, names, self.name, self._lexicon))

    def entry_window(self, entry: HistoryEntry) -> Key | None:
        """Return the window that an earlier award counts in."""
        if self._where and not self._holds(entry.facts, None):
            return None
        return self.key(entry.applicant, entry.year, entry.ref, entry.facts)
