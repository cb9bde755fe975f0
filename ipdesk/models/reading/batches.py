"""Steps that were taken for many applications at once, and whether they can still be taken back."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from ipdesk.models.records import TakenBatch
from ipdesk.models.tables import (
    Application,
    ApplicationStep,
    BatchEntry,
    BatchMember,
    IssuedLetterEntry,
    ListedApplication,
)
from ipdesk.models.workflow import Step


def last_batch(session: Session, person: int) -> TakenBatch | None:
    """Return the batch that a person took last, None where there is none, or it cannot be taken back."""
    entry = session.scalars(
        select(BatchEntry)
        .where(BatchEntry.person_id == person, BatchEntry.step.not_in(_ONE_BY_ONE))
        .order_by(BatchEntry.id.desc())
        .limit(1)
    ).first()
    if entry is None or undo_refusal(session, entry):
        return None
    return TakenBatch(entry.id, Step[entry.step], entry.at, tuple(session.scalars(_members(entry))))


_ONE_BY_ONE = (Step.ANSWER.name, Step.RETURN_DECISION.name)
"""Steps that keep what an application was before, and are not taken back as a batch."""


def undo_refusal(session: Session, entry: BatchEntry) -> str:
    """Return why a batch cannot be taken back, as a sentence; "" where it can."""
    if entry.undone_at is not None:
        return "这一批办理已经撤销过了。"
    if Step[entry.step] is Step.ANSWER:
        return "登记的批复请逐件撤销，并写明理由。"
    if entry.step in _ONE_BY_ONE:
        return "撤回的审定不能再撤销，请重新审定。"
    return next(_refusals(session, entry), "")


def _refusals(session: Session, entry: BatchEntry) -> Iterator[str]:
    if number := session.scalar(_moved_on(entry)):
        yield f"申请件 {number} 其后又办理了别的步骤，这一批不能再撤销。"
    if number := session.scalar(_written_to(entry)):
        yield f"申请件 {number} 其后已印发文书，这一批不能再撤销。"
    if Step[entry.step] is Step.CONFIRM and (number := session.scalar(_decided_after(entry))):
        yield f"其后又审定了同一政策的申请件 {number}，它的核算以这一批为据，这一批不能再撤销。"


def _members(entry: BatchEntry) -> Select[int]:
    member = BatchMember
    found = select(member.application_id).where(member.batch_id == entry.id)
    return found.order_by(member.application_id)


def _moved_on(entry: BatchEntry) -> Select[str]:
    """Find a member that took a further step."""
    member, step = BatchMember, ApplicationStep
    return (
        select(Application.number)
        .join(member, member.application_id == Application.id)
        .join(step, step.application_id == Application.id)
        .where(member.batch_id == entry.id, step.id > member.step_id)
        .limit(1)
    )


def _written_to(entry: BatchEntry) -> Select[str]:
    """Find a member that a paper was issued about since, be it of its own or one that lists it."""
    letter, listed = IssuedLetterEntry, ListedApplication
    lists_it = select(listed.application_id).where(listed.letter_id == letter.id)
    about = or_(letter.application_id == Application.id, Application.id.in_(lists_it))
    return (
        select(Application.number)
        .join(letter, about)
        .where(Application.id.in_(_members(entry)), letter.issued_at > entry.at)
        .limit(1)
    )


def _decided_after(entry: BatchEntry) -> Select[str]:
    """Find a later decision under one of the policies: it met limits that the batch has used up."""
    policies = select(Application.policy).where(Application.id.in_(_members(entry)))
    last = select(func.max(BatchMember.step_id)).where(BatchMember.batch_id == entry.id).scalar_subquery()
    step = ApplicationStep
    return (
        select(Application.number)
        .join(step, step.application_id == Application.id)
        .where(Application.policy.in_(policies), step.step == Step.CONFIRM.name, step.id > last)
        .limit(1)
    )
