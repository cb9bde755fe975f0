"""Issued letters. The content stands in a table of its own, so that lists do not read through PDFs."""

from __future__ import annotations

import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from ipdesk.models.tables.base import Base, Fen, Id
from ipdesk.models.tables.dialect import NEVER_AGAIN


class IssuedLetterEntry(Base, append_only=True):
    """A letter that went out, its kind, its number if the kind bears one, its title, the hash of its PDF.

    It is about one application, or about all that ``ListedApplication`` names: those of a call, or a batch.
    ``application_id`` is then None, ``call`` the call or 0 for none, and ``subject`` what lists name it by.
    ``about`` is the kind of the paper that it approves, "" where it is no approval.
    """

    __tablename__ = "letter"
    __table_args__ = (NEVER_AGAIN,)

    id: Mapped[Id]
    application_id: Mapped[int | None] = mapped_column(ForeignKey("application.id"), index=True)
    number: Mapped[str | None] = mapped_column(unique=True)
    date: Mapped[datetime.date]
    amount: Mapped[Fen]
    issued_at: Mapped[datetime.datetime]
    issued_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    sha256: Mapped[str] = mapped_column(server_default=text("''"))
    kind: Mapped[str]
    call: Mapped[int] = mapped_column(server_default=text("0"))
    subject: Mapped[str] = mapped_column(server_default=text("''"))
    about: Mapped[str] = mapped_column(server_default=text("''"))
    title: Mapped[str] = mapped_column(server_default=text("''"))


class ListedApplication(Base, append_only=True):
    """An application that a letter about many of them lists, at its place from 0 on."""

    __tablename__ = "letter_application"
    __table_args__ = (Index(None, "application_id"),)

    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"))


class VoidedLetter(Base, append_only=True):
    """That a letter is void, since when, by whom and why. Its number stays used, the paper stays kept."""

    __tablename__ = "voided_letter"
    __table_args__ = (CheckConstraint("reason <> ''", name="says_why"),)

    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), primary_key=True)
    reason: Mapped[str]
    at: Mapped[datetime.datetime]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class ServiceEntry(Base, append_only=True):
    """That a letter was served; see ``records.Service``. The newest of a letter counts, the others stay."""

    __tablename__ = "letter_service"
    __table_args__ = (
        CheckConstraint("served_on >= day", name="not_before"),
        CheckConstraint("way NOT IN ('left', 'public') OR reason <> ''", name="explained"),
        NEVER_AGAIN,
    )

    id: Mapped[Id]
    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), index=True)
    way: Mapped[str]
    day: Mapped[datetime.date]
    served_on: Mapped[datetime.date]
    receiver: Mapped[str]
    reason: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime.datetime]
    correction: Mapped[str] = mapped_column(server_default=text("''"))
    place: Mapped[str] = mapped_column(server_default=text("''"))
    minutes: Mapped[int | None]


class ServiceAttemptEntry(Base, append_only=True):
    """An attempt to serve a letter that failed; see ``records.AttemptDetails``. One may replace another."""

    __tablename__ = "service_attempt"
    __table_args__ = (
        CheckConstraint("place <> '' AND outcome <> '' AND servers <> ''", name="told"),
        CheckConstraint("returned_on IS NULL OR returned_on >= day", name="back_after"),
        CheckConstraint("replaces IS NULL OR correction <> ''", name="says_why"),
        NEVER_AGAIN,
    )

    id: Mapped[Id]
    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), index=True)
    way: Mapped[str]
    day: Mapped[datetime.date]
    minutes: Mapped[int | None]
    returned_on: Mapped[datetime.date | None]
    place: Mapped[str]
    outcome: Mapped[str]
    course: Mapped[str]
    mail: Mapped[str]
    servers: Mapped[str]
    witness: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime.datetime]
    replaces: Mapped[int | None] = mapped_column(ForeignKey("service_attempt.id"), unique=True)
    correction: Mapped[str]
    struck: Mapped[bool]


class AttemptPictureEntry(Base, append_only=True):
    """A picture of a failed attempt, at its place from 0 on, and what it shows."""

    __tablename__ = "attempt_picture"

    attempt_id: Mapped[int] = mapped_column(ForeignKey("service_attempt.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("picture.sha256"))
    caption: Mapped[str]


class ServiceAnnouncementEntry(Base, append_only=True):
    """That a letter announces another in public, to serve it; see ``records.ServiceAnnouncement``."""

    __tablename__ = "service_announcement"
    __table_args__ = (CheckConstraint("tried <> ''", name="says_what_was_tried"),)

    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), primary_key=True)
    served_letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), index=True)
    tried: Mapped[str]
    collect_at: Mapped[str]
    ground: Mapped[str] = mapped_column(server_default=text("'failed'"))


class ServicePublicationEntry(Base, append_only=True):
    """Of a service by public notice the announcement, where it was posted, and the proof with its pages."""

    __tablename__ = "service_publication"
    __table_args__ = (CheckConstraint("posted <> '' AND proof <> '' AND pages > 0", name="proven"),)

    service_id: Mapped[int] = mapped_column(ForeignKey("letter_service.id"), primary_key=True)
    announcement_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), index=True)
    posted: Mapped[str]
    proof: Mapped[str]
    pages: Mapped[int]


class PublicationPictureEntry(Base, append_only=True):
    """A picture that shows a publication, at its ``position`` from 0 on; see ``records.KeptPicture``."""

    __tablename__ = "publication_picture"

    service_id: Mapped[int] = mapped_column(ForeignKey("service_publication.service_id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("picture.sha256"))
    caption: Mapped[str] = mapped_column(server_default=text("''"))
    place: Mapped[str] = mapped_column(server_default=text("''"))
    minutes: Mapped[int | None]
    taken_on: Mapped[datetime.date | None]


class ReissuedLetter(Base, append_only=True):
    """That a letter was handed out again for a lost one 补发: on which day, by whom and why."""

    __tablename__ = "reissued_letter"
    __table_args__ = (CheckConstraint("reason <> ''", name="says_why"), NEVER_AGAIN)

    id: Mapped[Id]
    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), index=True)
    day: Mapped[datetime.date]
    reason: Mapped[str]
    at: Mapped[datetime.datetime]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class LetterContent(Base, append_only=True):
    """What a letter was made from (JSON) and the bytes of its PDF."""

    __tablename__ = "letter_content"

    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), primary_key=True)
    data: Mapped[str]
    pdf: Mapped[bytes] = mapped_column(LargeBinary)
