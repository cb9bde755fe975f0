"""Which tasks pay the awards of calls, the ceilings of what may be granted, and what was charged."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from ipdesk.models.tables.base import Base, Fen, Id
from ipdesk.models.tables.dialect import NEVER_AGAIN


class ChargedCall(Base):
    """That a fund pays the awards of a call; see ``records.CallCharges``."""

    __tablename__ = "charged_call"

    call_id: Mapped[int] = mapped_column(ForeignKey("call.id"), primary_key=True)
    authority: Mapped[str]
    revision: Mapped[int]


class CallCharge(Base):
    """The task that pays what is awarded by a rule of a call, "" for all others."""

    __tablename__ = "call_charge"

    call_id: Mapped[int] = mapped_column(ForeignKey("charged_call.call_id"), primary_key=True)
    rule: Mapped[str] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("fund_task.id"))


class ChargedGrantEntry(Base, append_only=True):
    """That a grant pays awards of an application. What of it stands is in the movements."""

    __tablename__ = "charged_grant"

    grant_id: Mapped[int] = mapped_column(ForeignKey("fund_grant.id"), primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)


class ChargedLineEntry(Base, append_only=True):
    """What of a line a grant was to pay. The line may go where its decision is taken back; this stays."""

    __tablename__ = "charged_line"
    __table_args__ = (CheckConstraint("fen > 0", name="some"),)

    grant_id: Mapped[int] = mapped_column(ForeignKey("charged_grant.grant_id"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    rule: Mapped[str] = mapped_column(primary_key=True)
    fen: Mapped[Fen]


class FundCeiling(Base):
    """The most that may be granted; see ``records.Ceiling``. ``policy`` is "" where it is about none."""

    __tablename__ = "fund_ceiling"
    __table_args__ = (
        CheckConstraint("task_id IS NOT NULL OR policy <> '' OR year IS NOT NULL", name="about_something"),
        NEVER_AGAIN,
    )

    id: Mapped[Id]
    task_id: Mapped[int | None] = mapped_column(ForeignKey("fund_task.id"))
    policy: Mapped[str]
    year: Mapped[int | None]
    most: Mapped[Fen]
    way: Mapped[str]
    basis: Mapped[str]
