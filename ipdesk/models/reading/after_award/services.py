"""Queries for the service of papers."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cache

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, or_, select
from sqlalchemy.orm import Session, aliased

from ipdesk.models.core.parts import in_parts
from ipdesk.models.records import (
    AnnouncementGround,
    AttemptDetails,
    KeptPicture,
    Publication,
    Service,
    ServiceAnnouncement,
    ServiceAttempt,
    ServiceWay,
)
from ipdesk.models.records.checks import Taken
from ipdesk.models.records.services import NOT_SERVED_ALONE, SERVED_ON_OTHERS, UnservedLetter
from ipdesk.models.tables import (
    Application,
    AttemptPictureEntry,
    IssuedLetterEntry,
    ListedApplication,
    PersonEntry,
    PictureEntry,
    PublicationPictureEntry,
    ServiceAnnouncementEntry,
    ServiceAttemptEntry,
    ServiceEntry,
    ServicePublicationEntry,
    VoidedLetter,
)
from ipdesk.models.tables.dialect import among

_ANNOUNCED = aliased(IssuedLetterEntry)
_Records = Select[ServiceEntry, str | None, str, ServicePublicationEntry | None, str | None]


def services(session: Session, application_id: int) -> tuple[Service, ...]:
    """Return all records of service of the letters of an application, in the order of writing."""
    rows = session.execute(_services(), {"application": application_id}).all()
    ids = [one.id for one, _, _, published, _ in rows if published is not None]
    shown = _shown(session, ids)
    return tuple(_service(*found, shown.get(found[0].id, ())) for found in rows)


def service_of(session: Session, letter_id: int) -> Service | None:
    """Return the record by which a letter counts as served, None where there is none."""
    newest = _records().where(ServiceEntry.letter_id == letter_id).order_by(ServiceEntry.id.desc())
    found = session.execute(newest.limit(1)).first()
    return _service(*found) if found is not None else None


def announcements(session: Session, application_id: int) -> tuple[ServiceAnnouncement, ...]:
    """Return the announcements of the letters of an application that are not void, the newest first."""
    of_application = select(IssuedLetterEntry.id).where(IssuedLetterEntry.application_id == application_id)
    return _announced(session, ServiceAnnouncementEntry.served_letter_id.in_(of_application))


def announced_by(session: Session, letters: Collection[int]) -> Mapping[int, str]:
    """Return the numbers of the announcements by which letters (their ids) were served in public."""
    found: dict[int, str] = {}
    for some in in_parts(letters):
        told = _announced(session, ServiceAnnouncementEntry.served_letter_id.in_(some))
        found |= {one.letter: one.number for one in reversed(told)}
    return found


def served_days(session: Session, letters: Collection[int]) -> Mapping[int, datetime.date]:
    """Return on which days letters (their ids) were served, without those that were not."""
    entry, found = ServiceEntry, dict[int, datetime.date]()
    asked = select(entry.letter_id, entry.served_on).order_by(entry.id)
    for some in in_parts(letters):
        found |= {letter: day for letter, day in session.execute(asked.where(entry.letter_id.in_(some)))}
    return found


def newest_announcement(session: Session, letter_id: int) -> ServiceAnnouncement | None:
    """Return the announcement by which a letter is served in public, None without one that is not void."""
    return next(iter(_announced(session, ServiceAnnouncementEntry.served_letter_id == letter_id)), None)


def _announced(session: Session, of: ColumnElement[bool]) -> tuple[ServiceAnnouncement, ...]:
    entry, letter = ServiceAnnouncementEntry, IssuedLetterEntry
    said = entry.tried, entry.collect_at, entry.ground
    found = (
        select(letter.id, entry.served_letter_id, letter.number, letter.date, *said)
        .join(letter, letter.id == entry.letter_id)
        .where(of, letter.id.not_in(select(VoidedLetter.letter_id)))
        .order_by(letter.id.desc())
    )
    return tuple(
        ServiceAnnouncement(one, served, number or "", date, tried, collect_at, AnnouncementGround(ground))
        for one, served, number, date, tried, collect_at, ground in session.execute(found)
    )


# --- attempts that failed ---


def attempts(session: Session, application_id: int) -> tuple[ServiceAttempt, ...]:
    """Return the attempts to serve letters of an application that failed, as they stand, by their days."""
    return _attempted(session, _attempts_of(), {"application": application_id})


def attempts_at(session: Session, letter_id: int) -> tuple[ServiceAttempt, ...]:
    """Return the attempts to serve a letter that failed, as they stand, by their days."""
    return _attempted(session, _attempts().where(ServiceAttemptEntry.letter_id == letter_id), {})


@cache
def _attempts_of() -> Select[ServiceAttemptEntry, str | None, str]:
    return _attempts().where(*_of_application())


@cache
def _attempts() -> Select[ServiceAttemptEntry, str | None, str]:
    entry, later = ServiceAttemptEntry, aliased(ServiceAttemptEntry)
    return (
        select(entry, IssuedLetterEntry.number, PersonEntry.name)
        .join(IssuedLetterEntry, IssuedLetterEntry.id == entry.letter_id)
        .join(PersonEntry, PersonEntry.id == entry.person_id)
        .outerjoin(later, later.replaces == entry.id)
        .where(later.id.is_(None), entry.struck.is_(False))
        .order_by(entry.day, entry.id)
    )


def _attempted(
    session: Session, asked: Select[ServiceAttemptEntry, str | None, str], values: Mapping[str, int]
) -> tuple[ServiceAttempt, ...]:
    rows = session.execute(asked, values).all()
    ids = [one.id for one, _, _ in rows]
    shown = _kept_of(session, ids)
    return tuple(
        ServiceAttempt(
            id=one.id,
            letter=one.letter_id,
            number=number or "",
            details=_details(one),
            by=by,
            at=one.at,
            pictures=shown.get(one.id, ()),
        )
        for one, number, by in rows
    )


def _details(entry: ServiceAttemptEntry) -> AttemptDetails:
    return AttemptDetails(
        way=ServiceWay(entry.way),
        day=entry.day,
        minutes=entry.minutes,
        returned_on=entry.returned_on,
        place=entry.place,
        outcome=entry.outcome,
        course=entry.course,
        mail=entry.mail,
        servers=entry.servers,
        witness=entry.witness,
    )


def unserved_letters(
    session: Session, applications: Collection[int], today: datetime.date
) -> tuple[UnservedLetter, ...]:
    """Return the letters of applications that are not served yet, by the applications' numbers.

    Those are the letters whose service nobody recorded, and the published ones whose day of service is yet
    to come. The notices with a period of their own are none of them: what ended it shows that they came.
    """
    found = list[UnservedLetter]()
    for some in in_parts(applications):
        for letters in (_own(), _on_others()):
            rows = session.execute(_unserved(letters, today).where(Application.id.in_(some)))
            found += (UnservedLetter(number or "", bears or "", day) for number, bears, day in rows)
    return tuple(found)


_Unserved = Select[str | None, str | None, datetime.date]


def _own() -> _Unserved:
    letter = IssuedLetterEntry
    found = select(Application.number, letter.number, ServiceEntry.served_on)
    return found.join(letter, letter.application_id == Application.id)


def _on_others() -> _Unserved:
    """Find the letters of applications that are served on somebody else, such as who objected."""
    letter, listed = IssuedLetterEntry, ListedApplication
    found = select(Application.number, letter.number, ServiceEntry.served_on)
    listing = found.join(listed, listed.application_id == Application.id)
    return listing.join(letter, and_(letter.id == listed.letter_id, among(letter.kind, SERVED_ON_OTHERS)))


def _unserved(letters: _Unserved, today: datetime.date) -> _Unserved:
    letter, served, void = IssuedLetterEntry, ServiceEntry, VoidedLetter
    later = aliased(served)
    corrected = exists().where(later.letter_id == served.letter_id, later.id > served.id)
    return (
        letters.outerjoin(served, and_(served.letter_id == letter.id, ~corrected))
        .where(letter.number.is_not(None), letter.id.not_in(select(void.letter_id)))
        .where(~among(letter.kind, NOT_SERVED_ALONE), or_(served.id.is_(None), served.served_on > today))
        .order_by(Application.number, letter.id)
    )


@cache
def _services() -> _Records:
    return _records().where(*_of_application()).order_by(ServiceEntry.id)


def _of_application() -> tuple[ColumnElement[bool], ...]:
    """Return that a letter is of the application asked for, or served on others in its matter, and stands."""
    letter, listed = IssuedLetterEntry, ListedApplication
    about_it = select(listed.letter_id).where(listed.application_id == bindparam("application"))
    on_others = and_(among(letter.kind, SERVED_ON_OTHERS), letter.id.in_(about_it))
    own = or_(letter.application_id == bindparam("application"), on_others)
    return own, letter.id.not_in(select(VoidedLetter.letter_id))


def _kept_of(session: Session, ids: Sequence[int]) -> Mapping[int, tuple[KeptPicture, ...]]:
    """Return the pictures of attempts, by the ids of these."""
    found = defaultdict[int, tuple[KeptPicture, ...]](tuple)
    kept, picture = AttemptPictureEntry, PictureEntry
    of = kept.attempt_id
    asked = (
        select(of, picture.sha256, picture.form, picture.width, picture.height, kept.caption)
        .join(picture, picture.sha256 == kept.sha256)
        .where(of.in_(ids))
        .order_by(of, kept.position)
    )
    for record, sha256, form, width, height, caption in session.execute(asked) if ids else ():
        found[record] += (KeptPicture(sha256, form, width, height, caption),)
    return found


def _shown(session: Session, ids: Sequence[int]) -> Mapping[int, tuple[KeptPicture, ...]]:
    """Return the pictures of publications, by the ids of their records of service."""
    found = defaultdict[int, tuple[KeptPicture, ...]](tuple)
    kept, picture = PublicationPictureEntry, PictureEntry
    asked = (
        select(kept, picture.form, picture.width, picture.height)
        .join(picture, picture.sha256 == kept.sha256)
        .where(kept.service_id.in_(ids))
        .order_by(kept.service_id, kept.position)
    )
    for one, form, width, height in session.execute(asked) if ids else ():
        taken = Taken(one.place, one.taken_on, one.minutes)
        found[one.service_id] += (KeptPicture(one.sha256, form, width, height, one.caption, taken),)
    return found


def _records() -> _Records:
    letter, served, published, announced = (
        IssuedLetterEntry,
        ServiceEntry,
        ServicePublicationEntry,
        _ANNOUNCED,
    )
    return (
        select(served, letter.number, PersonEntry.name, published, announced.number)
        .join(letter, letter.id == served.letter_id)
        .join(PersonEntry, PersonEntry.id == served.person_id)
        .outerjoin(published, published.service_id == served.id)
        .outerjoin(announced, announced.id == published.announcement_id)
    )


def _service(
    one: ServiceEntry,
    number: str | None,
    name: str,
    published: ServicePublicationEntry | None,
    announced: str | None,
    shown: tuple[KeptPicture, ...] = (),
) -> Service:
    way, where = ServiceWay(one.way), None
    if published is not None:
        where = Publication(announced or "", published.posted, published.proof, published.pages, shown)
    return Service(
        one.letter_id, number or "", way, one.day, one.served_on, one.receiver, one.reason, name, one.at,
        one.correction, where, one.place, one.minutes,
    )  # fmt: skip
