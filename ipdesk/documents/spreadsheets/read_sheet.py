"""Files with tables as banks and offices have them: by what is in them, whatever their names end with."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Literal, TypeVar

from ipdesk.documents.spreadsheets.html_tables import html_tables
from ipdesk.documents.spreadsheets.workbook_process import UnreadableError, cells_of
from ipdesk.funds.core.phrases import fund_phrases
from ipdesk.funds.payments.answer_cells import Cell
from ipdesk.funds.payments.answer_head import AnswerSheet, SheetRow

T = TypeVar("T")

LARGEST = 64 * 2**20
"""Bytes: ten times the longest answer of ten thousand payments. What is larger is another file."""
_OLD, _NEW = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # in which a new workbook lies that has a password
_MARKS = "\t|,;"
_LOOKED_AT = 100  # lines by which it is found out what parts the cells
_ENCODINGS = ("utf-8-sig", "gb18030")


class SheetError(Exception):
    """A file in which no table can be read; ``sentence`` says why and what to do, in Chinese."""

    def __init__(self, key: str) -> None:
        self.sentence = fund_phrases().sheets[key]
        super().__init__(self.sentence)


def read_sheets(data: bytes) -> list[AnswerSheet]:
    """Return the sheets of a workbook, or the one table of a file of text. Raises SheetError.

    An ``.xls`` may be a page of a browser or a text in truth, a ``.csv`` a workbook: banks' systems write so.
    """
    if is_workbook(data):
        return [AnswerSheet(name, rows) for name, rows in workbook_read(data, cells_of)]
    text = _decoded(data)
    begin = text[:2000].lstrip().lower()
    if begin.startswith("<?xml") and "urn:schemas-microsoft-com:office:spreadsheet" in begin:
        raise SheetError("xml")
    if begin.startswith("<") and "<t" in begin:
        return [AnswerSheet(str(place), rows) for place, rows in enumerate(html_tables(text), start=1)]
    return [AnswerSheet("", list(_of_text(text)))]


# ------------------------------------------------------------ workbooks


def is_workbook(data: bytes) -> bool:
    """Say whether a file is a workbook, whatever its name. Raises SheetError for what cannot be read."""
    if not data.strip():
        raise SheetError("empty")
    if len(data) > LARGEST:
        raise SheetError("too_large")
    if data.startswith(_OLD) and _ENCRYPTED in data:
        raise SheetError("password")
    return data.startswith((_OLD, _NEW))


def workbook_read(data: bytes, read: Callable[[bytes], T]) -> T:
    """Return what ``read`` finds in a workbook, in a process of its own. Raises SheetError."""
    try:
        return read(data)
    except UnreadableError as error:
        raise SheetError("password" if error.locked else "damaged") from error
    except OSError as error:
        raise SheetError("no_process") from error


# ------------------------------------------------------------ text


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: Sequence[str] = ("utf-16",)
    elif b"\0" in data:
        raise SheetError("binary")
    else:
        encodings = _ENCODINGS
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SheetError("encoding")


def _of_text(text: str) -> Iterator[SheetRow]:
    mark = _mark(text)
    try:
        yield from _parted(text, mark, csv.QUOTE_MINIMAL)
    except csv.Error:  # a quotation mark that nobody closed is a character like others
        try:
            yield from _parted(text, mark, csv.QUOTE_NONE)
        except csv.Error as error:
            raise SheetError("binary") from error


def _parted(text: str, mark: str, quoting: Literal[0, 3]) -> list[SheetRow]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, quoting=quoting, strict=True)
    found: list[SheetRow] = []
    before = 0
    for cells in reader:
        stripped: list[Cell] = [cell.strip() for cell in cells]
        if any(stripped):
            found.append((before + 1, stripped))
        before = reader.line_num
    return found


def _mark(text: str) -> str:
    """Return what parts the cells: the mark that most lines have equally often."""
    lines = [line for line in text.splitlines()[:_LOOKED_AT] if line.strip()]

    def evenness(mark: str) -> int:
        times = Counter(line.count(mark) for line in lines if mark in line)
        return max((times[count] * count for count in times), default=0)

    return max(_MARKS, key=evenness)
