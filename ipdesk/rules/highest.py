"""Highest only: of several awards of one window the highest stands, less what history paid there."""

from __future__ import annotations

from heapq import nlargest
from typing import TYPE_CHECKING

from ipdesk.rules.caps import Binding, Cap, Usage
from ipdesk.rules.lexicon import after_han
from ipdesk.rules.money import grouped_yuan
from ipdesk.rules.result import Step, Warning, remembered
from ipdesk.rules.whole import Whole

if TYPE_CHECKING:
    from ipdesk.rules.case import HistoryEntry
    from ipdesk.rules.open_line import OpenLine


# How many of those that were beaten are named.
_NAMED = 2


class Highest(Cap):
    """A choice between the awards of one window (usually one applicant and year)."""

    def __init__(self, binding: Binding) -> None:
        """Compile what is compared, where that is not a line's own figure, and prepare the sentences."""
        super().__init__(binding)
        self._whole = Whole(binding.form.compare, binding.lexicon)
        self._name(self._whole.facts, self._whole.given)
        self._words = {"scope": binding.lexicon.scope(self.per), "name": self.name}
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

    def stands(self, winner: OpenLine, used: int, others: list[OpenLine]) -> bool:
        """Lower the winner by what the window was paid before (fen); says whether anything is left.

        ``others`` are those that it beats.
        """
        whole = _compared(winner)
        winner.steps.append(self._told_stand(whole, others))
        if used == 0:
            return True
        trace = self._phrases.trace
        words = {**self._words, "whole": grouped_yuan(whole), "used": grouped_yuan(used)}
        left = min(winner.amount, max(0, whole - used))
        if left == winner.amount:
            winner.steps.append(Step(trace["highest_within"](**words)))
            return True
        text = trace["highest_paid"](**words)
        step = Step(text, trace["left"](amount=grouped_yuan(left)))
        winner.lower(left, self._warning(text, whole, used, winner.computed - left), step)
        return bool(left)

    def _told_stand(self, whole: int, others: list[OpenLine]) -> Step:
        """Say which the winner was compared with, the highest of them by name."""
        trace = self._phrases.trace
        if not others:
            return Step(trace["highest_alone"](**self._words))
        best = nlargest(_NAMED, others, key=_compared)
        named = "、".join(self._named(_title(line), _compared(line)) for line in best)
        more = self._phrases.words["and_more"](count=len(others)) if len(others) > _NAMED else ""
        key = "highest_stands" if _compared(best[0]) < whole else "highest_ties"
        text = trace[key](**self._words, amount=grouped_yuan(whole), others=named + more)
        return Step(text, trace["this_stands"]())

    def _named(self, title: str, amount: int) -> str:
        return self._phrases.words["named_sum"](name=title, amount=grouped_yuan(amount))

    def beat(self, line: OpenLine, winner: OpenLine, used: int) -> None:
        """Exclude ``line`` because of the winner, or because it repeats the winner."""
        once, stood = line.clause.once, winner.clause.once
        if once and stood and once.window(line) == stood.window(winner):
            once.refuse(line, winner.achievement.id)
            return
        title = _title(winner)
        if title == _title(line):
            title = self._phrases.words["another"](title=title, date=winner.achievement.date)
        line.exclude(*self._lost(title, _compared(winner), used, line.computed))

    def _told_loss(self, title: str, limit: int, used: int, cut: int) -> tuple[Warning, Step]:
        trace = self._phrases.trace
        text = trace["highest_beaten"](**self._words, winner=after_han(self._named(title, limit)))
        return self._warning(text, limit, used, cut), Step(text, trace["not_again"]())

    def _warning(self, reason: str, limit: int, used: int, cut: int) -> Warning:
        text = self._phrases.warning["highest_only"](reason=reason, cut=grouped_yuan(cut))
        return Warning("highest_only", {"limit": limit, "used": used, "cut": cut}, text)


def _title(line: OpenLine) -> str:
    return line.clause.title.said(line.achievement.facts)


def _compared(line: OpenLine) -> int:
    """Return a line's figure by its own clause's limit, which is compiled for the line's kind."""
    highest = line.clause.highest
    return line.computed if highest is None else highest.figure(line)
