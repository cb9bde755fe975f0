"""The files that go to a bank: as its template says, or refused with every reason, none written by half."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from ipdesk.documents.spreadsheets.workbook import sheet_name
from ipdesk.documents.spreadsheets.xls.strings import LONGEST_TEXT
from ipdesk.documents.spreadsheets.xls.workbook import xls_workbook
from ipdesk.funds.core.phrases import fund_phrases
from ipdesk.funds.payments.bank_template import BankTemplate, FileKind
from ipdesk.funds.payments.payment_row import BankBatch, PaymentRow, Value

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")  # no bank's program expects any of them
_IN_NO_FILE_NAME = re.compile(r'[\\/:*?"<>|\s]+')
_FORMULA = ("=", "+", "-", "@")
_SHOWN = 20  # sentences: who has more to mend than that sees the rest afterwards
_TEXT, _MONEY, _GENERAL = "@", "0.00", "General"


class BankFile(NamedTuple):
    """A file for the bank: its name, which tells of nobody, and what is in it."""

    name: str
    content: bytes


class BankFileError(Exception):
    """A batch that cannot be written for the bank; ``sentences`` say why, in Chinese."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = tuple(sentences)


def bank_files(template: BankTemplate, batch: BankBatch) -> tuple[BankFile, ...]:
    """Return the files of a batch by a template, so many as its limit asks for. Raises BankFileError."""
    faults = list(_faults_of_batch(template, batch))
    parts = list(template.parts(batch))
    sheets = [template.sheet(part, batch) for part in parts]
    for part, sheet in zip(parts, sheets, strict=True):
        faults += _faults_of_sheet(template, part, sheet)
    if faults:
        raise BankFileError(list(dict.fromkeys(faults))[:_SHOWN])
    write = _WRITERS[template.file]
    names = _names(template, batch.number, len(sheets))
    return tuple(BankFile(name, write(template, sheet)) for name, sheet in zip(names, sheets, strict=True))


def _names(template: BankTemplate, number: str, count: int) -> Iterator[str]:
    """Yield the names of the files: the batch's number, and the place of each where there are several."""
    stem = _IN_NO_FILE_NAME.sub("-", number)
    for place in range(1, count + 1):
        yield f"{stem}{f'-{place:0{len(str(count))}d}' if count > 1 else ''}.{template.file}"


# ------------------------------------------------------------ what is wrong


def _sentence(key: str, /, **words: str) -> str:
    return fund_phrases().bank_files[key].format(**words)


def _faults_of_batch(template: BankTemplate, batch: BankBatch) -> Iterator[str]:
    if not batch.rows:
        yield _sentence("empty")
    kinds = {row.payee for row in batch.rows}
    if len(kinds) > 1:
        yield _sentence("mixed")
    for kind in sorted(kinds - set(template.payees)):
        yield _sentence("payees", template=template.name, kind=kind.label)
    for serial, times in Counter(row.serial for row in batch.rows).items():
        if times > 1:
            yield _sentence("serial_twice", serial=serial)
    for row in batch.rows:
        if row.amount <= 0:
            yield _sentence("no_amount", payee=row.payee_name)


def _faults_of_sheet(
    template: BankTemplate, part: Sequence[PaymentRow], sheet: Sequence[Sequence[Value]]
) -> Iterator[str]:
    """Yield what no such file can hold. Cell by cell is looked only where all together do not pass."""
    checks = list(_checks(template))
    texts = [text for row in sheet for text in row if isinstance(text, str)]
    if all(passes(texts) for passes, _ in checks):
        return
    for place, row in enumerate(sheet, start=-template.rows_above):
        for number, text in enumerate(row):
            where = ("表头", "文字")
            if place >= 0:
                where = (part[place].payee_name, template.columns[number].head)
            if isinstance(text, str):
                found = (fault for _, faults in checks for fault in faults(text))
                yield from (_sentence(key, payee=where[0], head=where[1], **words) for key, words in found)


