"""What leaves the store: plain frozen records. Money is fen; moments carry the local zone."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ipdesk.rules.case import Achievement, Facts
from ipdesk.rules.result import Line


class State(StrEnum):
    """How far an application has come."""

    DRAFT = "draft"
    ACCEPTED = "accepted"
    CONFIRMED = "confirmed"
    NOTIFIED = "notified"


STATE_NAMES: Mapping[State, str] = {
    State.DRAFT: "草稿",
    State.ACCEPTED: "已受理",
    State.CONFIRMED: "已审定",
    State.NOTIFIED: "已下达",
}


# --- the office ---


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The office itself, as its letters need it.

    ``red_header`` is the issuer's name over a letter, ``number_prefix`` the 发文字号代字 such as 韶知资,
    ``remedies`` the paragraph on remedies (may be empty). ``own_series`` says that the program draws letter
    numbers; otherwise they are typed from the bureau's own register.
    """

    name: str
    red_header: str
    number_prefix: str
    contact: str = ""
    telephone: str = ""
    address: str = ""
    remedies: str = ""
    own_series: bool = True


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who sits at the desk."""

    id: int
    name: str


# --- applicants ---


@dataclass(frozen=True, slots=True)
class TraitPeriod:
    """A trait and the days it is held, both included; ``None`` leaves that side open."""

    trait: str
    since: datetime.date | None = None
    until: datetime.date | None = None

    def holds_on(self, day: datetime.date) -> bool:
        """Return whether the trait is held on the day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicantDetails:
    """What a clerk enters about an applicant. ``confirmed`` names fields whose unusual value was confirmed.

    ``identity`` is the unified social credit code or the resident identity number, ``bank`` the name of the
    bank and branch, ``account`` the number paid to, ``account_name`` its holder (empty: the applicant
    itself).
    """

    kind: str
    name: str
    identity: str
    legal_representative: str = ""
    contact: str = ""
    telephone: str = ""
    address: str = ""
    account_name: str = ""
    bank: str = ""
    account: str = ""
    traits: tuple[TraitPeriod, ...] = ()
    confirmed: frozenset[str] = frozenset()

    def traits_on(self, day: datetime.date) -> frozenset[str]:
        """Return the traits held on the day."""
        return frozenset(period.trait for period in self.traits if period.holds_on(day))


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicantRecord(ApplicantDetails):
    """A registered applicant. ``unusual_code`` marks a legacy number that fails its check and was confirmed.

    ``revision`` counts changes; a command that changes the applicant gives back the one it saw.
    """

    id: int
    unusual_code: bool = False
    revision: int = 1


@dataclass(frozen=True, slots=True)
class ApplicantHit:
    """One applicant found by a search, with what a clerk tells namesakes apart by."""

    id: int
    kind: str
    name: str
    identity: str
    legal_representative: str
    contact: str
    telephone: str


class Likeness(StrEnum):
    """How a registered applicant resembles one being entered."""

    SAME_CODE = "same_code"
    SAME_NAME = "same_name"
    SIMILAR_NAME = "similar_name"


@dataclass(frozen=True, slots=True)
class SimilarApplicant:
    """A registered applicant that may be the one being entered."""

    applicant: ApplicantHit
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Received:
    """What an applicant was granted under one policy in one programme year: items and fen."""

    policy: str
    year: int
    count: int
    amount: int


# --- what is typed ---


@dataclass(frozen=True, slots=True, kw_only=True)
class RawAchievement:
    """One row of the counter's table exactly as typed; nothing in it need be valid.

    ``id`` is the row's own, stable as long as the row lives. A range of consecutive numbers has its first
    number in ``ref`` and either the last in ``ref_last`` or how many in ``count``. ``year`` empty means the
    application's. ``facts`` maps fact ids to text; a yes/no is ``"true"`` or ``"false"``, a choice its id
    or its Chinese name. ``confirmed`` names the fields whose unusual value the clerk confirmed.
    """

    id: str
    kind: str
    ref: str = ""
    ref_last: str = ""
    count: str = ""
    date: str = ""
    year: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    confirmed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class DraftTotals:
    """What lists show of a draft, as the counter last computed it: items, fen, undecided lines."""

    achievements: int = 0
    computed: int = 0
    amount: int = 0
    undecided: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """The saved text of a form. ``revision`` grows with every save; the next save gives it back."""

    application: int
    rows: tuple[RawAchievement, ...]
    saved_at: datetime.datetime
    revision: int


@dataclass(frozen=True, slots=True)
class SavedDraft:
    """The answer to a saved draft: its application, the number, and the revision to save from next."""

    application: int
    number: str
    revision: int
    saved_at: datetime.datetime


@dataclass(frozen=True, slots=True)
class RawDecision:
    """What a reviewer typed at one line: the decided amount, the lowered amount and its reason."""

    achievement: str
    rule: str
    decided: str = ""
    granted: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DecisionDraft:
    """The saved text of the decision form of an accepted application."""

    application: int
    lines: tuple[RawDecision, ...]
    minutes_number: str
    minutes_date: str
    saved_at: datetime.datetime


# --- decisions ---


