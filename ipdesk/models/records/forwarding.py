"""What the level above decides of applications that were forwarded to it 上报、批复."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AnsweredLine:
    """What the level above grants for a line, in fen; ``rule`` is the full id.

    The ``reason`` is required where that is not the sum that was forwarded.
    """

    achievement: str
    rule: str
    granted: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ForwardedAnswer:
    """The answer for one application (its id): every line that was forwarded, and no other."""

    application: int
    lines: tuple[AnsweredLine, ...]


@dataclass(frozen=True, slots=True)
class UpperAnswer:
    """The answer 批复 as it was recorded: of which ``body``, its number and day, by whom and when."""

    body: str
    number: str
    day: datetime.date
    by: str
    at: datetime.datetime

    @property
    def cited(self) -> str:
        """Return how a letter names it: the body, its number in brackets."""
        return f"{self.body}（{self.number}）"


@dataclass(frozen=True, slots=True)
class ReturnedAnswer:
    """An answer whose recording was taken back, so that it can be put right instead of typed again."""

    body: str
    number: str
    day: datetime.date
    lines: tuple[AnsweredLine, ...]
