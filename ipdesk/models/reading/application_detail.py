"""Queries for one application: its lines, decisions, steps, letters and typed text."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from ipdesk.models.core.errors import NotFound
from ipdesk.models.core.parts import in_parts
from ipdesk.models.reading.after_award.archive import archived
from ipdesk.models.reading.after_award.handlings import handlings
from ipdesk.models.reading.after_award.incoming import incoming_papers, unrecorded_papers
from ipdesk.models.reading.after_award.owed import owed_returns
from ipdesk.models.reading.after_award.reversals import (
    clawbacks,
    collection_reminders,
    collection_term,
    reversals,
)
from ipdesk.models.reading.after_award.services import attempts, services
from ipdesk.models.reading.after_award.sheets import signed_opinions
from ipdesk.models.reading.applicants import applicant
from ipdesk.models.reading.application_contents import (
    award_lines,
    decisions,
    material_forms,
    notice_answers,
    received_materials,
    stored_achievements,
)
from ipdesk.models.reading.applications import application_row_by_number, application_rows
from ipdesk.models.reading.calls.answers import upper_answer
from ipdesk.models.reading.calls.settled import settled_lines
from ipdesk.models.reading.calls.stored import call_materials
from ipdesk.models.reading.checks import checks
from ipdesk.models.reading.corrections import corrections
from ipdesk.models.reading.decision.proposals import departures, proposal
from ipdesk.models.reading.drafts import review_mark
from ipdesk.models.reading.eligibility.bars import bars, passed_bars
from ipdesk.models.reading.eligibility.recusals import recusals
from ipdesk.models.reading.kept_rows import KeptRows
from ipdesk.models.reading.letters import letters_of
from ipdesk.models.reading.materials.files import attached_files
from ipdesk.models.reading.public_notices.objected import reopened
from ipdesk.models.reading.public_notices.objections_of_file import objections_to
from ipdesk.models.reading.public_notices.unpublished import unpublished_change
from ipdesk.models.records import (
    ApplicationDetail,
    ApplicationRow,
    AwardLine,
    CollectionReminder,
    Grounds,
    PublishedLine,
    StepRecord,
)
from ipdesk.models.records.public_notices import ObjectionOfFile
from ipdesk.models.records.reversals import CollectionTerm
from ipdesk.models.tables import (
    Application,
    ApplicationStep,
    ArchiveEntry,
    AttachedFileEntry,
    BarEntry,
    CheckEntry,
    ClawbackEntry,
    CorrectionEntry,
    DecisionEntry,
    DepartureEntry,
    HandlingEntry,
    IncomingPaperEntry,
    NoticeAnswerEntry,
    PassedBarEntry,
    PersonEntry,
    ProposalEntry,
    RecusalEntry,
    ReversalEntry,
    ReviewText,
    SettlementMember,
    UnpublishedChangeEntry,
    UpperAnswerEntry,
)
from ipdesk.models.workflow import Act, State, Step
from ipdesk.rules.core.case import HistoryEntry

_BEGUN = "新建"


def application_detail(session: Session, application_id: int) -> ApplicationDetail:
    """Return one application; its lines equal those the rules produced. Raises NotFound."""
    rows = application_rows(session, [application_id])
    entry = session.get(Application, application_id)
    if entry is None or not rows:
        raise NotFound("这份申请件已不存在，可能已在另一处删除。")
    kept = KeptRows(session, application_id, entry.applicant_id)
    detail = _with_examination(_as_applied_for(session, rows[0], entry, kept), kept)
    return _with_what_followed(session, _with_proposal(session, detail, kept), kept)


def _as_applied_for(
    session: Session, row: ApplicationRow, entry: Application, kept: KeptRows
) -> ApplicationDetail:
    """Return what was applied for, by whom, with the lines, steps and letters that there are of it."""
    lines = award_lines(session, row.id)
    return ApplicationDetail(
        application=row,
        applicant=applicant(session, entry.applicant_id),
        achievements=stored_achievements(session, row.id),
        lines=lines,
        decisions=kept.of_application(DecisionEntry, decisions, ()),
        letters=letters_of(session, row.id),
        steps=application_steps(session, row.id),
        minutes_number=entry.minutes_number,
        minutes_date=entry.minutes_date,
        minutes_body=entry.minutes_body,
        minutes_text=entry.minutes_text,
        received=received_materials(session, row.id),
        forms=material_forms(session, row.id),
        answers=kept.of_application(NoticeAnswerEntry, notice_answers, ()),
        earlier_letters=_earlier_letters(session, lines),
        asked=call_materials(session, entry.call),
        files=kept.of_application(AttachedFileEntry, attached_files, ()),
    )


def _with_examination(detail: ApplicationDetail, kept: KeptRows) -> ApplicationDetail:
    """Add what was asked for and looked up, and what may keep the applicant, or who examines, from it."""
    return replace(
        detail,
        corrections=kept.of_application(CorrectionEntry, corrections, ()),
        checks=kept.of_application(CheckEntry, checks, ()),
        reviewing=kept.of_application(ReviewText, review_mark, None),
        recusals=kept.of_applicant(RecusalEntry, recusals, ()),
        bars=kept.of_applicant(BarEntry, bars, ()),
        passed_bars=kept.of_application(PassedBarEntry, passed_bars, ()),
    )


def _with_proposal(session: Session, detail: ApplicationDetail, kept: KeptRows) -> ApplicationDetail:
    """Add what was proposed, published, answered from above and settled, and what became of that."""
    application = detail.application.id
    attacked, untouched, objected_on = objected_to(session, application, detail.steps)
    return replace(
        detail,
        proposal=kept.of_application(ProposalEntry, proposal, None),
        departures=kept.of_application(DepartureEntry, departures, ()),
        unpublished=kept.of_application(UnpublishedChangeEntry, unpublished_change, None),
        attacked=attacked,
        untouched=untouched,
        objected_on=objected_on,
        upper_answer=kept.of_application(UpperAnswerEntry, upper_answer, None),
        settled=kept.of_application(SettlementMember, settled_lines, {}),
    )


def _with_what_followed(session: Session, detail: ApplicationDetail, kept: KeptRows) -> ApplicationDetail:
    """Add how letters were served, what was taken back, what came in, and where the file lies."""
    row, answer = detail.application, detail.upper_answer
    taken_back = kept.of_application(ClawbackEntry, clawbacks, ())
    came = kept.of_application(IncomingPaperEntry, incoming_papers, ())
    lacking = unrecorded_papers(session, row, detail.steps, answer, taken_back, came, detail.checks)
    filed = kept.of_application(ArchiveEntry, archived, ())
    served = _with_service(session, detail) if detail.letters else detail
    return replace(
        served,
        objections=_objections(session, served),
        reversals=kept.of_application(ReversalEntry, reversals, ()),
        clawbacks=taken_back,
        reminders=_reminders(session, row),
        term=_term(session, served),
        owed=owed_returns(session, detail.applicant.id, row.id),
        handlings=kept.of_application(HandlingEntry, handlings, ()),
        incoming=came,
        unrecorded=lacking,
        archive=next((one for one in filed if one.taken_out is None), None),
        archived=filed,
    )


def _with_service(session: Session, detail: ApplicationDetail) -> ApplicationDetail:
    """Add how letters of an application were signed and served."""
    application = detail.application.id
    return replace(
        detail,
        service_records=services(session, application),
        attempts=attempts(session, application),
        signed=signed_opinions(session, application),
    )


def _objections(session: Session, detail: ApplicationDetail) -> tuple[ObjectionOfFile, ...]:
    """Return the objections to an application: none where nothing of it was published."""
    if not any(one.step is Step.PUBLISH for one in detail.steps):
        return ()
    return objections_to(session, detail.application.id, detail.letters, detail.service_records)


def _reminders(session: Session, row: ApplicationRow) -> tuple[CollectionReminder, ...]:
    """Return the reminders of an application: none before it was told of its award."""
    told = row.state in Act.REMIND.states
    return collection_reminders(session, row.id) if told else ()


def _term(session: Session, detail: ApplicationDetail) -> CollectionTerm | None:
    """Return what the letter about an award asked for: nothing before it went out."""
    row = detail.application
    told = row.state in Act.REMIND.states
    return collection_term(session, row.id, detail.services) if told else None


def objected_to(
    session: Session, application: int, steps: Iterable[StepRecord]
) -> tuple[tuple[PublishedLine, ...], int, datetime.date | None]:
    """Return for which lines a file is to be proposed anew, how many others stay, since which objection."""
    upheld = any(one.step is Step.UPHOLD_OBJECTION for one in steps)
    left = reopened(session, application) if upheld else None
    if left is None:
        return (), 0, None
    lines = tuple(stood.line for key, stood in left.standing.items() if key in left.attacked)
    return lines, len(left.standing) - len(lines), left.objected_on


def _earlier_letters(session: Session, lines: Iterable[AwardLine]) -> dict[str, str]:
    """Return the numbers of the letters that notified of what lines point to, by its application."""
    sources = (warning.source for line in lines for warning in line.line.warnings)
    numbers = {one.source for one in sources if isinstance(one, HistoryEntry) and one.source}
    if not numbers:
        return {}
    step = ApplicationStep
    found = (
        select(Application.number, step.remark)
        .join(step, step.application_id == Application.id)
        .where(Application.number.in_(numbers), step.state == Step.NOTIFY.target.value, step.remark != "")
    )
    return {application: letter for application, letter in session.execute(found)}


def application_by_number(session: Session, number: str) -> ApplicationRow | None:
    """Return the application of a number such as ``2026-0012``; where a history entry's ``source`` points."""
    return application_row_by_number(session, number)


