"""Scans of materials: which files the data folder keeps, and what each of them belongs to."""

from __future__ import annotations

import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from ipdesk.models.tables.base import Base, Id
from ipdesk.models.tables.dialect import NEVER_AGAIN


class MaterialFileEntry(Base):
    """A file under ``materials`` of the data folder by the SHA-256 of its bytes; ``length`` in bytes.

    The row goes with the last that holds it, the file after it.
    """

    __tablename__ = "material_file"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    form: Mapped[str]
    length: Mapped[int]
    added_at: Mapped[datetime.datetime]


class AttachedFileEntry(Base):
    """A file of a material of an application; see ``records.AttachedFile``.

    ``removed_at`` is None while it stands; one that was taken off an accepted application stays with the
    reason.
    """

    __tablename__ = "attached_file"
    __table_args__ = (Index(None, "application_id"), Index(None, "sha256"), NEVER_AGAIN)

    id: Mapped[Id]
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"))
    row: Mapped[str]
    material: Mapped[str]
    sha256: Mapped[str] = mapped_column(ForeignKey("material_file.sha256"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime.datetime]
    removed_at: Mapped[datetime.datetime | None]
    removed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    removed_why: Mapped[str] = mapped_column(server_default=text("''"))
