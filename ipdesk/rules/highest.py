"""Highest only: of several awards of one window the highest stands, less what history paid there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipdesk.rules.caps import Binding, Cap, Usage
from ipdesk.rules.money import grouped_yuan
from ipdesk.rules.result import Step, Warning, remembered

if TYPE_CHECKING:
    from ipdesk.rules.case import HistoryEntry
    from ipdesk.rules.open_line import OpenLine


class Highest(Cap):
    """A choice between the awards of one window (usually one applicant and year)."""

    def __init__(self, binding: Binding) -> None:
        """Prepare the sentences."""
        super().__init__(binding)
        self._lost = remembered(self._told_loss)

    def enter(self, usage: Usage, entry: HistoryEntry) -> None:
        """Add what an earlier award paid in its window."""
        key = self.entry_window(entry)
        if key is not None:
            usage[key] = usage.get(key, 0) + entry.amount

    def settle(self, usage: Usage, lines: list[OpenLine]) -> OpenLine | None:
        """Let one of ``lines`` (in limit order, all of one window) stand and exclude the others.

        Lines that once bars fall out first. The winner is lowered by what history paid; it is returned, to
        go through the remaining limits, or None where nothing stands.
        """
        standing = [line for line in lines if not (line.clause.once and line.clause.once.bars(usage, line))]
        if not standing:
            return None
        winner = max(standing, key=lambda line: line.computed)
        key = self.window(winner)
        used = 0 if key is None else usage.get(key, 0)
        for line in standing:
            if line is not winner:
                self._beaten(line, winner, used)
        return self._stands(winner, used)

    def _stands(self, winner: OpenLine, used: int) -> OpenLine | None:
        trace = self._phrases.trace
        winner.steps.append(Step(trace["highest_stands"](name=self.name)))
        if used == 0:
            return winner
        left = min(winner.amount, max(0, winner.computed - used))
        step = Step(
            trace["highest_paid"](name=self.name, used=grouped_yuan(used)),
            trace["available"](amount=grouped_yuan(left)),
        )
        winner.lower(left, self._warning(winner.computed, used, winner.computed - left), step)
        return winner if left else None

    def _beaten(self, line: OpenLine, winner: OpenLine, used: int) -> None:
        once, stood = line.clause.once, winner.clause.once
        if once and stood and once.window(line) == stood.window(winner):
            once.refuse(line, winner.achievement.id)
            return
        line.exclude(*self._lost(winner.computed, used, line.computed))

    def _told_loss(self, limit: int, used: int, cut: int) -> tuple[Warning, Step]:
        trace = self._phrases.trace
        text = trace["highest_beaten"](name=self.name, limit=grouped_yuan(limit))
        return self._warning(limit, used, cut), Step(text, trace["not_again"]())

    def _warning(self, limit: int, used: int, cut: int) -> Warning:
        say = self._phrases.warning["highest_only"]
        text = say(name=self.name, limit=grouped_yuan(limit), cut=grouped_yuan(cut))
        return Warning("highest_only", {"limit": limit, "used": used, "cut": cut}, text)
