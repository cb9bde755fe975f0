"""The sheet that a bank or the treasury wants, as data: its file, its columns and what stands in them."""

from __future__ import annotations

import codecs
import datetime
from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from pydantic import PositiveInt, model_validator

from ipdesk.paths import resource
from ipdesk.rules.core.money import format_yuan
from ipdesk.rules.source.read_model import read_model
from ipdesk.rules.source.strict_model import StrictModel, Words, YesNo
from ipdesk.rules.source.yaml_source import Source


class FileKind(StrEnum):
    """What kind of file a bank reads."""

    XLS = "xls"
    XLSX = "xlsx"
    CSV = "csv"
    TXT = "txt"


class PayeeKind(StrEnum):
    """Whom one sheet pays: banks take units 对公 and persons 对私 apart."""

    UNIT = "unit"
    PERSON = "person"


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
    remark: str = ""


Value = str | int | Decimal
"""What stands in a cell: a text, a number of a row, or yuan as a number."""


class BankColumn(StrictModel):
    """A column: its head, the field or the fixed text in it, and its width in Latin characters."""

    head: str
    field: PaymentField | None = None
    fixed: str = ""
    width: int = 12

    @model_validator(mode="after")
    def _one_content(self) -> BankColumn:
        if self.field is not None and self.fixed:
            raise ValueError("a column has a field or a fixed text")
        return self


class BankTemplate(StrictModel):
    """The sheet that one bank wants.

    ``above`` are rows above the heads, ``heads`` says whether these are written. ``encoding`` and
    ``separator`` are of files of text. ``number`` writes sums as numbers, else as text. ``date_pattern`` is
    that of ``strftime``. No sheet has more than ``most`` rows.
    """

    id: str
    name: str
    file: FileKind
    payees: tuple[PayeeKind, ...] = tuple(PayeeKind)
    encoding: str = "utf-8"
    separator: str = ","
    above: tuple[Words, ...] = ()
    heads: YesNo = True
    number: YesNo = True
    date_pattern: str = "%Y%m%d"
    most: PositiveInt = 1000
    columns: tuple[BankColumn, ...]

    @model_validator(mode="after")
    def _usable(self) -> BankTemplate:
        fields = [column.field for column in self.columns if column.field is not None]
        if len(set(fields)) < len(fields):
            raise ValueError("a field stands in two columns")
        wanted = {PaymentField.PAYEE_NAME, PaymentField.ACCOUNT, PaymentField.AMOUNT}
        if not wanted <= set(fields):
            raise ValueError("payee, account and amount are needed")
        try:
            codecs.lookup(self.encoding)
        except LookupError as error:
            raise ValueError("no encoding of that name") from error
        return self

    def sheets(
        self, rows: Sequence[PaymentRow], payer: Payer, date: datetime.date
    ) -> Iterator[list[list[Value]]]:
        """Yield the rows of cells of each sheet: so many sheets as the most rows of one ask for."""
        for first in range(0, len(rows), self.most):
            part = rows[first : first + self.most]
            above = [list[Value](row) for row in self.above]
            heads = [[column.head for column in self.columns]] if self.heads else []
            cells = [self._cells(place, row, payer, date) for place, row in enumerate(part, start=1)]
            yield [*above, *(list[Value](row) for row in heads), *cells]

    def _cells(self, place: int, row: PaymentRow, payer: Payer, date: datetime.date) -> list[Value]:
        values: dict[PaymentField, Value] = {
            PaymentField.PLACE: place,
            PaymentField.PAYER_ACCOUNT: payer.account,
            PaymentField.PAYER_NAME: payer.name,
            PaymentField.PAYER_BANK: payer.bank,
            PaymentField.AMOUNT: self._amount(row.amount),
            PaymentField.DATE: date.strftime(self.date_pattern),
        }
        own = {PaymentField(name): value for name, value in row._asdict().items() if name != "amount"}
        values |= own
        return [values[column.field] if column.field else column.fixed for column in self.columns]

    def _amount(self, fen: int) -> Value:
        """Write whole cents: a hidden third decimal makes the bank's total another."""
        text = format_yuan(fen)
        return Decimal(text) if self.number else text


@cache
def bank_templates() -> tuple[BankTemplate, ...]:
    """Return the bundled templates, the office's usual one first. Raises PackError for a file with faults."""
    paths = sorted(resource("banks").glob("*.yaml"), key=lambda path: (path.stem != "office", path.stem))
    return tuple(read_model(BankTemplate, Source.read(path)) for path in paths)
