"""The register of achievements: each thing once, whose it is, and the lists from which it is known."""

from __future__ import annotations

import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from ipdesk.models.tables.base import Base, Id
from ipdesk.models.tables.dialect import NEVER_AGAIN


class RegisteredAchievement(Base):
    """A thing, by kind, normal form of its number and part (``item`` and ``part`` as in ``RegisterKey``).

    What has no number is told apart by its id alone: ``item`` is None then. ``owners`` (JSON) are those on
    the certificate, ``owners_today`` those of a list's day. ``import_id`` is the list that brought it, None
    where an application did. ``search_text`` is what the number is found by.
    """

    __tablename__ = "registered_achievement"
    __table_args__ = (UniqueConstraint("kind", "item", "part"), NEVER_AGAIN)

    id: Mapped[Id]
    kind: Mapped[str]
    item: Mapped[str | None]
    part: Mapped[str] = mapped_column(server_default=text("''"))
    ref: Mapped[str | None]
    date: Mapped[datetime.date]
    facts: Mapped[str]
    search_text: Mapped[str] = mapped_column(server_default=text("''"))
    name: Mapped[str] = mapped_column(server_default=text("''"))
    owners: Mapped[str] = mapped_column(server_default=text("'[]'"))
    owners_today: Mapped[str] = mapped_column(server_default=text("''"))
    filing_date: Mapped[datetime.date | None]
    import_id: Mapped[int | None] = mapped_column(ForeignKey("imported_list.id"))
    changed_at: Mapped[datetime.datetime]


class AchievementHolder(Base):
    """An applicant among the owners of a thing; ``place`` is its place among them, 0 where it is unknown."""

    __tablename__ = "achievement_holder"
    __table_args__ = (Index(None, "applicant_id"),)

    registered_id: Mapped[int] = mapped_column(ForeignKey("registered_achievement.id"), primary_key=True)
    applicant_id: Mapped[int] = mapped_column(ForeignKey("applicant.id"), primary_key=True)
    place: Mapped[int]


class RegisteredEntry(Base):
    """Which thing an achievement is that was entered for an application: all entries of one share it."""

    __tablename__ = "registered_entry"
    __table_args__ = (Index(None, "registered_id"),)

    achievement_id: Mapped[int] = mapped_column(ForeignKey("achievement.id"), primary_key=True)
    registered_id: Mapped[int] = mapped_column(ForeignKey("registered_achievement.id"))


class ImportedList(Base, append_only=True):
    """A list that was taken in: file and hash, what it lists, how many things were new or changed.

    ``heads`` are those of its table in one line, and ``columns`` (JSON) which of them said which fact.
    """

    __tablename__ = "imported_list"

    id: Mapped[Id]
    at: Mapped[datetime.datetime]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    file: Mapped[str]
    sha256: Mapped[str]
    kind: Mapped[str]
    heads: Mapped[str]
    columns: Mapped[str]
    new: Mapped[int]
    changed: Mapped[int]
