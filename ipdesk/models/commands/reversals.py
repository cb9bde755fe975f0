"""Awards that do not stay: clawbacks 追回 with their hearing, and awards never taken 逾期未领."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ipdesk.models.commands.bars import BarApplicant
from ipdesk.models.commands.base import Command
from ipdesk.models.records import (
    UNSEEN,
    ClawbackTerms,
    IncomingDetails,
    Minutes,
    Repayment,
    ReversedLine,
    Sheets,
)
from ipdesk.models.records.proposals import NO_MINUTES
from ipdesk.models.records.reversals import ConsequenceKind
from ipdesk.models.workflow import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeClawback(Command[int]):
    """Tell a recipient what is to be clawed back and why, so that it may be heard first.

    ``served_on`` is the day on which the notice was served, None where it is not known yet. Answers the id.
    Raises InvalidInput, Conflict where one is on its way already or the state does not allow it.
    """

    permission = Act.PROPOSE_CLAWBACK.permission

    application: int
    terms: ClawbackTerms
    served_on: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClawBack(Command[None]):
    """Decide a clawback: after the last day for being heard, or where that was waived.

    ``lines`` are those proposed, none for more than was told. ``heard`` is what the recipient said and what
    the office holds of it, ``waived`` how it gave up its right, ``paper`` what it handed in about it. ``bar``
    is a bar that comes with the decision, ``follows`` what else does of what was told. ``minutes`` are those
    by which it is decided, needed as for an award of that sum. What was granted stands as it is; entries of
    their own lessen what counts as history. ``derivation`` says how the sums follow, where they are others
    than were told; "" lets stand what was told. ``without`` says why it does without what else was told,
    the bar among it. Raises InvalidInput, Conflict.
    """

    permission = Act.CLAW_BACK.permission

    clawback: int
    lines: tuple[ReversedLine, ...]
    repayment: Repayment
    heard: str = ""
    waived: str = ""
    bar: BarApplicant | None = None
    paper: IncomingDetails | None = None
    derivation: str = ""
    follows: tuple[ConsequenceKind, ...] = ()
    minutes: Minutes = NO_MINUTES
    without: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DropClawback(Command[None]):
    """Give a clawback up, say because of what the recipient said. Raises InvalidInput, Conflict."""

    permission = Act.CLAW_BACK.permission

    clawback: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReturn(Command[None]):
    """Record that a sum (fen) came back on a day, by a bank slip 银行回单; several make up the whole.

    ``sheets`` say what is known of the slip itself, which is listed in the file. Raises InvalidInput for a
    sum that is more than is owed, and for a slip that is known; Conflict where nothing is owed.
    """

    permission = Act.CLAW_BACK.permission

    clawback: int
    returned_on: datetime.date
    amount: int
    slip: str
    sheets: Sheets = UNSEEN


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindOfAward(Command[int]):
    """Ask a recipient to take its award until ``due_on``: what is ``missing``, and by which rule it lapses.

    ``grounds`` is the rule by which it is asked for, needed where the letter about the award gave no term.
    Answers the id. Raises InvalidInput, Conflict where the state does not allow it, nothing is left, or the
    term of the letter is not over.
    """

    permission = Act.REMIND.permission

    application: int
    missing: str
    due_on: datetime.date
    basis: str
    grounds: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LapseAward(Command[None]):
    """Record that an award, or a part of it, was not taken until its last day ``due_on``, which is over.

    ``heard`` is what the recipient said within its time and what the office holds of it, "" where it said
    nothing. ``unreminded`` says why the recipient was not reminded in time by a letter that was served, ""
    where it was. ``minutes`` are those by which it is decided, needed as for an award of that sum. ``rest``
    says what became of what was taken, as far as the books do not tell. Raises InvalidInput, Conflict where
    the state does not allow it.
    """

    permission = Act.LAPSE_AWARD.permission

    application: int
    lines: tuple[ReversedLine, ...]
    due_on: datetime.date
    reason: str
    basis: str
    unreminded: str = ""
    heard: str = ""
    minutes: Minutes = NO_MINUTES
    rest: str = ""
