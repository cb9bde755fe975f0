"""Public notices 公示, their lines, the objections to them, and inquiries at other offices."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ipdesk.models.periods.period import Unit
from ipdesk.models.records.calls import CallDetails
from ipdesk.models.records.checks import CheckRecord
from ipdesk.models.records.decisions import WeighedView
from ipdesk.models.records.people import Recusal

LineKey = tuple[str, str]
"""Which line of an application: its achievement and its rule."""
OBJECTION_NOTICE = "objection_notice"
"""The kind that tells an applicant of an objection; from its service on it may state its view."""
OBJECTION_OUTCOME = "objection_outcome"
FINDING_NOTICE = "finding_notice"
"""The kind that tells it what became of objections."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeContact:
    """Where objections are taken: who, by which telephones, at which address and postcode, until which hour.

    ``closes`` is in minutes after the midnight of the last day.
    """

    contact: str = ""
    telephone: str = ""
    second_telephone: str = ""
    address: str = ""
    postcode: str = ""
    closes: int = 17 * 60 + 30


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePeriod:
    """From which day a list is shown and for how long; ``first_counts`` says that this day is one of them."""

    begins: datetime.date
    length: int = 5
    unit: Unit = Unit.WORKING_DAYS
    first_counts: bool = True


@dataclass(frozen=True, slots=True)
class LateEntry:
    """Of a notice that is entered after its first day: where it has been shown since, and why it was not."""

    shown: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDetails:
    """What a clerk writes of a public notice; ``basis`` names the policy and the call it rests on.

    Objections are answered within ``answer_days`` working days after they came. ``late`` is None for a notice
    that was entered on its first day or before.
    """

    title: str
    basis: str
    period: NoticePeriod
    contact: NoticeContact
    answer_days: int = 10
    late: LateEntry | None = None

    def paper_day(self, today: datetime.date) -> datetime.date:
        """Return of which day the paper is: the one on which it was shown first, at the latest today."""
        return min(self.period.begins, today)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineToPublish:
    """A line that is to be published, with all that is known of its taker; what may be said of it is less.

    ``name`` is that of the achievement as its certificate gives it, ``item`` what it is proposed for and
    ``ref`` its number; ``told`` says when it was filed, and whose it is besides. ``person`` tells people from
    units. ``amount`` is in fen.
    """

    application: int
    application_number: str
    applicant: int
    applicant_name: str
    identity: str
    person: bool
    achievement: str
    rule: str
    item: str
    name: str
    ref: str
    amount: int
    score: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedLine:
    """A line as it is published: ``recipient`` and ``name`` say what the public may know. Frozen.

    ``achievement`` and ``rule`` say which line of the application it is; ``amount`` is in fen.
    """

    application: int
    application_number: str
    person: bool
    achievement: str
    rule: str
    recipient: str
    name: str
    item: str
    amount: int
    score: str = ""

    @property
    def key(self) -> LineKey:
        """Return which line of its application it is."""
        return self.achievement, self.rule


class Objector(StrEnum):
    """Who objects; the values are those of the database."""

    UNIT = "unit"
    PERSON = "person"

    @property
    def label(self) -> str:
        """Return what the objector is called in Chinese."""
        return "单位" if self is Objector.UNIT else "个人"


class ObjectionState(StrEnum):
    """What has become of an objection; the values are those of the database."""

    OPEN = "open"
    NOT_ACCEPTED = "not_accepted"
    DISMISSED = "dismissed"
    UPHELD = "upheld"

    @property
    def label(self) -> str:
        """Return what the state is called in Chinese."""
        return _OBJECTION_STATES[self]


