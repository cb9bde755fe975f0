"""Files in the archive 归档."""

from __future__ import annotations

import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from ipdesk.models.tables.base import Base


class ArchiveEntry(Base, append_only=True):
    """An application that was put into the archive, beside whatever state it ended in.

    See ``records.ArchiveRecord``.
    """

    __tablename__ = "archive_record"

    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    retention: Mapped[str]
    remark: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime.datetime]
