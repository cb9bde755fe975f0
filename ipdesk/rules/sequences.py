"""Limits about what came before: instalments that follow an earlier one, milestones over counted awards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipdesk.rules import pack
from ipdesk.rules.caps import Cap, Usage
from ipdesk.rules.case import HistoryEntry
from ipdesk.rules.lexicon import Lexicon
from ipdesk.rules.money import grouped_yuan
from ipdesk.rules.refusals import Refusal
from ipdesk.rules.result import Step
from ipdesk.rules.windows import Key

if TYPE_CHECKING:
    from ipdesk.rules.open_line import OpenLine


class Tally(Cap):
    """How many awards a window holds; counts, but binds nothing itself."""

    def enter(self, usage: Usage, entry: HistoryEntry) -> None:
        """Count an earlier award."""
        key = self.entry_window(entry)
        if key is not None:
            usage[key] = usage.get(key, 0) + 1

    def take(self, usage: Usage, line: OpenLine, key: Key) -> None:
        """Count ``line``, which was awarded."""
        usage[key] = usage.get(key, 0) + 1

    def held(self, usage: Usage, line: OpenLine) -> int:
        """Return how many awards there are in the window of ``line``."""
        key = self.window(line)
        return 0 if key is None else usage.get(key, 0)


class After(Tally):
    """Nothing is paid before an earlier award stands in the window; its name says what must come first.

    Whom and what it binds narrows the later lines only; every earlier award counts.
    """

    def enter(self, usage: Usage, entry: HistoryEntry) -> None:
        """Count an earlier award."""
        key = self.key(entry.applicant, entry.year, entry.ref, entry.facts)
        if key is not None:
            usage[key] = usage.get(key, 0) + 1

    def missing(self, usage: Usage, line: OpenLine) -> Refusal | None:
        """Return what must come first where it has not; None where nothing is missing."""
        if not self._binds(line):
            return None
        key = self.window(line)
        if key is None or key not in usage:
            text = self._phrases.words["after"](name=self.name)
            return Refusal(text, text)
        line.steps.append(Step(self._phrases.trace["after_met"](name=self.name)))
        return None


class Milestone:
    """A sum for the number of awards reached when a line's turn comes."""

    def __init__(self, form: pack.Milestone, tally: Tally, lexicon: Lexicon) -> None:
        """Keep the steps, highest first, and the tally of the awards they count."""
        self._steps = form.steps
        self._tally = tally
        self._phrases = lexicon.phrases
        first = form.steps[-1]
        self.basis = self._phrases.words["basis_milestone"](
            count=first.at_least, amount=grouped_yuan(first.amount)
        )

    def reach(self, usage: Usage, line: OpenLine) -> None:
        """Give ``line`` the figure of the step that the count has reached, 0 below the lowest."""
        count = self._tally.held(usage, line)
        step = next((step for step in self._steps if count >= step.at_least), None)
        trace = self._phrases.trace
        line.basis = self.basis
        if step is None:
            line.steps.append(Step(trace["milestone_none"](count=count, least=self._steps[-1].at_least)))
            return
        line.computed = line.amount = step.amount
        worth = trace["worth"](amount=grouped_yuan(step.amount))
        line.steps.append(Step(trace["milestone"](count=count, least=step.at_least), worth))
