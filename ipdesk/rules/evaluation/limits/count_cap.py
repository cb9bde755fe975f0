"""Counts and quotas: so many items in a window, or so many different values."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from ipdesk.rules.core.case import Facts, HistoryEntry
from ipdesk.rules.core.result import LimitUse, TraceStep, Warning, remembered
from ipdesk.rules.evaluation.limits.base import Binding, LineLimit, Order, Room, makes
from ipdesk.rules.evaluation.usage import Usage, note_refused
from ipdesk.rules.evaluation.windows import APPLICANT, Key
from ipdesk.rules.evaluation.wording import Lexicon
from ipdesk.rules.pack.limits import in_year
from ipdesk.rules.source.sentences import prefilled

if TYPE_CHECKING:
    from ipdesk.rules.evaluation.open_line import OpenLine


class QuotaPlace(NamedTuple):
    """A quota that a line takes a place of: its window, how many there are, who has one by earlier awards.

    ``window`` is equal for lines that share the places, and only for them.
    """

    window: Key
    name: str
    measure: str
    at_most: int
    taken: frozenset[str]


@makes("count")
class CountCap(LineLimit):
    """At most so many items in a window, or so many different values (regions, applicants of a quota)."""

    def __init__(self, binding: Binding) -> None:
        """Keep the count; a quota counts different applicants."""
        super().__init__(binding)
        form = binding.form
        self.measure = form.measure or self._own_measure(form.distinct, binding.lexicon)
        assert form.count is not None
        self.called = self.name
        self._at_most = form.count
        self._distinct = form.distinct
        self.order_matters = form.distinct is not None
        self._part = binding.lexicon.sameness.part
        self.order = Order.QUOTA if form.distinct == APPLICANT else Order.COUNT
        self._code = "quota" if form.distinct == APPLICANT else "count_cap"
        self._words = {"name": self.name, "measure": self.measure, "which": self._which(binding.lexicon)}
        trace = self._phrases.trace
        free = prefilled(trace["count_free"], "limit", "used", "place", **self._words)
        known = prefilled(trace["count_known"], "limit", "used", "place", **self._words)
        self._taken = remembered(partial(self._pass, free, 1))
        self._known = remembered(partial(self._pass, known, 0))
        self._full = remembered(self._refusal)

    def _own_measure(self, distinct: str | None, lexicon: Lexicon) -> str:
        """Return the measure word where the pack gives none: that of what is counted."""
        words = self._phrases.words
        if distinct is None:
            return lexicon.kind.measure
        if distinct == APPLICANT:
            return words["applicant_measure"]()
        return lexicon.facts[distinct].unit or words["value_measure"]()

    def _which(self, lexicon: Lexicon) -> str:
        words = self._phrases.words
        if self._distinct is None:
            return words["this_item"]()
        if self._distinct == APPLICANT:
            return words["this_applicant"]()
        return words["this_value"](name=lexicon.name(self._distinct))

    def room(self, usage: Usage, key: Key, year: int) -> Room:
        """Return how many there may be in a window of a programme year, and how many there are."""
        at_most = self._at_most if isinstance(self._at_most, int) else in_year(self._at_most, year)
        return Room(False, at_most, _count_in(usage.get(key)))

    def _value(self, applicant: str, facts: Facts) -> object:
        assert self._distinct is not None
        return applicant if self._distinct == APPLICANT else self._part(self._distinct, facts)

    def _add(self, usage: Usage, key: Key, entry: HistoryEntry) -> None:
        """Count an earlier award; one that lacks what is counted counts for nothing, and that is noted."""
        distinct = self._distinct
        if distinct is not None and self._value(entry.applicant, entry.facts) is None:
            self._note_unplaced(usage, entry, (distinct,))
        else:
            self._count(usage, key, entry.applicant, entry.facts)

    def _count(self, usage: Usage, key: Key, applicant: str, facts: Facts) -> None:
        if self._distinct is None:
            usage[key] = usage.get(key, 0) + 1
            return
        value = self._value(applicant, facts)
        if value is not None:
            usage.setdefault(key, set()).add(value)

    def apply(self, usage: Usage, line: OpenLine, key: Key) -> None:
        """Exclude ``line`` where its window ``key`` is full."""
        at_most, taken = self._at_most, usage.get(key, 0)
        limit = at_most if isinstance(at_most, int) else in_year(at_most, line.achievement.year)
        used = taken if isinstance(taken, int) else len(taken)
        if used and self._distinct and self._value(line.applicant, line.facts) in taken:
            line.record_use(*self._known(limit, used))
        elif used < limit:
            line.record_use(*self._taken(limit, used))
        else:
            self._refuse(line, limit, used)
            note_refused(usage, self, key, line)

    def _pass(self, say: Callable[..., str], new: int, limit: int, used: int) -> tuple[TraceStep, LimitUse]:
        step = TraceStep(say(limit, used, used + 1))
        return step, LimitUse(self.id, self.name, False, limit, used, new, 0, self.measure)

    def _refuse(self, line: OpenLine, limit: int, used: int) -> None:
        use, warning, step = self._full(limit, used)
        line.limits += (use,)
        line.exclude(warning, step)

    def _refusal(self, limit: int, used: int) -> tuple[LimitUse, Warning, TraceStep]:
        words = {**self._words, "limit": limit, "used": used}
        use = LimitUse(self.id, self.name, False, limit, used, 0, 1, self.measure)
        text = self._phrases.warning[self._code](**words, again=self._again)
        formal = self._phrases.letter[self._code](**words)
        warning = Warning(self._code, {"limit": limit, "used": used, "cut": 1}, text, formal=formal)
        return (
            use,
            warning,
            TraceStep(self._phrases.trace["count_full"](**words), self._phrases.trace["no_room"]()),
        )

    def quota_place(self, usage: Usage, line: OpenLine) -> QuotaPlace | None:
        """Return the places that a line shares with other applicants; None where it is bound by no quota."""
        key = self.window(line) if self.order is Order.QUOTA else None
        if key is None:
            return None
        at_most = self.room(usage, key, line.achievement.year).at_most
        return QuotaPlace(key, self.name, self.measure, at_most, frozenset(usage.get(key, ())))

    def consume(self, usage: Usage, line: OpenLine, key: Key) -> None:
        """Count ``line``, which was awarded."""
        self._count(usage, key, line.applicant, line.facts)


def _count_in(taken: object) -> int:
    """Return how many a window's content stands for."""
    return taken if isinstance(taken, int) else len(taken) if isinstance(taken, set) else 0
