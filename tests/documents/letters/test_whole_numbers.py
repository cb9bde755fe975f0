"""Numbers, codes, dates and sums in the columns of tables: never broken, measured in the PDFs."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ipdesk.documents.fonts.faces import fonts
from ipdesk.documents.fonts.files import Role
from ipdesk.documents.letters.after_award.archive_papers import FiledPaper
from ipdesk.documents.letters.award.approval_data import ApprovalLine
from ipdesk.documents.letters.data import LetterData
from ipdesk.documents.letters.forwarding.data import ForwardedLine
from ipdesk.documents.letters.notices.data import NoticeRow, ReportedObjection
from ipdesk.documents.letters.proposal.data import SummaryRow
from ipdesk.documents.typesetting.cells import PAD_X, Align, Cell
from ipdesk.documents.typesetting.column_widths import fitting_widths
from tests.documents.letters import form_papers, papers
from tests.documents.letters.after_award import papers as after_award
from tests.documents.letters.notices import papers as notices
from tests.documents.letters.paper import text
from tests.documents.letters.papers import render

ROWS = 9
ARTICLES = ("第七条", "第二十一条", "第三十二条第（四）项")
NAMES = ("云溪县嘉禾机械厂", "云溪县恒信电子科技股份有限公司", "陈𬭎喆")
WHOLE = re.compile(
    r"ZL\d{12}\.[\dX]|粤作登字-\d{4}-F-\d{8}|[A-Z]{2,4}\d{4}-\d{4,6}|\d{4}年\d+月\d+日|\d{4}-\d{2}-\d{2}|\d{8,}"
    r"|\d[\d,]*\.\d{2}|[云韶市监知资不予]+〔\d{4}〕\d+号|第[一二三四五六七八九十]+条|[0-9A-Z]{18}|SF-PY-\d+"
)
"""What of the words of a cell must stand on one line."""


class Chance(random.Random):
    """Draws the numbers that offices write."""

    def digits(self, count: int) -> str:
        return "".join(self.choices("0123456789", k=count))

    def title(self) -> str:
        works = f"粤作登字-2022-F-{self.digits(8)}"
        return self.choice((
            f"发明专利授权（ZL{self.digits(12)}.{self.choice('0123456789X')}）",
            f"作品著作权登记（{works}至粤作登字-2022-F-{self.digits(8)}，共{self.randrange(2, 99)}件）",
            f"高价值专利培育项目（SF-PY-{self.digits(6)}）",
        ))  # fmt: skip

    def fen(self) -> int:
        return self.randrange(1, 10 ** self.randrange(3, 13))

    def number(self) -> str:
        return f"{self.choice(('YX', 'LZZS'))}2022-{self.digits(self.choice((4, 6)))}"

    def day(self) -> date:
        return date(2022, 1, 1) + timedelta(days=self.randrange(365))


def notice_row(chance: Chance) -> NoticeRow:
    return NoticeRow(chance.choice(NAMES), chance.title(), "作品著作权登记", chance.fen())


def summary_row(chance: Chance) -> SummaryRow:
    return SummaryRow(
        chance.number(), chance.choice(NAMES), False, chance.title(), chance.choice(ARTICLES),
        chance.fen(), chance.fen(), False, f"合同于{chance.day():%Y年%-m月%-d日}解除", "无异常",
    )  # fmt: skip


def forwarded_line(chance: Chance) -> ForwardedLine:
    return ForwardedLine(
        chance.number(), chance.choice(NAMES), f"91440299MA{chance.digits(8)}", False, chance.title(),
        chance.choice(ARTICLES), chance.fen(), False,
    )  # fmt: skip


def filed_paper(chance: Chance) -> FiledPaper:
    number = f"云市监知资{chance.choice(('', '不予'))}〔2022〕{chance.randrange(1, 2000)}号"
    return FiledPaper(number, "云溪县市场监督管理局", chance.title(), chance.day(), chance.randrange(1, 9))


def approval_line(chance: Chance) -> ApprovalLine:
    return ApprovalLine(
        chance.title(), chance.choice(ARTICLES), f"按{chance.fen() / 100:.2f}元的1%", chance.fen(),
        chance.fen(), chance.fen(), f"已由云市监知资〔2022〕{chance.randrange(1, 999)}号资助",
    )  # fmt: skip


def objection(chance: Chance) -> ReportedObjection:
    return ReportedObjection(
        chance.choice(NAMES), chance.day(), chance.choice(NAMES), chance.title(), "异议成立",
        chance.title(), chance.day(),
    )  # fmt: skip


PAPERS: dict[str, tuple[LetterData, str, Callable[[Chance], object]]] = {
    "public_list": (notices.LIST, "units", notice_row),
    "proposal_summary": (papers.PROPOSAL_SUMMARY, "rows", summary_row),
    "forwarded_table": (papers.FORWARDED_TABLE, "lines", forwarded_line),
    "archive_list": (after_award.SHEETS["archive_list"], "papers", filed_paper),
    "approval_form": (form_papers.DECIDED_FORM, "lines", approval_line),
    "notice_report": (notices.REPORT, "objections", objection),
}


@pytest.mark.parametrize("name", PAPERS)
def test_no_number_is_broken_in_the_column_of_a_table(name: str) -> None:
    paper, field, drawn = PAPERS[name]
    rows = tuple(drawn(Chance(seed)) for seed in range(ROWS))
    changed: dict[str, Any] = {field: rows}
    printed = text(render(replace(paper, **changed))).replace(" ", "")
    wanted = {found for row in rows for found in WHOLE.findall(_said(row))}
    assert len(wanted) > ROWS
    assert [one for one in sorted(wanted) if one not in printed] == []


def _said(row: object) -> str:
    """Return what a row says as it is printed: fen as yuan, days as letters write them."""
    slots: tuple[str, ...] = type(row).__slots__  # type: ignore[attr-defined]
    values = [getattr(row, name) for name in slots]
    days = isinstance(row, ReportedObjection)
    return " ".join(_printed(value, days=days) for value in values)


def _printed(value: object, *, days: bool) -> str:
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日" if days else f"{value:%Y%m%d}"
    if isinstance(value, int) and not isinstance(value, bool) and value > 99:
        return f"{value // 100:,}.{value % 100:02}"
    return value if isinstance(value, str) else ""


CODES = st.from_regex(r"[A-Z]{2}[0-9]{4,30}", fullmatch=True)
TEXTS = st.one_of(CODES, st.sampled_from(NAMES), st.just(""))
CELLS = st.tuples(TEXTS, st.sampled_from(Align)).map(lambda drawn: Cell(drawn[0], align=drawn[1]))
WISHED, SIZE = [20.0, 120.0, 60.0, 240.0], 10.5


@settings(max_examples=60)
@given(st.lists(st.lists(CELLS, min_size=4, max_size=4), min_size=1, max_size=6))
def test_columns_share_their_room_and_break_a_number_only_where_they_must(rows: list[list[Cell]]) -> None:
    found = fitting_widths(fonts(system=False), rows, WISHED, SIZE, PAD_X)
    assert sum(found.widths) == pytest.approx(sum(WISHED)) and min(found.widths) > SIZE + 2 * PAD_X
    needed = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    if sum(max(need, 2 * SIZE + 2 * PAD_X) for need in needed) < sum(WISHED) - 4:
        assert found.whole
    if found.whole:
        assert all(need <= width for need, width in zip(needed, found.widths, strict=True))


def _width(cell: Cell) -> float:
    """Return the width that a cell needs for its number, in pt."""
    number = cell.text if cell.text.isascii() else ""
    return fonts(system=False).widths(Role.FANGSONG)[number] * SIZE + 2 * PAD_X if number else 0.0


def test_columns_with_room_enough_stay_as_the_template_says() -> None:
    rows = [[Cell("YX2022-0021"), Cell("云溪县嘉禾机械厂" * 9)]]
    assert fitting_widths(fonts(system=False), rows, [90.0, 100.0], SIZE, PAD_X).widths == [90.0, 100.0]


@pytest.mark.parametrize("count", range(8, 14))
def test_no_name_leaves_one_character_to_a_line_where_other_columns_have_room(count: int) -> None:
    """As of 澄溪县白泉饮品有限公司 in a column of ten characters."""
    rows = [[Cell("1"), Cell("澄溪县白泉饮品销售有限公司"[-count:]), Cell("作品著作权登记")]]
    wished = [20.0, 10.2 * SIZE + 2 * PAD_X, 14.0 * SIZE]
    found = fitting_widths(fonts(system=False), rows, wished, SIZE, PAD_X)
    room = int((found.widths[1] - 2 * PAD_X) / SIZE)
    assert found.whole and sum(found.widths) == pytest.approx(sum(wished))
    assert count <= room or 2 <= count - room <= room


@pytest.mark.parametrize("digit", "0123456789")
def test_a_code_of_any_digits_stands_whole_in_its_column(digit: str) -> None:
    """The digits of the faces differ in width: what is measured is never narrower than what is set."""
    code, faces = digit * 18, fonts(system=False)
    found = fitting_widths(faces, [(Cell(code), Cell("单位"))], [40.0, 300.0], SIZE, PAD_X)
    assert found.widths[0] - 2 * PAD_X >= faces.widths(Role.SONGTI)[code] * SIZE
