"""Trying and taking one step for many applications, in the order in which they were accepted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from ipdesk.models.commands import RunBatch, TakeStep, TryBatch
from ipdesk.models.core.errors import Conflict, DeskError, InvalidInput, NotFound, NotPermitted
from ipdesk.models.core.parts import in_parts
from ipdesk.models.handlers.after_award.held import check_order
from ipdesk.models.handlers.batch_contents import contents_of
from ipdesk.models.handlers.batch_keeping import keep_batch
from ipdesk.models.handlers.batches import acceptances, corrections, decisions
from ipdesk.models.handlers.batches.reading_ahead import read_ahead
from ipdesk.models.handlers.recusals import check_related
from ipdesk.models.handlers.steps import simple_steps
from ipdesk.models.handlers.work import Work
from ipdesk.models.parsing.guardians import who_signs
from ipdesk.models.reading.applicants import applicant
from ipdesk.models.records import Batch, BatchReport, BatchRow, IncomingDetails, ShownLine
from ipdesk.models.tables import Application, DraftText, RegisteredApplicant
from ipdesk.models.workflow import FIRST, State, Step
from ipdesk.rules.core.plain_text import blank

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_REFUSALS = (Conflict, InvalidInput, NotFound, NotPermitted)
_GONE = "这份申请件已不存在，可能已在另一处删除。"


def attempt(work: Work, command: TryBatch) -> BatchReport:
    """Take the step for each application, note what came of it, and give all of it up again."""
    trial = Work(work.session, work.now, work.actor, work.folder)
    everything = work.session.begin_nested()
    try:
        ordered = _in_order(work.session, command.batch.applications)
        held = read_ahead(trial, command.batch.policies, ordered)
        report = BatchReport(tuple(_tried(trial, command.batch, ordered)))
        held.clear()
        return report
    finally:
        everything.rollback()


def run(work: Work, command: RunBatch) -> int:
    """Take the step for each as it was seen; raises Conflict for the first of which that cannot be said."""
    batch, seen = command.batch, {row.application: row for row in command.seen}
    ordered = _in_order(work.session, batch.applications)
    before = contents_of(work.session.connection(), ordered)
    held = read_ahead(work, batch.policies, ordered)
    for application in ordered:
        _take_as_seen(work, batch, application, seen.get(application))
    number = keep_batch(work, batch.step, ordered, before)
    held.clear()
    return number


def _in_order(session: Session, applications: Iterable[int]) -> tuple[int, ...]:
    """Return the ids, those accepted first before the others; what is there no more comes last."""
    ids = tuple(applications)
    found: list[tuple[bool, object, int]] = []
    for some in in_parts(ids):
        asked = select(Application.accepted_on, Application.id).where(Application.id.in_(some))
        found += [(day is None, day or 0, one) for day, one in session.execute(asked)]
    ordered = tuple(one for _, _, one in sorted(found))
    return (*ordered, *(one for one in ids if one not in {*ordered}))


def _tried(work: Work, batch: Batch, applications: Sequence[int]) -> list[BatchRow]:
    """Take the step for all of these, or where one is refused for either half of them, down to the one.

    A savepoint for each of them would cost more than the step.
    """
    part = work.session.begin_nested()
    try:
        rows = [_tried_one(work, batch, one) for one in applications]
        work.rows.write()
    except _REFUSALS as error:
        work.rows.drop()
        part.rollback()
        work.forget_made()
        if len(applications) == 1:
            return [_refused(work.session, applications[0], error)]
        middle = len(applications) // 2
        halves = applications[:middle], applications[middle:]
        return [row for half in halves for row in _tried(work, batch, half)]
    part.commit()
    return rows


def _tried_one(work: Work, batch: Batch, application: int) -> BatchRow:
    """Take the step as ``_taken`` does; in another state nobody was quicker, as none was seen."""
    found = work.one(Application, application, _GONE)
    if fault := batch.step.refusal(State(found.state)):
        raise Conflict(f"申请件 {found.number} {fault}。")
    return _taken(work, batch, application)


def _take_as_seen(work: Work, batch: Batch, application: int, seen: BatchRow | None) -> None:
    number = seen.number if seen else ""
    try:
        row = _taken(work, batch, application)
    except _REFUSALS as error:
        named = "" if f"申请件 {number}" in error.message else f"申请件 {number}："
        raise Conflict(f"{named}{error.message}全部没有办理，请重新预览。") from error
    if row != seen:
        raise Conflict(f"申请件 {row.number} 与预览时不同（其间有变动），全部没有办理。请重新预览。")


def _taken(work: Work, batch: Batch, application: int) -> BatchRow:
    found = work.one(Application, application, _GONE)
    check_related(work, found.applicant_id)
    number, before, amount = found.number, State(found.state), found.amount
    lines, remark = _done(work, batch, application)
    name, after = work.ask(applicant, found.applicant_id).name, State(found.state)
    revision = work.one(DraftText, application, "").revision if batch.step is Step.ACCEPT else 0
    sums = amount, found.amount
    return BatchRow(application, number, name, before, after, *sums, "", lines, revision, remark)


def _done(work: Work, batch: Batch, application: int) -> tuple[tuple[ShownLine, ...], str]:
    """Take the step; return what the awards come to, and what is to be known of this application alone."""
    if batch.step is Step.ASK_CORRECTION:
        return (), "；".join(one.missing for one in corrections.ask(work, batch, application))
    if batch.step is Step.REVIEW:
        return (), "；".join(acceptances.review(work, batch, application))
    return _MEMBERS.get(batch.step, _simple)(work, batch, application), ""


def _refused(session: Session, application: int, error: DeskError) -> BatchRow:
    found = session.get(Application, application)
    if found is None:
        return BatchRow(application, "", "", FIRST, FIRST, 0, 0, _GONE)
    applicant = session.get(RegisteredApplicant, found.applicant_id)
    name, state = applicant.name if applicant else "", State(found.state)
    return BatchRow(application, found.number, name, state, state, found.amount, found.amount, error.message)


def _simple(work: Work, batch: Batch, application: int) -> tuple[ShownLine, ...]:
    command = TakeStep(
        application=application,
        step=batch.step,
        reason=batch.reason,
        paper=_paper(work, batch, application),
        grounds=batch.grounds,
    )
    check_order(work, command)
    simple_steps.take(work, command)
    return ()


def _paper(work: Work, batch: Batch, application: int) -> IncomingDetails | None:
    """Return the paper by which this applicant withdrew, None where none came."""
    if batch.paper is None or not blank(batch.paper.sender):
        return batch.paper
    who = work.ask(applicant, work.one(Application, application, _GONE).applicant_id)
    return replace(batch.paper, sender=who_signs(who, work.today))


_MEMBERS: Mapping[Step, Callable[[Work, Batch, int], tuple[ShownLine, ...]]] = {
    Step.ACCEPT: acceptances.accept,
    Step.CONFIRM: decisions.confirm,
    Step.PROPOSE: decisions.propose,
}
"""How one application takes a step that is no simple one; answers what its awards come to."""
