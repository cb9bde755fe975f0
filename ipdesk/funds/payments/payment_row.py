"""Payments as they go to a bank: one row each, and the batch that they make."""

from __future__ import annotations

import datetime
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class PayeeKind(StrEnum):
    """Whom one sheet pays: banks take units 对公 and persons 对私 apart."""

    UNIT = "unit"
    PERSON = "person"

    @property
    def label(self) -> str:
        """Return what banks call it."""
        return "对公" if self is PayeeKind.UNIT else "对私"


class PaymentField(StrEnum):
    """What of a payment may stand in a column."""

    PLACE = "place"
    SERIAL = "serial"
    PAYER_ACCOUNT = "payer_account"
    PAYER_NAME = "payer_name"
    PAYER_BANK = "payer_bank"
    PAYEE_NAME = "payee_name"
    ACCOUNT = "account"
    BANK_KIND = "bank_kind"
    BANK = "bank"
    BANK_NUMBER = "bank_number"
    AMOUNT = "amount"
    PURPOSE = "purpose"
    REMARK = "remark"
    DATE = "date"


class Payer(NamedTuple):
    """Whose account pays."""

    name: str
    account: str
    bank: str


class PaymentRow(NamedTuple):
    """One payment as it goes to the bank; ``amount`` in fen.

    ``serial`` is the office's own number of the payment, by which its result is found again. ``bank_kind`` is
    the bank itself (行别), ``bank`` the branch, ``bank_number`` its 联行号.
    """

    serial: str
    payee_name: str
    account: str
    bank_kind: str
    bank: str
    bank_number: str
    amount: int
    purpose: str
    payee: PayeeKind
    remark: str = ""


class BankBatch(NamedTuple):
    """Payments that go to the bank together, by the number of the batch, on one day."""

    number: str
    date: datetime.date
    payer: Payer
    rows: tuple[PaymentRow, ...]


Value = str | int | Decimal
"""What stands in a cell: a text, a number of a row, or yuan as a number."""
