"""Funds, their tasks and grants, and the books: postings and movements that are never changed."""

from __future__ import annotations

import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ipdesk.models.tables.base import Base, Fen, Id
from ipdesk.models.tables.dialect import NEVER_AGAIN


class FundEntry(Base):
    """A fund of a year; see ``records.Fund``."""

    __tablename__ = "fund"
    __table_args__ = (NEVER_AGAIN,)

    id: Mapped[Id]
    name: Mapped[str]
    short_name: Mapped[str]
    year: Mapped[int]
    level: Mapped[str]
    holder: Mapped[str]
    goal: Mapped[str]
    plan_submitted_on: Mapped[datetime.date | None]
    in_place_by: Mapped[datetime.date | None]
    deadline: Mapped[datetime.date]
    closed_on: Mapped[datetime.date]
    rounding: Mapped[str]
    revision: Mapped[int]


class FundPaperEntry(Base):
    """A document of another office about a fund."""

    __tablename__ = "fund_paper"
    __table_args__ = (NEVER_AGAIN,)

    id: Mapped[Id]
    fund_id: Mapped[int] = mapped_column(ForeignKey("fund.id"), index=True)
    number: Mapped[str]
    issuer: Mapped[str]
    role: Mapped[str]
    title: Mapped[str]
    day: Mapped[datetime.date | None]


class FundTask(Base):
    """A task of a fund; ``place`` is its place among all of them, from 1 on."""

    __tablename__ = "fund_task"
    __table_args__ = (UniqueConstraint("fund_id", "section", "number"), NEVER_AGAIN)

    id: Mapped[Id]
    fund_id: Mapped[int] = mapped_column(ForeignKey("fund.id"))
    place: Mapped[int]
    section: Mapped[str]
    number: Mapped[int]
    name: Mapped[str]
    method: Mapped[str]
    worded: Mapped[str]
    basis: Mapped[str]
    earmarked: Mapped[bool]
    remark: Mapped[str]


class FundGrant(Base):
    """A grant of a task. What it comes to stands in the movements alone."""

    __tablename__ = "fund_grant"
    __table_args__ = (NEVER_AGAIN,)

    id: Mapped[Id]
    task_id: Mapped[int] = mapped_column(ForeignKey("fund_task.id"), index=True)
    count: Mapped[int | None]
    items: Mapped[int | None]
    item: Mapped[str]
    unit_amount: Mapped[Fen | None]
    purpose: Mapped[str]
    retained: Mapped[bool]
    remark: Mapped[str]


class GrantParty(Base):
    """One of the parties of a grant, in the order in which they were named."""

    __tablename__ = "grant_party"

    grant_id: Mapped[int] = mapped_column(ForeignKey("fund_grant.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class FundPayment(Base, append_only=True):
    """An order to pay of a grant, and by which channel; what became of it stands in the postings."""

    __tablename__ = "fund_payment"
    __table_args__ = (NEVER_AGAIN,)

    id: Mapped[Id]
    grant_id: Mapped[int] = mapped_column(ForeignKey("fund_grant.id"), index=True)
    channel: Mapped[str]
    reissues_id: Mapped[int | None] = mapped_column(ForeignKey("fund_payment.id"))
    remark: Mapped[str]


class FundAccount(Base, append_only=True):
    """An account of the books, made with the first movement there; see ``funds.books.accounts``."""

    __tablename__ = "fund_account"
    __table_args__ = (UniqueConstraint("fund_id", "key"), NEVER_AGAIN)

    id: Mapped[Id]
    fund_id: Mapped[int] = mapped_column(ForeignKey("fund.id"))
    key: Mapped[str]
    """Its place and owners in one text, so that there is one row for each."""
    place: Mapped[str]
    task_id: Mapped[int | None] = mapped_column(ForeignKey("fund_task.id"), index=True)
    grant_id: Mapped[int | None] = mapped_column(ForeignKey("fund_grant.id"), index=True)
    payment_id: Mapped[int | None] = mapped_column(ForeignKey("fund_payment.id"))


class FundPosting(Base, append_only=True):
    """An entry of the books of a fund, numbered from 1; a mistake is reversed, once, by another."""

    __tablename__ = "fund_posting"
    __table_args__ = (UniqueConstraint("fund_id", "number"), UniqueConstraint("reverses_id"), NEVER_AGAIN)

    id: Mapped[Id]
    fund_id: Mapped[int] = mapped_column(ForeignKey("fund.id"))
    number: Mapped[int]
    kind: Mapped[str]
    day: Mapped[datetime.date]
    precision: Mapped[str]
    basis: Mapped[str]
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("fund_posting.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime.datetime]


class FundMovement(Base, append_only=True):
    """A sum that left one account and came to another by a posting."""

    __tablename__ = "fund_movement"
    __table_args__ = (
        CheckConstraint("fen > 0", name="some"),
        CheckConstraint("source_id <> target_id", name="moves"),
        Index(None, "source_id"),
        Index(None, "target_id"),
    )

    posting_id: Mapped[int] = mapped_column(ForeignKey("fund_posting.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    fen: Mapped[Fen]
    source_id: Mapped[int] = mapped_column(ForeignKey("fund_account.id"))
    target_id: Mapped[int] = mapped_column(ForeignKey("fund_account.id"))
