"""What became of awards and files afterwards, as commands made of what the sample's files say."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from ipdesk.models import queries
from ipdesk.models.applications.bars import last_day
from ipdesk.models.applications.file_papers import unfiled_minutes
from ipdesk.models.commands import (
    AnnounceService,
    ArchiveApplication,
    BarApplicant,
    ClawBack,
    LapseAward,
    ProposeClawback,
    RecordIncomingPaper,
    RecordService,
    RecordServiceAttempt,
    RemindOfAward,
)
from ipdesk.models.core.session import Session
from ipdesk.models.parsing.guardians import who_signs
from ipdesk.models.periods.moments import day_and_minutes
from ipdesk.models.reading.letters import letters_of
from ipdesk.models.records import (
    ApplicantDetails,
    ApplicationDetail,
    AttemptDetails,
    ClawbackTerms,
    IncomingDetails,
    Matter,
    Minutes,
    Office,
    Repayment,
    ReversedLine,
    ServiceWay,
    Sheets,
)
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.sample import forms
from ipdesk.sample.later_forms import AttemptForm, BarForm, ClawbackForm, LapseForm, ReversedRow
from ipdesk.sample.notices import MakesPapers
from ipdesk.sample.sample_dates import SampleTime, working_day

_FETCHED = 2
"""Working days after which a letter is usually fetched."""
_COUNTER = "本局受理窗口"
P = ParamSpec("P")
T = TypeVar("T")


class Reader(Protocol):
    """The moment that is played, what makes the papers of notices, and the database."""

    now: datetime.datetime
    papers: MakesPapers | None

    def read(self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Answer a query."""


def reversed_lines(
    form: forms.ApplicationForm, rows: Iterable[ReversedRow], detail: ApplicationDetail
) -> tuple[ReversedLine, ...]:
    """Return the award lines that rows of a file mean, with what is taken back of each."""
    of = {(one.line.achievement.partition("/")[0], one.line.rule): one.id for one in detail.lines}
    policy = detail.application.policy
    return tuple(ReversedLine(of[form.row_id(row.row), f"{policy}/{row.rule}"], row.amount) for row in rows)


def telling(
    form: ClawbackForm, lines: tuple[ReversedLine, ...], detail: ApplicationDetail
) -> ProposeClawback:
    """Return what tells of a clawback."""
    terms = ClawbackTerms(
        facts=form.facts,
        evidence=form.evidence,
        basis=form.basis,
        ground=form.ground,
        applied=form.applied,
        follows=form.follows,
        derivation=form.derivation,
        lines=lines,
        paid_on=form.paid_on,
    )
    return ProposeClawback(application=detail.application.id, terms=terms)


def deciding(
    form: ClawbackForm, lines: tuple[ReversedLine, ...], detail: ApplicationDetail, day: datetime.date
) -> ClawBack:
    """Return the decision of the clawback that is on its way."""
    due = day + datetime.timedelta(days=form.due_days)
    repayment = Repayment(due_on=due, pay_to=form.pay_to)
    running = next(one for one in detail.clawbacks if one.running)
    return ClawBack(
        clawback=running.id,
        lines=lines,
        repayment=repayment,
        heard=form.heard,
        follows=tuple(one.kind for one in running.follows),
        minutes=Minutes(form.minutes, form.held),
    )


def served_at(
    form: forms.ApplicationForm, today: datetime.date, now: datetime.datetime
) -> datetime.datetime | None:
    """Return when the letter about an award was served: two working days later, unless the form tells."""
    if form.served is not None:
        return form.served.at.on(today)
    if form.notified is None:
        return None
    day = working_day(form.notified.planned(today).date(), _FETCHED)
    usual = SampleTime(form.notified.time, day).planned(today)
    return usual if usual <= now else None


def fetched(letter: int, applicant: ApplicantDetails, now: datetime.datetime) -> RecordService:
    """Return what records that a letter was fetched at the desk by the contact, or who signs for it."""
    day, minutes = day_and_minutes(now)
    contact = applicant.contact
    taker = f"{contact}（经办人）" if contact else who_signs(applicant, day)
    way = ServiceWay.DIRECT
    return RecordService(letter=letter, way=way, day=day, minutes=minutes, place=_COUNTER, receiver=taker)


