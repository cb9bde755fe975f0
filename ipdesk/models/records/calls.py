"""Calls for applications 申报批次: what a notice announced, and how it stands with it at a moment."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from ipdesk.models.records.forms import MaterialForm
from ipdesk.models.workflow import Level


class CallState(StrEnum):
    """How it stands with a call at a moment."""

    AHEAD = "ahead"
    OPEN = "open"
    ENDED = "ended"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """Return the word of the clerks for it."""
        return _LABELS[self]


_LABELS = {
    CallState.AHEAD: "未开始",
    CallState.OPEN: "受理中",
    CallState.ENDED: "已截止",
    CallState.CLOSED: "已关闭",
}


@dataclass(frozen=True, slots=True)
class CallMaterial:
    """A paper that a notice asks for beside the policy, of what is applied for under a rule (full id).

    ``form`` is that in which it is to come, None for either; ``copies`` how many of it; ``article`` is that
    of the notice which asks for it.
    """

    rule: str
    name: str
    form: MaterialForm | None = None
    copies: int = 1
    article: str = ""

    @property
    def called(self) -> str:
        """Return its name with the form in which it is to come, as names of the policy's materials are."""
        label = self.form.label if self.form is not None else ""
        return self.name.removesuffix(label) + label

    @property
    def id(self) -> str:
        """Return by which id it is ticked: by what it is called, so that what was ticked keeps its name."""
        return f"{CALL_MATERIAL}{self.called}"


CALL_MATERIAL = "call:"
"""What ids of materials begin with that a call asks for; no id of the vocabulary has a colon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallDetails:
    """What an administrator enters of a call.

    ``policy`` is its id, ``year`` the programme year, ``notice_number`` the 文号 of the 申报通知 ("" for
    none). Applications come in from ``begins_at`` on and before ``ends_at``, moments to the minute.
    Achievements are of the days from ``achieved_from`` to ``achieved_to``, both included and either None for
    no bound. ``budget`` is in fen, None for none. ``notice_title`` is the whole title of the notice, by which
    letters cite it, ``articles`` are those of it that they quote, as they stand there. ``upper_body`` decides
    where the level above does, "" where nobody said who that is. ``delegation`` is the paper by which that
    level lets this office decide, "" for none. Where that has ``entrusted`` the office its papers go out in
    the name of the ``principal``, against whom ``principal_review`` hears appeals; else it decides by a power
    of its own. ``collection_asks``, ``collection_days``, ``collection_basis`` and ``project_duties`` are as
    those of ``Office``; "" and 0 where that says it. ``materials`` are those that the notice asks for beside
    the policy.
    """

    policy: str
    year: int
    title: str
    notice_number: str = ""
    begins_at: datetime.datetime
    ends_at: datetime.datetime
    achieved_from: datetime.date | None = None
    achieved_to: datetime.date | None = None
    budget: int | None = None
    level: Level = Level.OWN
    notice_title: str = ""
    articles: str = ""
    upper_body: str = ""
    delegation: str = ""
    entrusted: bool = False
    principal: str = ""
    principal_review: str = ""
    collection_asks: str = ""
    collection_days: int = 0
    collection_basis: str = ""
    project_duties: str = ""
    materials: tuple[CallMaterial, ...] = ()

    def covers(self, day: datetime.date) -> bool:
        """Say whether an achievement of a day lies in the period of the call."""
        early = self.achieved_from is not None and day < self.achieved_from
        return not early and (self.achieved_to is None or day <= self.achieved_to)

    @property
    def period_text(self) -> str:
        """Return the achievement period in words, empty where there is none."""
        since, until = self.achieved_from, self.achieved_to
        if since is None and until is None:
            return ""
        if until is None:
            return f"{since}起"
        return f"{since}至{until}" if since is not None else f"{until}止"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call(CallDetails):
    """A call as it is stored. ``accepted`` counts the applications accepted by it.

    ``revision`` grows with every change; ``closed_at`` is when it was closed before its time, None where
    it was not.
    """

    id: int
    revision: int
    closed_at: datetime.datetime | None = None
    accepted: int = 0

    def state_at(self, moment: datetime.datetime) -> CallState:
        """Return how it stands with the call at a moment."""
        if self.closed_at is not None and self.closed_at <= moment:
            return CallState.CLOSED
        if moment < self.begins_at:
            return CallState.AHEAD
        return CallState.OPEN if moment < self.ends_at else CallState.ENDED

    @property
    def notice(self) -> str:
        """Return what the call is spoken of by: its number, or its title where it has none."""
        return self.notice_number or self.title


@dataclass(frozen=True, slots=True)
class CallSums:
    """What the applications of a call come to, in fen.

    ``proposed`` is that of those that still wait for their decision, ``granted`` what is left of the awards
    that stand.
    """

    applications: int
    computed: int
    proposed: int
    granted: int


@dataclass(frozen=True, slots=True)
class CallChange:
    """A change of a call that was asked a reason for, by whom and when.

    ``reopened`` says that a closed call was opened again; else its budget became ``after`` (fen, None for
    none), which was ``before``.
    """

    by: str
    at: datetime.datetime
    reopened: bool
    before: int | None
    after: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class SettledAmount:
    """What a line (``rule`` is the full id) comes to by a settlement: ``before`` and ``after`` in fen."""

    application: int
    achievement: str
    rule: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class RankedPlaces:
    """How many of those judged under a rule (full id) are granted something: the best by their scores."""

    rule: str
    places: int


@dataclass(frozen=True, slots=True)
class SettlementChoices:
    """What the office chooses: places by rank, and whether a budget that is exceeded cuts all alike."""

    places: tuple[RankedPlaces, ...] = ()
    scale_budget: bool = False


@dataclass(frozen=True, slots=True)
class StandingSettlement:
    """The settlement of a call that stands: its id, by whom and when, over how many applications."""

    id: int
    call: int
    by: str
    at: datetime.datetime
    applications: int
