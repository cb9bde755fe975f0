"""The office, its people, its number series, its own days of the calendar, and the audit log."""

from __future__ import annotations

import datetime

from sqlalchemy import CheckConstraint, ForeignKey, false, text
from sqlalchemy.orm import Mapped, mapped_column

from ipdesk.models.tables.base import Base, Fen, Id, ProcedureText
from ipdesk.models.tables.dialect import NEVER_AGAIN
from ipdesk.models.workflow import Procedure


class OfficeEntry(Base):
    """The one office; see ``records.Office`` and ``records.AccessSettings``."""

    __tablename__ = "office"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[Id]
    name: Mapped[str]
    red_header: Mapped[str]
    number_prefix: Mapped[str]
    contact: Mapped[str]
    telephone: Mapped[str]
    address: Mapped[str]
    second_telephone: Mapped[str] = mapped_column(server_default=text("''"))
    postcode: Mapped[str] = mapped_column(server_default=text("''"))
    remedies: Mapped[str]
    own_series: Mapped[bool]
    guards: Mapped[bool] = mapped_column(server_default=false())
    asks_password: Mapped[bool] = mapped_column(server_default=false())
    separates_decision: Mapped[bool] = mapped_column(server_default=false())
    lock_minutes: Mapped[int] = mapped_column(server_default="10")
    procedure: Mapped[Procedure] = mapped_column(ProcedureText(), server_default=text("''"))
    minutes_from: Mapped[Fen] = mapped_column(server_default="0")
    hearing_days: Mapped[int] = mapped_column(server_default="5")
    review_days: Mapped[int] = mapped_column(server_default="20")
    fonds: Mapped[str] = mapped_column(server_default=text("''"))
    archive_category: Mapped[str] = mapped_column(server_default=text("''"))
    archive_section: Mapped[str] = mapped_column(server_default=text("''"))
    separates_payment: Mapped[bool] = mapped_column(server_default=false())
    approval_order: Mapped[str] = mapped_column(server_default=text("'along'"))
    rules: Mapped[str] = mapped_column(server_default=text("''"))
    supervision_telephone: Mapped[str] = mapped_column(server_default=text("''"))
    court: Mapped[str] = mapped_column(server_default=text("''"))
    payer_name: Mapped[str] = mapped_column(server_default=text("''"))
    payer_account: Mapped[str] = mapped_column(server_default=text("''"))
    payer_bank: Mapped[str] = mapped_column(server_default=text("''"))
    upper_bureau: Mapped[str] = mapped_column(server_default=text("''"))
    payment_channel: Mapped[str] = mapped_column(server_default=text("''"))
    collection_asks: Mapped[str] = mapped_column(server_default=text("''"))
    collection_days: Mapped[int] = mapped_column(server_default=text("0"))
    collection_basis: Mapped[str] = mapped_column(server_default=text("''"))
    project_duties: Mapped[str] = mapped_column(server_default=text("''"))
    payment_days: Mapped[int] = mapped_column(server_default=text("0"))
    bank_template: Mapped[str] = mapped_column(server_default=text("''"))


class OwnRemediesEntry(Base):
    """The office's sentence on remedies for papers that have their own; see ``OwnRemedies``."""

    __tablename__ = "own_remedies"

    paper: Mapped[str] = mapped_column(primary_key=True)
    sentence: Mapped[str]


class ClauseWordingEntry(Base):
    """What a clause (the full id of its rule) says itself, as the office has typed it from the document."""

    __tablename__ = "clause_wording"
    __table_args__ = (CheckConstraint("wording <> ''", name="says_something"),)

    policy: Mapped[str] = mapped_column(primary_key=True)
    rule: Mapped[str] = mapped_column(primary_key=True)
    wording: Mapped[str]


class PersonEntry(Base):
    """Someone who sits at the desk."""

    __tablename__ = "person"
    __table_args__ = (NEVER_AGAIN,)

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(unique=True)
    retired_on: Mapped[datetime.date | None]


class PersonRole(Base):
    """A role that a person holds; see ``core.roles``."""

    __tablename__ = "person_role"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)


class NumberSeries(Base):
    """Which number comes next in a series and year."""

    __tablename__ = "number_series"
    __table_args__ = (CheckConstraint("next_number >= 1", name="counts_from_one"),)

    name: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    next_number: Mapped[int]


class AuditEntry(Base, append_only=True):
    """Who did what to which record and its fields, when. Never a personal value.

    ``previous`` and ``hash`` chain the entries in the order of their ids; see ``core.audit_chain``.
    """

    __tablename__ = "audit_entry"
    __table_args__ = (NEVER_AGAIN,)

    id: Mapped[Id]
    at: Mapped[datetime.datetime]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    action: Mapped[str]
    record: Mapped[str] = mapped_column(index=True)
    fields: Mapped[str]
    previous: Mapped[str]
    hash: Mapped[str]


class CalendarYear(Base):
    """A year of which the office wrote down all that was announced; ``source`` names the notice."""

    __tablename__ = "calendar_year"

    id: Mapped[Id]
    year: Mapped[int] = mapped_column(unique=True)
    source: Mapped[str]


class CalendarDayEntry(Base):
    """A day that is worked, or not, unlike what its weekday or the program says."""

    __tablename__ = "calendar_day"

    date: Mapped[datetime.date] = mapped_column(primary_key=True)
    working: Mapped[bool]
    name: Mapped[str]
