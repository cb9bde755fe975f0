"""Why an issued letter cannot be declared void, asked before anybody gives a reason."""

from __future__ import annotations

from sqlalchemy import literal, or_, select
from sqlalchemy.orm import Session

from ipdesk.models.reading.after_award.archive import archive_of
from ipdesk.models.reading.after_award.reversals import clawbacks, reversals
from ipdesk.models.reading.application_detail import application_steps
from ipdesk.models.reading.letters import applications_of
from ipdesk.models.records import DocumentKind
from ipdesk.models.tables import (
    Application,
    HandlingEntry,
    InquiryEntry,
    IssuedLetterEntry,
    ObjectionEntry,
    PublicNoticeEntry,
    ServicePublicationEntry,
    VoidedLetter,
)
from ipdesk.models.workflow import HandlingState, State, Step
from ipdesk.models.workflow.handlings import RUNNING

_ALONG = "{name}是随“公示”页的办理一起写下的，不能单独作废后重新印发；内容有误的，请另行发函更正。"

_WAITS = "这份审批表送审的事项还没有办完，请在申请件的“其他办理”里更改送审内容或者撤销送审。"
_DONE = "已经按这份审批表办理，不能作废。"
_SERVED_BY = "已经依 {number} 登记了公告送达，不能作废；公告有误的，重新印发公告，再更正送达登记。"


def void_refusal(session: Session, letter: int, kind: DocumentKind) -> str:
    """Return the sentence, "" where it can be: nothing rests on the letter, or it took no step."""
    entry = session.get(IssuedLetterEntry, letter)
    if entry is None:
        return ""
    if session.get(VoidedLetter, letter) is not None:
        return f"{entry.number or kind.name} 已经作废，请刷新后查看。"
    if _written_along(session, letter):
        return _ALONG.format(name=kind.name)
    if said := _signed_by(session, letter):
        return said
    if session.scalar(select(literal(1)).where(ServicePublicationEntry.announcement_id == letter).limit(1)):
        return _SERVED_BY.format(number=entry.number)
    told = (_of_application(session, number, entry, kind) for number in applications_told(session, entry))
    return next(filter(None, told), "")


def applications_told(session: Session, entry: IssuedLetterEntry) -> list[int]:
    """Return the ids of the applications that a letter is about, in their order."""
    own = (entry.application_id,) if entry.application_id else applications_of(session, entry.id)
    return sorted(own)


def _written_along(session: Session, letter: int) -> bool:
    """Say whether something was written down together with a letter, and could not be a second time."""
    answered = select(ObjectionEntry.id).where(ObjectionEntry.letter_id == letter)
    reported = select(PublicNoticeEntry.id).where(PublicNoticeEntry.report_id == letter)
    asked = select(InquiryEntry.id).where(InquiryEntry.letter_id == letter)
    found = select(literal(1)).where(or_(answered.exists(), reported.exists(), asked.exists()))
    return session.scalar(found) is not None


def _signed_by(session: Session, letter: int) -> str:
    """Say that something was submitted by a sheet and waits, or was done as it was signed; "" for another."""
    submitted = select(HandlingEntry.state).where(HandlingEntry.sheet_id == letter)
    state = session.scalar(submitted)
    if state in RUNNING:
        return _WAITS
    return _DONE if state == HandlingState.DONE.value else ""


def _of_application(session: Session, number: int, letter: IssuedLetterEntry, kind: DocumentKind) -> str:
    """Return why the file of an application holds the letter: archived, taken back from, or gone further."""
    application = session.get(Application, number)
    if application is None:
        return ""
    if archive_of(session, number) is not None:
        return f"申请件 {application.number} 已经归档，不能再作废它的文书。"
    if kind.step is None:
        return ""
    if reversals(session, number) or clawbacks(session, number):
        return f"申请件 {application.number} 已有追回或者未领的记录，不能作废这份文书。"
    state = State(application.state)
    if state in kind.issued_in:
        return ""  # the step was taken back already
    last = application_steps(session, number)[-1]
    taken = last.step is kind.step and last.remark == (letter.number or "")
    if taken and state in Step.VOID_LETTER.sources:
        return ""
    return f"申请件 {application.number} 已是“{state.label}”，请先退回（撤回）后再作废这份文书。"
