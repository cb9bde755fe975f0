"""What an applicant still has to pay back of other awards, whatever application is in hand."""

from __future__ import annotations

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from ipdesk.models.applications.approvals import CLAWBACK_DECISION
from ipdesk.models.reading.after_award.reversals import clawbacks
from ipdesk.models.records.reversals import OwedReturn
from ipdesk.models.tables import Application, ClawbackEntry, IssuedLetterEntry, VoidedLetter


def owed_returns(session: Session, applicant: int, application: int) -> tuple[OwedReturn, ...]:
    """Return what an applicant owes of its applications but one, the first decided first."""
    entry, file = ClawbackEntry, Application
    asked = (
        select(file.id, file.number)
        .join(entry, entry.application_id == file.id)
        .where(file.applicant_id == applicant, file.id != application)
        .where(entry.decided_at.is_not(None), entry.returned_on.is_(None))
        .distinct()
        .order_by(file.id)
    )
    owing = session.execute(asked).all()
    return tuple(found for one, number in owing for found in _owed(session, one, number))


def _owed(session: Session, application: int, number: str) -> list[OwedReturn]:
    letter = _decision(session, application)
    return [
        OwedReturn(number, letter, one.decided_on, one.decided, one.owed, one.due_on)
        for one in clawbacks(session, application)
        if one.decided_on is not None and one.due_on is not None and one.owed > 0
    ]


def _decision(session: Session, application: int) -> str:
    """Return the number of the newest decision that took something of an application back; "" without."""
    letter, void = IssuedLetterEntry, VoidedLetter
    newest = (
        select(letter.number)
        .where(letter.application_id == application, letter.kind == CLAWBACK_DECISION)
        .where(~exists().where(void.letter_id == letter.id))
        .order_by(letter.id.desc())
        .limit(1)
    )
    return session.scalar(newest) or ""
