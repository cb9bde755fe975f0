"""What was looked up about applications, and what is being typed of it."""

from __future__ import annotations

import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from ipdesk.models.tables.base import Base, Id
from ipdesk.models.tables.dialect import NEVER_AGAIN


class CheckEntry(Base, append_only=True):
    """One look-up 核查记录; see ``records.Check``. Later ones stand beside it, none is changed."""

    __tablename__ = "application_check"
    __table_args__ = (
        CheckConstraint("result <> 'bad' OR (remark <> '' AND reason <> '')", name="bad_with_reason"),
        NEVER_AGAIN,
    )

    id: Mapped[Id]
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    subject: Mapped[str]
    name: Mapped[str]
    source: Mapped[str]
    day: Mapped[datetime.date]
    result: Mapped[str]
    remark: Mapped[str]
    reason: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime.datetime]
    stage: Mapped[str] = mapped_column(server_default=text("'review'"))
    unpictured: Mapped[str] = mapped_column(server_default=text("''"))


class PictureEntry(Base, append_only=True):
    """A picture, kept once by the SHA-256 of its bytes; ``form``, ``width`` and ``height`` (px) as read."""

    __tablename__ = "picture"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    form: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    added_at: Mapped[datetime.datetime]


class CheckPictureEntry(Base, append_only=True):
    """A picture of a look-up, at its place from 0 on, and what it shows."""

    __tablename__ = "check_picture"

    check_id: Mapped[int] = mapped_column(ForeignKey("application_check.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("picture.sha256"))
    caption: Mapped[str] = mapped_column(server_default=text("''"))


class ReviewText(Base):
    """The review of an accepted application as typed, and by whom last. ``content`` is JSON."""

    __tablename__ = "review_draft"

    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), primary_key=True)
    content: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    saved_at: Mapped[datetime.datetime]
    revision: Mapped[int]


class ReviewTextPicture(Base):
    """A picture of a review that is not finished; it goes with the text that names it."""

    __tablename__ = "review_draft_picture"

    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), primary_key=True)
    sha256: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
