"""Answers of the level above to applications that were forwarded to it."""

from __future__ import annotations

import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from ipdesk.models.tables.base import Base


class UpperAnswerEntry(Base, append_only=True):
    """The answer to one application; see ``records.UpperAnswer``. Its sums stand with the lines."""

    __tablename__ = "upper_answer"

    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), primary_key=True)
    body: Mapped[str]
    number: Mapped[str]
    day: Mapped[datetime.date]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime.datetime]
