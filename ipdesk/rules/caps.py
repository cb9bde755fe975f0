"""What limits between awards have in common.

Each knows its windows and how it cuts. What has been used lives in a ``Usage`` for the length of one
evaluation; the limits themselves never change.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from ipdesk.rules import pack
from ipdesk.rules.applicants import Audience
from ipdesk.rules.case import Facts, HistoryEntry
from ipdesk.rules.conditions import CompiledCondition
from ipdesk.rules.lexicon import Lexicon
from ipdesk.rules.walking import given_in
from ipdesk.rules.windows import YEAR, Key, key_of

if TYPE_CHECKING:
    from ipdesk.rules.open_line import OpenLine

Usage = dict[Key, Any]
"""What each window holds: a sum or count, the different values counted, or the award that stands (once)."""


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
    """What all limits between awards share: whom and what they bind, and their windows."""

    def __init__(self, binding: Binding) -> None:
        """Keep the pack's words, and what tells this limit's windows from others'."""
        number, form, audience, where, lexicon = binding
        self.number = number
        self.id = form.id
        self.name = form.name
        self.per = form.per
        self.key = key_of(form.per, number)
        self._audience = audience
        self._where = tuple(condition.test for condition in where)
        self.facts = tuple(fact for condition in where for fact in condition.facts)
        self.given = given_in(form.where)
        self._phrases = lexicon.phrases
        yearly = YEAR in form.per and form.years is None
        self._again = self._phrases.words["next_year"]() if yearly else ""

    def window(self, line: OpenLine) -> Key | None:
        """Return the window that ``line`` counts in, or None where the limit does not bind it."""
        if not self._binds(line):
            return None
        found = line.achievement
        return self.key(line.applicant, found.year, found.ref, found.facts)

    def concerns(self, kind: str, traits: frozenset[str]) -> bool:
        """Say whether the limit binds applicants of ``kind`` with ``traits`` at all."""
        return self._audience is None or self._audience.fits(kind, traits)

    def _binds(self, line: OpenLine) -> bool:
        if self._audience is not None and not self._audience.fits(line.kind, line.traits):
            return False
        return not self._where or self._holds(line.achievement.facts, line.achievement.date)

    def _holds(self, facts: Facts, date: datetime.date | None) -> bool:
        return all(test(facts, date) for test in self._where)

    def entry_window(self, entry: HistoryEntry) -> Key | None:
        """Return the window that an earlier award counts in."""
        if self._where and not self._holds(entry.facts, None):
            return None
        return self.key(entry.applicant, entry.year, entry.ref, entry.facts)
