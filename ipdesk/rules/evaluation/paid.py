"""What a window was paid before a line's turn, and how that is said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ipdesk.rules.core.money import grouped_yuan
from ipdesk.rules.evaluation.limits.base import BEFORE, Usage
from ipdesk.rules.evaluation.windows import Key
from ipdesk.rules.source.sentences import Phrase


class Paid(NamedTuple):
    """What a window was paid before a line's turn (fen), ``here`` of it for lines of the case."""

    fen: int
    here: int

    def said(self, phrases: Mapping[str, Phrase]) -> str:
        """Return in words what was paid, and where."""
        all_here = "granted_here" if self.here == self.fen else "granted_both"
        key = all_here if self.here else "granted_before"
        return phrases[key](used=grouped_yuan(self.fen), here=grouped_yuan(self.here))


def paid_in(usage: Usage, key: Key) -> Paid:
    """Return what the window ``key`` was paid so far."""
    fen = usage.get(key, 0)
    return Paid(fen, fen - usage[BEFORE].get(key, 0) if fen else 0)