_OBJECTION_STATES: Mapping[ObjectionState, str] = {
    ObjectionState.OPEN: "待答复",
    ObjectionState.NOT_ACCEPTED: "不予受理",
    ObjectionState.DISMISSED: "异议不成立",
    ObjectionState.UPHELD: "异议成立",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionDetails:
    """An objection as it came: to which application of the list, who, when, what, with which papers.

    ``papers`` are ids of ``public_notices.objections``; ``contact`` says how the objector is reached.
    ``lines`` are those of the list that it attacks, by achievement and rule; none says that it is against the
    application as a whole, with all its lines in that list.
    """

    application: int
    objector: Objector
    name: str
    contact: str
    received_at: datetime.datetime
    text: str
    papers: frozenset[str] = frozenset()
    lines: tuple[LineKey, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """An objection that was written down. ``answer_by`` is the last day on which it is to be answered.

    ``reason`` says why it was dismissed, upheld or not accepted; ``answered_on`` is None while it is open.
    ``letter`` is the id of its answer. ``corrected`` says why its lines were put right, "" where they stand
    as they were. ``heard`` says how its applicant was heard, known while it is answered, and while its notice
    is closed; ``view`` is what it stated and what became of that, None for nothing. While it
    is answered, ``anew_on`` (None: not settled) says when it is published anew, ``recusals`` who stays away.
    """

    id: int
    notice: int
    application_number: str
    details: ObjectionDetails
    state: ObjectionState
    answer_by: datetime.date
    reason: str = ""
    answered_on: datetime.date | None = None
    letter: int | None = None
    corrected: str = ""
    year: int = 0
    heard: str = ""
    view: WeighedView | None = None
    anew_on: datetime.date | None = None
    recusals: tuple[Recusal, ...] = ()

    def attacks(self, line: PublishedLine) -> bool:
        """Say whether it is against a line of the list to which it was made."""
        own = line.application == self.details.application
        return own and (not self.details.lines or line.key in self.details.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierNotice:
    """A notice in which ``applications`` to be published stood before, and why they were taken back.

    ``lines`` are those that stood there of these applications and are published anew, or not any more;
    ``rest`` are others of these applications that stay published as they are.
    """

    title: str
    number: str
    date: datetime.date
    applications: int
    reasons: tuple[str, ...] = ()
    lines: tuple[PublishedLine, ...] = ()
    rest: tuple[PublishedLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeOfApplication:
    """A public notice with ``lines`` of an application, and what became of objections; over once closed."""

    number: str
    period: NoticePeriod
    last_day: datetime.date
    is_over: bool
    objections: tuple[ObjectionState, ...] = ()
    title: str = ""
    lines: tuple[PublishedLine, ...] = ()


@dataclass(frozen=True, slots=True)
class LaterNotice:
    """The notice, by its number and the last day of its period, that lists an application (its id) anew.

    ``objections`` say what became of those to that application in it.
    """

    application: int
    number: str
    period: NoticePeriod
    last_day: datetime.date
    objections: tuple[ObjectionState, ...] = ()


@dataclass(frozen=True, slots=True)
class UnpublishedChange:
    """What of an application was decided otherwise than published, and why it is not published anew.

    ``minutes`` is the number of those by which that was decided, "" before it is, and where there are none.
    ``view`` is what the applicant stated of what was found before, None where it stated nothing.
    """

    application: int
    changes: str
    reason: str
    minutes: str = ""
    view: WeighedView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicNotice:
    """A public notice that was published, with its frozen lines. ``last_day`` is the last of its period.

    ``number`` is "" before one is drawn. ``closed_on`` is the day on which it was closed, None while it runs;
    ``shown`` then says where the list was shown. ``letter`` and ``report`` are the ids of its papers.
    ``earlier`` are the notices in which its applications stood before, ``looked_up`` says that something was
    looked up about each of these, both known while it is published;
    ``closed_by`` is who closes it, and ``later`` lists anew what an upheld objection took out of it, both
    known while that is done, as are the numbers of the notices that it ``follows``, which listed its
    applications before. ``unpublished`` is what was decided by then otherwise than it shows, and is not
    published anew. ``checks`` are the look-ups about its applications after their reviews, known while it is
    closed, and while an objection is answered; ``call`` is then that of the application that is attacked.
    ``heard`` says how applicants were told and heard of what was found wrong by them, by application (its
    id), known while it is closed.
    """

    id: int
    number: str
    details: NoticeDetails
    last_day: datetime.date
    lines: tuple[PublishedLine, ...]
    published_at: datetime.datetime
    published_by: str
    closed_on: datetime.date | None = None
    shown: str = ""
    objections: tuple[Objection, ...] = ()
    letter: int = 0
    report: int | None = None
    earlier: tuple[EarlierNotice, ...] = ()
    looked_up: bool = False
    closed_by: str = ""
    later: tuple[LaterNotice, ...] = ()
    unpublished: tuple[UnpublishedChange, ...] = ()
    follows: tuple[str, ...] = ()
    checks: tuple[CheckRecord, ...] = ()
    call: CallDetails | None = None
    heard: Mapping[int, str] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """Return what all lines come to, in fen."""
        return sum(line.amount for line in self.lines)

    def attacked(self, objection: Objection) -> tuple[PublishedLine, ...]:
        """Return the lines that an objection to this notice is against, in their order."""
        return tuple(line for line in self.lines if objection.attacks(line))


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSummary:
    """A public notice as a list shows it; ``amount`` is in fen."""

    id: int
    number: str
    title: str
    begins: datetime.date
    last_day: datetime.date
    applications: int
    lines: int
    amount: int
    open_objections: int
    closed_on: datetime.date | None

    def waiting(self, today: datetime.date) -> int:
        """Return how much is to be done about it: objections to be answered, else to be closed once over."""
        return self.open_objections or int(self.closed_on is None and self.last_day < today)


# --- what an applicant is told of objections, so that it is heard before they are answered ---


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionHearing:
    """That an applicant is told of an objection in the words of ``gist``, and heard within working ``days``.

    ``named`` says that it may know who objects. ``served_on`` is the day on which the letter was served, None
    as long as nobody recorded that; ``last_day`` ends the days, None where that is not known yet.
    """

    gist: str
    days: int
    named: bool
    by: str
    at: datetime.datetime
    number: str = ""
    served_on: datetime.date | None = None
    last_day: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionOfFile:
    """An objection as the file knows it that it is against: in which list, which lines of it it attacks.

    ``list_title`` and ``list_number`` are those of the notice; ``hearing`` is None where its applicant was
    not told of it.
    """

    objection: Objection
    list_title: str
    list_number: str
    lines: tuple[PublishedLine, ...]
    hearing: ObjectionHearing | None = None

    @property
    def gist(self) -> str:
        """Return what it says, in the words that its applicant was told."""
        return self.hearing.gist if self.hearing is not None else self.objection.details.text
