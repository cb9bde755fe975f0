"""The awards of one window of which only the highest stands, settled together."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from ipdesk.rules.evaluation.clause import ClauseLine
from ipdesk.rules.evaluation.limits.highest import Highest
from ipdesk.rules.evaluation.settlement.apply_limits import apply_limits, reduce, too_early
from ipdesk.rules.evaluation.usage import Usage, note_cut, paid_in
from ipdesk.rules.evaluation.windows import Key
from ipdesk.rules.source.sentences import Phrases


def settle_group(
    highest: Highest, key: Key, group: Sequence[ClauseLine], usage: Usage, phrases: Phrases
) -> list[ClauseLine]:
    """Let the highest of a group stand, unless limits leave less of it than of a lower one.

    Returns the later lines where it was granted less than it could be: these take their turn again, and what
    was granted is then what the group has been paid.
    """
    marks = {id(line): line.savepoint() for line in group}
    candidates = [line for line in group if not _falls_out(line, usage, phrases)]
    for line in group:
        line.settled = True
    if len(candidates) > 1:
        note_cut(usage, key)
    later = _Group(highest, key, candidates, usage, phrases).settle() if candidates else []
    for line in later:
        line.roll_back(marks[id(line)])
    return later


def _falls_out(line: ClauseLine, usage: Usage, phrases: Phrases) -> bool:
    once = line.clause.once
    return too_early(line, usage, phrases) or (once is not None and once.excludes(usage, line))


class _Group:
    """Lines that stand against each other in the window ``key``, and what that has been paid before.

    ``payable`` is what the limits would leave of the lines of which that had to be tried.
    """

    def __init__(
        self, highest: Highest, key: Key, lines: Sequence[ClauseLine], usage: Usage, phrases: Phrases
    ) -> None:
        self._highest = highest
        self._key = key
        self._lines = lines
        self._paid = paid_in(usage, key)
        self._usage = usage
        self._phrases = phrases
        self._payable: dict[int, int] = {}
        for line in lines:
            line.compared = _compared(line)

    def settle(self) -> list[ClauseLine]:
        """Settle all lines; returns those that may stand again because the one before them was lowered."""
        winner = self._winner()
        if winner is None:
            self._leave_nothing()
            return []
        others = [line for line in self._lines if line is not winner]
        _note_free(winner)
        beaten = [(line, self._dearer(line, winner)) for line in others]
        if self._highest.settle_winner(winner, self._paid, beaten):
            apply_limits(winner, self._usage, self._phrases)
        self._usage[self._key] = self._paid.fen + winner.taken
        place = self._lines.index(winner)
        later = others[place:] if winner.taken < winner.amount else []
        for line in others[: len(others) - len(later)]:
            self._exclude(line, winner)
        return later

    def _exclude(self, line: ClauseLine, winner: ClauseLine) -> None:
        """Exclude a line because of the winner, or because it repeats what the winner was paid for."""
        once, stood = line.clause.once, winner.clause.once
        if winner.taken and once and stood and once.window(line) == stood.window(winner):
            once.refuse(line, winner.achievement.id)
            return
        _note_free(line)
        self._highest.exclude_beaten(line, winner, self._paid, self._dearer(line, winner))

    def _winner(self) -> ClauseLine | None:
        """Return the highest line, or a lower one where limits leave less of the highest than of that.

        None where several lines all come to nothing.
        """
        ranked = sorted(self._lines, key=attrgetter("compared"), reverse=True)
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

    def _try(self, line: ClauseLine) -> int:
        """Return what limits would leave of a line."""
        mark, line.amount = line.savepoint(), self._highest.left(line.amount, line, self._paid)
        if line.amount and line.clause.limits:
            reduce(line, self._usage)
        found = self._payable[id(line)] = line.amount
        line.roll_back(mark)
        return found

    def _dearer(self, line: ClauseLine, winner: ClauseLine) -> int | None:
        """Return what could be paid for a line that is higher than the one that stands, None for others."""
        return self._payable[id(line)] if line.compared > winner.compared else None

    def _leave_nothing(self) -> None:
        """Let each line say itself what leaves nothing of it: what was paid before, or a limit."""
        best = max(self._lines, key=attrgetter("compared"))
        for line in self._lines:
            _note_free(line)
            if line.amount and not self._highest.left(line.amount, line, self._paid):
                self._highest.exclude_paid(line, best, self._paid)
            else:
                apply_limits(line, self._usage, self._phrases)


def _compared(line: ClauseLine) -> int:
    """Return a line's figure by its own clause's limit, which is compiled for the line's kind."""
    highest = line.clause.highest
    return line.computed if highest is None else highest.figure(line)


def _note_free(line: ClauseLine) -> None:
    """Note that nothing was paid before of what is paid once, where the clause says so."""
    if line.clause.once is not None:
        line.steps.append(line.clause.once.free)
