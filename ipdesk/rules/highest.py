"""Highest only: of several awards of one window the highest stands, less what history paid there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipdesk.rules.caps import Binding, Cap, Usage
from ipdesk.rules.money import grouped_yuan
from ipdesk.rules.result import Step, Warning, remembered
from ipdesk.rules.whole import Whole

if TYPE_CHECKING:
    from ipdesk.rules.case import HistoryEntry
    from ipdesk.rules.open_line import OpenLine


class Highest(Cap):
    """A choice between the awards of one window (usually one applicant and year)."""

    def __init__(self, binding: Binding) -> None:
        """Compile what is compared, where that is not a line's own figure, and prepare the sentences."""
        super().__init__(binding)
        self._whole = Whole(binding.form.compare, binding.lexicon)
        self.facts += self._whole.facts
        self.given |= self._whole.given
        self._lost = remembered(self._told_loss)

    def enter(self, usage: Usage, entry: HistoryEntry) -> None:
        """Add what an earlier award paid in its window."""
        key = self.entry_window(entry)
        if key is not None:
            usage[key] = usage.get(key, 0) + entry.amount

    def standing(self, usage: Usage, lines: list[OpenLine]) -> list[OpenLine]:
        """Return the lines that once does not bar, in the same order."""
        return [line for line in lines if not (line.clause.once and line.clause.once.bars(usage, line))]

    def winner(self, lines: list[OpenLine]) -> OpenLine:
        """Return the highest of ``lines`` (in limit order, all of one window), the first among equal ones."""
        return max(lines, key=_compared)

    def figure(self, line: OpenLine) -> int:
        """Return the figure (fen) by which a line of this limit's clause is higher or lower than others."""
        return self._whole.figure(line)

    def stands(self, winner: OpenLine, used: int) -> bool:
        """Lower the winner by what the window was paid before (fen); says whether anything is left."""
        trace = self._phrases.trace
        winner.steps.append(Step(trace["highest_stands"](name=self.name)))
        if used == 0:
            return True
        whole = _compared(winner)
        left = min(winner.amount, max(0, whole - used))
        if left == winner.amount:
            return True
        step = Step(
            trace["highest_paid"](name=self.name, used=grouped_yuan(used)),
            trace["available"](amount=grouped_yuan(left)),
        )
        winner.lower(left, self._warning(whole, used, winner.computed - left), step)
        return bool(left)

    def beat(self, line: OpenLine, winner: OpenLine, used: int) -> None:
        """Exclude ``line`` because of the winner, or because it repeats the winner."""
        once, stood = line.clause.once, winner.clause.once
        if once and stood and once.window(line) == stood.window(winner):
            once.refuse(line, winner.achievement.id)
            return
        line.exclude(*self._lost(_compared(winner), used, line.computed))

    def _told_loss(self, limit: int, used: int, cut: int) -> tuple[Warning, Step]:
        trace = self._phrases.trace
        text = trace["highest_beaten"](name=self.name, limit=grouped_yuan(limit))
        return self._warning(limit, used, cut), Step(text, trace["not_again"]())

    def _warning(self, limit: int, used: int, cut: int) -> Warning:
        say = self._phrases.warning["highest_only"]
        text = say(name=self.name, limit=grouped_yuan(limit), cut=grouped_yuan(cut))
        return Warning("highest_only", {"limit": limit, "used": used, "cut": cut}, text)


def _compared(line: OpenLine) -> int:
    """Return a line's figure by its own clause's limit, which is compiled for the line's kind."""
    highest = line.clause.highest
    return line.computed if highest is None else highest.figure(line)
