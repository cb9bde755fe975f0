"""One application or applicant with everything in it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from ipdesk.models.records.applicants import ApplicantRecord, ReceivedTotal
from ipdesk.models.records.applications import AttachedFile
from ipdesk.models.records.archive import ArchiveRecord, IncomingDetails, IncomingPaper
from ipdesk.models.records.bars import Bar, PassedBar
from ipdesk.models.records.calls import CallMaterial
from ipdesk.models.records.checks import CheckRecord, DraftMark
from ipdesk.models.records.corrections import Correction
from ipdesk.models.records.decisions import DecisionRecord, LoweredAmount, LoweredGround, NoticeRecord
from ipdesk.models.records.forms import NOTHING_SAID, Certificate, MaterialForm
from ipdesk.models.records.forwarding import UpperAnswer
from ipdesk.models.records.handlings import Handling, SignedOpinions
from ipdesk.models.records.letters import LetterRow
from ipdesk.models.records.lists import ApplicationRow
from ipdesk.models.records.people import Recusal
from ipdesk.models.records.proposals import DepartureRecord, Proposal
from ipdesk.models.records.public_notices import ObjectionOfFile, PublishedLine, UnpublishedChange
from ipdesk.models.records.reversals import Clawback, CollectionReminder, CollectionTerm, OwedReturn, Reversal
from ipdesk.models.records.services import Service, ServiceAttempt
from ipdesk.models.workflow import State, Step
from ipdesk.rules.core.case import Achievement, Case, Facts
from ipdesk.rules.core.result import Line, Result


@dataclass(frozen=True, slots=True)
class StoredAchievement:
    """An achievement of an application. ``key`` is its id in the evaluation, ``row`` the row of entry.

    Achievements entered as one range share the row; ``key`` is then ``row/ordinal``. The ``certificate`` is
    empty where the achievement was entered before certificates were.
    """

    id: int
    key: str
    row: str
    achievement: Achievement
    certificate: Certificate = NOTHING_SAID


@dataclass(frozen=True, slots=True)
class AwardLine:
    """A stored line: exactly what the rules produced, and what became of it.

    ``granted`` (fen) is None until confirmed; ``reason`` is given where it is less than ``line.amount``.
    ``policy`` and ``pack`` (sha256 of the pack's bytes) say what it was computed by; year, ref and facts are
    those paid for. ``lowered_by`` is the rule or decision by which it is less, "" where nobody said;
    ``ground`` is the kind of the reason, None where it is not less.
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
    lowered_by: str = ""
    ground: LoweredGround | None = None


@dataclass(frozen=True, slots=True)
class Grounds:
    """On what it rests that an application is not accepted, and which office it belongs to ("" for none)."""

    basis: str = ""
    elsewhere: str = ""


@dataclass(frozen=True, slots=True)
class StepRecord:
    """One step of a time line; ``remark`` is a Chinese addition such as the minutes' number.

    ``step`` is the step that was taken, None where the application begins; ``grounds`` are those of 不予受理.
    """

    state: State
    at: datetime.datetime
    by: str
    remark: str = ""
    step: Step | None = None
    grounds: Grounds = Grounds()


@dataclass(frozen=True, slots=True)
class ApplicationDetail:
    """Everything about one application but the text of its draft.

    A draft has no achievements and lines yet: those stand in its form (``queries.draft``). ``refused``
    notices are not lines: achievements without any line have no clause about them. ``received`` are the
    materials handed in until acceptance, by row of entry, ``forms`` in which form (row, material) where that
    was said; ``answers`` those to national notices, from
    confirmation on. ``earlier_letters`` are the numbers of the letters that notified of earlier applications
    to which its lines point, by the application's number. ``corrections`` are its rounds, the first first.
    ``recusals`` and ``bars`` are its applicant's, ``passed_bars`` those in spite of which it goes on.
    ``archive`` is where it lies in the archive, ``archived`` all times that it came there, the first first.
    ``proposal`` is the one that stands, or was confirmed; ``departures`` say where it was departed from.
    ``service_records`` say how its letters were served, those that were corrected among them.
    ``upper_answer`` is what the level above answered to one that was forwarded; ``settled`` is what its lines
    (achievement, rule) came to where they were settled over the whole call, in fen. ``incoming`` are the
    papers that came in, ``unrecorded`` those that must have come although nobody wrote them down.
    ``reviewing`` says who began a review that is not taken yet. ``unpublished`` is what was decided otherwise
    than published and is not published anew, None where nothing was. ``attacked`` are the published lines
    for which it is to be proposed anew, after objections that were upheld; so many others are ``untouched``.
    ``objected_on`` is the day of the first of these objections.
    ``reminders`` asked its recipient to take the award, ``term`` is what the letter about it gave for that,
    None where it asked for nothing. ``attempts`` are those to serve its
    letters that failed. ``handlings`` are what was submitted for approval, the first first. ``objections``
    are those to what was published of it. ``owed`` is what its applicant has to
    pay back of other awards. ``signed`` is what was written down of its sheets, the first first. ``asked``
    are the materials that its call asks for beside the policy, ``files`` those of its materials, with the
    ones that were taken off.
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
    received: Mapping[str, frozenset[str]] = field(default_factory=dict)
    answers: tuple[NoticeRecord, ...] = ()
    earlier_letters: Mapping[str, str] = field(default_factory=dict)
    corrections: tuple[Correction, ...] = ()
    checks: tuple[CheckRecord, ...] = ()
    recusals: tuple[Recusal, ...] = ()
    bars: tuple[Bar, ...] = ()
    passed_bars: tuple[PassedBar, ...] = ()
    service_records: tuple[Service, ...] = ()
    reversals: tuple[Reversal, ...] = ()
    clawbacks: tuple[Clawback, ...] = ()
    archive: ArchiveRecord | None = None
    archived: tuple[ArchiveRecord, ...] = ()
    proposal: Proposal | None = None
    departures: tuple[DepartureRecord, ...] = ()
    upper_answer: UpperAnswer | None = None
    minutes_body: str = ""
    minutes_text: str = ""
    settled: Mapping[tuple[str, str], int | None] = field(default_factory=dict)
    incoming: tuple[IncomingPaper, ...] = ()
    unrecorded: tuple[IncomingDetails, ...] = ()
    reviewing: DraftMark | None = None
    unpublished: UnpublishedChange | None = None
    forms: Mapping[tuple[str, str], MaterialForm] = field(default_factory=dict)
    attacked: tuple[PublishedLine, ...] = ()
    untouched: int = 0
    objected_on: datetime.date | None = None
    reminders: tuple[CollectionReminder, ...] = ()
    term: CollectionTerm | None = None
    attempts: tuple[ServiceAttempt, ...] = ()
    handlings: tuple[Handling, ...] = ()
    objections: tuple[ObjectionOfFile, ...] = ()
    owed: tuple[OwedReturn, ...] = ()
    signed: tuple[SignedOpinions, ...] = ()
    asked: tuple[CallMaterial, ...] = ()
    files: tuple[AttachedFile, ...] = ()

    @property
    def services(self) -> tuple[Service, ...]:
        """Return by which record each of its letters counts as served, that of the newest letter first."""
        newest = {one.letter: one for one in self.service_records}
        return tuple(newest[letter] for letter in sorted(newest, reverse=True))


@dataclass(frozen=True, slots=True)
class RecheckCase:
    """An application to be evaluated again: the case as it stood, what was lowered, and what came out."""

    application: ApplicationRow
    case: Case
    lowered: tuple[LoweredAmount, ...]
    kept: Result


@dataclass(frozen=True, slots=True)
class ApplicantDetail:
    """An applicant: what it received, newest year first, its applications and bars, newest first."""

    applicant: ApplicantRecord
    received: tuple[ReceivedTotal, ...]
    applications: tuple[ApplicationRow, ...]
    bars: tuple[Bar, ...] = ()
