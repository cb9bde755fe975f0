"""In which public notices one application stood, read without what else they listed."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ipdesk.models.core.parts import in_parts
from ipdesk.models.periods.period import Unit
from ipdesk.models.reading.public_notices.objected import published_line
from ipdesk.models.records import (
    LaterNotice,
    NoticeOfApplication,
    NoticePeriod,
    ObjectionState,
    PublishedLine,
)
from ipdesk.models.tables import (
    Application,
    IssuedLetterEntry,
    ObjectionEntry,
    PublicNoticeEntry,
    PublishedLineEntry,
)


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
    ended, lines = _objections(session, application), _lines(session, application)
    return tuple(_notice(one, number, ended[one.id], lines[one.id]) for one, number in session.execute(found))


def _lines(session: Session, application: int) -> defaultdict[int, list[PublishedLine]]:
    """Return what of an application each notice listed, by the id of the notice."""
    entry, lines = PublishedLineEntry, defaultdict[int, list[PublishedLine]](list)
    found = (
        select(entry, Application.number)
        .join(Application, Application.id == entry.application_id)
        .where(entry.application_id == application)
        .order_by(entry.notice_id, entry.position)
    )
    for one, number in session.execute(found):
        lines[one.notice_id].append(published_line(one, number))
    return lines


def _objections(session: Session, application: int) -> defaultdict[int, list[ObjectionState]]:
    entry = ObjectionEntry
    found = select(entry.notice_id, entry.state).where(entry.application_id == application).order_by(entry.id)
    states = defaultdict[int, list[ObjectionState]](list)
    for notice, state in session.execute(found):
        states[notice].append(ObjectionState(state))
    return states


def _notice(
    entry: PublicNoticeEntry, number: str, objections: list[ObjectionState], lines: list[PublishedLine]
) -> NoticeOfApplication:
    return NoticeOfApplication(
        number=number,
        period=_period(entry),
        last_day=entry.last_day,
        is_over=entry.closed_on is not None,
        objections=tuple(objections),
        title=entry.title,
        lines=tuple(lines),
    )


def _period(entry: PublicNoticeEntry) -> NoticePeriod:
    return NoticePeriod(
        begins=entry.begins, length=entry.length, unit=Unit(entry.unit), first_counts=entry.first_counts
    )


def later_notices(session: Session, notice: int, applications: Collection[int]) -> tuple[LaterNotice, ...]:
    """Return the newest notice behind one (its id) that lists each of the applications; none is no row."""
    entry, line = PublicNoticeEntry, PublishedLineEntry
    newest = (
        select(line.application_id, func.max(line.notice_id))
        .where(line.application_id.in_(applications), line.notice_id > notice)
        .group_by(line.application_id)
    )
    listed = sorted((later, one) for one, later in session.execute(newest))
    found = (
        select(entry, func.coalesce(IssuedLetterEntry.number, ""))
        .join(IssuedLetterEntry, IssuedLetterEntry.id == entry.letter_id)
        .where(entry.id.in_({later for later, _ in listed}))
    )
    stood = {row.id: (number, _period(row), row.last_day) for row, number in session.execute(found)}
    return tuple(
        LaterNotice(one, *stood[later], tuple(_objections(session, one)[later])) for later, one in listed
    )


def notices_before(session: Session, notice: int, applications: Collection[int]) -> tuple[str, ...]:
    """Return the numbers of the notices before one (its id) that listed any of the applications."""
    entry, line = PublicNoticeEntry, PublishedLineEntry
    found = set[int]()
    for some in in_parts(applications):
        listed = select(line.notice_id).where(line.application_id.in_(some), line.notice_id < notice)
        found |= {*session.scalars(listed.distinct())}
    numbers = (
        select(IssuedLetterEntry.number)
        .join(entry, entry.letter_id == IssuedLetterEntry.id)
        .where(entry.id.in_(found))
        .order_by(entry.id)
    )
    return tuple(filter(None, session.scalars(numbers)))


def running_notices(
    session: Session, applications: Collection[int], day: datetime.date
) -> tuple[tuple[str, datetime.date], ...]:
    """Return the notices still shown on a day that list any of some applications: number and last day."""
    entry, line = PublicNoticeEntry, PublishedLineEntry
    found = set[int]()
    for some in in_parts(applications):
        found |= {*session.scalars(select(line.notice_id).where(line.application_id.in_(some)).distinct())}
    running = (
        select(IssuedLetterEntry.number, entry.last_day)
        .join(entry, entry.letter_id == IssuedLetterEntry.id)
        .where(entry.id.in_(found), entry.last_day >= day, entry.closed_on.is_(None))
        .order_by(entry.id)
    )
    return tuple((number or "", last) for number, last in session.execute(running))


def all_published_before(session: Session, applications: Collection[int]) -> bool:
    """Say whether every one of some applications stood in a notice already; False for none of them."""
    entry = PublishedLineEntry
    listed = (
        select(func.count(entry.application_id.distinct())).where(entry.application_id.in_(some))
        for some in in_parts({*applications})
    )
    return bool(applications) and sum(session.scalar(one) or 0 for one in listed) == len({*applications})
