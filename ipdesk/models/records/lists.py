"""Applications as lists show, filter, sort and add them up."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from ipdesk.models.records.applications import ApplicationParticulars
from ipdesk.models.records.handlings import ApprovalOrder
from ipdesk.models.records.marks import Mark
from ipdesk.models.records.people import Person
from ipdesk.models.workflow import SHORTEST, Procedure, State, Step


class DeadlineKind(StrEnum):
    """What a running period is for."""

    CORRECTION = "correction"
    REVIEW = "review"
    PUBLICATION = "publication"
    OBJECTION = "objection"
    HEARING = "hearing"
    REPAYMENT = "repayment"
    COLLECTION = "collection"

    @property
    def label(self) -> str:
        """Return what the period is called."""
        return _DEADLINES[self]


_DEADLINES = {
    DeadlineKind.CORRECTION: "补正",
    DeadlineKind.REVIEW: "审核",
    DeadlineKind.PUBLICATION: "公示",
    DeadlineKind.OBJECTION: "异议答复",
    DeadlineKind.HEARING: "陈述申辩",
    DeadlineKind.REPAYMENT: "退款",
    DeadlineKind.COLLECTION: "催领",
}


class Deadline(NamedTuple):
    """The last day of a period that runs for an application."""

    day: datetime.date
    kind: DeadlineKind


@dataclass(frozen=True, slots=True)
class ApplicationRow(ApplicationParticulars):
    """One application as lists show it. ``amount`` is what it comes to by the last word said.

    That is what the rules leave of it, once proposed 拟资助金额, from confirmation on 审定金额.
    ``proposed`` keeps the proposed sum apart, None where no proposal stands.

    ``computed`` and ``amount`` are in fen; ``undecided`` counts lines that await a decision; ``prepared``
    says that amounts or reasons of it were typed, which ``amount`` does not tell; ``call_title`` is that of
    its call, empty without one, ``call_notice`` the number of its 申报通知, ``call_ends_at`` when
    it takes nothing more. ``accepted_on`` is None for a
    draft, ``minutes_date`` (the day of the meeting) until confirmation. ``procedure`` is the course that it
    takes from here, ``approval_order`` says when it approves papers against somebody. ``barred_until`` is
    told by lists that ask for it alone: until when its applicant is barred today, None for nobody; and so are
    its ``deadlines``, the next first. ``due_paper`` is the kind of the paper that what was done calls for and
    that did not go out since, "" for none; so much of its award was ``taken_back`` (fen), or never taken;
    ``collect_by`` is until when it can be taken since somebody was reminded of that, ``repay_by`` until when
    what was clawed back has to come back, ``review_by`` until when its review was promised.
    """

    id: int
    number: str
    applicant: int
    applicant_name: str
    applicant_kind: str
    policy: str
    state: State
    achievements: int
    computed: int
    amount: int
    undecided: int
    accepted_on: datetime.date | None
    accepted_by: str
    changed_at: datetime.datetime
    minutes_date: datetime.date | None = None
    prepared: bool = False
    call_title: str = ""
    call_notice: str = ""
    call_ends_at: datetime.datetime | None = None
    procedure: Procedure = SHORTEST
    proposed: int | None = None
    marks: frozenset[Mark] = frozenset()
    barred_until: datetime.date | None = None
    deadlines: tuple[Deadline, ...] = ()
    approval_order: ApprovalOrder = ApprovalOrder.ALONG
    due_paper: str = ""
    taken_back: int = 0
    collect_by: datetime.date | None = None
    repay_by: datetime.date | None = None
    review_by: datetime.date | None = None

    def may(self, step: Step) -> bool:
        """Say whether a step can be taken now."""
        return not self.refusal(step)

    def refusal(self, step: Step) -> str:
        """Return why a step cannot be taken now, "" where it can: who is to get nothing passes no notice."""
        return self.procedure.with_proposed(self.proposed).refusal(step, self.state)

    @property
    def standing(self) -> int:
        """Return what its amount still comes to, in fen: what was taken back stands no more."""
        return self.amount - self.taken_back

    @property
    def refused(self) -> bool:
        """Say whether it was decided that nothing is granted: no notification of an award goes out then."""
        return self.state in Step.REFUSE.sources and not self.amount


class Sort(StrEnum):
    """What a list of applications is ordered by; equal ones by number."""

    NUMBER = "number"
    APPLICANT = "applicant"
    ACHIEVEMENTS = "achievements"
    AMOUNT = "amount"
    ACCEPTED = "accepted"
    STATE = "state"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationFilter:
    """Which applications are wanted; whatever is None or empty does not narrow.

    ``kind`` is a kind of achievement, ``text`` anything a clerk would type into the search box. Bounds of
    the amount are fen: ``amount_from`` is the least wanted, ``amount_below`` the least no longer wanted.
    ``numbered_letter`` wants those to which a letter with a number went out that does not lie in the archive
    yet, ``mark`` those that bear it, ``archived`` those that lie in the archive.
    """

    state: State | None = None
    year: int | None = None
    policy: str | None = None
    kind: str | None = None
    person: int | None = None
    applicant: int | None = None
    amount_from: int | None = None
    amount_below: int | None = None
    text: str = ""
    call: int | None = None
    numbered_letter: bool = False
    mark: Mark | None = None
    archived: bool = False


@dataclass(frozen=True, slots=True)
class ApplicationTotals:
    """Of a selection: applications, achievements, fen and lines awaiting a decision.

    ``amount`` goes by the last word said of each, without what was taken back since; ``proposed`` is what
    was proposed of them.
    """

    applications: int
    achievements: int
    computed: int
    amount: int
    undecided: int
    proposed: int = 0


@dataclass(frozen=True, slots=True)
class FilterChoices:
    """What occurs in the database and can be filtered by.

    ``calls`` are ids with words, newest first; ``proposals`` says that there are any.
    """

    years: tuple[int, ...]
    policies: tuple[str, ...]
    kinds: tuple[str, ...]
    persons: tuple[Person, ...]
    calls: tuple[tuple[int, str], ...] = ()
    proposals: bool = False
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenHolder:
    """Another application that holds the same number: still open, or decided with nothing granted for it."""

    ref: str
    application: int
    number: str
    applicant_name: str
    state: State


@dataclass(frozen=True, slots=True)
class OnFile:
    """An application that holds a thing of a kind (``item``: the normal form of its number), in any state.

    ``granted`` is what was granted for it and stands, in fen; 0 for nothing, or nothing yet.
    """

    kind: str
    item: str
    application: int
    number: str
    applicant_name: str
    year: int
    state: State
    granted: int


@dataclass(frozen=True, slots=True)
class AwaitingDecision:
    """An application that was accepted and is not decided yet: what it came to at acceptance, in fen."""

    application: int
    number: str
    amount: int


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """A draft of an applicant: and how many achievements it holds."""

    application: int
    number: str
    achievements: int


class HitKind(StrEnum):
    """What a search over everything found."""

    APPLICANT = "applicant"
    APPLICATION = "application"
    LETTER = "letter"
    ACHIEVEMENT = "achievement"


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: the record's id, a title and what it was found by."""

    kind: HitKind
    id: int
    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class Hits:
    """The hits that a search over everything shows, and the ``total`` number found."""

    shown: tuple[Hit, ...]
    total: int

    @property
    def others(self) -> int:
        """How many were found beside those shown."""
        return self.total - len(self.shown)
