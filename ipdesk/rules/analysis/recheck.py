"""A case evaluated again against the present packs: what that changes, and with what reasons."""

from __future__ import annotations

from typing import NamedTuple

from ipdesk.rules.core.result import Line, Result, Status


class LineChange(NamedTuple):
    """A line that came out differently: before and after (None where there is none), and why, in sentences.

    ``why`` holds what the later explanation says and the earlier did not; where a line is gone, what it said.
    """

    achievement: str
    rule: str
    before: Line | None
    after: Line | None
    why: tuple[str, ...]

    @property
    def difference(self) -> int:
        """What the change makes, in fen."""
        return _amount(self.after) - _amount(self.before)


def compare(before: Result, after: Result) -> tuple[LineChange, ...]:
    """Return the lines whose status, figure or amount differ, in the order of ``after``, then those gone."""
    earlier = {(line.achievement, line.rule): line for line in before.lines}
    later = {(line.achievement, line.rule): line for line in after.lines}
    found = []
    for key in (*later, *(key for key in earlier if key not in later)):
        old, new = earlier.get(key), later.get(key)
        if outcome(old) != outcome(new):
            found.append(LineChange(*key, old, new, _why(old, new)))
    return tuple(found)


def outcome(line: Line | None) -> tuple[Status, int, int] | None:
    """Return what a line comes to: its status, figure and amount (fen); None where there is none."""
    return None if line is None else (line.status, line.computed, line.amount)


def _amount(line: Line | None) -> int:
    return 0 if line is None else line.amount


def _why(old: Line | None, new: Line | None) -> tuple[str, ...]:
    said = [] if old is None else [step.spoken() for step in old.trace]
    says = [] if new is None else [step.spoken() for step in new.trace]
    new_ones = tuple(step for step in says if step not in said)
    return new_ones or tuple(step for step in said if step not in says)
