"""What is decided about lines, what was shown to those who decide, and what becomes of views stated."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from ipdesk.models.records.proposals import Basis, Expert
from ipdesk.rules.core.result import Notice


class LoweredGround(StrEnum):
    """On what kind of ground less is granted, or nothing; the values are those of the database."""

    FINDING = "finding"
    EXPERTS = "experts"
    BUDGET = "budget"
    OTHER = "other"

    @property
    def label(self) -> str:
        """Return what it is called in Chinese."""
        return _GROUNDS[self]


_GROUNDS = {
    LoweredGround.FINDING: "核查查实的情况与申报不符",
    LoweredGround.EXPERTS: "专家评审意见",
    LoweredGround.BUDGET: "预算、资金总量",
    LoweredGround.OTHER: "其他情形",
}


def ground_of(value: str) -> LoweredGround | None:
    """Return a ground by its value, None for no value."""
    return LoweredGround(value) if value else None


@dataclass(frozen=True, slots=True)
class DecidedAmount:
    """The amount (fen) decided where a clause leaves it to a decision; ``rule`` is the full id.

    ``reason`` says why nothing is granted, where that is decided, why no more, which may be left out, or by
    which article of another document, and which figures, a sum was worked out that this governs; ``basis`` on
    what a proposed amount rests.
    ``ground`` is the kind of the reason for nothing.
    """

    achievement: str
    rule: str
    amount: int
    reason: str = ""
    basis: Basis | None = None
    ground: LoweredGround = LoweredGround.OTHER


@dataclass(frozen=True, slots=True)
class LoweredAmount:
    """A line granted less (fen) than computed, 0 to refuse it; the reason is required.

    ``lowered_by`` is the rule, or the decision, by which it is lowered, "" where nobody said. ``ground`` is
    the kind of the reason: what a check found has to name it.
    """

    achievement: str
    rule: str
    granted: int
    reason: str
    lowered_by: str = ""
    ground: LoweredGround = LoweredGround.OTHER


@dataclass(frozen=True, slots=True)
class ShownLine:
    """What the person who confirms had before them of one line; ``amount`` in fen."""

    achievement: str
    rule: str
    status: str
    amount: int


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """A decision as it was taken: ``amount`` in fen, for which line, by whom and when.

    ``experts`` judged an amount that nobody proposed before; of others they stand with the proposal.
    """

    achievement: str
    rule: str
    amount: int
    by: str
    at: datetime.datetime
    experts: tuple[Expert, ...] = ()


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


class ViewOutcome(StrEnum):
    """Whether the office takes what somebody stated; the values are those of the database.

    Who agrees states nothing that could be taken.
    """

    TAKEN = "taken"
    PARTLY = "partly"
    NOT_TAKEN = "not_taken"
    AGREED = "agreed"

    @property
    def label(self) -> str:
        """Return how a paper says it, and a form offers it."""
        return _OUTCOMES[self]


_OUTCOMES = {
    ViewOutcome.TAKEN: "予以采纳",
    ViewOutcome.PARTLY: "部分采纳",
    ViewOutcome.NOT_TAKEN: "不予采纳",
    ViewOutcome.AGREED: "没有不同意见",
}


@dataclass(frozen=True, slots=True)
class WeighedView:
    """What an applicant stated, in its gist, whether that is taken, None while nobody said, and why.

    That somebody agreed needs no reason.
    """

    gist: str
    outcome: ViewOutcome | None
    why: str

    @property
    def disputed(self) -> bool:
        """Say whether there is something to take or not to take."""
        return self.outcome is not ViewOutcome.AGREED
