"""Issued letters that are declared void, with the step that issuing them took, or handed out again."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from ipdesk.models.commands import ReissueLetter, VoidLetter
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict, NotFound, refuse_field
from ipdesk.models.handlers.applications import take_step
from ipdesk.models.parsing.reasons import step_reason_fault
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.reading.voiding import applications_told, void_refusal
from ipdesk.models.tables import (
    Application,
    IssuedLetterEntry,
    ReissuedLetter,
    VoidedLetter,
)
from ipdesk.models.workflow import State, Step

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work
    from ipdesk.models.records import DocumentKind

NO_LETTER = "没有这份文书。"


def void(work: Work, command: VoidLetter) -> None:
    """Declare a letter void; raises NotFound, InvalidInput and Conflict, having done nothing."""
    letter = locked_letter(work, command.letter, command.kind)
    applications = _applications(work, letter)
    if refusal := void_refusal(work.session, letter.id, command.kind):
        raise Conflict(refusal)
    refuse_field("reason", step_reason_fault(command.reason))
    reason = stored_line(command.reason)
    for application in applications:
        _go_back(work, application, letter, command.kind, reason)
    work.session.add(VoidedLetter(letter_id=letter.id, reason=reason, at=work.now, person_id=work.person))
    work.audit("void", Kind.LETTER, letter.id)


def locked_letter(work: Work, letter: int, kind: DocumentKind) -> IssuedLetterEntry:
    """Return a letter of a kind, locked until the command ends; raises NotFound."""
    work.lock("letter", letter)
    found = work.one(IssuedLetterEntry, letter, NO_LETTER)
    if found.kind != kind.id:
        raise NotFound(NO_LETTER)
    return found


def _applications(work: Work, letter: IssuedLetterEntry) -> list[Application]:
    """Return the applications that a letter is about, locked in the order of their ids."""
    found = []
    for number in applications_told(work.session, letter):
        work.lock("application", number)
        found.append(work.one(Application, number, "这份申请件已不存在。"))
    return found


def _go_back(
    work: Work, application: Application, letter: IssuedLetterEntry, kind: DocumentKind, reason: str
) -> None:
    """Take the step back that the letter took; one that took none only tells who shows the application."""
    if kind.step is None or State(application.state) in kind.issued_in:  # or it was taken back already
        work.changed(Kind.APPLICATION, application.id)
        return
    take_step(work, application, Step.VOID_LETTER, f"{letter.number or kind.name}：{reason}")


def reissue(work: Work, command: ReissueLetter) -> datetime.date:
    """Write down that a letter is handed out again; raises NotFound, InvalidInput and Conflict."""
    letter = locked_letter(work, command.letter, command.kind)
    if work.session.get(VoidedLetter, letter.id) is not None:
        raise Conflict(f"{letter.number or command.kind.name} 已经作废，不能补发。")
    refuse_field("reason", step_reason_fault(command.reason))
    reason = stored_line(command.reason)
    again = ReissuedLetter(
        letter_id=letter.id, day=work.today, reason=reason, at=work.now, person_id=work.person
    )
    work.session.add(again)
    work.audit("reissue", Kind.LETTER, letter.id)
    return work.today
