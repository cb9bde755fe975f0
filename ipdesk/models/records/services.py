"""Service 送达 of papers: in which way, on which day, who took them, and until when their remedies run."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from ipdesk.models.periods.moments import hour_text
from ipdesk.models.periods.period import SERVED_BY_NOTICE
from ipdesk.models.periods.working_days import WorkingDays
from ipdesk.models.records.checks import KeptPicture

WITH_A_PERIOD = ("correction_notice",)
"""Kinds whose service begins a period of the procedure; it is recorded with that."""
HEARING_NOTICE = "clawback_notice"
"""The kind from whose service on the period for being heard runs."""
COLLECTION_REMINDER = "collection_reminder"
"""The kind by which a recipient is asked to take its award, before that lapses."""
REPAYMENT_REMINDER = "repayment_reminder"
"""The kind by which a recipient is asked to pay back what was clawed back, before a court is."""
SERVICE_ATTEMPTS = "service_attempts"
"""The kind that tells what was tried in vain to serve papers."""
TO_OTHERS = ("recommendation", "inquiry", "objection_reply")
"""Kinds that go to somebody else than the applicant."""
SERVED_ON_OTHERS = ("objection_reply",)
"""Kinds of these that are served, too: on who objected to one application."""


NOT_SERVED_ALONE = (*WITH_A_PERIOD, HEARING_NOTICE, *(set(TO_OTHERS) - set(SERVED_ON_OTHERS)))
"""Kinds that nobody has to be reminded of: a period of their own tells, or nobody in particular is served."""


class ServiceWay(StrEnum):
    """In which way a paper is served; the values are those of the database."""

    DIRECT = "direct"
    LEFT = "left"
    POST = "post"
    ELECTRONIC = "electronic"
    ENTRUSTED = "entrusted"
    PUBLIC = "public"

    @property
    def label(self) -> str:
        """Return what the way is called."""
        return _LABELS[self]

    @property
    def explained(self) -> bool:
        """Say whether the law wants to know why: a refusal to take the paper, or that nobody was found."""
        return self in (ServiceWay.LEFT, ServiceWay.PUBLIC)

    @property
    def at_a_place(self) -> bool:
        """Say whether somebody hands the paper over: where and at which hour is then part of the proof."""
        return self in (ServiceWay.DIRECT, ServiceWay.LEFT, ServiceWay.ENTRUSTED)

    def served_on(self, day: datetime.date, days: WorkingDays) -> datetime.date:
        """Return the day of service of what was handed over, posted or published on a day.

        Raises UnknownYear where it was published and nobody knows the holidays yet into which that runs.
        """
        return SERVED_BY_NOTICE.last_day(day, days) if self is ServiceWay.PUBLIC else day


_LABELS = {
    ServiceWay.DIRECT: "直接送达",
    ServiceWay.LEFT: "留置送达",
    ServiceWay.POST: "邮寄送达",
    ServiceWay.ELECTRONIC: "电子送达",
    ServiceWay.ENTRUSTED: "委托送达",
    ServiceWay.PUBLIC: "公告送达",
}


class AnnouncementGround(StrEnum):
    """Why a paper is served by public notice; the values are those of the database."""

    FAILED = "failed"
    UNTRACED = "untraced"

    @property
    def label(self) -> str:
        """Return what the ground is called."""
        return {"failed": "用其他方式没有送到", "untraced": "受送达人下落不明"}[self.value]


@dataclass(frozen=True, slots=True)
class ServiceAnnouncement:
    """A public announcement 送达公告 (its id, number and day) of a letter that could not be served otherwise.

    ``tried`` says what was tried before, or by its ``ground`` how it was found that nobody knows where the
    addressee is; ``collect_at`` where the letter can be fetched.
    """

    id: int
    letter: int
    number: str
    date: datetime.date
    tried: str
    collect_at: str
    ground: AnnouncementGround = AnnouncementGround.FAILED


@dataclass(frozen=True, slots=True)
class Publication:
    """Where an announcement (its number) was ``posted``, and what proves it, which has so many ``pages``.

    ``pictures`` show that.
    """

    number: str
    posted: str
    proof: str
    pages: int
    pictures: tuple[KeptPicture, ...] = ()


@dataclass(frozen=True, slots=True)
class Service:
    """That a letter (its id and number) was served.

    ``day`` is that on which it was handed over or taken from the post, or that of the public notice;
    ``served_on`` the day from which on remedies run. ``receiver`` says who took it, or who bore witness,
    ``reason`` why it was left or published. ``correction`` says why the record before it is wrong, "" of
    the first one. ``publication`` is that of a public notice, None for one of an earlier version. ``place``
    and ``minutes`` (after midnight) tell where and at which hour it was handed over, "" and None of other
    ways and of records of earlier versions.
    """

    letter: int
    number: str
    way: ServiceWay
    day: datetime.date
    served_on: datetime.date
    receiver: str
    reason: str
    by: str
    at: datetime.datetime
    correction: str = ""
    publication: Publication | None = None
    place: str = ""
    minutes: int | None = None

    @property
    def told(self) -> str:
        """Return when, in which way, where and to whom, in a few words; of a notice where it was posted."""
        hour = "" if self.minutes is None else f" {hour_text(self.minutes)}"
        taken = "".join(f"，{one}" for one in (self.place, self.receiver) if one)
        where = self.publication
        posted = f"，{where.number}，公布于{where.posted}" if where else ""
        return f"{self.day.isoformat()}{hour} {self.way.label}{taken}{posted}"


@dataclass(frozen=True, slots=True)
class UnservedLetter:
    """A letter with its number, of an application with its number, that is not served yet.

    ``served_on`` is the day on which a public notice will count as its service, None where none is recorded.
    """

    application_number: str
    number: str
    served_on: datetime.date | None = None


ATTEMPTED = tuple(way for way in ServiceWay if way is not ServiceWay.PUBLIC)
"""The ways that may fail; what was published has been seen by whoever wanted to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptDetails:
    """What is told of an attempt: on which ``day`` and hour (minutes after midnight, None for unknown).

    ``place`` is where somebody went, or whereto the paper was sent, ``outcome`` what was met there in a few
    words, ``course`` the rest. Of a letter by post ``day`` is that of posting, ``returned_on`` the day on
    which it came back, ``mail`` its number. ``servers`` went there or sent it, ``witness`` saw it.
    """

    way: ServiceWay
    day: datetime.date
    place: str
    outcome: str
    servers: str
    minutes: int | None = None
    course: str = ""
    returned_on: datetime.date | None = None
    mail: str = ""
    witness: str = ""

    @property
    def known_on(self) -> datetime.date:
        """Return the day since which it is known that it failed."""
        return self.returned_on or self.day

    @property
    def when(self) -> str:
        """Return day and hour, for the screen."""
        hour = "" if self.minutes is None else f" {hour_text(self.minutes)}"
        back = f"，{self.returned_on.isoformat()} 退回" if self.returned_on else ""
        return f"{self.day.isoformat()}{hour}{back}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceAttempt:
    """An attempt to serve a letter (its id and number), as it was written down, by whom and when."""

    id: int
    letter: int
    number: str
    details: AttemptDetails
    by: str
    at: datetime.datetime
    pictures: tuple[KeptPicture, ...] = ()

    @property
    def told(self) -> str:
        """Return when, in which way and what came of it, in a few words."""
        one = self.details
        return f"{one.when} {one.way.label}未成，{one.outcome}"
