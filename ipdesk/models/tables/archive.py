"""Files in the archive 归档."""

from __future__ import annotations

import datetime

from sqlalchemy import CheckConstraint, ForeignKey, text
from sqlalchemy.orm import Mapped, mapped_column

from ipdesk.models.tables.base import Base


class ArchiveEntry(Base, append_only=True):
    """An application that was put into the archive under a number, beside whatever state it ended in.

    See ``records.ArchiveRecord``. One that was taken out may come in again, under a number of its own.
    """

    __tablename__ = "archive_record"

    number: Mapped[str] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    retention: Mapped[str]
    remark: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime.datetime]
    unserved: Mapped[str] = mapped_column(server_default=text("''"))


class TakenOutEntry(Base, append_only=True):
    """That a file was taken out of the archive again: from under which number, why, by whom and when."""

    __tablename__ = "archive_taken_out"
    __table_args__ = (CheckConstraint("reason <> ''", name="says_why"),)

    number: Mapped[str] = mapped_column(ForeignKey("archive_record.number"), primary_key=True)
    reason: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime.datetime]
