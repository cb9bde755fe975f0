"""Days for which a pack gives a parameter no value yet: nothing may be computed from it then."""

from __future__ import annotations

from collections.abc import Iterable

from ipdesk.rules.core.case import Facts
from ipdesk.rules.evaluation.conditions.days import Date, named_day
from ipdesk.rules.evaluation.wording import Lexicon
from ipdesk.rules.pack import model as pack


class ParameterDays:
    """The parameters that a rule uses, and the days on which each has a value."""

    def __init__(self, uses: Iterable[pack.ParameterUse], lexicon: Lexicon) -> None:
        """Look up every parameter; raises KeyError for one that a checked pack cannot name."""
        self._words = lexicon.phrases.words
        self.uses = [(use.name, lexicon.parameters[use.name], named_day(use.on)) for use in uses]

    def without_value(self, facts: Facts, date: Date) -> dict[str, str]:
        """Return the parameters that have no value for their day, by id, in words."""
        missing = {}
        for name, form, find in self.uses:
            day = find(facts, date)
            if day is not None and form.on(day) is None:
                missing[name] = self._words["parameter_on_day"](
                    name=form.name, day=day, known=self._known(form, day)
                )
        return missing

    def _known(self, form: pack.Parameter, day: Date) -> str:
        """Say which values there are next to a day without one."""
        begun = [number for number, step in enumerate(form.values) if step.since <= day]
        following = form.values[len(begun)].since if len(begun) < len(form.values) else None
        if not begun:
            return self._words["parameter_from"](first=following)
        known = self._words["parameter_to"](last=form.end(begun[-1]))
        return known if following is None else self._words["parameter_gap"](known=known, first=following)
