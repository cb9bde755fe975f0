"""Funds: registered, divided into tasks, granted, paid; every sum by a posting that is never changed."""

from __future__ import annotations

from dataclasses import dataclass

from ipdesk.funds.books.posting_days import PostingDay
from ipdesk.funds.books.postings import Movement, PostingKind
from ipdesk.models.commands.base import Command
from ipdesk.models.core.actor import Permission
from ipdesk.models.records import FundDetails, FundPaper, GrantDetails, PaymentDetails, TaskDetails


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterFund(Command[int]):
    """Write down a fund and the papers about it; no sum of it is there yet. Answers its id.

    Raises InvalidInput with every problem.
    """

    permission = Permission.ACCOUNT

    details: FundDetails
    papers: tuple[FundPaper, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeFund(Command[None]):
    """Replace what was written down of a fund; ``revision`` is that of the record which was shown.

    ``papers`` stand for all that there were about it; None leaves those.

    Raises InvalidInput with every problem, NotFound, and Conflict when somebody changed it meanwhile.
    """

    permission = Permission.ACCOUNT

    fund: int
    revision: int
    details: FundDetails
    papers: tuple[FundPaper, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddTask(Command[int]):
    """Add a task to a fund, without a budget yet. Answers its id.

    Raises InvalidInput with every problem, also for a number that another task of the section has; NotFound.
    """

    permission = Permission.ACCOUNT

    fund: int
    details: TaskDetails


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantFromTask(Command[int]):
    """Grant a sum (fen) of a task on a day, by a decision that ``basis`` names. Answers the grant's id.

    Raises InvalidInput with every problem; Conflict where the task has not so much to grant on the day or on
    a later one; NotFound.
    """

    permission = Permission.ACCOUNT

    task: int
    details: GrantDetails
    fen: int
    day: PostingDay
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SendPayment(Command[int]):
    """Send a sum (fen) of a grant to be paid, or pass it to another budget, as its channel says.

    What pays the awards of applications goes by a batch alone, and everything does in an office that wants
    two people for it (Conflict).
    Answers the payment's id. Raises InvalidInput with every problem, also where it ``reissues`` what did not
    fail; Conflict where the grant has not so much left; NotFound.
    """

    permission = Permission.ACCOUNT

    grant: int
    fen: int
    details: PaymentDetails
    day: PostingDay
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostToFund(Command[int]):
    """Enter a posting of any kind that makes no record of its own. Answers its id.

    Owners in the accounts of its ``movements`` are ids of the database as text. Raises InvalidInput for a day
    after today, Conflict with the sentence of the books for what they refuse, and for an owner of another
    fund; NotFound.
    """

    permission = Permission.ACCOUNT

    fund: int
    kind: PostingKind
    day: PostingDay
    movements: tuple[Movement, ...]
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReversePosting(Command[int]):
    """Take a posting, by its number in the fund, back by one the other way. Answers the new one's id.

    Raises InvalidInput for a day after today, Conflict where the posting was reversed before, is a reversal
    itself, or something stands on it; NotFound.
    """

    permission = Permission.ACCOUNT

    fund: int
    number: int
    day: PostingDay
    reason: str
