"""What was looked up about applications."""

from __future__ import annotations

import datetime

from sqlalchemy import CheckConstraint, ForeignKey
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
