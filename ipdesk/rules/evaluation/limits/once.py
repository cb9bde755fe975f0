"""Once: one award for each item, applicant, year or fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipdesk.rules.core.case import HistoryEntry
from ipdesk.rules.core.result import TraceStep, Warning
from ipdesk.rules.evaluation.limits.base import Room
from ipdesk.rules.evaluation.usage import UnplacedAward, Usage, note_refused, note_unplaced, open_parts
from ipdesk.rules.evaluation.windows import Key, key_of
from ipdesk.rules.evaluation.wording import Lexicon

if TYPE_CHECKING:
    from ipdesk.rules.evaluation.open_line import OpenLine


class Once:
    """One award for each item, applicant, year or fact, whichever ``per`` names, under one rule."""

    order_matters = only_sum = narrowed = False

    def __init__(self, number: int, per: tuple[str, ...], lexicon: Lexicon) -> None:
        """Prepare the sentences; ``number`` tells this limit's windows from others'.

        ``free`` is the step of a line that repeats nothing, ``called`` what the limit is called.
        """
        self.number = number
        self.per = per
        self.key = key_of(per, number, lexicon.sameness)
        self._lexicon = lexicon
        self._phrases = lexicon.phrases
        self.scope = lexicon.scope(per)
        self.called = self._phrases.words["only_once"](scope=self.scope)
        self.free = TraceStep(self._phrases.trace["once_free"](scope=self.scope))

    def replay(self, usage: Usage, entry: HistoryEntry) -> None:
        """Let an earlier award take its place."""
        key = self.key(entry.applicant, entry.year, entry.ref, entry.facts)
        if key is not None:
            usage.setdefault(key, entry)
        else:
            parts, names = open_parts(self.per, self._lexicon.sameness, entry)
            note_unplaced(usage, self.number, UnplacedAward(entry, parts, names, self.called, self._lexicon))

    def window(self, line: OpenLine) -> Key | None:
        """Return the window that ``line`` counts in, or None where a part of it is unknown."""
        return self.key(*line.parts)

    def taken(self, usage: Usage, line: OpenLine) -> HistoryEntry | str | None:
        """Return the award, or the earlier achievement (its id), that ``line`` would repeat."""
        key = self.window(line)
        return None if key is None else usage.get(key)

    def excludes(self, usage: Usage, line: OpenLine) -> bool:
        """Say whether an earlier award stands in the way of ``line``, and exclude it if so."""
        key = line.once_key = self.key(*line.parts)
        taken = None if key is None else usage.get(key)
        if key is None or taken is None:
            return False
        self.refuse(line, taken)
        if isinstance(taken, str):
            note_refused(usage, self, key, line)
        return True

    def refuse(self, line: OpenLine, taken: HistoryEntry | str) -> None:
        """Exclude ``line`` because of ``taken``, and say where that stands."""
        where = self._where(line, taken)
        text = self._phrases.warning["already_awarded"](scope=self.scope, where=where)
        step = TraceStep(
            self._phrases.trace["once_used"](scope=self.scope, where=where),
            self._phrases.trace["not_again"](),
        )
        line.exclude(Warning("already_awarded", {}, text, taken), step)

    def _where(self, line: OpenLine, taken: HistoryEntry | str) -> str:
        words = self._phrases.words
        if not isinstance(taken, HistoryEntry):
            return words["paid_in_case"]()
        own = "" if taken.applicant == line.applicant else "_by_other"
        key = ("paid_in_file" if taken.source else "paid_before") + own
        return words[key](year=taken.year, source=taken.source)

    def consume(self, usage: Usage, line: OpenLine, key: Key) -> None:
        """Record that ``line`` was awarded."""
        usage.setdefault(key, line.achievement.id)

    def room(self, usage: Usage, key: Key, year: int) -> Room:
        """Return the single place of a window, and whether it is taken."""
        return Room(False, 1, int(key in usage))
