"""How forms and tables end: room for the seal, no heading alone, signatures beside what they are for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pdfplumber.page import Page

from ipdesk.documents.letters.data import LetterData
from ipdesk.documents.typesetting.pagination import SEAL
from tests.documents.letters.form_papers import APPROVAL_FORM, DECIDED_FORM, LINE
from tests.documents.letters.notices import papers as notices
from tests.documents.letters.paper import PrintedLine, lines, pages
from tests.documents.letters.papers import render

SEALED: dict[str, LetterData] = {
    "public list": notices.LIST,
    "long public list": replace(notices.LIST, units=notices.UNITS * 7),
    "report": notices.REPORT,
    "quiet report": replace(notices.REPORT, objections=()),
}


@pytest.mark.parametrize("name", SEALED)
def test_the_seal_lies_over_office_and_date_alone(name: str) -> None:
    """A round of 42 mm over the middle of both touches no border, no other words and no page number."""
    page = pages(render(SEALED[name]))[-1]
    found = lines(page)
    day = next(one for one in reversed(found) if one.text.endswith("日") and one.size > 15)
    office = found[found.index(day) - 1]
    x, y = (day.left + day.right) / 2, (day.y + office.y + day.size * 0.76) / 2
    others = [char for one in found if one not in (day, office) for char in one.chars]
    for box in (*others, *page.rects):
        assert not _touches(x, y, (box["x0"], box["x1"]), (box["y0"], box["y1"])), box


def _touches(x: float, y: float, across: tuple[float, float], up: tuple[float, float]) -> bool:
    """Tell whether a box is within the seal with its middle at ``x``, ``y``, all in pt."""
    away = max(across[0] - x, 0.0, x - across[1]), max(up[0] - y, 0.0, y - up[1])
    return away[0] ** 2 + away[1] ** 2 < (SEAL / 2) ** 2


@pytest.mark.parametrize("rows", range(3, 12))
def test_a_heading_stands_above_its_table_wherever_the_page_ends(rows: int) -> None:
    units = (notices.UNITS * 4)[:rows]
    for individuals in (notices.INDIVIDUALS[:1], notices.INDIVIDUALS):
        found = pages(render(replace(notices.LIST, units=units, individuals=individuals)))
        for page in found:
            assert _last(page).text not in ("一、单位", "二、个人")


def _last(page: Page) -> PrintedLine:
    return next(one for one in reversed(lines(page)) if not one.text.startswith("— "))


@pytest.mark.parametrize("count", [1, 2, 3, 9, 30])
def test_leaders_sign_beside_the_sum_that_they_decide(count: int) -> None:
    for form in (replace(APPROVAL_FORM, lines=(LINE,) * count), replace(DECIDED_FORM, lines=(LINE,) * count)):
        last = "\n".join(one.text for one in lines(pages(render(form))[-1]))
        assert "主要领导意见" in last and "大写：人民币" in last and "会议纪要" in last


def test_an_application_of_one_line_is_approved_on_one_page() -> None:
    assert len(pages(render(replace(APPROVAL_FORM, lines=(LINE,), limits=())))) == 1


def test_a_report_is_sealed_beside_its_last_objection() -> None:
    last = [one.text for one in lines(pages(render(notices.REPORT))[-1])]
    assert any("没有身份证明" in one for one in last) and "特此说明。" in last
