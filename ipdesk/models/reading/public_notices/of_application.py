"""In which public notices one application stood, read without what else they listed."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ipdesk.models.periods.period import Unit
from ipdesk.models.records import NoticeOfApplication, NoticePeriod, ObjectionState
from ipdesk.models.tables import IssuedLetterEntry, ObjectionEntry, PublicNoticeEntry, PublishedLineEntry


def notices_of(session: Session, application: int) -> tuple[NoticeOfApplication, ...]:
    """Return the notices in which an application stood, the first first, with the objections to it."""
    entry, line = PublicNoticeEntry, PublishedLineEntry
    own = select(line.notice_id).where(line.application_id == application)
    found = (
        select(entry, func.coalesce(IssuedLetterEntry.number, ""))
        .join(IssuedLetterEntry, IssuedLetterEntry.id == entry.letter_id)
        .where(entry.id.in_(own))
        .order_by(entry.id)
    )
    ended = _objections(session, application)
    return tuple(_notice(one, number, ended[one.id]) for one, number in session.execute(found))


def _objections(session: Session, application: int) -> defaultdict[int, list[ObjectionState]]:
    entry = ObjectionEntry
    found = select(entry.notice_id, entry.state).where(entry.application_id == application).order_by(entry.id)
    states = defaultdict[int, list[ObjectionState]](list)
    for notice, state in session.execute(found):
        states[notice].append(ObjectionState(state))
    return states


def _notice(entry: PublicNoticeEntry, number: str, objections: list[ObjectionState]) -> NoticeOfApplication:
    period = NoticePeriod(
        begins=entry.begins, length=entry.length, unit=Unit(entry.unit), first_counts=entry.first_counts
    )
    return NoticeOfApplication(
        number=number,
        period=period,
        last_day=entry.last_day,
        is_over=entry.closed_on is not None,
        objections=tuple(objections),
    )
