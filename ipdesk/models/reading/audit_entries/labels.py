"""Which record an audit entry is about, in the words by which the office knows it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from ipdesk.models.core.changes import Kind
from ipdesk.models.records import paper_label
from ipdesk.models.tables import (
    Application,
    CallEntry,
    ImportedList,
    InquiryEntry,
    IssuedLetterEntry,
    PersonEntry,
    PublicNoticeEntry,
    RegisteredApplicant,
)

_Label = InstrumentedAttribute[str] | ColumnElement[str]

# Of what has an id in a table: the id, and what the record is known by.
_KNOWN_BY: Mapping[Kind, tuple[InstrumentedAttribute[int], _Label]] = {
    Kind.APPLICANT: (RegisteredApplicant.id, RegisteredApplicant.name),
    Kind.APPLICATION: (Application.id, Application.number),
    Kind.ACHIEVEMENT: (ImportedList.id, ImportedList.file),
    Kind.CALL: (CallEntry.id, CallEntry.title),
    Kind.NOTICE: (PublicNoticeEntry.id, PublicNoticeEntry.title),
    Kind.INQUIRY: (InquiryEntry.id, InquiryEntry.addressee),
    Kind.PERSON: (PersonEntry.id, PersonEntry.name),
    Kind.LETTER: (IssuedLetterEntry.id, func.coalesce(IssuedLetterEntry.number, "")),
}


def labels_of(session: Session, records: Collection[str]) -> dict[str, str]:
    """Return what these records are known by; one that is there no more, and the office, has no label."""
    named = {record: record.partition(" ") for record in records}
    labels = {record: name for record, (kind, _, name) in named.items() if kind == Kind.POLICY}
    for kind, (number, label) in _KNOWN_BY.items():
        ids = {int(name) for of, _, name in named.values() if of == kind and name.isdecimal()}
        found: Iterable[Any] = session.execute(select(number, label).where(number.in_(ids))) if ids else ()
        labels |= {f"{kind.value} {one}": text for one, text in found}
    return labels | _without_number(session, [record for record, text in labels.items() if not text])


def _without_number(session: Session, records: Iterable[str]) -> dict[str, str]:
    """Return what letters without a number are known by: their kind, and the application or the subject."""
    letter = IssuedLetterEntry
    ids = [int(record.partition(" ")[2]) for record in records if record.startswith(f"{Kind.LETTER} ")]
    about = func.coalesce(Application.number, letter.subject)
    wanted = select(letter.id, letter.kind, about).outerjoin(
        Application, Application.id == letter.application_id
    )
    found: Iterable[Any] = session.execute(wanted.where(letter.id.in_(ids))) if ids else ()
    return {f"{Kind.LETTER} {one}": paper_label(kind, name) for one, kind, name in found}
