"""Empty lists for applicants to fill in: the heads that are read back, and choices to pick from."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ipdesk.models.lists.list_form import list_forms
from ipdesk.rules.pack.vocabulary import FactType, FactWord, standard_vocabulary

_ROWS = 500  # that have choices and formats
_TEXT, _DAY = "@", "yyyy-mm-dd"
_YES_NO = ("是", "否")
_LONGEST_CHOICE = 255  # characters of a list that stands in the rule itself
_NOTE = "每件一行；表头不要改。日期写成 2024-03-01；几个权利人之间用分号隔开。带 * 的必须填写。"
_FILL = PatternFill("solid", fgColor="FFE7EEF7")


class TemplateColumn(NamedTuple):
    """A column: its head, whether it must be filled in, how wide it is, and what is picked from."""

    head: str
    needed: bool
    ems: int
    choices: tuple[str, ...] = ()
    day: bool = False


def list_template(kind: str) -> bytes:
    """Return a workbook to be filled in with achievements of a kind, which ``read_list`` reads back.

    Raises KeyError for a kind of which no lists are known.
    """
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    word = standard_vocabulary().kinds[kind]
    sheet.title, columns = word.name[:31], tuple(template_columns(kind))
    _head(sheet, word.name, columns)
    for place, column in enumerate(columns, start=1):
        _prepare(sheet, place, column)
    sheet.freeze_panes = "A4"
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def template_columns(kind: str) -> Iterator[TemplateColumn]:
    """Yield the columns of a kind: what its certificate says, then its facts."""
    words, form = standard_vocabulary(), list_forms().kinds[kind]
    said, word = words.certificate(kind), words.kinds[kind]
    yield TemplateColumn(word.ref.name, True, 18)
    if said.name:
        yield TemplateColumn(said.name, False, 24)
    if said.owners:
        yield TemplateColumn(said.owners, False, 28)
    if said.filed:
        yield TemplateColumn("申请日", False, 12, day=True)
    yield TemplateColumn(word.date, True, 14, day=True)
    if "part" in form.columns:
        yield TemplateColumn(form.columns["part"][0], False, 10)
    for name, fact in words.all_facts[kind].items():
        if name in form.columns:
            yield TemplateColumn(fact.name, False, 16, _choices(fact))


def _choices(fact: FactWord) -> tuple[str, ...]:
    if fact.type is FactType.BOOLEAN:
        return _YES_NO
    return tuple(fact.choices.values()) if fact.type is FactType.CHOICE else ()


def _head(sheet: Worksheet, title: str, columns: tuple[TemplateColumn, ...]) -> None:
    sheet["A1"], sheet["A2"] = f"{title}清单", _NOTE
    sheet["A1"].font, sheet["A2"].font = Font(bold=True, size=14), Font(size=10)
    for place, column in enumerate(columns, start=1):
        cell = sheet.cell(3, place, column.head + ("*" if column.needed else ""))
        cell.font, cell.fill = Font(bold=True), _FILL
        cell.alignment = Alignment(wrap_text=True, vertical="center")


def _prepare(sheet: Worksheet, place: int, column: TemplateColumn) -> None:
    """Give the cells below a head their format, and what can be picked in them."""
    letter = get_column_letter(place)
    sheet.column_dimensions[letter].width = column.ems
    for line in range(4, 4 + _ROWS):
        sheet.cell(line, place).number_format = _DAY if column.day else _TEXT
    listed = ",".join(column.choices)
    if listed and len(listed) <= _LONGEST_CHOICE:
        rule = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True)
        sheet.add_data_validation(rule)
        rule.add(f"{letter}4:{letter}{3 + _ROWS}")
