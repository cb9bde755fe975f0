"""Awards that do not stay: clawed back 追回, or never taken 逾期未领. What was granted stands as it is."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from ipdesk.models.records.proposals import NO_MINUTES, Minutes


class ReversalKind(StrEnum):
    """Why an award does not stay; the values are those of the database."""

    NOT_TAKEN = "not_taken"
    CLAWED_BACK = "clawed_back"
    WITHHELD = "withheld"

    @property
    def label(self) -> str:
        """Return what it is called in Chinese."""
        return {"not_taken": "逾期未领", "clawed_back": "追回", "withheld": "不再支付"}[self.value]


@dataclass(frozen=True, slots=True)
class ReversedLine:
    """So much (fen) of an award line, by its id, is taken back, or to be taken back.

    With ``keeps_once`` the thing counts as awarded all the same, where a rule awards it only once.
    """

    line: int
    amount: int
    keeps_once: bool = False


@dataclass(frozen=True, slots=True)
class Reversal:
    """What was taken back of one award line, on which ``day``, why, on which basis and by whom.

    ``due_on`` is the last day on which an award that was never taken could have been; ``heard`` is what the
    recipient said before and what the office held of it; ``unreminded`` says why
    its recipient was not reminded of that in time, "" where it was. ``minutes`` are those by which it was
    decided, by number and day, empty where none were asked for. ``rest`` says what became of what was
    taken, "" where nobody said.
    """

    kind: ReversalKind
    line: ReversedLine
    day: datetime.date
    reason: str
    basis: str
    by: str
    at: datetime.datetime
    clawback: int | None = None
    due_on: datetime.date | None = None
    unreminded: str = ""
    heard: str = ""
    minutes: Minutes = NO_MINUTES
    rest: str = ""


@dataclass(frozen=True, slots=True)
class AskedToCollect:
    """What a letter about an award asks its recipient to do to be paid, within ``days`` working days.

    ``basis`` is the rule by which, "" where no rule was named.
    """

    asks: str
    days: int
    basis: str = ""


@dataclass(frozen=True, slots=True)
class CollectionTerm:
    """What the letter about an award (its id) asked for, and until the end of which day.

    ``served_on`` is None until it was served, ``last_day`` also as long as the holidays of its year are not
    announced.
    """

    letter: int
    asked: AskedToCollect
    served_on: datetime.date | None = None
    last_day: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class CollectionReminder:
    """That a recipient was asked to take its award 催领 until the end of ``due_on``, by whom and when.

    ``missing`` is what it still has to do for that, ``basis`` the rule by which the award lapses otherwise.
    ``grounds`` is the rule by which it is asked for, "" where the letter about the award asked for it.
    """

    id: int
    missing: str
    due_on: datetime.date
    basis: str
    by: str
    at: datetime.datetime
    grounds: str = ""


@dataclass(frozen=True, slots=True)
class IntendedBar:
    """A bar 限制资助 that is to come with a clawback: why, on which basis, for how many years."""

    reason: str
    basis: str
    years: int


class ConsequenceKind(StrEnum):
    """What may follow from a finding besides; the values are those of the database."""

    UNPAID = "unpaid"
    CREDIT = "credit"
    TRANSFER = "transfer"

    @property
    def label(self) -> str:
        """Return what it is called in Chinese."""
        return {"unpaid": "其余不再支付", "credit": "纳入信用记录", "transfer": "移送其他机关"}[self.value]


@dataclass(frozen=True, slots=True)
class Consequence:
    """What is meant to follow from a finding besides, each on a ``basis`` of its own.

    ``body`` is who gets the record or the case, "" for money that is not paid any more: that has an
    ``amount`` (fen). It is ``dropped`` where the decision did without it.
    """

    kind: ConsequenceKind
    basis: str
    body: str = ""
    amount: int = 0
    dropped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClawbackTerms:
    """What is held against a recipient: the facts found, the evidence, the basis, and the sums intended.

    ``basis`` is the rule by which money is taken back, not that by which it was paid; ``ground`` the id of
    why (``parsing.recovery_grounds``), "" only of those proposed before it was asked.
    ``bar`` is one that is meant to come with the decision; what the recipient was not told of cannot.
    ``paid_on`` is the day on which the money was paid out; None only of those proposed before it was asked.
    ``derivation`` says how the sums follow from the clauses by which was paid, "" only of earlier ones.
    ``applied`` is the part of the basis that fits the case, in its own words, "" where it has no parts.
    ``follows`` are what is meant to follow besides; what the recipient was not told of cannot.
    """

    facts: str
    evidence: str
    basis: str
    lines: tuple[ReversedLine, ...]
    hearing_days: int = 5
    bar: IntendedBar | None = None
    paid_on: datetime.date | None = None
    ground: str = ""
    derivation: str = ""
    applied: str = ""
    follows: tuple[Consequence, ...] = ()


@dataclass(frozen=True, slots=True)
class ReturnedSum:
    """So much (fen) came back on a day, by the slip 银行回单 of this number; written down by whom."""

    day: datetime.date
    amount: int
    slip: str
    by: str
    at: datetime.datetime


@dataclass(frozen=True, slots=True)
class OwedReturn:
    """What is still owed (fen) of ``decided`` that an applicant has to pay back, until the end of ``due_on``.

    ``application`` is the number of the file, ``letter`` that of the decision, "" for none.
    """

    application: str
    letter: str
    decided_on: datetime.date
    decided: int
    owed: int
    due_on: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Repayment:
    """How money is to come back: until when, and into which account or under which code."""

    due_on: datetime.date
    pay_to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clawback(ClawbackTerms):
    """A clawback on its way: proposed, heard, then decided or dropped.

    ``last_day`` is the day until whose end the recipient may be heard, None until the notice was served,
    and as long as the holidays of its year are not announced. ``heard`` is what it said, ``waived`` how it
    gave that right up. ``decided_on`` is None until decided;
    ``returned_on`` the day on which all of the money had come back. ``dropped_why`` is empty unless given up,
    ``dropped_at`` says when, None also of one given up before that was kept.
    ``without_why`` says why the decision does without some of what was told, "" where it does not.
    ``decided`` (fen) is what was decided to be paid back, ``returns`` what came back of it, the first first;
    none of a clawback of which only the day is known on which all had.
    """

    id: int
    proposed_at: datetime.datetime
    proposed_by: str
    served_on: datetime.date | None = None
    last_day: datetime.date | None = None
    heard: str = ""
    waived: str = ""
    decided_at: datetime.datetime | None = None
    decided_by: str = ""
    due_on: datetime.date | None = None
    pay_to: str = ""
    returned_on: datetime.date | None = None
    dropped_why: str = ""
    dropped_at: datetime.datetime | None = None
    decided: int = 0
    returns: tuple[ReturnedSum, ...] = ()
    without_why: str = ""

    @property
    def proposed_on(self) -> datetime.date:
        """Return the day on which it was proposed."""
        return self.proposed_at.date()

    @property
    def decided_on(self) -> datetime.date | None:
        """Return the day on which it was decided, None until then."""
        return self.decided_at.date() if self.decided_at else None

    @property
    def running(self) -> bool:
        """Say whether it is neither decided nor given up."""
        return self.decided_on is None and not self.dropped_why

    @property
    def returned(self) -> int:
        """Return how much came back, in fen."""
        whole = self.returned_on is not None and not self.returns
        return self.decided if whole else sum(one.amount for one in self.returns)

    @property
    def standing(self) -> tuple[Consequence, ...]:
        """Return what follows besides: of one that is decided what the decision did not do without."""
        return tuple(one for one in self.follows if not one.dropped)

    @property
    def owed(self) -> int:
        """Return how much is still to be paid back, in fen."""
        return self.decided - self.returned

    @property
    def total(self) -> int:
        """Return the sum intended, in fen."""
        return sum(line.amount for line in self.lines)
