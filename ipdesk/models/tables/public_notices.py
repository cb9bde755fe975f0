"""Public notices with what they listed, the objections to them, and inquiries at other offices."""

from __future__ import annotations

import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from ipdesk.models.tables.awards import UNDOING
from ipdesk.models.tables.base import Base, Fen, Id
from ipdesk.models.tables.dialect import NEVER_AGAIN


class PublicNoticeEntry(Base, append_only=True, once="closed_on"):
    """A public notice; see ``records.PublicNotice``. ``letter_id`` is its paper, ``report_id`` its last one.

    ``length`` is in days of the kind ``unit``, a ``periods.Unit``; ``closes`` is in minutes after midnight.
    ``late_shown`` and ``late_why`` are those of a ``records.LateEntry``, "" where there is none.
    """

    __tablename__ = "public_notice"
    __table_args__ = (
        CheckConstraint("length >= 1 AND answer_days >= 1", name="some_days"),
        CheckConstraint("begins <= last_day", name="begins_before_end"),
        NEVER_AGAIN,
    )

    id: Mapped[Id]
    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"))
    title: Mapped[str]
    basis: Mapped[str]
    begins: Mapped[datetime.date]
    length: Mapped[int]
    unit: Mapped[str]
    first_counts: Mapped[bool]
    last_day: Mapped[datetime.date]
    contact: Mapped[str]
    telephone: Mapped[str]
    second_telephone: Mapped[str]
    address: Mapped[str]
    postcode: Mapped[str]
    closes: Mapped[int]
    answer_days: Mapped[int]
    published_at: Mapped[datetime.datetime]
    published_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    closed_on: Mapped[datetime.date | None]
    shown: Mapped[str]
    report_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"))
    late_shown: Mapped[str] = mapped_column(server_default=text("''"))
    late_why: Mapped[str] = mapped_column(server_default=text("''"))


class PublishedLineEntry(Base, append_only=True):
    """A line as it was published, at its place from 0 on; see ``records.PublishedLine``."""

    __tablename__ = "published_line"
    __table_args__ = (Index(None, "application_id"),)

    notice_id: Mapped[int] = mapped_column(ForeignKey("public_notice.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"))
    person: Mapped[bool]
    key: Mapped[str]
    rule: Mapped[str]
    recipient: Mapped[str]
    name: Mapped[str]
    item: Mapped[str]
    amount: Mapped[Fen]
    score: Mapped[str]


class ObjectionEntry(Base, append_only=True, once="answered_on"):
    """An objection; see ``records.Objection``. ``papers`` are ids, ``letter_id`` is that of its answer."""

    __tablename__ = "objection"
    __table_args__ = (
        CheckConstraint("(state = 'open') = (answered_on IS NULL)", name="open_until_answered"),
        CheckConstraint("state = 'open' OR trim(reason) <> ''", name="answered_with_reason"),
        Index(None, "application_id"),
        Index(None, "notice_id"),
        NEVER_AGAIN,
    )

    id: Mapped[Id]
    notice_id: Mapped[int] = mapped_column(ForeignKey("public_notice.id"))
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"))
    objector: Mapped[str]
    name: Mapped[str]
    contact: Mapped[str]
    received_at: Mapped[datetime.datetime]
    text: Mapped[str]
    papers: Mapped[str]
    state: Mapped[str]
    answer_by: Mapped[datetime.date]
    reason: Mapped[str]
    answered_on: Mapped[datetime.date | None]
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"))
    recorded_at: Mapped[datetime.datetime]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    view_gist: Mapped[str] = mapped_column(server_default=sql("''"))
    view_outcome: Mapped[str] = mapped_column(server_default=sql("''"))
    view_why: Mapped[str] = mapped_column(server_default=sql("''"))


class ObjectionScopeEntry(Base, append_only=True):
    """Which lines an objection attacks, as it was entered or (``reason``) corrected; the newest holds.

    One without ``ObjectedLineEntry`` is against the application as a whole.
    """

    __tablename__ = "objection_scope"
    __table_args__ = (NEVER_AGAIN,)

    id: Mapped[Id]
    objection_id: Mapped[int] = mapped_column(ForeignKey("objection.id"), index=True)
    reason: Mapped[str]
    recorded_at: Mapped[datetime.datetime]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("person.id"))


class ObjectionHearingEntry(Base, append_only=True):
    """That an applicant is told of an objection; see ``records.ObjectionHearing``. The newest holds."""

    __tablename__ = "objection_hearing"
    __table_args__ = (
        CheckConstraint("trim(gist) <> ''", name="with_gist"),
        CheckConstraint("days >= 1", name="some_days"),
        NEVER_AGAIN,
    )

    id: Mapped[Id]
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    objection_id: Mapped[int] = mapped_column(ForeignKey("objection.id"))
    gist: Mapped[str]
    days: Mapped[int]
    named: Mapped[bool]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime.datetime]


class ObjectedLineEntry(Base, append_only=True):
    """A line of the list that an objection attacks."""

    __tablename__ = "objected_line"

    scope_id: Mapped[int] = mapped_column(ForeignKey("objection_scope.id"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    rule: Mapped[str] = mapped_column(primary_key=True)


class UnpublishedChangeEntry(Base, append_only=True, released=UNDOING):
    """What was decided otherwise than it was published, and why it is not published anew.

    It goes with that decision, where it is taken back.
    """

    __tablename__ = "unpublished_change"
    __table_args__ = (
        CheckConstraint("trim(changes) <> '' AND trim(reason) <> ''", name="with_reason"),
        NEVER_AGAIN,
    )

    id: Mapped[Id]
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    changes: Mapped[str]
    reason: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime.datetime]
    view_gist: Mapped[str] = mapped_column(server_default=text("''"))
    view_outcome: Mapped[str] = mapped_column(server_default=text("''"))
    view_why: Mapped[str] = mapped_column(server_default=text("''"))


class InquiryEntry(Base, append_only=True, once="answered_on"):
    """An inquiry 征求意见; see ``records.Inquiry``. Its letter names the applications it is about."""

    __tablename__ = "inquiry"
    __table_args__ = (NEVER_AGAIN,)

    id: Mapped[Id]
    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"))
    addressee: Mapped[str]
    matter: Mapped[str]
    answer_by: Mapped[datetime.date]
    asked_on: Mapped[datetime.date]
    asked_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    answered_on: Mapped[datetime.date | None]
    answer: Mapped[str]
