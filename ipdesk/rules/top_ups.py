"""Top-ups: what was paid before in a window is taken off, so that rising to more pays the difference."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ipdesk.rules.caps import Binding, Cap, Usage
from ipdesk.rules.case import HistoryEntry
from ipdesk.rules.money import grouped_yuan
from ipdesk.rules.result import LimitUse, Step, Warning
from ipdesk.rules.whole import Whole
from ipdesk.rules.windows import Key

if TYPE_CHECKING:
    from ipdesk.rules.open_line import OpenLine


class TopUp(Cap):
    """A window that is filled up to the line's own figure, or to the whole of which the line is a part."""

    def __init__(self, binding: Binding) -> None:
        """Compile the whole and prepare the sentences."""
        super().__init__(binding)
        self._whole = Whole(binding.form.compare, binding.lexicon)
        self._name(self._whole.facts, self._whole.given)
        self._nothing = Step(self._phrases.trace["not_granted"]())
        self._first = Step(self._phrases.trace["top_up_first"](name=self.name))

    def enter(self, usage: Usage, entry: HistoryEntry) -> None:
        """Add an earlier award."""
        key = self.entry_window(entry)
        if key is not None:
            usage[key] = usage.get(key, 0) + entry.amount

    def hold(self, usage: Usage, line: OpenLine, key: Key) -> None:
        """Lower ``line`` to what its window ``key`` lacks."""
        used, whole = usage.get(key, 0), self._whole.figure(line)
        left = min(line.amount, max(0, whole - used))
        cut = line.amount - left
        line.limits += (LimitUse(self.id, self.name, True, whole, used, left, cut),)
        words = {"name": self.name, "whole": grouped_yuan(whole), "used": grouped_yuan(used)}
        if not used:
            line.steps.append(self._first)
        elif cut:
            self._lower(line, used, left, words)
        else:
            line.steps.append(Step(self._phrases.trace["top_up_whole"](**words)))

    def _lower(self, line: OpenLine, used: int, left: int, words: Mapping[str, str]) -> None:
        trace, key = self._phrases.trace, "top_up" if left else "top_up_none"
        step = Step(trace[key](**words), trace["left"](amount=grouped_yuan(left)) if left else "")
        text = self._phrases.warning["topped_up"](reason=trace[key](**words))
        formal = self._phrases.letter["topped_up" if left else "topped_up_none"](**words)
        line.lower(left, Warning("already_awarded", {"used": used}, text, formal=formal), step)
        if not left:
            line.steps.append(self._nothing)

    def take(self, usage: Usage, line: OpenLine, key: Key) -> None:
        """Add ``line``, which was awarded."""
        usage[key] = usage.get(key, 0) + line.taken
