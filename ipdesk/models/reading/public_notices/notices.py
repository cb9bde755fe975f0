"""Queries for public notices that were published."""

from __future__ import annotations

import datetime

from sqlalchemy import ColumnElement, ScalarSelect, func, select
from sqlalchemy.orm import Session

from ipdesk.models.core.errors import NotFound
from ipdesk.models.periods.period import Unit
from ipdesk.models.reading.public_notices.objected import Scope, published_line, scopes, standing
from ipdesk.models.reading.public_notices.unpublished import unpublished_changes
from ipdesk.models.records import (
    LateEntry,
    NoticeContact,
    NoticeDetails,
    NoticePeriod,
    NoticeSummary,
    Objection,
    ObjectionDetails,
    ObjectionState,
    Objector,
    PublicNotice,
    PublishedLine,
)
from ipdesk.models.records.decisions import ViewOutcome, WeighedView
from ipdesk.models.tables import (
    Application,
    IssuedLetterEntry,
    ObjectionEntry,
    PersonEntry,
    PublicNoticeEntry,
    PublishedLineEntry,
)

NOT_THERE = "没有这份公示。"


def public_notices(session: Session) -> tuple[NoticeSummary, ...]:
    """Return all notices, the newest first."""
    entry = PublicNoticeEntry
    columns = (
        entry.id,
        func.coalesce(IssuedLetterEntry.number, "").label("number"),
        entry.title,
        entry.begins,
        entry.last_day,
        _of_lines(func.count(PublishedLineEntry.application_id.distinct())).label("applications"),
        _of_lines(func.count()).label("lines"),
        IssuedLetterEntry.amount,
        _open_objections().label("open_objections"),
        entry.closed_on,
    )
    found = (
        select(*columns)
        .join(IssuedLetterEntry, IssuedLetterEntry.id == entry.letter_id)
        .order_by(entry.id.desc())
    )
    return tuple(NoticeSummary(**row._mapping) for row in session.execute(found))


def _of_lines(counted: ColumnElement[int]) -> ScalarSelect[int]:
    own = PublishedLineEntry.notice_id == PublicNoticeEntry.id
    return select(counted).select_from(PublishedLineEntry).where(own).scalar_subquery()


def _open_objections() -> ScalarSelect[int]:
    entry = ObjectionEntry
    own = entry.notice_id == PublicNoticeEntry.id, entry.state == ObjectionState.OPEN.value
    return select(func.count()).select_from(entry).where(*own).scalar_subquery()


def public_notice(session: Session, notice: int) -> PublicNotice:
    """Return a notice with its lines and objections. Raises NotFound."""
    entry, number, by = _with_letter(session, notice)
    lines = published_lines(session, notice)
    return PublicNotice(
        id=entry.id,
        number=number or "",
        details=_details(entry),
        last_day=entry.last_day,
        lines=lines,
        published_at=entry.published_at,
        published_by=by,
        closed_on=entry.closed_on,
        shown=entry.shown,
        objections=objections(session, notice),
        letter=entry.letter_id,
        report=entry.report_id,
        unpublished=unpublished_changes(session, {line.application for line in lines}),
    )


def _details(entry: PublicNoticeEntry) -> NoticeDetails:
    return NoticeDetails(
        title=entry.title,
        basis=entry.basis,
        period=NoticePeriod(
            begins=entry.begins, length=entry.length, unit=Unit(entry.unit), first_counts=entry.first_counts
        ),
        contact=NoticeContact(
            contact=entry.contact,
            telephone=entry.telephone,
            second_telephone=entry.second_telephone,
            address=entry.address,
            postcode=entry.postcode,
            closes=entry.closes,
        ),
        answer_days=entry.answer_days,
        late=LateEntry(entry.late_shown, entry.late_why) if entry.late_why else None,
    )


def published_lines(session: Session, notice: int) -> tuple[PublishedLine, ...]:
    """Return the lines of a notice in their order."""
    entry = PublishedLineEntry
    found = (
        select(entry, Application.number)
        .join(Application, Application.id == entry.application_id)
        .where(entry.notice_id == notice)
        .order_by(entry.position)
    )
    return tuple(published_line(one, number) for one, number in session.execute(found))


def objections(session: Session, notice: int) -> tuple[Objection, ...]:
    """Return the objections to a notice, the first first."""
    entry = ObjectionEntry
    found = (
        select(entry, Application.number, Application.year)
        .join(Application, Application.id == entry.application_id)
        .where(entry.notice_id == notice)
        .order_by(entry.id)
    )
    rows = session.execute(found).all()
    said = scopes(session, [one.id for one, _, _ in rows])
    return tuple(objection_record(one, number, year, said.get(one.id, Scope())) for one, number, year in rows)


def _with_letter(session: Session, notice: int) -> tuple[PublicNoticeEntry, str | None, str]:
    """Return the entry of a notice, the number of its letter and who published it."""
    found = (
        select(PublicNoticeEntry, IssuedLetterEntry.number, PersonEntry.name)
        .join(IssuedLetterEntry, IssuedLetterEntry.id == PublicNoticeEntry.letter_id)
        .join(PersonEntry, PersonEntry.id == PublicNoticeEntry.published_by)
        .where(PublicNoticeEntry.id == notice)
    )
    row = session.execute(found).first()
    if row is None:
        raise NotFound(NOT_THERE)
    return row[0], row[1], row[2]


def _objected(one: ObjectionEntry, scope: Scope) -> ObjectionDetails:
    return ObjectionDetails(
        application=one.application_id,
        objector=Objector(one.objector),
        name=one.name,
        contact=one.contact,
        received_at=one.received_at,
        text=one.text,
        papers=frozenset(one.papers.split()),
        lines=scope.lines,
    )


def objection_record(one: ObjectionEntry, number: str, year: int, scope: Scope) -> Objection:
    """Return an objection as pages and papers are given it, to the application of a number and year."""
    return Objection(
        id=one.id,
        notice=one.notice_id,
        application_number=number,
        details=_objected(one, scope),
        state=ObjectionState(one.state),
        answer_by=one.answer_by,
        reason=one.reason,
        answered_on=one.answered_on,
        letter=one.letter_id,
        corrected=scope.corrected,
        year=year,
        view=_view(one),
    )


def _view(one: ObjectionEntry) -> WeighedView | None:
    if not one.view_outcome:
        return None
    return WeighedView(one.view_gist, ViewOutcome(one.view_outcome), one.view_why)


def notice_of(session: Session, application: int) -> PublicNotice | None:
    """Return the newest notice that listed an application, None where none did."""
    entry = PublishedLineEntry
    newest = session.scalar(select(func.max(entry.notice_id)).where(entry.application_id == application))
    return public_notice(session, newest) if newest is not None else None


def last_day_of(session: Session, application: int) -> datetime.date | None:
    """Return the last day on which anything of an application is shown, None where nothing is."""
    notices = {stood.notice for stood in standing(session, application).values()}
    entry = PublicNoticeEntry
    return session.scalar(select(func.max(entry.last_day)).where(entry.id.in_(notices)))


def last_details(session: Session) -> NoticeDetails | None:
    """Return what was written of the newest notice, which the next begins with; None before the first."""
    entry = session.scalars(select(PublicNoticeEntry).order_by(PublicNoticeEntry.id.desc()).limit(1)).first()
    return _details(entry) if entry is not None else None
