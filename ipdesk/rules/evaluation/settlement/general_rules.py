"""General rules that give way to special ones: silent while one of those speaks."""

from __future__ import annotations

from collections.abc import Sequence

from ipdesk.rules.core.result import Status, TraceStep
from ipdesk.rules.evaluation.clause import ClauseLine
from ipdesk.rules.evaluation.usage import Usage
from ipdesk.rules.source.sentences import Phrases


class GeneralRules:
    """The general lines of a case that are silent, each with the special lines over it.

    A special line speaks no longer once it turns out to be ineligible, or to repeat what was paid once.
    """

    def __init__(self, phrases: Phrases) -> None:
        self._special: dict[int, list[ClauseLine]] = {}
        self._phrases = phrases

    def note(self, lines: Sequence[ClauseLine]) -> None:
        """Note which lines of one achievement are silent."""
        over = [line for line in lines if line.clause.rule.over and line.clause.prevails(line)]
        for line in lines if over else ():
            special = [other for other in over if line.clause.rule.id in other.clause.rule.over]
            if special:
                self._special[id(line)] = special

    def silent(self, line: ClauseLine, usage: Usage) -> bool:
        """Say whether ``line`` is silent when its turn comes; one that is not says why it speaks again."""
        special = self._special.get(id(line))
        if special is None:
            return False
        if not all(_speaks_no_more(other, usage) for other in special):
            return True
        self._speak(line, special)
        return False

    def spoken(self, lines: Sequence[ClauseLine], usage: Usage) -> list[ClauseLine]:
        """Return, once all is settled, the lines that are not silent in the end."""
        return [line for line in lines if not self.silent(line, usage)] if self._special else list(lines)

    def _speak(self, line: ClauseLine, special: Sequence[ClauseLine]) -> None:
        del self._special[id(line)]
        titles = "、".join(other.clause.label.text(other.facts) for other in special)
        line.steps.insert(1, TraceStep(self._phrases.trace["over_returns"](titles=titles)))


def _speaks_no_more(line: ClauseLine, usage: Usage) -> bool:
    if line.settled:
        repeats = any(warning.code == "already_awarded" and not warning.values for warning in line.warnings)
        return repeats or line.status is Status.INELIGIBLE
    once = line.clause.once
    too_early = any(one.is_missing(usage, line) for one in line.clause.preconditions)
    return too_early or (once is not None and once.taken(usage, line) is not None)
