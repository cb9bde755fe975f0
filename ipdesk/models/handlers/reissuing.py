"""Handing an issued letter out again for one that was lost."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from ipdesk.models.commands import ReissueLetter
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict, InvalidInput, NotFound, Problem
from ipdesk.models.handlers.voiding import NO_LETTER
from ipdesk.models.parsing.reasons import step_reason_fault
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.tables import IssuedLetterEntry, ReissuedLetter, VoidedLetter

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work


def reissue(work: Work, command: ReissueLetter) -> datetime.date:
    """Write down that a letter is handed out again; raises NotFound, InvalidInput and Conflict."""
    work.lock("letter", command.letter)
    letter = work.one(IssuedLetterEntry, command.letter, NO_LETTER)
    if letter.kind != command.kind.id:
        raise NotFound(NO_LETTER)
    if work.session.get(VoidedLetter, letter.id) is not None:
        raise Conflict(f"{letter.number or command.kind.name} 已经作废，不能补发。")
    if fault := step_reason_fault(command.reason):
        raise InvalidInput([Problem("reason", fault)])
    work.session.add(
        ReissuedLetter(
            letter_id=letter.id,
            day=work.today,
            reason=stored_line(command.reason),
            at=work.now,
            person_id=work.person,
        )
    )
    work.audit("reissue", Kind.LETTER, letter.id)
    return work.today
