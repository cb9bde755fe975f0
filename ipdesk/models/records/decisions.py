"""What is decided about lines, and what was shown to those who decide."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DecidedAmount:
    """The amount (fen) decided where a clause leaves it to a decision; ``rule`` is the full id."""

    achievement: str
    rule: str
    amount: int


@dataclass(frozen=True, slots=True)
class LoweredAmount:
    """A line granted less (fen) than computed, 0 to refuse it; the reason is required."""

    achievement: str
    rule: str
    granted: int
    reason: str


@dataclass(frozen=True, slots=True)
class ShownLine:
    """What the person who confirms had before them of one line."""

    achievement: str
    rule: str
    status: str
    amount: int


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """A decision as it was taken."""

    achievement: str
    rule: str
    amount: int
    by: str
    at: datetime.datetime
