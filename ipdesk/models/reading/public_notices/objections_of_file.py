"""The objections to one application, with what its applicant was told of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from ipdesk.models.reading.periods.calendar import last_day_by_now
from ipdesk.models.reading.public_notices.notices import objection_record
from ipdesk.models.reading.public_notices.objected import Scope, published_line, scopes
from ipdesk.models.records import LetterRow, PublishedLine, Service
from ipdesk.models.records.public_notices import OBJECTION_NOTICE, ObjectionHearing, ObjectionOfFile
from ipdesk.models.tables import (
    Application,
    IssuedLetterEntry,
    ObjectionEntry,
    ObjectionHearingEntry,
    PersonEntry,
    PublicNoticeEntry,
    PublishedLineEntry,
)


def objections_to(
    session: Session, application: int, letters: Iterable[LetterRow], services: Iterable[Service]
) -> tuple[ObjectionOfFile, ...]:
    """Return the objections to an application, the first first; ``letters`` are its own, newest first."""
    rows = session.execute(_rows(), {"application": application}).all()
    said = scopes(session, [row[0].id for row in rows])
    heard = _hearings(session, application, [*letters], {one.letter: one for one in services})
    listed = _lines(session, application)
    return tuple(
        ObjectionOfFile(
            objection=(record := objection_record(one, number, year, said.get(one.id, Scope()))),
            list_title=title,
            list_number=list_number or "",
            lines=tuple(line for line in listed.get(one.notice_id, ()) if record.attacks(line)),
            hearing=heard.get(one.id),
        )
        for one, number, year, title, list_number in rows
    )


@cache
def _rows() -> Select[ObjectionEntry, str, int, str, str | None]:
    """Return the objections to an application with its number and year, and what their notices are called."""
    entry, notice, letter = ObjectionEntry, PublicNoticeEntry, IssuedLetterEntry
    return (
        select(entry, Application.number, Application.year, notice.title, letter.number)
        .join(Application, Application.id == entry.application_id)
        .join(notice, notice.id == entry.notice_id)
        .join(letter, letter.id == notice.letter_id)
        .where(entry.application_id == bindparam("application"))
        .order_by(entry.id)
    )


def _lines(session: Session, application: int) -> Mapping[int, list[PublishedLine]]:
    """Return the lines of an application by the notice that showed them."""
    entry, found = PublishedLineEntry, dict[int, list[PublishedLine]]()
    rows = select(entry, Application.number).join(Application, Application.id == entry.application_id)
    own = rows.where(entry.application_id == application).order_by(entry.notice_id, entry.position)
    for one, number in session.execute(own):
        found.setdefault(one.notice_id, []).append(published_line(one, number))
    return found


def _hearings(
    session: Session, application: int, letters: list[LetterRow], services: Mapping[int, Service]
) -> Mapping[int, ObjectionHearing]:
    """Return what its applicant was told, by the objection; the newest holds."""
    entry = ObjectionHearingEntry
    found = (
        select(entry, PersonEntry.name)
        .join(PersonEntry, PersonEntry.id == entry.person_id)
        .where(entry.application_id == application)
        .order_by(entry.id)
    )
    told = {
        one.objection_id: ObjectionHearing(gist=one.gist, days=one.days, named=one.named, by=by, at=one.at)
        for one, by in session.execute(found).all()
    }
    return {key: _with_letter(session, one, letters, services) for key, one in told.items()}


def _with_letter(
    session: Session, hearing: ObjectionHearing, letters: list[LetterRow], services: Mapping[int, Service]
) -> ObjectionHearing:
    """Add the number of the letter that told it, and its service, from which on the days run."""
    own = (one for one in reversed(letters) if one.kind == OBJECTION_NOTICE and not one.is_void)
    letter = next((one for one in own if one.issued_at >= hearing.at), None)
    if letter is None:
        return hearing
    served = services[letter.id].served_on if letter.id in services else None
    last = last_day_by_now(session, hearing.days, served)
    return replace(hearing, number=letter.number, served_on=served, last_day=last)
