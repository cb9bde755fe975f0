"""Milestones: a sum for so many awards counted in a window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipdesk.rules.core.case import HistoryEntry
from ipdesk.rules.core.money import grouped_yuan
from ipdesk.rules.core.result import TraceStep
from ipdesk.rules.evaluation.limits.base import Binding, Cap
from ipdesk.rules.evaluation.usage import Usage
from ipdesk.rules.evaluation.windows import YEAR, Key
from ipdesk.rules.pack import model as pack
from ipdesk.rules.pack.amounts import MilestoneStep

if TYPE_CHECKING:
    from ipdesk.rules.evaluation.open_line import OpenLine


class Tally(Cap):
    """How many awards a window holds; counts, but binds nothing itself."""

    order_matters = True

    def _add(self, usage: Usage, key: Key, entry: HistoryEntry) -> None:
        """Count an earlier award."""
        usage[key] = usage.get(key, 0) + 1

    def consume(self, usage: Usage, line: OpenLine, key: Key) -> None:
        """Count ``line``, which was awarded."""
        usage[key] = usage.get(key, 0) + 1

    def count(self, usage: Usage, line: OpenLine) -> int:
        """Return how many awards there are in the window of ``line``."""
        key = self.window(line)
        return 0 if key is None else usage.get(key, 0)


class Milestone:
    """A sum for the number of awards reached when a line's turn comes; ``tally`` counts them."""

    def __init__(self, form: pack.Milestone, counted: Binding) -> None:
        """Keep the steps, highest first, and the tally of the awards they count (``counted``)."""
        self._steps = form.steps
        self.tally = Tally(counted)
        self._phrases = phrases = counted.lexicon.phrases
        self._words = {"titles": counted.form.name, "measure": counted.form.measure}
        self._yearly = YEAR in form.per
        first = form.steps[-1]
        self.basis = phrases.words["basis_milestone"](
            count=first.at_least, measure=counted.form.measure, amount=grouped_yuan(first.amount)
        )

    def reach(self, usage: Usage, line: OpenLine) -> None:
        """Give ``line`` the figure of the step that the count has reached, 0 below the lowest."""
        count = self.tally.count(usage, line)
        reached = [step for step in self._steps if count >= step.at_least]
        line.basis = self.basis
        trace, window = self._phrases.trace, self._window(line)
        if reached:
            line.computed = line.amount = reached[0].amount
            words = {**self._words, "window": window, "count": count, "least": reached[0].at_least}
            worth = trace["worth"](amount=grouped_yuan(line.computed))
            line.steps.append(TraceStep(trace["milestone"](**words), worth))
            paid = grouped_yuan(line.computed)
            line.basis = self._phrases.words["basis_milestone_reached"](**words, amount=paid)
        if len(reached) < len(self._steps):
            following = self._steps[-len(reached) - 1]
            key = "milestone_next" if reached else "milestone_none"
            line.steps.append(
                TraceStep(trace[key](**self._words, **self._words_of(following, count, window)))
            )

    def _words_of(self, step: MilestoneStep, count: int, window: str) -> dict[str, object]:
        """Return in words what a step lacks."""
        more, amount = step.at_least - count, grouped_yuan(step.amount)
        return {"window": window, "count": count, "least": step.at_least, "more": more, "amount": amount}

    def _window(self, line: OpenLine) -> str:
        words = self._phrases.words
        return words["in_year"](year=line.achievement.year) if self._yearly else words["in_all"]()
