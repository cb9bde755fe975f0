"""Limits between awards: once, counts, quotas, sums, top-ups.

Each knows its windows and how it cuts. What has been used lives in a ``Usage`` for the length of one
evaluation; the limits themselves never change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ipdesk.rules import pack
from ipdesk.rules.applicants import Audience
from ipdesk.rules.case import Facts, HistoryEntry
from ipdesk.rules.conditions import CompiledCondition
from ipdesk.rules.lexicon import Lexicon
from ipdesk.rules.money import grouped_yuan
from ipdesk.rules.phrases import prefilled
from ipdesk.rules.result import LimitUse, Step, Warning
from ipdesk.rules.windows import APPLICANT, ITEM, YEAR, Key, key_of

if TYPE_CHECKING:
    from ipdesk.rules.open_line import OpenLine

Usage = dict[Key, Any]
"""What each window holds: a sum or count, the different values counted, or the award that stands (once)."""


class Once:
    """One award for each item, applicant, year or fact, whichever ``per`` names, under one rule."""

    def __init__(self, number: int, per: tuple[str, ...], lexicon: Lexicon) -> None:
        """Prepare the sentence; ``number`` tells this limit's windows from others'."""
        self.per = per
        self.key = key_of(per, number)
        self._phrases = lexicon.phrases
        self.scope = "、".join(self._word(name, lexicon) for name in per)
        self._free = Step(self._phrases.trace["once_free"](scope=self.scope))

    def _word(self, name: str, lexicon: Lexicon) -> str:
        words = self._phrases.words
        if name == ITEM:
            return words["scope_item"](ref=lexicon.kind.ref.name)
        if name in (APPLICANT, YEAR):
            return words[f"scope_{name}"]()
        return words["scope_fact"](name=lexicon.name(name))

    def enter(self, usage: Usage, entry: HistoryEntry) -> None:
        """Let an earlier award take its place."""
        key = self.key(entry.applicant, entry.year, entry.ref, entry.facts)
        if key is not None:
            usage.setdefault(key, entry)

    def bars(self, usage: Usage, line: OpenLine) -> bool:
        """Say whether an earlier award stands in the way of ``line``, and exclude it if so."""
        key = line.key(self)
        taken = None if key is None else usage.get(key)
        if taken is None:
            line.steps.append(self._free)
            return False
        self.refuse(line, taken)
        return True

    def refuse(self, line: OpenLine, taken: HistoryEntry | str) -> None:
        """Exclude ``line`` because of ``taken``, and say where that stands."""
        words, where = self._phrases.words, ""
        if isinstance(taken, HistoryEntry):
            key = "paid_in_file" if taken.source else "paid_before"
            where = words[key](year=taken.year, source=taken.source)
        else:
            where = words["paid_in_case"]()
        text = self._phrases.warning["already_awarded"](scope=self.scope, where=where)
        step = Step(
            self._phrases.trace["once_used"](scope=self.scope, where=where),
            self._phrases.trace["not_again"](),
        )
        line.exclude(Warning("already_awarded", {}, text, taken), step)

    def take(self, usage: Usage, line: OpenLine) -> None:
        """Record that ``line`` was awarded."""
        key = line.key(self)
        if key is not None:
            usage.setdefault(key, line.achievement.id)


class Cap:
    """What count caps, sum caps and top-ups share: whom and what they bind, and their windows."""

    def __init__(
        self,
        number: int,
        form: pack.Limit,
        audience: Audience | None,
        where: tuple[CompiledCondition, ...],
        lexicon: Lexicon,
    ) -> None:
        """Keep the pack's words; ``number`` tells this limit's windows from others'."""
        self.id = form.id
        self.name = form.name
        self.per = form.per
        self.key = key_of(form.per, number)
        self.facts = tuple(name for name in (*form.per, form.distinct or "") if name in lexicon.facts)
        self._audience = audience
        self._where = tuple(condition.test for condition in where)
        self._phrases = lexicon.phrases
        self._again = self._phrases.words["next_year"]() if YEAR in form.per else ""

    def window(self, usage: Usage, line: OpenLine) -> Key | None:
        """Return the window that ``line`` counts in, or None where the limit does not bind it."""
        if self._audience is not None and not self._audience.fits(line.kind, line.traits):
            return None
        if self._where and not self._holds(line.achievement.facts):
            return None
        return line.key(self)

    def _holds(self, facts: Facts) -> bool:
        return all(test(facts) for test in self._where)

    def entry_window(self, entry: HistoryEntry) -> Key | None:
        """Return the window that an earlier award counts in."""
        if self._where and not self._holds(entry.facts):
            return None
        return self.key(entry.applicant, entry.year, entry.ref, entry.facts)


