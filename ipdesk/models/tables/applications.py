"""Achievements, applications, and the text of forms."""

from __future__ import annotations

import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from ipdesk.models.records import ApplicationParticulars
from ipdesk.models.tables.base import Base, Fen, Id, StateName
from ipdesk.models.tables.dialect import NEVER_AGAIN


class AchievementEntry(Base):
    """What an applicant achieved. ``batch`` is the id of the first of those entered as one range.

    ``item`` is the normal form of ``ref`` and ``normal_texts`` (JSON) that of the facts which are texts, for
    comparing; ``search_text`` is what the number is found by. All three are derived (``writing.derived``).
    ``name``, ``owners`` (JSON), ``filing_date``, ``rights`` (JSON), ``contract`` and ``contract_date`` are
    what the certificate says besides, empty where that is not known.
    """

    __tablename__ = "achievement"
    __table_args__ = (Index(None, "applicant_id", "ref"), Index(None, "item"), NEVER_AGAIN)

    id: Mapped[Id]
    applicant_id: Mapped[int] = mapped_column(ForeignKey("applicant.id"))
    kind: Mapped[str]
    date: Mapped[datetime.date]
    ref: Mapped[str | None]
    facts: Mapped[str]
    batch: Mapped[int | None]
    ordinal: Mapped[int]
    item: Mapped[str | None]
    normal_texts: Mapped[str] = mapped_column(server_default=text("'{}'"))
    search_text: Mapped[str] = mapped_column(server_default=text("''"))
    name: Mapped[str] = mapped_column(server_default=text("''"))
    owners: Mapped[str] = mapped_column(server_default=text("'[]'"))
    filing_date: Mapped[datetime.date | None]
    rights: Mapped[str] = mapped_column(server_default=text("'[]'"))
    contract: Mapped[str] = mapped_column(server_default=text("''"))
    contract_date: Mapped[datetime.date | None]


class Application(Base, record=ApplicationParticulars):
    """One applicant, one policy, one programme year. The totals are what lists show and sort by.

    Of what was entered for it as a whole those columns stand here that queries name; the others come from the
    record.

    ``computed`` and ``amount`` are in fen; ``undecided`` is the number of lines that await a decision.
    ``proposed`` (fen) is the sum of the proposal that stands, or was confirmed; None without one.
    ``review_by`` is the day until which its review was promised at acceptance, None where none was.
    """

    __tablename__ = "application"
    __table_args__ = (Index(None, "applicant_id"), Index(None, "state"), NEVER_AGAIN)

    id: Mapped[Id]
    number: Mapped[str] = mapped_column(unique=True)
    applicant_id: Mapped[int] = mapped_column(ForeignKey("applicant.id"))
    policy: Mapped[str]
    year: Mapped[int]
    call: Mapped[int]
    outside_reason: Mapped[str]
    level: Mapped[str] = mapped_column(server_default=text("''"))
    state: Mapped[str] = mapped_column(StateName())
    achievements: Mapped[int]
    computed: Mapped[Fen]
    amount: Mapped[Fen]
    undecided: Mapped[int]
    accepted_on: Mapped[datetime.date | None]
    accepted_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    minutes_number: Mapped[str]
    minutes_date: Mapped[datetime.date | None]
    minutes_body: Mapped[str] = mapped_column(server_default=text("''"))
    minutes_text: Mapped[str] = mapped_column(server_default=text("''"))
    proposed: Mapped[Fen | None]
    review_by: Mapped[datetime.date | None]
    changed_at: Mapped[datetime.datetime]


class ApplicationStep(Base):
    """A step that was taken: its name in the workflow ("" where the file begins), the state that began.

    ``basis`` and ``elsewhere`` are those of a ``records.Grounds``, "" of other steps.
    """

    __tablename__ = "application_step"
    id: Mapped[Id]
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    state: Mapped[str] = mapped_column(StateName())
    at: Mapped[datetime.datetime]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    remark: Mapped[str]
    step: Mapped[str]
    basis: Mapped[str] = mapped_column(server_default=text("''"))
    elsewhere: Mapped[str] = mapped_column(server_default=text("''"))


class CorrectionEntry(Base):
    """What an applicant was asked at once to put right 补正, and until when; ``items`` is JSON.

    The period of ``working_days`` runs from the day of service, None until that is known. ``closed_on`` is
    the day on which it was answered, or given up. ``had`` is JSON of the materials that had been received, ""
    where nobody wrote that down.
    """

    __tablename__ = "correction"
    __table_args__ = (
        CheckConstraint("working_days >= 1", name="some_days"),
        UniqueConstraint("application_id", "round"),
    )

    id: Mapped[Id]
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"))
    round: Mapped[int]
    items: Mapped[str]
    asked_on: Mapped[datetime.date]
    asked_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    working_days: Mapped[int]
    served_on: Mapped[datetime.date | None]
    last_day: Mapped[datetime.date | None]
    closed_on: Mapped[datetime.date | None]
    had: Mapped[str] = mapped_column(server_default=text("''"))


class ApplicationAchievement(Base):
    """A chosen achievement. ``key`` is its id in evaluations, ``row`` that of the form's row."""

    __tablename__ = "application_achievement"
    __table_args__ = (UniqueConstraint("application_id", "key"), Index(None, "achievement_id"))

    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    achievement_id: Mapped[int] = mapped_column(ForeignKey("achievement.id"))
    key: Mapped[str]
    row: Mapped[str]
    year: Mapped[int]


class ReceivedMaterial(Base):
    """A material that was handed in for a row of an accepted application, by its id in the vocabulary."""

    __tablename__ = "received_material"

    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), primary_key=True)
    row: Mapped[str] = mapped_column(primary_key=True)
    material: Mapped[str] = mapped_column(primary_key=True)
    form: Mapped[str] = mapped_column(server_default=text("''"))


class DraftText(Base):
    """The counter form of an application as typed: ``content`` is JSON.

    ``search_text`` is what the application is found by of the names in it.
    """

    __tablename__ = "draft"

    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), primary_key=True)
    content: Mapped[str]
    saved_at: Mapped[datetime.datetime]
    revision: Mapped[int]
    search_text: Mapped[str] = mapped_column(server_default=text("''"))


class DraftRef(Base):
    """A number that a draft holds, so that another counter can be told; see ``AchievementEntry``."""

    __tablename__ = "draft_ref"
    __table_args__ = (Index(None, "item"),)

    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(primary_key=True)
    item: Mapped[str]
    search_text: Mapped[str]


class StoredRefForm(Base):
    """By which form the numbers of a kind were brought into normal form when that was last done."""

    __tablename__ = "ref_form"

    kind: Mapped[str] = mapped_column(primary_key=True)
    form: Mapped[str]


class DecisionText(Base):
    """The decision form of an accepted application as typed. ``content`` is JSON."""

    __tablename__ = "decision_draft"

    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), primary_key=True)
    content: Mapped[str]
    saved_at: Mapped[datetime.datetime]
    revision: Mapped[int] = mapped_column(server_default=text("1"))
