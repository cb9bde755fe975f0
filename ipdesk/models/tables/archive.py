"""Files in the archive 归档."""

from __future__ import annotations

import datetime

from sqlalchemy import CheckConstraint, ForeignKey, text
from sqlalchemy.orm import Mapped, mapped_column

from ipdesk.models.tables.base import Base, Id
from ipdesk.models.tables.dialect import NEVER_AGAIN


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


class CountedPages(Base, append_only=True):
    """How many pages something in a file has that the program did not print, as counted at its archiving.

    ``item`` names it, see ``records.archive.PageCount``.
    """

    __tablename__ = "archived_pages"
    __table_args__ = (CheckConstraint("pages > 0", name="some"),)

    number: Mapped[str] = mapped_column(ForeignKey("archive_record.number"), primary_key=True)
    item: Mapped[str] = mapped_column(primary_key=True)
    pages: Mapped[int]


class IncomingPaperEntry(Base, append_only=True):
    """A paper that came in; see ``records.IncomingPaper``.

    ``brings`` is JSON. A row that ``replaces`` another corrects it; one that is ``struck`` says that there
    is no such paper.
    """

    __tablename__ = "incoming_paper"
    __table_args__ = (
        CheckConstraint("sender <> '' AND title <> ''", name="named"),
        CheckConstraint("pages >= 0", name="no_fewer"),
        CheckConstraint("replaces IS NULL OR correction <> ''", name="corrected_why"),
        NEVER_AGAIN,
    )

    id: Mapped[Id]
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    matter: Mapped[str]
    sender: Mapped[str]
    number: Mapped[str]
    title: Mapped[str]
    day: Mapped[datetime.date]
    pages: Mapped[int]
    is_copy: Mapped[bool]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime.datetime]
    replaces: Mapped[int | None] = mapped_column(ForeignKey("incoming_paper.id"), unique=True)
    correction: Mapped[str]
    struck: Mapped[bool]
    brings: Mapped[str] = mapped_column(server_default=text("'[]'"))
