"""Days for which a pack gives a parameter no value yet: nothing may be computed from it then."""

from __future__ import annotations

from collections.abc import Iterable

from ipdesk.rules import pack
from ipdesk.rules.case import Facts
from ipdesk.rules.days import Date, named_day
from ipdesk.rules.lexicon import Lexicon


class ParameterDays:
    """The parameters that a rule uses, and the day from which each has a value."""

    def __init__(self, uses: Iterable[pack.ParameterUse], lexicon: Lexicon) -> None:
        """Look up every parameter; raises KeyError for one that a checked pack cannot name."""
        self._say = lexicon.phrases.words["parameter_from"]
        self.uses = [(use.name, lexicon.parameters[use.name], named_day(use.on)) for use in uses]

    def without_value(self, facts: Facts, date: Date) -> dict[str, str]:
        """Return the parameters that have no value for their day, by id, in words."""
        missing = {}
        for name, form, find in self.uses:
            day, first = find(facts, date), form.values[0].since
            if day is not None and day < first:
                missing[name] = self._say(name=form.name, day=day, first=first)
        return missing
