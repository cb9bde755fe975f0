"""The awards of one window of which only the highest stands, settled together."""

from __future__ import annotations

from collections.abc import Sequence

from ipdesk.rules.evaluation.entangled import note_cut
from ipdesk.rules.evaluation.holding import cut, hold, too_early
from ipdesk.rules.evaluation.limits.base import Usage
from ipdesk.rules.evaluation.limits.highest import Highest
from ipdesk.rules.evaluation.open_line import OpenLine
from ipdesk.rules.evaluation.paid import paid_in
from ipdesk.rules.evaluation.windows import Key
from ipdesk.rules.source.sentences import Phrases


def settle_group(
    highest: Highest, key: Key, group: Sequence[OpenLine], usage: Usage, phrases: Phrases
) -> list[OpenLine]:
    """Let the highest of a group stand, unless limits leave less of it than of a lower one.

    Returns the later lines where it was granted less than it could be: these take their turn again, and what
    was granted is then what the group has been paid.
    """
    marks = {id(line): line.mark() for line in group}
    standing = [line for line in group if not _falls_out(line, usage, phrases)]
    for line in group:
        line.settled = True
    if len(standing) > 1:
        note_cut(usage, key)
    later = _Group(highest, key, standing, usage, phrases).settle() if standing else []
    for line in later:
        line.back_to(marks[id(line)])
    return later


def _falls_out(line: OpenLine, usage: Usage, phrases: Phrases) -> bool:
    once = line.clause.once
    return too_early(line, usage, phrases) or (once is not None and once.bars(usage, line))


class _Group:
    """Lines that stand against each other in the window ``key``, and what that has been paid before.

    ``payable`` is what the limits would leave of the lines of which that had to be tried.
    """

    def __init__(
        self, highest: Highest, key: Key, lines: Sequence[OpenLine], usage: Usage, phrases: Phrases
    ) -> None:
        self._highest = highest
        self._key = key
        self._lines = lines
        self._paid = paid_in(usage, key)
        self._usage = usage
        self._phrases = phrases
        self._payable: dict[int, int] = {}

    def settle(self) -> list[OpenLine]:
        """Settle all lines; returns those that may stand again because the one before them was lowered."""
        winner = self._winner()
        if winner is None:
            self._leave_nothing()
            return []
        others = [line for line in self._lines if line is not winner]
        if self._highest.stands(winner, self._paid, [(line, self._dearer(line, winner)) for line in others]):
            hold(winner, self._usage, self._phrases)
        self._usage[self._key] = self._paid.fen + winner.taken
        place = self._lines.index(winner)
        later = others[place:] if winner.taken < winner.amount else []
        for line in others[: len(others) - len(later)]:
            self._highest.beat(line, winner, self._paid, self._dearer(line, winner))
        return later

    def _winner(self) -> OpenLine | None:
        """Return the highest line, or a lower one where limits leave less of the highest than of that.

        None where several lines all come to nothing.
        """
        ranked = sorted(self._lines, key=self._highest.compared, reverse=True)
        if len(ranked) == 1:
            return ranked[0]
        best, most = ranked[0], 0
        for line in ranked:
            found = self._try(line)
            if found > most:
                best, most = line, found
            if found == self._highest.left(line.computed, line, self._paid):
                break
        return best if most else None

    def _try(self, line: OpenLine) -> int:
        """Return what limits would leave of a line."""
        mark, line.amount = line.mark(), self._highest.left(line.amount, line, self._paid)
        if line.amount and line.clause.limits:
            cut(line, self._usage)
        found = self._payable[id(line)] = line.amount
        line.back_to(mark)
        return found

    def _dearer(self, line: OpenLine, winner: OpenLine) -> int | None:
        """Return what could be paid for a line that is higher than the one that stands, None for others."""
        higher = self._highest.compared(line) > self._highest.compared(winner)
        return self._payable[id(line)] if higher else None

    def _leave_nothing(self) -> None:
        """Let each line say itself what leaves nothing of it: what was paid before, or a limit."""
        best = max(self._lines, key=self._highest.compared)
        for line in self._lines:
            if line.amount and not self._highest.left(line.amount, line, self._paid):
                self._highest.spent(line, best, self._paid)
            else:
                self._highest.say_free(line)
                hold(line, self._usage, self._phrases)