def serving(form: forms.ServiceForm, letter: int, now: datetime.datetime) -> RecordService:
    """Return what records that a letter was served as a form tells."""
    day, minutes = day_and_minutes(now)
    told = ("way", "place", "receiver", "reason", "posted", "proof", "proof_pages")
    said = {name: getattr(form, name) for name in told}
    return RecordService(letter=letter, day=day, minutes=minutes if form.way.at_a_place else None, **said)


def newest_letter(session: Session, application: int) -> int:
    """Return the newest letter about an application with a number."""
    return next(one.id for one in letters_of(session, application) if one.number and one.application)


def attempting(
    form: AttemptForm, letter: int, applicant: ApplicantDetails, server: str, today: datetime.date
) -> RecordServiceAttempt:
    """Return what records an attempt to serve a letter where the applicant lives."""
    at = form.at.on(today)
    posted = form.way is ServiceWay.POST
    details = AttemptDetails(
        way=form.way,
        day=at.date(),
        minutes=None if posted else at.hour * 60 + at.minute,
        returned_on=form.back.on(today).date() if form.back is not None else None,
        place=applicant.address,
        outcome=form.outcome,
        course=form.course,
        mail=form.mail,
        servers=form.servers or server,
        witness=form.witness,
    )
    return RecordServiceAttempt(letter=letter, details=details)


def announcing(
    form: forms.ServiceForm, detail: ApplicationDetail, policy: Policy, player: Reader
) -> AnnounceService:
    """Return what announces the newest letter about a file, which could not be served otherwise."""
    letter = player.read(newest_letter, detail.application.id)
    office, papers = player.read(queries.office), player.papers
    assert papers is not None and office is not None, "only played with the papers of notices"
    told, place = player.read(queries.letter, letter), f"{office.name}（{office.address}）"
    return papers(office, player.now.date()).announce(detail, policy, told, form.reason, place)


def withdrawing(applicant: str, day: datetime.date) -> IncomingDetails:
    """Return the paper by which an applicant withdraws."""
    return IncomingDetails(matter=Matter.WITHDRAWAL, sender=applicant, day=day, sheets=Sheets(pages=1))


def reminding(form: LapseForm, application: int) -> RemindOfAward:
    """Return what asks a recipient to take its award."""
    return RemindOfAward(application=application, missing=form.missing, due_on=form.due_on, basis=form.basis)


def lapsing(form: LapseForm, lines: tuple[ReversedLine, ...], detail: ApplicationDetail) -> LapseAward:
    """Return what records that an award was not taken."""
    return LapseAward(
        application=detail.application.id,
        lines=lines,
        due_on=form.due_on,
        reason=form.reason,
        basis=form.basis,
        minutes=Minutes(form.minutes, form.held),
        rest=form.rest,
    )


def filing_minutes(detail: ApplicationDetail, office: Office) -> Iterator[RecordIncomingPaper]:
    """Yield what writes down copies of the minutes by which a file was decided: they lie in the file."""
    sheets = Sheets(title=Matter.MINUTES.label, pages=2, is_copy=True)
    for one in unfiled_minutes(detail):
        assert one.date is not None, "the sample says of every meeting when it was"
        paper = IncomingDetails(
            matter=Matter.MINUTES, sender=office.name, number=one.number, day=one.date, sheets=sheets
        )
        yield RecordIncomingPaper(application=detail.application.id, paper=paper)


def archiving(form: forms.ArchiveForm, application: int) -> ArchiveApplication:
    """Return what puts a file into the archive."""
    return ArchiveApplication(application=application, retention=form.retention)


def barring(form: BarForm, applicant: int, day: datetime.date) -> BarApplicant:
    """Return a bar from a day on."""
    until = last_day(day, form.years)
    return BarApplicant(applicant=applicant, reason=form.reason, basis=form.basis, since=day, until=until)
