"""Taking back the decision on one application: it waits for it again, with all that was entered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ipdesk.models.awards.decided_sheet import decided_as_typed
from ipdesk.models.awards.typed_basis import as_typed
from ipdesk.models.commands import TakeBackDecision
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict, refuse_field
from ipdesk.models.evaluation.evaluate import evaluate
from ipdesk.models.handlers.applications import (
    check_policy,
    enter,
    keep_lines,
    lock_awards,
    target_of,
    where_step_begins,
)
from ipdesk.models.handlers.batch_contents import contents_of
from ipdesk.models.handlers.batch_keeping import keep_batch
from ipdesk.models.handlers.funds.charging import release
from ipdesk.models.handlers.steps.decisions import derive_again
from ipdesk.models.parsing.draft_json import decisions_text
from ipdesk.models.parsing.reasons import step_reason_fault
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.reading.application_contents import stored_achievements
from ipdesk.models.reading.application_detail import application_detail
from ipdesk.models.reading.decision.standing_on import take_back_refusal
from ipdesk.models.reading.history import history
from ipdesk.models.records import ApplicationDetail, DecisionForm, RawDecision
from ipdesk.models.tables import (
    Application,
    AwardEntry,
    BatchMember,
    DecisionEntry,
    DecisionScoreEntry,
    DecisionText,
    DepartureEntry,
    NoticeAnswerEntry,
    UnpublishedChangeEntry,
)
from ipdesk.models.workflow import State, Step
from ipdesk.rules.core.result import Result, Status

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work

_DECIDED = (
    AwardEntry,
    DecisionEntry,
    DecisionScoreEntry,
    DepartureEntry,
    NoticeAnswerEntry,
    UnpublishedChangeEntry,
)
"""What a decision writes, and takes along."""


def take_back(work: Work, command: TakeBackDecision) -> None:
    """Let an application wait for its decision again, in the state in which it was before.

    Raises InvalidInput without a reason, and Conflict where something stands on the decision.
    """
    lock_awards(work, command.policy)
    application = where_step_begins(work, command.application, Step.RETURN_DECISION)
    check_policy(work, application, command.policy)
    refuse_field("reason", step_reason_fault(command.reason))
    if fault := take_back_refusal(work.session, application.id):
        raise Conflict(fault)
    reason = stored_line(command.reason)
    release(work, application, reason)
    detail = application_detail(work.session, application.id)
    _let_go(work, application, command, detail)
    _type_again(work, detail)
    application.state = target_of(work, application.id, Step.RETURN_DECISION).value
    application.changed_at = work.now
    enter(work, application.id, State(application.state), reason, Step.RETURN_DECISION)
    work.audit("return_decision", Kind.APPLICATION, application.id, _names(detail))
    work.changed(Kind.APPLICANT, application.applicant_id)


def _names(detail: ApplicationDetail) -> Iterator[str]:
    yield from (f"{one.line.rule}:{one.line.achievement}" for one in detail.lines if one.granted)


def _let_go(
    work: Work, application: Application, command: TakeBackDecision, detail: ApplicationDetail
) -> None:
    """Put lines that are not decided in place of those that were; these are kept as a batch keeps them."""
    before = contents_of(work.session.connection(), [application.id])
    batch = keep_batch(work, Step.RETURN_DECISION, [application.id], before)
    member = work.session.get_one(BatchMember, (batch, application.id))
    member.undoing = True
    work.session.flush()
    for table in _DECIDED:
        work.rows.delete(table, application.id)
    result = _evaluated(work, application, command)
    keep_lines(work, application, command.policy, result, work.ask(stored_achievements, application.id))
    work.rows.write()
    member.undoing = False
    _note_sums(application, result, detail)


def _evaluated(work: Work, application: Application, command: TakeBackDecision) -> Result:
    """Evaluate with nothing decided, as an acceptance does."""
    stored = work.ask(stored_achievements, application.id)
    derive_again(work, command.policy, stored)
    chosen = tuple(item.achievement for item in stored)
    need = command.policy.history_needed(chosen)
    past = history(work.session, command.policy.id, application.applicant_id, need, application.id)
    who = application_detail(work.session, application.id).applicant
    return evaluate(command.policy, who, chosen, history=past, case_id=application.number or "")


def _note_sums(application: Application, result: Result, detail: ApplicationDetail) -> None:
    standing = detail.proposal
    application.computed = sum(line.computed for line in result.lines)
    application.amount = sum(line.amount for line in result.lines)
    application.undecided = sum(line.status is Status.UNDECIDED for line in result.lines)
    if standing is not None:
        application.computed = sum(one.line.computed for one in standing.lines)
        application.amount = application.proposed or 0
        application.undecided = 0
    application.minutes_number, application.minutes_date = "", None
    application.minutes_body = application.minutes_text = ""


# --- what was entered ---


def _type_again(work: Work, detail: ApplicationDetail) -> None:
    """Have everything that was entered for the decision typed in its form."""
    day = detail.minutes_date
    form = DecisionForm(
        lines=tuple(_typed(detail)),
        minutes_number=detail.minutes_number,
        minutes_date=day.isoformat() if day else "",
        minutes_body=detail.minutes_body,
        minutes_text=detail.minutes_text,
        answers={one.code: one.answer for one in detail.answers},
        departure_reason=next((one.reason for one in detail.departures), ""),
        **_view(detail),
        unpublished_reason=detail.unpublished.reason if detail.unpublished else "",
    )
    entry = DecisionText(application_id=detail.application.id, revision=1)
    entry.content, entry.saved_at = decisions_text(form), work.now
    work.session.add(entry)


def _view(detail: ApplicationDetail) -> dict[str, str]:
    """Return what was typed of what the applicant stated; nothing where it stated nothing."""
    view = detail.unpublished.view if detail.unpublished is not None else None
    if view is None or view.outcome is None:
        return {}
    return {"view_gist": view.gist, "view_outcome": view.outcome.value, "view_why": view.why}


def _typed(detail: ApplicationDetail) -> Iterator[RawDecision]:
    """Yield the lines that were decided or lowered, as they were typed, with their basis."""
    proposed = {
        (raw.achievement, raw.rule): raw for raw in (as_typed(detail.proposal) if detail.proposal else ())
    }
    for raw in decided_as_typed(detail):
        base = proposed.get((raw.achievement, raw.rule), raw)
        yield replace(raw, basis=base.basis, experts=base.experts)
