"""What is proposed 拟资助: the lines with their sums, the basis of decided amounts, the meeting."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import NamedTuple

from ipdesk.rules.core.result import Line


class BasisKind(StrEnum):
    """On what an amount rests that a clause leaves to a decision; the values are those of the database."""

    EXPERTS = "experts"
    MEETING = "meeting"

    @property
    def label(self) -> str:
        """Return what it is called in Chinese."""
        return _LABELS[self]


_LABELS = {BasisKind.EXPERTS: "专家评审", BasisKind.MEETING: "集体研究"}
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Expert:
    """Somebody who judges: with a score of 0 to 100, or None where it is ``recused`` 回避."""

    name: str
    unit: str
    score: Decimal | None = None
    recused: bool = False


@dataclass(frozen=True, slots=True)
class Basis:
    """The basis of a decided amount; ``experts`` in the order of their sheet, none for a meeting."""

    kind: BasisKind
    experts: tuple[Expert, ...] = ()

    @property
    def average(self) -> Decimal | None:
        """Return the mean of the scores, rounded half up to two places; None without any."""
        scores = [expert.score for expert in self.experts if expert.score is not None and not expert.recused]
        if not scores:
            return None
        return (sum(scores, Decimal(0)) / len(scores)).quantize(_CENT, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes of a meeting 会议纪要 of a ``body`` such as 局务会, with the ``text`` of its resolution.

    All of it is empty where no meeting was held.
    """

    number: str = ""
    date: datetime.date | None = None
    body: str = ""
    text: str = ""


NO_MINUTES = Minutes()
"""That no meeting was held."""


class UsedMinutes(NamedTuple):
    """Minutes by which a file was proposed or decided, and the day on which that was entered."""

    minutes: Minutes
    on: datetime.date


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """A line as it was proposed: what the rules said then, and ``proposed`` of it, in fen.

    ``reason`` says why it is less than ``line.amount``, or nothing. ``decided`` is the amount (fen) where the
    clause leaves it to a decision, ``basis`` that of the amount. ``lowered_by`` is by what it is less,
    ``ground`` the value of the kind of the reason, "" where it is not less.
    """

    line: Line
    proposed: int
    reason: str = ""
    decided: int | None = None
    basis: Basis | None = None
    lowered_by: str = ""
    ground: str = ""

    @property
    def pair(self) -> tuple[str, str]:
        """Return achievement and rule."""
        return self.line.achievement, self.line.rule


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal as it was frozen: the ``round``-th of its application, by whom and when.

    ``pack`` is the sha256 of the pack that it was computed by.
    """

    round: int
    lines: tuple[ProposalLine, ...]
    minutes: Minutes
    policy: str
    pack: str
    by: str
    at: datetime.datetime

    @property
    def total(self) -> int:
        """Return the fen proposed in all."""
        return sum(item.proposed for item in self.lines)


@dataclass(frozen=True, slots=True)
class Departure:
    """A line (``rule`` is the full id) that is granted otherwise than proposed; both in fen."""

    achievement: str
    rule: str
    proposed: int
    granted: int


@dataclass(frozen=True, slots=True)
class DepartureRecord:
    """A departure as it was recorded with the confirmation."""

    departure: Departure
    reason: str
