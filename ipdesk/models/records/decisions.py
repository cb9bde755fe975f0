"""What is decided about lines, and what was shown to those who decide."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ipdesk.models.records.proposals import Basis
from ipdesk.rules.core.result import Notice


@dataclass(frozen=True, slots=True)
class DecidedAmount:
    """The amount (fen) decided where a clause leaves it to a decision; ``rule`` is the full id.

    ``reason`` says why nothing is granted, where that is decided, or by which article of another document,
    and which figures, a sum was worked out that this governs; ``basis`` on what a proposed amount rests.
    """

    achievement: str
    rule: str
    amount: int
    reason: str = ""
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class LoweredAmount:
    """A line granted less (fen) than computed, 0 to refuse it; the reason is required.

    ``lowered_by`` is the rule, or the decision, by which it is lowered, "" where nobody said.
    """

    achievement: str
    rule: str
    granted: int
    reason: str
    lowered_by: str = ""


@dataclass(frozen=True, slots=True)
class ShownLine:
    """What the person who confirms had before them of one line; ``amount`` in fen."""

    achievement: str
    rule: str
    status: str
    amount: int


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """A decision as it was taken: ``amount`` in fen, for which line, by whom and when."""

    achievement: str
    rule: str
    amount: int
    by: str
    at: datetime.datetime


@dataclass(frozen=True, slots=True)
class NoticeAnswer:
    """What is answered to the national notices of one code; ``notices`` are those that were shown."""

    code: str
    notices: tuple[Notice, ...]
    answer: str


@dataclass(frozen=True, slots=True)
class NoticeRecord:
    """An answer as it was recorded with the confirmation."""

    code: str
    notices: tuple[Notice, ...]
    answer: str
    by: str
    at: datetime.datetime
