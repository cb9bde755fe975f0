"""Settlements of calls, and what each changed, so that it can be taken back."""

from __future__ import annotations

import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from ipdesk.models.tables.base import Base, Id
from ipdesk.models.tables.dialect import NEVER_AGAIN


class SettlementEntry(Base):
    """A settlement of a call; ``undone_at`` is None while it stands."""

    __tablename__ = "settlement"
    __table_args__ = (NEVER_AGAIN,)

    id: Mapped[Id]
    call_id: Mapped[int] = mapped_column(ForeignKey("call.id"), index=True)
    at: Mapped[datetime.datetime]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    undone_at: Mapped[datetime.datetime | None]
    undone_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class SettlementMember(Base):
    """An application that took part.

    ``settled`` (JSON) are the lines that it bounds, by achievement and rule, each with its share in fen,
    which the first settlements did not keep. ``round`` is the proposal that stands since, 0 where there is
    none; then ``before`` and ``after`` are what was typed for the decision ("" for nothing), and what the
    settlement wrote there.
    """

    __tablename__ = "settlement_member"

    settlement_id: Mapped[int] = mapped_column(ForeignKey("settlement.id"), primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), primary_key=True, index=True)
    round: Mapped[int]
    changed: Mapped[bool]
    settled: Mapped[str]
    before: Mapped[str]
    after: Mapped[str]
