"""Empty lists for applicants: their heads are read back, choices are offered, what is filled in is right."""

from __future__ import annotations

import datetime
import io

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from ipdesk.documents.spreadsheets.list_file import read_list
from ipdesk.documents.spreadsheets.list_template import list_template
from ipdesk.models.lists.listed_rows import Verdict, listed_rows
from ipdesk.models.lists.table import read_table
from ipdesk.models.recognition.proposals import CounterRows
from ipdesk.rules.pack.vocabulary import standard_vocabulary

TEA = "澄溪县云门茶业有限公司"
COUNTER = CounterRows(
    rows=(), vocabulary=standard_vocabulary(), year=2024, today=datetime.date(2024, 6, 20), applicant=TEA
)
FILLED = {
    "patent_grant": {
        "专利号*": "201910123457.4",
        "专利名称": "茶架",
        "专利权人": TEA,
        "申请日": datetime.date(2019, 2, 18),
        "授权公告日*": datetime.date(2021, 3, 2),
        "专利类型": "发明",
        "官方规定费用": "1,234.50",
    },
    "work_registration": {
        "登记号*": "粤作登字-2024-F-00000001",
        "作品名称": "插画",
        "著作权人": TEA,
        "登记日期*": datetime.date(2024, 3, 1),
        "登记机构": "广东省作品登记机构",
    },
    "trademark_registration": {
        "商标注册号*": "58123456",
        "商标名称": "云门",
        "注册人": TEA,
        "核准注册日期*": datetime.date(2022, 3, 7),
        "商标类型": "普通商标",
        "国际分类": "30",
        "属于地理标志商标": "否",
    },
}


def sheet_of(data: bytes) -> Worksheet:
    sheet = load_workbook(io.BytesIO(data)).active
    assert isinstance(sheet, Worksheet)
    return sheet


@pytest.mark.parametrize("kind", FILLED)
def test_what_an_applicant_fills_in_is_read_back(kind: str) -> None:
    book = load_workbook(io.BytesIO(list_template(kind)))
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    heads = {str(cell.value): cell.column for cell in sheet[3]}
    assert FILLED[kind].keys() <= heads.keys()
    for head, value in FILLED[kind].items():
        sheet.cell(4, heads[head], value)
    kept = io.BytesIO()
    book.save(kept)
    [read] = read_list(kept.getvalue())
    [row] = listed_rows(read_table(read), COUNTER)
    assert (row.verdict, row.raw.kind, row.reasons) == (Verdict.NEW, kind, ())
    named = {word.name: name for name, word in standard_vocabulary().all_facts[kind].items()}
    stated = {named[head] for head in FILLED[kind] if head in named}
    assert stated <= row.entry.facts.keys()


def test_choices_are_picked_from_a_list() -> None:
    sheet = sheet_of(list_template("patent_grant"))
    offered = {rule.formula1: str(rule.sqref) for rule in sheet.data_validations.dataValidation}
    column = next(cell.column_letter for cell in sheet[3] if cell.value == "专利类型")
    assert offered['"发明,实用新型,外观设计"'] == f"{column}4:{column}503"
    assert '"是,否"' in offered


def test_an_empty_list_has_no_rows() -> None:
    [read] = read_list(list_template("work_registration"))
    assert list(listed_rows(read_table(read), COUNTER)) == []
