"""What is decided inside before papers against somebody go out, and what was signed of it on paper."""

from __future__ import annotations

import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from ipdesk.models.tables.base import Base, Id
from ipdesk.models.tables.dialect import NEVER_AGAIN


class HandlingEntry(Base):
    """A handling; see ``records.Handling``. ``text`` is JSON; ``sheet_id`` is that of its ``revision``."""

    __tablename__ = "handling"
    __table_args__ = (
        CheckConstraint("revision >= 1", name="counts_from_one"),
        CheckConstraint("state <> 'dropped' OR ended_why <> ''", name="says_why"),
        NEVER_AGAIN,
    )

    id: Mapped[Id]
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    kind: Mapped[str]
    text: Mapped[str]
    revision: Mapped[int]
    state: Mapped[str] = mapped_column(index=True)
    sheet_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime.datetime]
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"))
    ended_why: Mapped[str]
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime.datetime | None]


class HandlingSignatureEntry(Base, append_only=True):
    """What was signed of a handling on paper, of which sheet; the newest of a sheet counts."""

    __tablename__ = "handling_signature"
    __table_args__ = (
        CheckConstraint("signers <> '' AND pages >= 1", name="signed"),
        CheckConstraint("agreed OR opinion <> ''", name="says_why"),
        NEVER_AGAIN,
    )

    id: Mapped[Id]
    handling_id: Mapped[int] = mapped_column(ForeignKey("handling.id"), index=True)
    sheet_id: Mapped[int] = mapped_column(ForeignKey("letter.id"))
    agreed: Mapped[bool]
    day: Mapped[datetime.date]
    signers: Mapped[str]
    pages: Mapped[int]
    number: Mapped[str]
    opinion: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime.datetime]


class HandlingPictureEntry(Base, append_only=True):
    """A picture of a signed page, at its place from 0 on."""

    __tablename__ = "handling_picture"

    signature_id: Mapped[int] = mapped_column(ForeignKey("handling_signature.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("picture.sha256"))


class SheetSigningEntry(Base, append_only=True):
    """That the opinions on a sheet were written down 纸质补录; the newest of a sheet counts."""

    __tablename__ = "sheet_signing"
    __table_args__ = (NEVER_AGAIN,)

    id: Mapped[Id]
    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), index=True)
    reason: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime.datetime]


class SheetOpinionEntry(Base, append_only=True):
    """An opinion of those; see ``records.SheetOpinion``."""

    __tablename__ = "sheet_opinion"
    __table_args__ = (CheckConstraint("signer <> '' AND opinion <> ''", name="signed"),)

    signing_id: Mapped[int] = mapped_column(ForeignKey("sheet_signing.id"), primary_key=True)
    post: Mapped[str] = mapped_column(primary_key=True)
    signer: Mapped[str]
    opinion: Mapped[str]
    day: Mapped[datetime.date]


class SheetPictureEntry(Base, append_only=True):
    """A picture of the signed sheet, at its place from 0 on."""

    __tablename__ = "sheet_picture"

    signing_id: Mapped[int] = mapped_column(ForeignKey("sheet_signing.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("picture.sha256"))
