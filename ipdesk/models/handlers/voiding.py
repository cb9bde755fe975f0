"""Declaring issued letters void, and taking back the step that issuing one took."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Select, literal, or_, select

from ipdesk.models.commands import VoidLetter
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict, InvalidInput, NotFound, Problem
from ipdesk.models.handlers.applications import take_step
from ipdesk.models.parsing.reasons import step_reason_fault
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.reading.after_award.archive import archive_of
from ipdesk.models.reading.after_award.reversals import clawbacks, reversals
from ipdesk.models.reading.application_detail import application_steps
from ipdesk.models.reading.letters import applications_of
from ipdesk.models.tables import (
    Application,
    InquiryEntry,
    IssuedLetterEntry,
    ObjectionEntry,
    PublicNoticeEntry,
    VoidedLetter,
)
from ipdesk.models.workflow import State, Step

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work
    from ipdesk.models.records import DocumentKind

NO_LETTER = "没有这份文书。"
_ALONG = "{name}是随“公示”页的办理一起写下的，不能单独作废后重新印发；内容有误的，请另行发函更正。"


def void(work: Work, command: VoidLetter) -> None:
    """Declare a letter void; raises NotFound, InvalidInput and Conflict, having done nothing."""
    work.lock("letter", command.letter)
    letter = work.one(IssuedLetterEntry, command.letter, NO_LETTER)
    if letter.kind != command.kind.id:
        raise NotFound(NO_LETTER)
    if work.session.get(VoidedLetter, letter.id) is not None:
        raise Conflict(f"{letter.number or command.kind.name} 已经作废，请刷新后查看。")
    if fault := step_reason_fault(command.reason):
        raise InvalidInput([Problem("reason", fault)])
    if work.session.scalar(_written_along(letter.id)):
        raise Conflict(_ALONG.format(name=command.kind.name))
    reason = stored_line(command.reason)
    for application in _applications(work, letter):
        _go_back(work, application, letter, command.kind, reason)
    work.session.add(VoidedLetter(letter_id=letter.id, reason=reason, at=work.now, person_id=work.person))
    work.audit("void", Kind.LETTER, letter.id)


def _written_along(letter: int) -> Select[int]:
    """Find what was written down together with a letter, which could not be issued a second time."""
    answered = select(ObjectionEntry.id).where(ObjectionEntry.letter_id == letter)
    reported = select(PublicNoticeEntry.id).where(PublicNoticeEntry.report_id == letter)
    asked = select(InquiryEntry.id).where(InquiryEntry.letter_id == letter)
    return select(literal(1)).where(or_(answered.exists(), reported.exists(), asked.exists()))


def _applications(work: Work, letter: IssuedLetterEntry) -> list[Application]:
    """Return the applications that a letter is about, locked in the order of their ids."""
    own = (letter.application_id,) if letter.application_id else applications_of(work.session, letter.id)
    found = []
    for number in sorted(own):
        work.lock("application", number)
        found.append(work.one(Application, number, "这份申请件已不存在。"))
    return found


def _go_back(
    work: Work, application: Application, letter: IssuedLetterEntry, kind: DocumentKind, reason: str
) -> None:
    """Take the step back that the letter took; one that took none only tells who shows the application."""
    _check_what_followed(work, application, kind)
    if kind.step is None:
        work.changed(Kind.APPLICATION, application.id)
        return
    number = letter.number or ""
    last, state = application_steps(work.session, application.id)[-1], State(application.state)
    if state in kind.issued_in:
        work.changed(Kind.APPLICATION, application.id)  # the step was taken back already
        return
    if last.step is not kind.step or last.remark != number or state not in Step.VOID_LETTER.sources:
        raise Conflict(f"申请件 {application.number} 已是“{state.label}”，请先退回（撤回）后再作废这份文书。")
    take_step(work, application, Step.VOID_LETTER, f"{number or kind.name}：{reason}")


def _check_what_followed(work: Work, application: Application, kind: DocumentKind) -> None:
    """Raise Conflict where the file is archived, or something was taken back of what the letter told."""
    if archive_of(work.session, application.id) is not None:
        raise Conflict(f"申请件 {application.number} 已经归档，不能再作废它的文书。")
    followed = reversals(work.session, application.id) or clawbacks(work.session, application.id)
    if kind.step is not None and followed:
        raise Conflict(f"申请件 {application.number} 已有追回或者未领的记录，不能作废这份文书。")
