"""Which application lies in the archive, under which number, and what was taken out again."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Exists, Select, SQLColumnExpression, bindparam, exists, select
from sqlalchemy.orm import Session, aliased

from ipdesk.models.records import ArchiveRecord, Retention, TakenOut
from ipdesk.models.tables import ArchiveEntry, CountedPages, PersonEntry, TakenOutEntry


def archive_of(session: Session, application_id: int) -> ArchiveRecord | None:
    """Return where an application lies in the archive, None while it does not."""
    return next((one for one in archived(session, application_id) if one.taken_out is None), None)


def archived(session: Session, application_id: int) -> tuple[ArchiveRecord, ...]:
    """Return all times that an application came into the archive, the first first."""
    found = session.execute(_records(), {"application": application_id}).all()
    return tuple(_record(*row, pages_of(session, row[0].number)) for row in found)


def pages_of(session: Session, number: str) -> dict[str, int]:
    """Return how many pages were counted of what lies under a number, by item."""
    counted = select(CountedPages).where(CountedPages.number == number)
    return {one.item: one.pages for one in session.scalars(counted)}


def lies_in_archive() -> Select[str]:
    """Return the numbers under which files lie in the archive, to be narrowed to an application."""
    out = exists().where(TakenOutEntry.number == ArchiveEntry.number)
    return select(ArchiveEntry.number).where(~out)


def filed_already(application: SQLColumnExpression[int | None], at: SQLColumnExpression[Any]) -> Exists:
    """Return what says that a letter of an application, issued at a moment, lies in the archive with it."""
    kept = lies_in_archive().where(ArchiveEntry.application_id == application, ArchiveEntry.at >= at)
    return kept.correlate_except(ArchiveEntry).exists()  # to whatever it stands in, also two questions up


@cache
def _records() -> Select[ArchiveEntry, str, TakenOutEntry, str]:
    by, taker = aliased(PersonEntry), aliased(PersonEntry)
    return (
        select(ArchiveEntry, by.name, TakenOutEntry, taker.name)
        .join(by, by.id == ArchiveEntry.person_id)
        .join(TakenOutEntry, TakenOutEntry.number == ArchiveEntry.number, isouter=True)
        .join(taker, taker.id == TakenOutEntry.person_id, isouter=True)
        .where(ArchiveEntry.application_id == bindparam("application"))
        .order_by(ArchiveEntry.at, ArchiveEntry.number)
    )


def _record(
    entry: ArchiveEntry, by: str, out: TakenOutEntry | None, taker: str, pages: dict[str, int]
) -> ArchiveRecord:
    taken = TakenOut(out.reason, out.at, taker) if out is not None else None
    kept = Retention(entry.retention)
    return ArchiveRecord(entry.number, kept, entry.at, by, entry.remark, taken, entry.unserved, pages)
