"""The step that says which conditions hold, and by which facts."""

from __future__ import annotations

from collections.abc import Sequence

from ipdesk.rules.core.case import Facts, FactValue
from ipdesk.rules.core.result import TraceStep, remembered
from ipdesk.rules.evaluation.conditions.compile import CompiledCondition
from ipdesk.rules.evaluation.conditions.days import Date
from ipdesk.rules.source.sentences import Phrases


class MetConditions:
    """Conditions that hold, told as one step; steps are remembered by the values of the facts they tell."""

    def __init__(self, conditions: Sequence[CompiledCondition], phrases: Phrases, key: str) -> None:
        """Note which facts are told; ``key`` is the sentence that takes the conditions in."""
        self._conditions, self._phrases = conditions, phrases
        self._say = phrases.trace[key]
        explained = [item for item in conditions if item.explained]
        self._facts = tuple(dict.fromkeys(fact for item in explained for fact in item.facts))
        self._fixed = None if explained else self._compose(None)
        self._step = remembered(self._compose)

    def step(self, facts: Facts, date: Date | None) -> TraceStep:
        """Return the step for an achievement with these facts."""
        return self._fixed or self._step(date, *map(facts.get, self._facts))

    def _compose(self, date: Date | None, *values: FactValue | None) -> TraceStep:
        named = zip(self._facts, values, strict=True) if values else ()
        facts = {name: value for name, value in named if value is not None}
        return TraceStep(
            self._say(
                conditions="、".join(item.met_text(facts, date, self._phrases) for item in self._conditions)
            )
        )
