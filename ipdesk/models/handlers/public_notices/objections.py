"""Objections to a public notice: written down, answered with a paper, and what becomes of the application."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from ipdesk.models.commands import AnswerObjection, CorrectObjection, IssueListDocument, RecordObjection
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict, Problem, refuse, refuse_field
from ipdesk.models.handlers.after_award.held import along
from ipdesk.models.handlers.after_award.incoming import keep, sheet_problems
from ipdesk.models.handlers.applications import in_one_of, take_step, where_step_begins
from ipdesk.models.handlers.letters import issue_list
from ipdesk.models.handlers.public_notices.hearings import refuse_unheard
from ipdesk.models.handlers.public_notices.objected_lines import (
    attacked,
    keep_scope,
    line_problems,
    scope_text,
)
from ipdesk.models.handlers.public_notices.publish import NOTICES, running
from ipdesk.models.handlers.recusals import check_members
from ipdesk.models.parsing.reasons import reason_fault, said_fault
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.public_notices.objections import (
    PAPERS,
    answer_by,
    missing_papers,
    papers_fault,
    time_faults,
)
from ipdesk.models.reading.calls.stored import call_of
from ipdesk.models.reading.checks import checks_after_review
from ipdesk.models.reading.eligibility.recusals import recusals
from ipdesk.models.reading.periods.calendar import working_days
from ipdesk.models.reading.public_notices.notices import objections, public_notice
from ipdesk.models.records import (
    Enclosure,
    IncomingDetails,
    IssuedLetter,
    Matter,
    Objection,
    ObjectionDetails,
    ObjectionState,
    PublicNotice,
)
from ipdesk.models.tables import Application, ObjectionEntry
from ipdesk.models.workflow import State, Step
from ipdesk.rules.core.plain_text import blank

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work

_NOT_LISTED = "这份公示没有列入所选的申请件，请重新选择。"
_WHOLE = "这件异议的材料齐全，应当受理，不能登记为不予受理。"
_LACKED = "缺{missing}"
_ANSWERED = "这件异议已于{day}答复（{state}），这里填写的没有采用。"
_NO_OBJECTION = "没有这件异议。"
_SAME = "所选的事项与登记的相同，没有要更正的。"
_BEFORE_THE_ANSWER = "重新公示的日期不能早于答复的日期。"
_OF_NOTICE = (Step.PUBLISH.target, Step.OBJECT.target)
_TEXTS = {"name": "异议人", "contact": "联系方式", "text": "异议内容"}
_LONGEST = 400


def record(work: Work, command: RecordObjection) -> Objection:
    """Write an objection down; one that is accepted stops the application until it is answered.

    Raises InvalidInput with every problem, NotPermitted where who acts is related to the applicant, and
    Conflict where the notice is closed.
    """
    entry = running(work, command.notice)
    check_members(work, (command.details.application,))
    details, notice = command.details, public_notice(work.session, entry.id)
    refuse(
        (*_problems(details, notice, work.now), *_paper_problems(command), *sheet_problems(command.sheets))
    )
    refuse(line_problems(work, notice, details.application, details.lines))
    lines = attacked(notice, details.application, details.lines)
    if not command.not_accepted:
        _stop(work, details, scope_text(notice, details.application, lines))
    stored = _entry(work, notice, command)
    work.session.add(stored)
    work.session.flush()
    keep_scope(work, stored.id, lines)
    keep(work, details.application, _letter(command))
    work.audit("object", Kind.NOTICE, notice.id)
    return _stored(work, stored)


def _stored(work: Work, entry: ObjectionEntry) -> Objection:
    return next(one for one in objections(work.session, entry.notice_id) if one.id == entry.id)


def _letter(command: RecordObjection) -> IncomingDetails:
    details, day = command.details, command.details.received_at.date()
    return IncomingDetails(matter=Matter.OBJECTION, sender=details.name, day=day, sheets=command.sheets)


def _stop(work: Work, details: ObjectionDetails, about: str) -> None:
    """Take the application out of the notice; a further objection finds it stopped already."""
    application = in_one_of(work, details.application, _OF_NOTICE)
    if State(application.state) is Step.PUBLISH.target:
        where_step_begins(work, application.id, Step.OBJECT)
        said = f"；所涉事项：{about}" if about else ""
        take_step(work, application, Step.OBJECT, f"异议人：{stored_line(details.name)}{said}")


def _entry(work: Work, notice: PublicNotice, command: RecordObjection) -> ObjectionEntry:
    details, refused = command.details, command.not_accepted
    received = details.received_at.date()
    state = ObjectionState.NOT_ACCEPTED if refused else ObjectionState.OPEN
    return ObjectionEntry(
        notice_id=notice.id,
        application_id=details.application,
        objector=details.objector.value,
        name=stored_line(details.name),
        contact=stored_line(details.contact),
        received_at=details.received_at,
        text=stored_line(details.text),
        papers=" ".join(paper for paper in PAPERS[details.objector] if paper in details.papers),
        state=state.value,
        answer_by=answer_by(received, notice.details.answer_days, working_days(work.session)),
        reason=_LACKED.format(missing="、".join(missing_papers(details))) if refused else "",
        answered_on=work.today if refused else None,
        recorded_at=work.now,
        recorded_by=work.person,
    )


def _problems(details: ObjectionDetails, notice: PublicNotice, now: datetime.datetime) -> Iterator[Problem]:
    if details.application not in {line.application for line in notice.lines}:
        yield Problem("application", _NOT_LISTED)
    for name, label in _TEXTS.items():
        text = getattr(details, name)
        if blank(text):
            yield Problem(name, f"请填写{label}。")
        elif fault := said_fault(text, label, _LONGEST):
            yield Problem(name, fault)
    yield from (Problem("received_at", fault) for fault in time_faults(details, notice, now))


def _paper_problems(command: RecordObjection) -> Iterator[Problem]:
    fault = papers_fault(command.details)
    if command.not_accepted and not fault:
        yield Problem("papers", _WHOLE)
    elif fault and not command.not_accepted:
        yield Problem("papers", fault)


def correct(work: Work, command: CorrectObjection) -> Objection:
    """Put right which lines an open objection attacks; what was entered before stays beside it.

    Raises InvalidInput as ``CorrectObjection`` says, and Conflict where it was answered by now.
    """
    entry = _open(work, command.objection)
    notice, application = public_notice(work.session, entry.notice_id), entry.application_id
    before = next(one for one in notice.objections if one.id == entry.id).details.lines
    lines = attacked(notice, application, command.lines)
    problems = [*line_problems(work, notice, application, command.lines)]
    if not problems and {*lines} == {*before}:
        problems.append(Problem("lines", _SAME))
    if fault := "请填写更正的理由。" if blank(command.reason) else reason_fault(command.reason, "更正的理由"):
        problems.append(Problem("reason", fault))
    refuse(problems)
    keep_scope(work, entry.id, lines, stored_line(command.reason))
    work.audit("correct_objection", Kind.NOTICE, entry.notice_id)
    return _stored(work, entry)


def _open(work: Work, objection: int) -> ObjectionEntry:
    """Return an objection that waits for its answer, held until the command ends. Raises Conflict."""
    work.lock(NOTICES)
    entry = work.one(ObjectionEntry, objection, _NO_OBJECTION)
    work.session.refresh(entry)
    if entry.answered_on is not None:
        state = ObjectionState(entry.state).label
        raise Conflict(_ANSWERED.format(day=entry.answered_on.isoformat(), state=state))
    return entry


def answer(work: Work, command: AnswerObjection) -> IssuedLetter:
    """Answer an objection with its paper. Where it is upheld the application is proposed anew.

    Raises InvalidInput without a reason, and Conflict where it was answered by now.
    """
    return _answered(work, command, signed=False)


def answer_signed(work: Work, command: AnswerObjection) -> IssuedLetter:
    """Answer by what was signed before: its sheet is made once more, to be compared, and not printed.

    Raises as ``answer`` does.
    """
    return _answered(work, command, signed=True)


def _answered(work: Work, command: AnswerObjection, *, signed: bool) -> IssuedLetter:
    entry = _open(work, command.objection)
    unsaid = blank(command.reason)
    refuse_field("reason", "请填写核查情况和理由。" if unsaid else reason_fault(command.reason, "核查情况"))
    if command.upheld and command.anew_on is not None and command.anew_on < command.date:
        refuse_field("anew_on", _BEFORE_THE_ANSWER)
    application = work.one(Application, entry.application_id, _NO_OBJECTION)
    stopped = State(application.state) is Step.OBJECT.target  # not, where it was withdrawn meanwhile
    if stopped:
        where_step_begins(work, application.id, _step(command))
    heard = refuse_unheard(work, command, entry) if stopped else ""
    letter = issue_list(work, along(work, _replying(work, command, entry, heard), signed=signed))
    _keep_answer(work, command, entry, letter)
    if stopped:
        _go_on(work, command, entry, f"{letter.number}，{entry.reason}", heard)
    work.audit("answer_objection", Kind.NOTICE, entry.notice_id)
    return letter


def _keep_answer(work: Work, command: AnswerObjection, entry: ObjectionEntry, letter: IssuedLetter) -> None:
    entry.state = _outcome(command).value
    entry.reason, entry.letter_id = stored_line(command.reason), letter.id
    entry.answered_on = work.today
    if (view := command.view) is not None and view.outcome is not None:
        entry.view_gist, entry.view_why = stored_line(view.gist), stored_line(view.why)
        entry.view_outcome = view.outcome.value
    work.session.flush()


def _step(command: AnswerObjection) -> Step:
    return Step.UPHOLD_OBJECTION if command.upheld else Step.DISMISS_OBJECTION


def _outcome(command: AnswerObjection) -> ObjectionState:
    return ObjectionState.UPHELD if command.upheld else ObjectionState.DISMISSED


def _replying(work: Work, command: AnswerObjection, entry: ObjectionEntry, heard: str) -> IssueListDocument:
    looked_up = checks_after_review(work.session, (entry.application_id,))
    file = work.session.get_one(Application, entry.application_id)
    notice = public_notice(work.session, entry.notice_id)
    notice = replace(notice, checks=looked_up, call=call_of(work.session, file.call))
    objection = replace(
        next(one for one in notice.objections if one.id == entry.id),
        state=_outcome(command),
        reason=stored_line(command.reason),
        answered_on=work.today,
        heard=heard,
        view=command.view,
        anew_on=command.anew_on if command.upheld else None,
        recusals=recusals(work.session, file.applicant_id),
    )
    render_approval = partial(command.render_approval, notice, objection)
    approval = Enclosure(command.approval, render_approval, command.kind.id)
    return IssueListDocument(
        kind=command.kind,
        applications=(entry.application_id,),
        subject=entry.name,
        date=command.date,
        number=command.number,
        render=partial(command.render, notice, objection),
        ahead=(approval,),
        enclosures=(Enclosure(command.proof, partial(command.render_proof, notice, objection)),),
    )


def _go_on(work: Work, command: AnswerObjection, entry: ObjectionEntry, why: str, heard: str) -> None:
    """Let the application go on, unless another objection to it is still open and this one failed."""
    waiting = select(func.count()).where(
        ObjectionEntry.application_id == entry.application_id,
        ObjectionEntry.state == ObjectionState.OPEN.value,
    )
    if not command.upheld and work.session.scalar(waiting):
        return
    application = where_step_begins(work, entry.application_id, _step(command))
    notice = public_notice(work.session, entry.notice_id)
    lines = next(one for one in notice.objections if one.id == entry.id).details.lines
    about = scope_text(notice, entry.application_id, lines)
    said = (why, f"所涉事项：{about}" if about else "", heard)
    take_step(work, application, _step(command), "；".join(filter(None, said)))