@dataclass(frozen=True, slots=True)
class DecidedAmount:
    """The amount (fen) decided where a clause leaves it to a decision; ``rule`` is the full id."""

    achievement: str
    rule: str
    amount: int


@dataclass(frozen=True, slots=True)
class LoweredAmount:
    """A line granted less (fen) than computed, 0 to refuse it; the reason is required."""

    achievement: str
    rule: str
    granted: int
    reason: str


@dataclass(frozen=True, slots=True)
class ShownLine:
    """What the person who confirms had before them of one line."""

    achievement: str
    rule: str
    status: str
    amount: int


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """A decision as it was taken."""

    achievement: str
    rule: str
    amount: int
    by: str
    at: datetime.datetime


# --- applications ---


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    """One application as lists show it. ``amount`` is 拟资助金额, from confirmation on 审定金额.

    ``undecided`` counts lines that await a decision. ``accepted_on`` is None for a draft.
    """

    id: int
    number: str
    applicant: int
    applicant_name: str
    applicant_kind: str
    policy: str
    year: int
    state: State
    achievements: int
    computed: int
    amount: int
    undecided: int
    accepted_on: datetime.date | None
    accepted_by: str
    changed_at: datetime.datetime


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

    ``kind`` is a kind of achievement, ``text`` anything a clerk would type into the search box.
    """

    state: State | None = None
    year: int | None = None
    policy: str | None = None
    kind: str | None = None
    person: int | None = None
    applicant: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Totals:
    """Of a selection: applications, achievements, fen and lines awaiting a decision."""

    applications: int
    achievements: int
    computed: int
    amount: int
    undecided: int


@dataclass(frozen=True, slots=True)
class FilterChoices:
    """What occurs in the database and can be filtered by."""

    years: tuple[int, ...]
    policies: tuple[str, ...]
    kinds: tuple[str, ...]
    persons: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class StoredAchievement:
    """An achievement of an application. ``key`` is its id in the evaluation, ``row`` the row of entry.

    Achievements entered as one range share the row; ``key`` is then ``row/ordinal``.
    """

    id: int
    key: str
    row: str
    achievement: Achievement


@dataclass(frozen=True, slots=True)
class AwardLine:
    """A stored line: exactly what the rules produced, and what became of it.

    ``granted`` is None until confirmed; ``reason`` is given where it is less than ``line.amount``.
    ``policy`` and ``pack`` (sha256 of the pack's bytes) say what it was computed by; year, ref and facts
    are those paid for.
    """

    id: int
    line: Line
    granted: int | None
    reason: str
    policy: str
    pack: str
    kind: str
    year: int
    ref: str | None
    facts: Facts


@dataclass(frozen=True, slots=True)
class StepRecord:
    """One step of a time line; ``remark`` is a Chinese addition such as the minutes' number."""

    state: State
    at: datetime.datetime
    by: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class LetterRow:
    """An issued letter as lists show it; ``amount`` in fen."""

    id: int
    number: str
    date: datetime.date
    application: int
    application_number: str
    applicant_name: str
    amount: int
    issued_by: str
    issued_at: datetime.datetime


@dataclass(frozen=True, slots=True)
class LetterDocument:
    """An issued letter as it went out: its frozen data and the very bytes of its PDF."""

    row: LetterRow
    data: Mapping[str, object]
    pdf: bytes


@dataclass(frozen=True, slots=True)
class RenderedLetter:
    """What a caller's renderer gives back for a number: data that JSON can carry, and the PDF."""

    data: Mapping[str, object]
    pdf: bytes


@dataclass(frozen=True, slots=True)
class IssuedLetter:
    """The answer to an issued letter."""

    id: int
    number: str


@dataclass(frozen=True, slots=True)
class ApplicationDetail:
    """Everything about one application but the text of its draft.

    A draft has no achievements and lines yet: those stand in its form (``queries.draft``). ``refused``
    notices are not lines: achievements without any line have no clause about them.
    """

    application: ApplicationRow
    applicant: ApplicantRecord
    achievements: tuple[StoredAchievement, ...]
    lines: tuple[AwardLine, ...]
    decisions: tuple[DecisionRecord, ...]
    letters: tuple[LetterRow, ...]
    steps: tuple[StepRecord, ...]
    minutes_number: str
    minutes_date: datetime.date | None


@dataclass(frozen=True, slots=True)
class ApplicantDetail:
    """An applicant with what it received, newest year first, and its applications, newest first."""

    applicant: ApplicantRecord
    received: tuple[Received, ...]
    applications: tuple[ApplicationRow, ...]


@dataclass(frozen=True, slots=True)
class OpenHolder:
    """Another application still open (draft or accepted) that holds the same number."""

    ref: str
    application: int
    number: str
    applicant_name: str
    state: State


class HitKind(StrEnum):
    """What a search over everything found."""

    APPLICANT = "applicant"
    APPLICATION = "application"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: the record's id, a title and what it was found by."""

    kind: HitKind
    id: int
    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class AuditRecord:
    """One entry of the audit log: names of records and fields, never personal values."""

    at: datetime.datetime
    by: str
    action: str
    record: str
    fields: tuple[str, ...]
