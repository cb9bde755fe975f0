"""Taking back the recording of an answer of the level above, which was typed wrongly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from ipdesk.models.commands import TakeBackAnswer
from ipdesk.models.core import exact_json
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict, refuse_field
from ipdesk.models.handlers.after_award.incoming import strike
from ipdesk.models.handlers.applications import enter, where_step_begins
from ipdesk.models.handlers.batch_keeping import undoing
from ipdesk.models.handlers.funds.charging import release
from ipdesk.models.parsing.reasons import step_reason_fault
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.reading.application_contents import award_lines
from ipdesk.models.reading.calls.answers import return_refusal
from ipdesk.models.records import Matter
from ipdesk.models.tables import (
    Application,
    BatchEntry,
    BatchMember,
    ReturnedAnswerEntry,
    UpperAnswerEntry,
)
from ipdesk.models.workflow import State, Step

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work

_NOT_KEPT = "这份批复是用较早的版本登记的，没有留下登记以前的核算，不能撤销。"


def take_back(work: Work, command: TakeBackAnswer) -> None:
    """Make an answered application a forwarded one again, as it was; keep what was recorded.

    Raises InvalidInput without a reason, and Conflict where something stands on the answer.
    """
    application = where_step_begins(work, command.application, Step.RETURN_ANSWER)
    work.lock("policy", application.policy)
    refuse_field("reason", step_reason_fault(command.reason))
    member = _member(work, application.id)
    if fault := return_refusal(work.session, application.id, member.step_id):
        raise Conflict(fault)
    reason = stored_line(command.reason)
    work.session.add(_returned(work, application.id, reason))
    release(work, application, reason)
    with undoing(work, member):
        work.session.execute(
            delete(UpperAnswerEntry).where(UpperAnswerEntry.application_id == application.id)
        )
    strike(work, application.id, Matter.UPPER_ANSWER, reason)
    _note(work, application.id, reason)


def _member(work: Work, application: int) -> BatchMember:
    """Return how the application was kept when the answer was recorded."""
    found = (
        select(BatchMember)
        .join(BatchEntry, BatchEntry.id == BatchMember.batch_id)
        .where(BatchMember.application_id == application, BatchEntry.step == Step.ANSWER.name)
        .order_by(BatchEntry.id.desc())
    )
    member = work.session.scalars(found.limit(1)).first()
    if member is None:
        raise Conflict(_NOT_KEPT)
    return member


def _returned(work: Work, application: int, reason: str) -> ReturnedAnswerEntry:
    answer = work.one(UpperAnswerEntry, application, _NOT_KEPT)
    lines = [
        [line.line.achievement, line.line.rule, line.granted or 0, line.reason]
        for line in award_lines(work.session, application)
    ]
    return ReturnedAnswerEntry(
        application_id=application,
        body=answer.body,
        number=answer.number,
        day=answer.day,
        lines=exact_json.dumps(lines),
        answered_by=answer.person_id,
        answered_at=answer.at,
        reason=reason,
        person_id=work.person,
        at=work.now,
    )


def _note(work: Work, application: int, reason: str) -> None:
    found = work.one(Application, application, "")
    found.changed_at = work.now
    enter(work, application, State(found.state), reason, Step.RETURN_ANSWER)
    work.audit("return_answer", Kind.APPLICATION, application)
    work.changed(Kind.APPLICANT, found.applicant_id)
