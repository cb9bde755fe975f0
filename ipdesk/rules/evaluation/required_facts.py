"""What must be known before a rule's line can be computed: facts, the number, values of parameters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ipdesk.rules.core.case import Achievement
from ipdesk.rules.evaluation.limits.base import REF, Cap
from ipdesk.rules.evaluation.parameter_days import ParameterDays
from ipdesk.rules.evaluation.wording import Lexicon

if TYPE_CHECKING:
    from ipdesk.rules.evaluation.open_line import OpenLine


class RequiredFacts:
    """What one rule needs of every line, and what limits that bind only some lines need of those.

    ``whole`` are the facts that every line needs, ``ref`` says whether it needs its number, ``more`` whether
    anything beside these may be missing.
    """

    def __init__(
        self, facts: Iterable[str], ref: bool, caps: Iterable[Cap], days: ParameterDays, lexicon: Lexicon
    ) -> None:
        """Keep the facts that every line needs, whether it needs its number, and all limits over the rule."""
        self.facts = tuple(dict.fromkeys(facts))
        self.whole = frozenset(self.facts)
        self.ref = ref
        self._caps = tuple(cap for cap in caps if cap.narrowed and cap.asked)
        self._days = days
        self._lexicon = lexicon
        self.more = bool(self._caps) or bool(days.uses)

    def missing_facts(self, line: OpenLine) -> Mapping[str, str]:
        """Return what is not known yet, by id, in words."""
        found = line.achievement
        by_limits = [name for cap in self._caps for name in cap.required_facts(line)]
        asked = [*self.facts, *([REF] if self.ref else []), *by_limits]
        names = {name: self._named(name) for name in asked if not _known(found, name)}
        return names or self._days.without_value(found.facts, found.date)

    def _named(self, name: str) -> str:
        return self._lexicon.kind.ref.name if name == REF else self._lexicon.asked(name)


def _known(found: Achievement, name: str) -> bool:
    return found.ref is not None if name == REF else name in found.facts
