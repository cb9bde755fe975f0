"""The files of applications' materials."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session, aliased

from ipdesk.models.files.forms import FileForm
from ipdesk.models.records.applications import AttachedFile
from ipdesk.models.tables import AttachedFileEntry, MaterialFileEntry, PersonEntry


def attached_files(session: Session, application_id: int) -> tuple[AttachedFile, ...]:
    """Return the files of an application, those that were taken off among them, the first first."""
    rows = session.execute(_attached(), {"application": application_id})
    return tuple(
        AttachedFile(
            one.id, one.row, one.material, one.sha256, FileForm(form), length, by, one.at,
            one.removed_at, remover or "", one.removed_why,
        )
        for one, form, length, by, remover in rows
    )  # fmt: skip


def kept_files(session: Session) -> tuple[tuple[str, FileForm], ...]:
    """Return what the data folder must hold: hashes and forms of all files that something holds."""
    entry = MaterialFileEntry
    found = session.execute(select(entry.sha256, entry.form).order_by(entry.sha256))
    return tuple((sha256, FileForm(form)) for sha256, form in found)


@cache
def _attached() -> Select[*tuple[Any, ...]]:
    entry, kept, remover = AttachedFileEntry, MaterialFileEntry, aliased(PersonEntry)
    return (
        select(entry, kept.form, kept.length, PersonEntry.name, remover.name)
        .join(kept, kept.sha256 == entry.sha256)
        .join(PersonEntry, PersonEntry.id == entry.person_id)
        .outerjoin(remover, remover.id == entry.removed_by)
        .where(entry.application_id == bindparam("application"))
        .order_by(entry.id)
    )
