"""Answers of the level above to applications that were forwarded to it."""

from __future__ import annotations

import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from ipdesk.models.tables.awards import UNDOING
from ipdesk.models.tables.base import Base, Id
from ipdesk.models.tables.dialect import NEVER_AGAIN


class UpperAnswerEntry(Base, append_only=True, released=UNDOING):
    """The answer to one application; see ``records.UpperAnswer``. Its sums stand with the lines."""

    __tablename__ = "upper_answer"

    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), primary_key=True)
    body: Mapped[str]
    number: Mapped[str]
    day: Mapped[datetime.date]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime.datetime]


class ReturnedAnswerEntry(Base, append_only=True):
    """An answer whose recording was taken back: as it was recorded, why, by whom and when.

    ``lines`` is JSON: of each line its achievement, rule, sum (fen) and reason.
    """

    __tablename__ = "returned_answer"
    __table_args__ = (CheckConstraint("reason <> ''", name="says_why"), NEVER_AGAIN)

    id: Mapped[Id]
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    body: Mapped[str]
    number: Mapped[str]
    day: Mapped[datetime.date]
    lines: Mapped[str]
    answered_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime.datetime]
    reason: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime.datetime]
