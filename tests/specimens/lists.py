"""Lists of grants as workbooks, with what offices receive in them."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

TEA, OTHER = "澄溪县云门茶业有限公司", "粤北应用技术研究院"
HEADS = ("序号", "专利号", "专利名称", "专利类型", "申请日", "授权公告日", "专利权人", "统一社会信用代码")
GRANT = ("ZL201910123457.4", "茶架", "发明", "2019-02-18", "2021-03-02", TEA, "")


def book(*rows: Sequence[object], change: Callable[[Worksheet], None] = lambda sheet: None) -> bytes:
    made = Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(row)
    change(sheet)
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def row(**changed: object) -> tuple[object, ...]:
    """Return a row below HEADS as it should be, but for what is told."""
    names = ("ref", "name", "type", "filed", "day", "owners", "code")
    return (1, *{**dict(zip(names, GRANT, strict=True)), **changed}.values())


def person_code(number: str) -> str:
    """Return a number of a person with the check character that belongs to its first seventeen digits."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return number[:17] + "10X98765432"[sum(int(a) * b for a, b in zip(number, weights, strict=False)) % 11]