def upheld_last(session: Session, application_id: int) -> bool:
    """Say whether the last step of an application was that an objection to it was upheld."""
    step = ApplicationStep
    last = select(step.step).where(step.application_id == application_id).order_by(step.id.desc()).limit(1)
    return session.scalar(last) == Step.UPHOLD_OBJECTION.name


def application_steps(session: Session, application_id: int) -> tuple[StepRecord, ...]:
    """Return the steps that were taken, the first first."""
    found = session.execute(_steps(), {"application": application_id})
    return tuple(
        StepRecord(State(state), at, name, remark, Step[taken] if taken else None, Grounds(*grounds))
        for state, at, name, remark, taken, *grounds in found
    )


@cache
def _steps() -> Select[str, datetime.datetime, str, str, str, str, str]:
    step = ApplicationStep
    return (
        select(step.state, step.at, PersonEntry.name, step.remark, step.step, step.basis, step.elsewhere)
        .join(PersonEntry, PersonEntry.id == step.person_id)
        .where(step.application_id == bindparam("application"))
        .order_by(step.id)
    )


def newest_step(session: Session, applications: Iterable[int]) -> tuple[str, str, datetime.datetime] | None:
    """Return the number, and step and moment of what was done last to any of these; None for nothing."""
    row, taken = Application, ApplicationStep
    found = select(taken.at, taken.id, row.number, taken.step).join(taken, taken.application_id == row.id)
    newest = found.order_by(taken.at.desc(), taken.id.desc()).limit(1)
    parts = (newest.where(row.id.in_(some)) for some in in_parts(applications))
    rows = [one for part in parts for one in session.execute(part)]
    if not rows:
        return None
    at, _, number, step = max(rows, key=lambda one: (one[0], one[1]))
    return number, Step[step].label if step else _BEGUN, at
