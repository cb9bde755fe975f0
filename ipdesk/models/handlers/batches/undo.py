"""Taking back a step that was taken for many applications at once."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from ipdesk.models.commands import UndoBatch
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict
from ipdesk.models.handlers.after_award.incoming import strike
from ipdesk.models.handlers.applications import enter
from ipdesk.models.handlers.batch_contents import put_back
from ipdesk.models.handlers.funds.charging import release
from ipdesk.models.handlers.recusals import check_members
from ipdesk.models.handlers.steps.reopening import give_up
from ipdesk.models.reading.batches import undo_refusal
from ipdesk.models.records import Matter
from ipdesk.models.tables import Application, BatchEntry, BatchMember
from ipdesk.models.workflow import State, Step

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work


def undo(work: Work, command: UndoBatch) -> None:
    """Put every application back; raises Conflict where anything was built on what was done.

    Raises NotPermitted where who acts is related to the applicant of one of them.
    """
    entry = work.one(BatchEntry, command.batch, "这一批办理已不存在。")
    if Step[entry.step] is not command.step:
        raise Conflict("这一批办理的步骤不同，请刷新后再看。")
    members = tuple(work.session.scalars(select(BatchMember).where(BatchMember.batch_id == entry.id)))
    _lock(work, members)
    check_members(work, (member.application_id for member in members))
    if fault := undo_refusal(work.session, entry):
        raise Conflict(fault)
    _put_back(work, entry, members)
    entry.undone_at, entry.undone_by = work.now, work.person


def _lock(work: Work, members: Collection[BatchMember]) -> None:
    ids = [member.application_id for member in members]
    policies = select(Application.policy).where(Application.id.in_(ids)).distinct()
    for policy in sorted(work.session.scalars(policies)):
        work.lock("policy", policy)
    for application in sorted(ids):
        work.lock("application", application)


def _put_back(work: Work, entry: BatchEntry, members: Collection[BatchMember]) -> None:
    this = BatchMember.batch_id == entry.id
    step = Step[entry.step]
    if step is Step.CONFIRM:
        for member in members:
            release(work, work.one(Application, member.application_id, ""), f"撤销成批办理的“{step.label}”")
    work.session.execute(update(BatchMember).where(this).values(undoing=True))
    for member in members:
        _put_one_back(work, member, step)
    work.session.execute(update(BatchMember).where(this).values(undoing=False))
    work.session.expire_all()
    for member in members:
        _note(work, member.application_id, step)


def _put_one_back(work: Work, member: BatchMember, step: Step) -> None:
    if step is Step.ACCEPT:  # a draft has none of what is kept from its acceptance on
        give_up(work, member.application_id)
    put_back(work.session.connection(), member.application_id, member.before)
    if step is Step.WITHDRAW:
        strike(work, member.application_id, Matter.WITHDRAWAL, "撤销成批办理的“申请人撤回”")


def _note(work: Work, application: int, step: Step) -> None:
    found = work.one(Application, application, "")
    found.changed_at = work.now
    enter(work, application, State(found.state), f"撤销成批办理的“{step.label}”")
    work.audit("undo_batch", Kind.APPLICATION, application)
    work.changed(Kind.APPLICANT, found.applicant_id)
