"""Bars on applicants 限制资助, and applications that go on in spite of one."""

from __future__ import annotations

import datetime

from sqlalchemy import CheckConstraint, ForeignKey, text
from sqlalchemy.orm import Mapped, mapped_column

from ipdesk.models.tables.base import Base, Id
from ipdesk.models.tables.dialect import NEVER_AGAIN


class BarEntry(Base):
    """A bar, both days included; see ``records.Bar``. One that was lifted stays, with who did it and why."""

    __tablename__ = "applicant_bar"
    __table_args__ = (
        CheckConstraint("since <= until", name="some_days"),
        CheckConstraint("reason <> '' AND basis <> ''", name="founded"),
        CheckConstraint("lifted_at IS NULL OR lifted_why <> ''", name="lifted_with_reason"),
        NEVER_AGAIN,
    )

    id: Mapped[Id]
    applicant_id: Mapped[int] = mapped_column(ForeignKey("applicant.id"), index=True)
    reason: Mapped[str]
    basis: Mapped[str]
    since: Mapped[datetime.date]
    until: Mapped[datetime.date]
    recorded_at: Mapped[datetime.datetime]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    lifted_at: Mapped[datetime.datetime | None]
    lifted_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    lifted_why: Mapped[str]
    approval_number: Mapped[str] = mapped_column(server_default=text("''"))
    approved_by: Mapped[str] = mapped_column(server_default=text("''"))
    approved_on: Mapped[datetime.date | None]


class PassedBarEntry(Base, append_only=True):
    """A bar in spite of which an application goes on, by whose decision and why."""

    __tablename__ = "passed_bar"
    __table_args__ = (CheckConstraint("reason <> ''", name="says_something"),)

    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), primary_key=True)
    bar_id: Mapped[int] = mapped_column(ForeignKey("applicant_bar.id"), primary_key=True)
    reason: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime.datetime]
