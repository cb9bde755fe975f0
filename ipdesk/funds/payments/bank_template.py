"""The sheet that a bank or the treasury wants, as data: its file, its columns and what stands in them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field, PositiveInt, model_validator
from pydantic_core import PydanticCustomError

from ipdesk.funds.core.phrases import fund_phrases
from ipdesk.funds.payments.payment_row import BankBatch, PayeeKind, PaymentField, PaymentRow, Value
from ipdesk.rules.core.money import format_yuan
from ipdesk.rules.source.strict_model import StrictModel, Words, YesNo


class FileKind(StrEnum):
    """What kind of file a bank reads."""

    XLS = "xls"
    XLSX = "xlsx"
    CSV = "csv"
    TXT = "txt"

    @property
    def of_text(self) -> bool:
        """Say whether the file is text, not a workbook."""
        return self in (FileKind.CSV, FileKind.TXT)


class Encoding(StrEnum):
    """How a file of text writes its characters; the third begins with a mark by which Excel knows it."""

    GBK = "gbk"
    GB18030 = "gb18030"
    UTF8_SIG = "utf-8-sig"
    UTF8 = "utf-8"


MOST_ROWS = {FileKind.XLS: 65_536, FileKind.XLSX: 1_048_576}
"""Rows that a worksheet has, heads included."""
_NEEDED = (PaymentField.PAYEE_NAME, PaymentField.ACCOUNT, PaymentField.AMOUNT)
_DATE = re.compile(r"(?:%[Ymd]|[-/.年月日])+")
ABOVE = ("count", "total", "date", "batch", "payer_name", "payer_account")
"""What may be named in the rows above the heads: of one sheet, sums in yuan."""
_NAMED = re.compile(r"\{([^{}]*)\}")


def _fault(code: str, **words: str) -> PydanticCustomError:
    sentence = fund_phrases().bank_templates[code].format(**words)
    return PydanticCustomError("said", "{said}", {"said": sentence})


def _separator(text: str) -> str:
    if len(text) != 1 or text.isalnum() or text in "\"'\r\n. ":
        raise _fault("separator")
    return text


def _date_pattern(text: str) -> str:
    if not _DATE.fullmatch(text) or any(text.count(part) != 1 for part in ("%Y", "%m", "%d")):
        raise _fault("date_pattern")
    return text


def _above(row: tuple[str, ...]) -> tuple[str, ...]:
    for text in row:
        unknown = [name for name in _NAMED.findall(text) if name not in ABOVE]
        if unknown or set("{}") & set(_NAMED.sub("", text)):
            raise _fault("above", names="、".join(f"{{{name}}}" for name in ABOVE))
    return row


class BankColumn(StrictModel):
    """A column: its head, the field or the fixed text in it, and its width in Latin characters."""

    head: str
    field: PaymentField | None = None
    fixed: str = ""
    width: Annotated[int, Field(ge=1, le=255)] = 12

    @model_validator(mode="after")
    def _one_content(self) -> BankColumn:
        if self.field is not None and self.fixed:
            raise _fault("two_contents")
        return self


class BankTemplate(StrictModel):
    """The sheet that one bank wants.

    ``above`` are rows above the heads, in which what ``ABOVE`` has may be named in braces; ``heads`` says
    whether heads are written. ``encoding`` and ``separator`` are of files of text; ``quotes`` says whether
    the bank's program reads values in quotation marks. ``number`` writes sums as numbers, else as text.
    ``date_pattern`` has %Y, %m and %d. No sheet has more than ``most`` payments.
    """

    id: Annotated[str, Field(min_length=1)]
    name: Annotated[str, Field(min_length=1)]
    file: FileKind
    payees: Annotated[tuple[PayeeKind, ...], Field(min_length=1)] = tuple(PayeeKind)
    encoding: Encoding = Encoding.UTF8
    separator: Annotated[str, AfterValidator(_separator)] = ","
    quotes: YesNo | None = None
    above: tuple[Annotated[Words, AfterValidator(_above)], ...] = ()
    heads: YesNo = True
    number: YesNo = True
    date_pattern: Annotated[str, AfterValidator(_date_pattern)] = "%Y%m%d"
    most: PositiveInt = 1000
    columns: tuple[BankColumn, ...]

    @model_validator(mode="after")
    def _usable(self) -> BankTemplate:
        fields = [column.field for column in self.columns if column.field is not None]
        twice = next((field for field in fields if fields.count(field) > 1), None)
        if twice is not None:
            raise _fault("field_twice", field=twice)
        lacking = [field for field in _NEEDED if field not in fields]
        if lacking:
            raise _fault("field_missing", fields="、".join(lacking))
        rows = MOST_ROWS.get(self.file, 0)
        if rows and self.most + self.rows_above > rows:
            raise _fault("most", rows=str(rows - self.rows_above))
        return self

    @property
    def can_quote(self) -> bool:
        """Say whether a value may stand in quotation marks: in a .csv file, unless the template says else."""
        return self.file is FileKind.CSV if self.quotes is None else self.quotes

    @property
    def asks_payer_account(self) -> bool:
        """Say whether the account from which is paid stands anywhere in the sheet."""
        above = "{payer_account}" in "".join(text for row in self.above for text in row)
        return above or any(one.field is PaymentField.PAYER_ACCOUNT for one in self.columns)

    @property
    def rows_above(self) -> int:
        """Return how many rows stand above the payments."""
        return len(self.above) + self.heads

    def parts(self, batch: BankBatch) -> Iterator[tuple[PaymentRow, ...]]:
        """Yield the payments of each sheet: so many sheets as the most rows of one ask for."""
        for first in range(0, len(batch.rows), self.most):
            yield batch.rows[first : first + self.most]

    def sheet(self, part: Sequence[PaymentRow], batch: BankBatch) -> list[list[Value]]:
        """Return the rows of cells of a sheet with these payments of a batch."""
        date = written_date(batch.date, self.date_pattern)
        total = format_yuan(sum(row.amount for row in part))
        said = (str(len(part)), total, date, batch.number, batch.payer.name, batch.payer.account)
        named = dict(zip(ABOVE, said, strict=True))
        above = [[_NAMED.sub(lambda found: named[found[1]], text) for text in row] for row in self.above]
        heads = [[column.head for column in self.columns]] if self.heads else []
        texts: list[list[Value]] = [[*row] for row in (*above, *heads)]
        return texts + [self._cells(place, row, batch, date) for place, row in enumerate(part, start=1)]

    def _cells(self, place: int, row: PaymentRow, batch: BankBatch, date: str) -> list[Value]:
        values: Mapping[PaymentField, Value] = {
            PaymentField.PLACE: place,
            PaymentField.SERIAL: row.serial,
            PaymentField.PAYER_ACCOUNT: batch.payer.account,
            PaymentField.PAYER_NAME: batch.payer.name,
            PaymentField.PAYER_BANK: batch.payer.bank,
            PaymentField.PAYEE_NAME: row.payee_name,
            PaymentField.ACCOUNT: row.account,
            PaymentField.BANK_KIND: row.bank_kind,
            PaymentField.BANK: row.bank,
            PaymentField.BANK_NUMBER: row.bank_number,
            PaymentField.AMOUNT: self._amount(row.amount),
            PaymentField.PURPOSE: row.purpose,
            PaymentField.REMARK: row.remark,
            PaymentField.DATE: date,
        }
        return [values[column.field] if column.field else column.fixed for column in self.columns]

    def _amount(self, fen: int) -> Value:
        """Write whole cents: a hidden third decimal makes the bank's total another."""
        text = format_yuan(fen)
        return Decimal(text) if self.number else text


def written_date(day: datetime.date, pattern: str) -> str:
    """Return a day by a pattern of %Y, %m and %d, whatever the computer's own way to write days is."""
    parts = {"%Y": f"{day.year:04d}", "%m": f"{day.month:02d}", "%d": f"{day.day:02d}"}
    for part, text in parts.items():
        pattern = pattern.replace(part, text)
    return pattern
