"""The audit log: lists of its entries, and its chain."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from itertools import takewhile

from sqlalchemy import ColumnElement, String, cast, func, literal, or_, select, type_coerce
from sqlalchemy.orm import Session

from ipdesk.models.core.audit_chain import (
    BEGINNING,
    CHAIN_BROKEN,
    Break,
    BrokenEntry,
    ChainedEntry,
    EntryContent,
    break_at,
)
from ipdesk.models.core.changes import NO_CHANGES, Changes, Kind
from ipdesk.models.reading.audit_entries.labels import labels_of
from ipdesk.models.reading.audit_entries.reasons import reasons_of
from ipdesk.models.reading.matching import applicant_matches, application_matches, letter_matches, wanted_text
from ipdesk.models.records import AuditCheck, AuditFilter, AuditRecord, Checkpoint
from ipdesk.models.tables import Application, AuditEntry, IssuedLetterEntry, PersonEntry, RegisteredApplicant

_LATELY = 200  # entries; a clock that once stood ahead is forgotten after so many
_AT_ONCE = 500
_READING = ("view", "export", CHAIN_BROKEN)
"""Actions that change nothing."""


def last_entry(session: Session) -> datetime.datetime | None:
    """Return the latest moment among the newest audit entries, None before there is one.

    With a clock that was set back the entry written last bears an earlier one.
    """
    lately = select(AuditEntry.at).order_by(AuditEntry.id.desc()).limit(_LATELY)
    return max(session.scalars(lately), default=None)


def changes_since(session: Session, seen: int | None) -> tuple[int, Changes]:
    """Return the id of the newest entry, and which records entries behind ``seen`` say to be changed.

    None asks for the newest alone. What somebody only looked at or took along changed nothing.
    """
    newest = session.execute(select(func.max(AuditEntry.id))).scalar() or 0
    if seen is None or newest == seen:
        return newest, NO_CHANGES
    told = select(AuditEntry.record).where(AuditEntry.id > seen, AuditEntry.action.not_in(_READING))
    records = filter(None, map(_changed_record, session.scalars(told.distinct())))
    return newest, Changes(frozenset(records))


def _changed_record(record: str) -> tuple[Kind, int] | None:
    """Return the record of an entry, None where it is named by a text."""
    kind, _, number = record.partition(" ")
    return (Kind(kind), int(number)) if number.isdecimal() else None


def audit_entries(session: Session, record: str | None = None, limit: int = 200) -> tuple[AuditRecord, ...]:
    """Return the newest audit entries, at most a number of ``limit``, of one record where one is named.

    A record is named by its kind and id, such as ``application 3``.
    """
    wanted = select(AuditEntry.id).order_by(AuditEntry.id.desc()).limit(limit)
    if record is not None:
        wanted = wanted.where(AuditEntry.record == record)
    return audit_rows(session, tuple(session.scalars(wanted)))


def audit_ids(session: Session, wanted: AuditFilter) -> tuple[int, ...]:
    """Return the ids of the wanted entries, the newest first."""
    found = select(AuditEntry.id).where(*_conditions(wanted)).order_by(AuditEntry.id.desc())
    return tuple(session.scalars(found))


def audit_rows(session: Session, ids: Sequence[int]) -> tuple[AuditRecord, ...]:
    """Return entries in the order of their ids; ids that there are not are left out."""
    rows: dict[int, AuditRecord] = {}
    for start in range(0, len(ids), _AT_ONCE):
        rows.update((row.id, row) for row in _rows(session, ids[start : start + _AT_ONCE]))
    return tuple(rows[wanted] for wanted in ids if wanted in rows)


def audit_actions(session: Session) -> tuple[str, ...]:
    """Return the actions that occur in the log."""
    return tuple(session.scalars(select(AuditEntry.action).distinct().order_by(AuditEntry.action)))


def last_audit_hash(session: Session) -> str:
    """Return the hash of the newest entry, for registers, backups and exports; "" before there is one."""
    return session.scalar(select(AuditEntry.hash).order_by(AuditEntry.id.desc()).limit(1)) or BEGINNING


def _rows(session: Session, ids: Sequence[int]) -> Iterator[AuditRecord]:
    entries = select(AuditEntry, PersonEntry.name).outerjoin(
        PersonEntry, PersonEntry.id == AuditEntry.person_id
    )
    found = session.execute(entries.where(AuditEntry.id.in_(ids))).all()
    labels = labels_of(session, {entry.record for entry, _ in found})
    reasons = reasons_of(session, [entry for entry, _ in found])
    for entry, name in found:
        fields = tuple(entry.fields.split())
        label = labels.get(entry.record, "")
        told = entry.id, entry.at, name or "", entry.action, entry.record, fields, entry.hash, label
        yield AuditRecord(*told, reasons.get(entry.id, ""))


# --- which entries ---


def _conditions(wanted: AuditFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.person is not None:
        yield AuditEntry.person_id == wanted.person
    if wanted.action is not None:
        yield AuditEntry.action == wanted.action
    if wanted.first is not None:
        yield AuditEntry.at >= _begin(wanted.first)
    if wanted.last is not None:
        yield AuditEntry.at < _begin(wanted.last + datetime.timedelta(days=1))
    if wanted.text.strip():
        yield _about(wanted.text)


def _begin(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time()).astimezone()


def _about(text: str) -> ColumnElement[bool]:
    """Say that an entry is about what a text finds: an application by its number or applicant, a letter."""
    applicants = select(RegisteredApplicant.id).where(applicant_matches(text))
    plain = wanted_text(text)
    applications = or_(application_matches(plain), Application.applicant_id.in_(applicants))
    found = (
        select(_named(Kind.APPLICANT, RegisteredApplicant.id)).where(applicant_matches(text)),
        select(_named(Kind.APPLICATION, Application.id)).where(applications),
        select(_named(Kind.LETTER, IssuedLetterEntry.id))
        .outerjoin(Application, Application.id == IssuedLetterEntry.application_id)
        .where(or_(letter_matches(text), applications)),
    )
    return or_(*(AuditEntry.record.in_(records) for records in found))


def _named(kind: Kind, number: ColumnElement[int] | object) -> ColumnElement[str]:
    return literal(f"{kind.value} ") + cast(number, String)


# --- the chain ---


def check_chain(session: Session, since: Checkpoint, known: frozenset[str]) -> AuditCheck:
    """Go through the chain from behind a checkpoint to its end, on past a break as if there were none.

    From the beginning where the entry of the checkpoint is not as it was. ``known`` are hashes that were
    written down outside the database: where one is in the chain no more, its end was cut off or replaced.
    """
    if not _stands(session, since):
        since, known = Checkpoint(), known | {since.hash}
    count, last, broken = 0, since, None
    for entry in _chain(session, since.id):
        broken = broken or break_at(last.hash, entry)
        count, last = count + 1, Checkpoint(entry.id, entry.hash)
    if broken is None and not _are_there(session, known - {BEGINNING}):
        broken = BrokenEntry(last.id, Break.CUT_OFF)
    found = select(func.count()).where(AuditEntry.action == CHAIN_BROKEN)
    at = session.scalar(select(AuditEntry.at).where(AuditEntry.id == broken.id)) if broken else None
    return AuditCheck(count, last, broken, at, session.scalar(found) or 0)


def _stands(session: Session, since: Checkpoint) -> bool:
    if not since.id:
        return True
    return session.scalar(select(AuditEntry.hash).where(AuditEntry.id == since.id)) == since.hash


def _are_there(session: Session, hashes: frozenset[str]) -> bool:
    return hashes <= set(session.scalars(select(AuditEntry.hash).where(AuditEntry.hash.in_(hashes))))


def chained_entries(session: Session, last: int) -> tuple[ChainedEntry, ...]:
    """Return what the hashes of the entries up to one (its id) are over, the oldest first, and them.

    It names people and records by their ids alone.
    """
    return tuple(takewhile(lambda entry: entry.id <= last, _chain(session, 0)))


def _chain(session: Session, behind: int) -> Iterator[ChainedEntry]:
    """Yield the entries behind one as they stand in the file: a moment as its text."""
    entry = AuditEntry
    content = (type_coerce(entry.at, String), entry.person_id, entry.action, entry.record, entry.fields)
    found = select(entry.id, *content, entry.previous, entry.hash).where(entry.id > behind).order_by(entry.id)
    for row in session.execute(found.execution_options(yield_per=1000)):
        number, at, person, action, record, fields, previous, own = row
        yield ChainedEntry(number, EntryContent(at, person, action, record, fields), previous, own)
