"""Steps that were taken for many applications at once, and what the applications were before."""

from __future__ import annotations

import datetime

from sqlalchemy import ForeignKey, false
from sqlalchemy.orm import Mapped, mapped_column

from ipdesk.models.tables.base import Base, Id
from ipdesk.models.tables.dialect import NEVER_AGAIN


class BatchEntry(Base):
    """A step taken for many applications at once; ``undone_at`` and ``undone_by`` where it was taken back."""

    __tablename__ = "batch"
    __table_args__ = (NEVER_AGAIN,)

    id: Mapped[Id]
    step: Mapped[str]
    at: Mapped[datetime.datetime]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    undone_at: Mapped[datetime.datetime | None]
    undone_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class BatchMember(Base):
    """One application of a batch: the step it took, and in ``before`` (JSON) what it was until then.

    ``undoing`` holds only while the batch is being taken back: no granted line can be deleted without it.
    """

    __tablename__ = "batch_member"

    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id"), primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), primary_key=True, index=True)
    step_id: Mapped[int] = mapped_column(ForeignKey("application_step.id"))
    before: Mapped[str]
    undoing: Mapped[bool] = mapped_column(server_default=false())
