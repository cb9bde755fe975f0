"""What is kept of the papers of a public notice."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from ipdesk.documents.letters.data import LetterData
from ipdesk.documents.letters.filed_things import FiledThing
from ipdesk.models.records import Inquiry, NoticeContact, Objection, Office, PublicNotice


@dataclass(frozen=True, slots=True)
class NoticeSource:
    """What a paper about a public notice is made from; ``objection`` is that which is answered."""

    office: Office
    notice: PublicNotice
    objection: Objection | None = None


@dataclass(frozen=True, slots=True)
class InquirySource:
    """What an inquiry is made from; ``policies`` are those of the applications, by title and number."""

    office: Office
    inquiry: Inquiry
    policies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A row of a published list: what the public may know of the taker, the thing, what for, and fen."""

    recipient: str
    name: str
    item: str
    amount: int
    score: str = ""


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row that another notice showed otherwise: fen ``before`` and ``now``, None where it stood in none."""

    recipient: str
    name: str
    item: str
    before: int | None
    now: int | None
    how: str


@dataclass(frozen=True, slots=True)
class NoticeList(LetterData):
    """A published list: units and individuals apart. ``count`` is that of the lines behind the rows.

    ``again`` says which notice its applications stood in before, and why they are published anew; what of
    them has changed since stands in ``changes``, how much stays where it stood in ``rest``, "" for nothing.
    ``looked_up`` says that something was looked up about each application, as lists of former versions say.
    """

    title: str
    basis: str
    period: str
    objections_until: str
    contact: NoticeContact
    count: int
    units: tuple[NoticeRow, ...]
    individuals: tuple[NoticeRow, ...]
    again: str = field(default="", kw_only=True)
    changes: tuple[ChangedRow, ...] = field(default=(), kw_only=True)
    rest: str = field(default="", kw_only=True)
    looked_up: bool = field(default=True, kw_only=True)

    @property
    def total(self) -> int:
        """Return what all rows come to, in fen."""
        return sum(row.amount for row in (*self.units, *self.individuals))


@dataclass(frozen=True, slots=True)
class ReportedObjection:
    """An objection as the report tells it: who, when, about whom, what, and what became of it why.

    ``lines`` names those of the list that it attacked, "" where all of the application's; ``heard`` says how
    the applicant was told and heard.
    """

    objector: str
    received_on: datetime.date
    about: str
    text: str
    outcome: str
    reason: str
    answered_on: datetime.date | None
    lines: str = ""
    heard: str = ""


@dataclass(frozen=True, slots=True)
class NoticeReport(LetterData):
    """The report on a public notice: what was shown, how long, which objections came and how they ended.

    ``left`` and ``left_total`` (fen) are what upheld objections leave of the list, to be decided. ``rows``
    and ``left_rows`` are how many rows of the list those things stand in. ``entered`` is the day on which a
    list was entered that had been shown before, for the reason ``late_why``. ``unpublished`` says of whom
    what was decided by then otherwise than it shows, and why that is not published anew. ``anew`` says in
    Chinese in which notices stands by then what upheld objections took out of this one, "" for none;
    ``follows`` which notices listed its applications before. ``doubts`` tell what was looked up since with a
    bad result, where nothing is decided yet; ``doubted``, its rows and total (fen) are those of the things
    that these are about, which are not among those ``left``. ``basis`` is that of the list, "" in a report of
    former versions.
    """

    title: str
    list_number: str
    period: str
    shown: str
    count: int
    units: int
    individuals: int
    total: int
    objections: tuple[ReportedObjection, ...]
    handled_by: str
    left: int
    left_total: int
    rows: int = field(default=0, kw_only=True)
    left_rows: int = field(default=0, kw_only=True)
    late_why: str = field(default="", kw_only=True)
    entered: datetime.date | None = field(default=None, kw_only=True)
    unpublished: tuple[str, ...] = field(default=(), kw_only=True)
    anew: str = field(default="", kw_only=True)
    follows: str = field(default="", kw_only=True)
    doubts: tuple[str, ...] = field(default=(), kw_only=True)
    doubted: int = field(default=0, kw_only=True)
    doubted_rows: int = field(default=0, kw_only=True)
    doubted_total: int = field(default=0, kw_only=True)
    basis: str = field(default="", kw_only=True)


@dataclass(frozen=True, slots=True)
class ObjectionReply(LetterData):
    """The answer to an objection; ``recipient`` and ``item`` are those of the list, as it was published.

    ``list_number`` is the number of the notice. ``lines`` names those of the list that were attacked;
    ``rest`` counts the others of the application, "" where all were. ``anew_on`` is the day on which what is
    proposed anew is to be published, None where that is not settled. ``rule`` names the articles on
    objections, "" where none is typed.
    """

    addressee_is_person: bool
    title: str
    received_on: datetime.date
    recipient: str
    item: str
    text: str
    upheld: bool
    reason: str
    list_number: str = field(default="", kw_only=True)
    lines: str = field(default="", kw_only=True)
    rest: str = field(default="", kw_only=True)
    anew_on: datetime.date | None = field(default=None, kw_only=True)
    rule: str = field(default="", kw_only=True)


@dataclass(frozen=True, slots=True)
class AskedParty:
    """Whom an inquiry is about: its name and number."""

    name: str
    code: str
    person: bool


@dataclass(frozen=True, slots=True)
class InquiryLetter(LetterData):
    """A letter that asks another office about those who apply under ``policies``, until a day.

    ``things`` are what they apply for, none in letters of former versions.
    """

    matter: str
    answer_by: datetime.date
    parties: tuple[AskedParty, ...]
    policies: tuple[str, ...] = field(default=(), kw_only=True)
    things: tuple[FiledThing, ...] = field(default=(), kw_only=True)