class CountCap(Cap):
    """At most so many items in a window, or so many different values (regions, applicants of a quota)."""

    def __init__(
        self,
        number: int,
        form: pack.Limit,
        audience: Audience | None,
        where: tuple[CompiledCondition, ...],
        lexicon: Lexicon,
    ) -> None:
        """Keep the count; a quota counts different applicants."""
        super().__init__(number, form, audience, where, lexicon)
        assert form.count is not None
        self.at_most = form.count
        self._distinct = form.distinct
        self.code = "quota" if form.distinct == APPLICANT else "count_cap"
        self._measure = form.measure or ("" if form.distinct else lexicon.kind.measure)
        self._words = {"name": self.name, "limit": self.at_most, "measure": self._measure}
        self._free = prefilled(self._phrases.trace["count_free"], "used", "place", **self._words)
        self._known = prefilled(self._phrases.trace["count_known"], "used", "place", **self._words)

    def _value(self, applicant: str, facts: Facts) -> object:
        assert self._distinct is not None
        return applicant if self._distinct == APPLICANT else facts.get(self._distinct)

    def enter(self, usage: Usage, entry: HistoryEntry) -> None:
        """Count an earlier award."""
        key = self.entry_window(entry)
        if key is not None:
            self._count(usage, key, entry.applicant, entry.facts)

    def _count(self, usage: Usage, key: Key, applicant: str, facts: Facts) -> None:
        if self._distinct is None:
            usage[key] = usage.get(key, 0) + 1
            return
        value = self._value(applicant, facts)
        if value is not None:
            usage.setdefault(key, set()).add(value)

    def cuts(self, usage: Usage, line: OpenLine) -> bool:
        """Say whether the window is full for ``line``, and exclude it if so."""
        key = self.window(usage, line)
        if key is None:
            return False
        taken = usage.get(key)
        used = taken if isinstance(taken, int) else len(taken) if isinstance(taken, set) else 0
        if isinstance(taken, set) and self._value(line.applicant, line.achievement.facts) in taken:
            self._pass(line, used, 0)
            return False
        if used < self.at_most:
            self._pass(line, used, 1)
            return False
        self._refuse(line, used)
        return True

    def _pass(self, line: OpenLine, used: int, new: int) -> None:
        say = self._free if new else self._known
        line.steps.append(Step(say(used, used + 1)))
        line.limits.append(LimitUse(self.id, self.name, False, self.at_most, used, new, 0))

    def _refuse(self, line: OpenLine, used: int) -> None:
        words = {**self._words, "used": used}
        line.limits.append(LimitUse(self.id, self.name, False, self.at_most, used, 0, 1))
        step = Step(self._phrases.trace["count_full"](**words), self._phrases.trace["no_room"]())
        text = self._phrases.warning[self.code](**words, again=self._again)
        line.exclude(Warning(self.code, {"limit": self.at_most, "used": used, "cut": 1}, text), step)

    def take(self, usage: Usage, line: OpenLine) -> None:
        """Count ``line``, which was awarded."""
        key = self.window(usage, line)
        if key is not None:
            self._count(usage, key, line.applicant, line.achievement.facts)


class SumCap(Cap):
    """At most so much money in a window; a line gets what is left."""

    def __init__(
        self,
        number: int,
        form: pack.Limit,
        audience: Audience | None,
        where: tuple[CompiledCondition, ...],
        lexicon: Lexicon,
    ) -> None:
        """Keep the sum; None marks a top-up, whose limit is the line's own figure."""
        super().__init__(number, form, audience, where, lexicon)
        self._at_most = form.sum
        shown = grouped_yuan(form.sum or 0)
        self._free = prefilled(self._phrases.trace["sum_free"], "used", name=self.name, limit=shown)
        self._available = prefilled(self._phrases.trace["available"], "amount")
        self._first = Step(self._phrases.trace["top_up_first"]())

    def enter(self, usage: Usage, entry: HistoryEntry) -> None:
        """Add an earlier award."""
        key = self.entry_window(entry)
        if key is not None:
            usage[key] = usage.get(key, 0) + entry.amount

    def cut(self, usage: Usage, line: OpenLine) -> None:
        """Lower ``line`` to what its window still holds."""
        key = self.window(usage, line)
        if key is None:
            return
        used = usage.get(key, 0)
        if self._at_most is None:
            self._top_up(line, used)
        else:
            self._hold(line, used, self._at_most)

    def _top_up(self, line: OpenLine, used: int) -> None:
        left = min(line.amount, max(0, line.computed - used))
        cut = line.amount - left
        line.limits.append(LimitUse(self.id, self.name, True, line.computed, used, left, cut))
        if used == 0:
            line.steps.append(self._first)
            return
        shown = grouped_yuan(used)
        step = Step(
            self._phrases.trace["top_up"](used=shown),
            self._phrases.trace["available"](amount=grouped_yuan(left)),
        )
        text = self._phrases.warning["topped_up"](used=shown)
        line.lower(left, Warning("already_awarded", {"used": used}, text), step)

    def _hold(self, line: OpenLine, used: int, limit: int) -> None:
        left = max(0, limit - used)
        shown_used, shown_left = grouped_yuan(used), grouped_yuan(left)
        line.steps.append(Step(self._free(shown_used), self._available(shown_left)))
        this = min(line.amount, left)
        cut = line.amount - this
        line.limits.append(LimitUse(self.id, self.name, True, limit, used, this, cut))
        if cut:
            self._lower(line, this, used, left)

    def _lower(self, line: OpenLine, this: int, used: int, left: int) -> None:
        trace, limit, cut = self._phrases.trace, self._at_most or 0, line.amount - this
        shown, shown_used, shown_left = grouped_yuan(limit), grouped_yuan(used), grouped_yuan(left)
        shown_cut = grouped_yuan(cut)
        step = Step(
            trace["sum_cut"](amount=grouped_yuan(line.amount), left=shown_left),
            trace["cut"](amount=shown_cut),
        )
        say = self._phrases.warning["amount_cap"]
        words = say(name=self.name, limit=shown, used=shown_used, cut=shown_cut, again=self._again)
        line.lower(this, Warning("amount_cap", {"limit": limit, "used": used, "cut": cut}, words), step)

    def take(self, usage: Usage, line: OpenLine) -> None:
        """Add ``line``, which was awarded."""
        key = self.window(usage, line)
        if key is not None:
            usage[key] = usage.get(key, 0) + line.amount
