"""Passwords and recovery codes: nothing here lets anybody in who reads it."""

from __future__ import annotations

import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from ipdesk.models.tables.base import Base


class PasswordEntry(Base):
    """A person's password as its hash, None before there is one; ``for_once`` where it has to be changed.

    ``failures`` counts the wrong ones since the last right one, ``failed_at`` is the moment of the last.
    """

    __tablename__ = "password"
    __table_args__ = (CheckConstraint("failures >= 0", name="counted_failures"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    hash: Mapped[str | None]
    for_once: Mapped[bool]
    failures: Mapped[int]
    failed_at: Mapped[datetime.datetime | None]


class RecoveryCodeEntry(Base):
    """The hash of a recovery code; used once, it stays with its moment until new ones are made."""

    __tablename__ = "recovery_code"

    hash: Mapped[str] = mapped_column(primary_key=True)
    used_at: Mapped[datetime.datetime | None]
