"""Funds 专项资金: what an office enters of them, their tasks, grants and payments."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import NamedTuple

from ipdesk.funds.books.figures import Rounding
from ipdesk.funds.books.posting_days import PostingDay
from ipdesk.funds.books.postings import PostingKind
from ipdesk.funds.core.words import Channel, Method, PaperRole, SourceLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class FundDetails:
    """What is entered of a fund of a year.

    ``plan_submitted_on`` and ``in_place_by`` are what its papers say, ``deadline`` is the day by which its
    tasks are to be done, ``closed_on`` that of the account.
    """

    name: str
    short_name: str
    year: int
    level: SourceLevel
    holder: str = ""
    goal: str = ""
    plan_submitted_on: datetime.date | None = None
    in_place_by: datetime.date | None = None
    deadline: datetime.date
    closed_on: datetime.date
    rounding: Rounding = Rounding.CUT


@dataclass(frozen=True, slots=True, kw_only=True)
class Fund(FundDetails):
    """A fund as it is stored; ``revision`` grows with every change of its details."""

    id: int
    revision: int


class BrokenBooks(NamedTuple):
    """A fund whose books do not hold: ``number`` is that of the first posting which does not fit."""

    fund: int
    name: str
    year: int
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FundPaper:
    """A document of another office by which money came or was passed on."""

    number: str
    issuer: str
    role: PaperRole
    title: str = ""
    day: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDetails:
    """What is entered of a task 任务: its number in its section, how it is allocated, on what it rests.

    ``section`` is the name of the responsible one; ``worded`` what the office's text calls the method.
    """

    section: str
    number: int
    name: str
    method: Method
    worded: str = ""
    basis: str = ""
    earmarked: bool = False
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantDetails:
    """What is entered of a grant: its parties, or how many unnamed ones there are (``funds.case.Grant``)."""

    parties: tuple[str, ...] = ()
    count: int | None = None
    items: int | None = None
    item: str = ""
    unit_amount: int | None = None
    purpose: str = ""
    retained: bool = False
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FundGrantRecord(GrantDetails):
    """A grant as it is stored; ``task`` is the id of its task. What it comes to stands in the books."""

    id: int
    task: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentDetails:
    """How a grant is paid; ``reissues`` is the id of the payment that failed before it, None for none."""

    channel: Channel
    reissues: int | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FundPaymentRecord(PaymentDetails):
    """A payment as it was ordered, of the grant with this id. What became of it stands in the books."""

    id: int
    grant: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FundTaskRecord(TaskDetails):
    """A task as it is stored; ``place`` is its place among all tasks of its fund, from 1 on."""

    id: int
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingRow:
    """A sum (fen) that a posting moved: its number in the fund, its day, and on what it rests.

    ``grant`` is the id of the grant that it is about, None where it is about the task alone; ``person`` who
    entered it; ``reversed`` says that another posting took it back.
    """

    number: int
    kind: PostingKind
    day: PostingDay
    fen: int
    basis: str
    grant: int | None
    person: str
    reversed: bool
