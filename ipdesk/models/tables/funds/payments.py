"""Batches of payments; what stands in them once they were sent is never changed."""

from __future__ import annotations

import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ipdesk.models.tables.base import Base, Fen, Id
from ipdesk.models.tables.dialect import NEVER_AGAIN


class PaymentBatchEntry(Base, append_only=True, once="sent_on"):
    """A batch of payments; see ``records.PaymentBatch``."""

    __tablename__ = "payment_batch"
    __table_args__ = (
        CheckConstraint("sent_on IS NULL OR signed_by IS NOT NULL", name="signed_before_sent"),
        UniqueConstraint("number"),
        NEVER_AGAIN,
    )

    id: Mapped[Id]
    fund_id: Mapped[int] = mapped_column(ForeignKey("fund.id"), index=True)
    number: Mapped[str]
    channel: Mapped[str]
    payees: Mapped[str]
    purpose: Mapped[str]
    recorded: Mapped[bool]
    revision: Mapped[int]
    prepared_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    prepared_at: Mapped[datetime.datetime]
    signed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    signed_at: Mapped[datetime.datetime | None]
    sent_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    sent_on: Mapped[datetime.date | None]
    dropped_why: Mapped[str]


class PaymentLineEntry(Base, append_only=True, once="payment_id"):
    """A payment of a batch; see ``records.PaymentLine``. It stands from when it was sent."""

    __tablename__ = "payment_line"
    __table_args__ = (
        CheckConstraint("fen > 0 AND (tax IS NULL OR tax < fen)", name="some"),
        CheckConstraint("(payment_id IS NULL) = (serial IS NULL)", name="numbered"),
        UniqueConstraint("batch_id", "place"),
        UniqueConstraint("serial"),
        UniqueConstraint("payment_id"),
        NEVER_AGAIN,
    )

    id: Mapped[Id]
    batch_id: Mapped[int] = mapped_column(ForeignKey("payment_batch.id"))
    place: Mapped[int]
    grant_id: Mapped[int] = mapped_column(ForeignKey("fund_grant.id"), index=True)
    fen: Mapped[Fen]
    tax: Mapped[Fen | None]
    account_name: Mapped[str]
    account: Mapped[str]
    bank_kind: Mapped[str]
    bank: Mapped[str]
    bank_number: Mapped[str]
    purpose: Mapped[str]
    remark: Mapped[str]
    reissues_id: Mapped[int | None] = mapped_column(ForeignKey("fund_payment.id"))
    serial: Mapped[str | None]
    payment_id: Mapped[int | None] = mapped_column(ForeignKey("fund_payment.id"))


class PaymentReasonEntry(Base):
    """Why a payment is made in spite of what was found; see ``records.FindingReason``."""

    __tablename__ = "payment_reason"
    __table_args__ = (CheckConstraint("trim(reason) <> ''", name="says_something"),)

    line_id: Mapped[int] = mapped_column(ForeignKey("payment_line.id"), primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    reason: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime.datetime]


class PaymentVoucherEntry(Base, append_only=True):
    """What the treasury's system says of a payment; the newest row counts. See ``records.Voucher``."""

    __tablename__ = "payment_voucher"
    __table_args__ = (NEVER_AGAIN,)

    id: Mapped[Id]
    payment_id: Mapped[int] = mapped_column(ForeignKey("fund_payment.id"), index=True)
    quota_number: Mapped[str]
    functional_class: Mapped[str]
    government_class: Mapped[str]
    department_class: Mapped[str]
    request_number: Mapped[str]
    voucher_number: Mapped[str]
    paid_on: Mapped[datetime.date | None]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime.datetime]


class PaymentEventEntry(Base, append_only=True):
    """What a posting alone does not say: that a bank works on it, who sent money back, that nobody wants it.

    ``posting_id`` is the posting after which it was so; it is forgotten with that. ``release_id`` is the
    posting by which what nobody wants went back to its task.
    """

    __tablename__ = "payment_event"
    __table_args__ = (NEVER_AGAIN,)

    id: Mapped[Id]
    payment_id: Mapped[int] = mapped_column(ForeignKey("fund_payment.id"), index=True)
    posting_id: Mapped[int] = mapped_column(ForeignKey("fund_posting.id"))
    release_id: Mapped[int | None] = mapped_column(ForeignKey("fund_posting.id"))
    kind: Mapped[str]
    reason: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime.datetime]
