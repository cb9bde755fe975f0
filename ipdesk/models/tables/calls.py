"""Calls for applications; see ``records.Call``."""

from __future__ import annotations

import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, false, text
from sqlalchemy.orm import Mapped, mapped_column

from ipdesk.models.records import CallDetails
from ipdesk.models.tables.base import Base, Fen, Id
from ipdesk.models.tables.dialect import NEVER_AGAIN


class CallEntry(Base, record=CallDetails):
    """A call. ``budget`` is in fen; ``closed_at`` is None unless it was closed before its time.

    Of what was entered those columns stand here that queries name, or that are no plain text; the others come
    from the record. ``materials`` is JSON.
    """

    __tablename__ = "call"
    __table_args__ = (
        CheckConstraint("begins_at < ends_at", name="begins_before_end"),
        Index(None, "policy", "year"),
        NEVER_AGAIN,
    )

    id: Mapped[Id]
    policy: Mapped[str]
    year: Mapped[int]
    title: Mapped[str]
    notice_number: Mapped[str]
    begins_at: Mapped[datetime.datetime]
    ends_at: Mapped[datetime.datetime]
    budget: Mapped[Fen | None]
    level: Mapped[str]
    notice_title: Mapped[str] = mapped_column(server_default=text("''"))
    articles: Mapped[str] = mapped_column(server_default=text("''"))
    upper_body: Mapped[str] = mapped_column(server_default=text("''"))
    delegation: Mapped[str] = mapped_column(server_default=text("''"))
    entrusted: Mapped[bool] = mapped_column(server_default=false())
    principal: Mapped[str] = mapped_column(server_default=text("''"))
    principal_review: Mapped[str] = mapped_column(server_default=text("''"))
    collection_asks: Mapped[str] = mapped_column(server_default=text("''"))
    collection_days: Mapped[int] = mapped_column(server_default=text("0"))
    collection_basis: Mapped[str] = mapped_column(server_default=text("''"))
    project_duties: Mapped[str] = mapped_column(server_default=text("''"))
    materials: Mapped[str] = mapped_column(server_default=text("'[]'"))
    closed_at: Mapped[datetime.datetime | None]
    revision: Mapped[int]


class CallChangeEntry(Base, append_only=True):
    """A change of a call that asks for a reason; see ``records.CallChange``. Sums are in fen."""

    __tablename__ = "call_change"
    __table_args__ = (CheckConstraint("reason <> ''", name="with_reason"), NEVER_AGAIN)

    id: Mapped[Id]
    call_id: Mapped[int] = mapped_column(ForeignKey("call.id"), index=True)
    at: Mapped[datetime.datetime]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    reopened: Mapped[bool]
    budget_before: Mapped[Fen | None]
    budget_after: Mapped[Fen | None]
    reason: Mapped[str]
