"""Who is related to which applicant 回避."""

from __future__ import annotations

import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from ipdesk.models.tables.base import Base, Id


class RecusalEntry(Base):
    """A person who does not act on the applications of an applicant, and why: ``relation``, such as 配偶.

    Without ``ended_at`` it holds; one that was ended stays, with the reason and who ended it.
    """

    __tablename__ = "recusal"

    id: Mapped[Id]
    applicant_id: Mapped[int] = mapped_column(ForeignKey("applicant.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    relation: Mapped[str]
    recorded_at: Mapped[datetime.datetime]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime.datetime | None]
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    ended_why: Mapped[str]