_Faults = Callable[[str], Iterator[tuple[str, Mapping[str, str]]]]
_Check = tuple[Callable[[Sequence[str]], bool], _Faults]
"""Whether all texts of a sheet are free of a fault; and the faults of one text."""


def _checks(template: BankTemplate) -> Iterator[_Check]:
    yield (lambda texts: not _CONTROL.search("".join(texts))), _control_characters
    encoding = str(template.encoding) if template.file.of_text else "utf-8"
    yield (lambda texts: _fits("".join(texts), encoding)), lambda text: _not_in(text, encoding)
    if template.file is FileKind.CSV:
        yield (lambda texts: not any(text.startswith(_FORMULA) for text in texts)), _formulas
    if template.file.of_text and not template.can_quote:
        mark = template.separator
        yield (lambda texts: mark not in "".join(texts)), lambda text: _separators(text, mark)
    if not template.file.of_text:
        yield (lambda texts: max(map(len, texts)) <= LONGEST_TEXT // 2), _too_long


def _fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _control_characters(text: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    for found in dict.fromkeys(_CONTROL.findall(text)):
        yield "control", {"code": f"{ord(found):04X}"}


def _not_in(text: str, encoding: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    for found in dict.fromkeys(text):
        if not _fits(found, encoding):
            shown = found if found.isprintable() else "？"
            yield "character", {"character": shown, "code": f"{ord(found):04X}", "encoding": encoding.upper()}


def _formulas(text: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    if text.startswith(_FORMULA):
        yield "formula", {"character": text[0]}


def _separators(text: str, mark: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    if mark in text:
        yield "separator", {"character": mark}


def _too_long(text: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    if len(text) > LONGEST_TEXT // 2:
        yield "too_long", {}


# ------------------------------------------------------------ writing


def _text_file(template: BankTemplate, sheet: Sequence[Sequence[Value]]) -> bytes:
    kept = io.StringIO()
    if template.can_quote:
        csv.writer(kept, delimiter=template.separator, lineterminator="\r\n").writerows(sheet)
    else:
        kept.writelines(template.separator.join(map(str, row)) + "\r\n" for row in sheet)
    return kept.getvalue().encode(template.encoding)


def _xls(template: BankTemplate, sheet: Sequence[Sequence[Value]]) -> bytes:
    return xls_workbook(sheet_name(template.name), sheet, [column.width for column in template.columns])


def _xlsx(template: BankTemplate, sheet: Sequence[Sequence[Value]]) -> bytes:
    book = Workbook(write_only=True)
    page = book.create_sheet(sheet_name(template.name))
    for place, column in enumerate(template.columns, start=1):
        page.column_dimensions[get_column_letter(place)].width = column.width
    cells = _Cells(page)
    for row in sheet:
        page.append([cells.of(place, value) for place, value in enumerate(row)])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


class _Cells:
    """The cells of a row, made once for each column and look: what is written needs them no more."""

    def __init__(self, page: WriteOnlyWorksheet) -> None:
        self._page = page
        self._made: dict[tuple[int, type], Cell] = {}

    def of(self, place: int, value: Value) -> Cell:
        key = (place, type(value))
        cell = self._made.get(key) or self._made.setdefault(key, self._new(type(value)))
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"  # also what begins like a formula
        return cell

    def _new(self, kind: type) -> Cell:
        cell: Cell = WriteOnlyCell(self._page)
        cell.number_format = _TEXT if kind is str else _MONEY if kind is Decimal else _GENERAL
        return cell


_Writer = Callable[[BankTemplate, Sequence[Sequence[Value]]], bytes]
_WRITERS: Mapping[FileKind, _Writer] = {
    FileKind.XLS: _xls,
    FileKind.XLSX: _xlsx,
    FileKind.CSV: _text_file,
    FileKind.TXT: _text_file,
}
