"""Handing an issued letter out again for one that was lost."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from ipdesk.models.commands import ReissueLetter
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict, refuse_field
from ipdesk.models.handlers.voiding import locked_letter
from ipdesk.models.parsing.reasons import step_reason_fault
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.tables import ReissuedLetter, VoidedLetter

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work


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
