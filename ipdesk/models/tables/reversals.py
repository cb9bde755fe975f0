"""Awards clawed back or never taken: entries of their own, which lessen what counts as history."""

from __future__ import annotations

import datetime

from sqlalchemy import CheckConstraint, ForeignKey, text
from sqlalchemy.orm import Mapped, mapped_column

from ipdesk.models.tables.base import Base, Fen, Id
from ipdesk.models.tables.dialect import NEVER_AGAIN


class ClawbackEntry(Base):
    """A clawback on its way; see ``records.Clawback``."""

    __tablename__ = "clawback"
    __table_args__ = (
        CheckConstraint("hearing_days >= 1", name="some_days"),
        CheckConstraint("decided_at IS NULL OR due_on IS NOT NULL", name="decided_until_when"),
        NEVER_AGAIN,
    )

    id: Mapped[Id]
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    facts: Mapped[str]
    evidence: Mapped[str]
    basis: Mapped[str]
    hearing_days: Mapped[int]
    proposed_at: Mapped[datetime.datetime]
    proposed_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    served_on: Mapped[datetime.date | None]
    last_day: Mapped[datetime.date | None]
    heard: Mapped[str]
    waived: Mapped[str]
    decided_at: Mapped[datetime.datetime | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    due_on: Mapped[datetime.date | None]
    pay_to: Mapped[str]
    returned_on: Mapped[datetime.date | None]
    dropped_why: Mapped[str]
    paid_on: Mapped[datetime.date | None]
    ground: Mapped[str] = mapped_column(server_default=text("''"))
    derivation: Mapped[str] = mapped_column(server_default=text("''"))
    applied: Mapped[str] = mapped_column(server_default=text("''"))
    dropped_at: Mapped[datetime.datetime | None]
    without_why: Mapped[str] = mapped_column(server_default=text("''"))


class ClawbackReturnEntry(Base, append_only=True):
    """A sum that came back of a clawback; see ``records.ReturnedSum``."""

    __tablename__ = "clawback_return"
    __table_args__ = (
        CheckConstraint("amount > 0 AND slip <> ''", name="some_sum"),
        NEVER_AGAIN,
    )

    id: Mapped[Id]
    clawback_id: Mapped[int] = mapped_column(ForeignKey("clawback.id"), index=True)
    day: Mapped[datetime.date]
    amount: Mapped[Fen]
    slip: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime.datetime]


class ClawbackLine(Base):
    """How much of an award line is meant to be clawed back."""

    __tablename__ = "clawback_line"

    clawback_id: Mapped[int] = mapped_column(ForeignKey("clawback.id"), primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("award_line.id"), primary_key=True)
    amount: Mapped[Fen]
    keeps_once: Mapped[bool]


class ClawbackBar(Base):
    """The bar that is meant to come with a clawback; see ``records.IntendedBar``."""

    __tablename__ = "clawback_bar"
    __table_args__ = (CheckConstraint("reason <> '' AND basis <> '' AND years >= 1", name="founded"),)

    clawback_id: Mapped[int] = mapped_column(ForeignKey("clawback.id"), primary_key=True)
    reason: Mapped[str]
    basis: Mapped[str]
    years: Mapped[int]


class ClawbackConsequence(Base):
    """What is meant to follow from the finding besides; see ``records.Consequence``."""

    __tablename__ = "clawback_consequence"
    __table_args__ = (CheckConstraint("basis <> '' AND (amount > 0 OR body <> '')", name="founded"),)

    clawback_id: Mapped[int] = mapped_column(ForeignKey("clawback.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    basis: Mapped[str]
    body: Mapped[str]
    amount: Mapped[Fen]
    dropped: Mapped[bool]


class ReversalEntry(Base, append_only=True):
    """So much of an award line does not stay; see ``records.Reversal``. Several may follow on one line."""

    __tablename__ = "award_reversal"
    __table_args__ = (
        CheckConstraint("amount > 0", name="some_sum"),
        CheckConstraint("reason <> '' AND basis <> ''", name="founded"),
        NEVER_AGAIN,
    )

    id: Mapped[Id]
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("award_line.id"), index=True)
    kind: Mapped[str]
    amount: Mapped[Fen]
    keeps_once: Mapped[bool]
    day: Mapped[datetime.date]
    reason: Mapped[str]
    basis: Mapped[str]
    clawback_id: Mapped[int | None] = mapped_column(ForeignKey("clawback.id"))
    due_on: Mapped[datetime.date | None]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime.datetime]
    unreminded: Mapped[str] = mapped_column(server_default=text("''"))
    heard: Mapped[str] = mapped_column(server_default=text("''"))
    rest: Mapped[str] = mapped_column(server_default=text("''"))
    minutes_number: Mapped[str] = mapped_column(server_default=text("''"))
    minutes_date: Mapped[datetime.date | None]


class CollectionTermEntry(Base, append_only=True):
    """What the letter about an award asked for to be taken; see ``records.CollectionTerm``."""

    __tablename__ = "collection_term"
    __table_args__ = (CheckConstraint("asks <> '' AND days > 0", name="some_term"),)

    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), primary_key=True)
    asks: Mapped[str]
    days: Mapped[int]
    basis: Mapped[str]


class CollectionReminderEntry(Base, append_only=True):
    """That a recipient was asked to take its award; see ``records.CollectionReminder``."""

    __tablename__ = "collection_reminder"
    __table_args__ = (CheckConstraint("missing <> '' AND basis <> ''", name="founded"), NEVER_AGAIN)

    id: Mapped[Id]
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    missing: Mapped[str]
    due_on: Mapped[datetime.date]
    basis: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime.datetime]
    grounds: Mapped[str] = mapped_column(server_default=text("''"))
