"""Applicants and their traits."""

from __future__ import annotations

import datetime

from sqlalchemy import ForeignKey, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ipdesk.models.records import ApplicantDetails
from ipdesk.models.tables.base import Base, Id
from ipdesk.models.tables.dialect import NEVER_AGAIN


class RegisteredApplicant(Base, record=ApplicantDetails):
    """An applicant; see ``records.ApplicantRecord``.

    Of what was entered those columns stand here that queries name; the others come from the record.
    ``pinyin`` is what lists are sorted by, ``search_text`` what the applicant is found by; ``core`` is the
    name without place and form of company, for finding similar ones; ``confirmed`` lists confirmed fields.
    """

    __tablename__ = "applicant"
    __table_args__ = (NEVER_AGAIN,)

    id: Mapped[Id]
    kind: Mapped[str]
    name: Mapped[str] = mapped_column(index=True)
    identity: Mapped[str] = mapped_column(unique=True)
    unusual_code: Mapped[bool]
    confirmed: Mapped[str]
    pinyin: Mapped[str]
    search_text: Mapped[str]
    core: Mapped[str]
    revision: Mapped[int]
    bank_number: Mapped[str] = mapped_column(server_default=text("''"))
    town: Mapped[str] = mapped_column(server_default=text("''"))
    industry: Mapped[str] = mapped_column(server_default=text("''"))
    guardian: Mapped[str] = mapped_column(server_default=text("''"))
    guardian_relation: Mapped[str] = mapped_column(server_default=text("''"))
    guardian_identity: Mapped[str] = mapped_column(server_default=text("''"))
    guardian_telephone: Mapped[str] = mapped_column(server_default=text("''"))
    traits: Mapped[list[ApplicantTrait]] = relationship(
        cascade="all, delete-orphan", order_by="ApplicantTrait.id"
    )


class ApplicantAccount(Base, append_only=True):
    """An account of an applicant; see ``records.AccountRecord``. Payments go to the newest that is ``used``.

    Without a moment it is one that was known before accounts were kept apart.
    """

    __tablename__ = "applicant_account"

    id: Mapped[Id]
    applicant_id: Mapped[int] = mapped_column(ForeignKey("applicant.id"), index=True)
    kind: Mapped[str]
    holder: Mapped[str]
    bank: Mapped[str]
    account: Mapped[str]
    bank_number: Mapped[str]
    used: Mapped[bool]
    reason: Mapped[str]
    proof: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime.datetime | None]


class FormerName(Base, append_only=True):
    """A name that an applicant had, and until when: lists and certificates go on naming it so."""

    __tablename__ = "applicant_former_name"

    id: Mapped[Id]
    applicant_id: Mapped[int] = mapped_column(ForeignKey("applicant.id"), index=True)
    name: Mapped[str]
    until: Mapped[datetime.date]


class ApplicantTrait(Base):
    """A trait held from a day until a day, both included and either open."""

    __tablename__ = "applicant_trait"

    id: Mapped[Id]
    applicant_id: Mapped[int] = mapped_column(ForeignKey("applicant.id"), index=True)
    trait: Mapped[str]
    since: Mapped[datetime.date | None]
    until: Mapped[datetime.date | None]
