"""Forms and tables as workbooks: the cells of the paper, sums as numbers, ready for the printer."""

import io
from dataclasses import replace
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from ipdesk.documents.errors import MissingGlyphError
from ipdesk.documents.letters.compose import words_of
from ipdesk.documents.letters.data import LetterData
from ipdesk.documents.letters.sheets.blocks import Sheet
from ipdesk.documents.spreadsheets.sheet import sheet_workbook
from tests.documents.letters import form_papers, papers


def workbook(letter: LetterData, *, void: bool = False) -> Worksheet:
    words = words_of(papers.DOCUMENT[type(letter)], letter)
    assert isinstance(words, Sheet)
    page = load_workbook(io.BytesIO(sheet_workbook(words, void=void))).active
    assert isinstance(page, Worksheet)
    return page


def values(page: Worksheet) -> list[list[object]]:
    """Return what stands in each row, blank cells left out."""
    rows = [[cell.value for cell in row if cell.value is not None] for row in page.iter_rows()]
    return [row for row in rows if row]


def test_sums_are_numbers_that_add_up_and_numbers_of_somebody_stay_text() -> None:
    page = workbook(form_papers.MANY_LINES)
    found = values(page)
    [*lines] = [row for row in found if "第一条" in row]
    assert lines[0] == [1, "国内发明专利授权（ZL201810600000.1）", "第一条", 1234.5]
    [total] = [row for row in found if "测算合计（元）" in row]
    assert sum(Decimal(str(row[-1])) for row in lines) == Decimal(str(total[-1])) == Decimal("74087.70")
    formats = {cell.number_format for row in page.iter_rows() for cell in row if cell.value == 1234.5}
    assert formats == {"#,##0.00"}
    [account] = [cell for row in page.iter_rows() for cell in row if cell.value == "44125501040012345"]
    assert (account.data_type, account.number_format) == ("s", "@")


@pytest.mark.parametrize("letter", papers.SHEETS.values(), ids=papers.SHEETS)
def test_every_paper_is_printed_whole_on_pages_of_a4(letter: LetterData) -> None:
    page = workbook(letter)
    last = page.cell(page.max_row, page.max_column).coordinate
    assert page.print_area.replace("$", "").endswith(f"A1:{last}")
    assert (page.page_setup.paperSize, page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (9, 1, 0)
    wide = sum(page.column_dimensions[chr(64 + place)].width for place in range(1, page.max_column + 1))
    whole = {"portrait": (442.2, 467.7), "landscape": (637.8,)}[page.page_setup.orientation]
    assert any(wide * 5.25 == pytest.approx(one, abs=3) for one in whole), "letters and forms, or turned"


def test_heads_come_again_and_what_is_signed_is_there() -> None:
    page = workbook(form_papers.DECIDED_FORM)
    first, _ = page.print_title_rows.replace("$", "").split(":")
    heads = [cell.value for cell in page[int(first)] if cell.value]
    assert heads[:2] == ["序号", "资助（奖励）事项和编号、条款和计算依据、核减或者不予资助的理由"]
    said = "\n".join(str(value) for row in values(page) for value in row)
    assert said.count("签名：") == 4 and "过次页" not in said
    signed = next(cell for row in page.iter_rows() for cell in row if "经办人意见" in str(cell.value))
    assert page.row_dimensions[signed.row].height >= 28 * 72 / 25.4 - 1, "room for the hand"


def test_cells_of_one_frame_lie_over_one_set_of_columns() -> None:
    page = workbook(form_papers.APPROVAL_FORM)
    taken: set[tuple[int, int]] = set()
    for area in page.merged_cells.ranges:
        own = {(row, column) for row in range(area.min_row, area.max_row + 1)
               for column in range(area.min_col, area.max_col + 1)}  # fmt: skip
        assert not own & taken, "no cell lies over another"
        taken |= own
    for row in range(3, page.max_row + 1):
        assert page.cell(row, 1).border.left.style == "thin", "the frame is closed"
        assert page.cell(row, page.max_column).border.right.style == "thin"


def test_a_draft_and_a_void_one_say_so_above_each_page() -> None:
    assert workbook(form_papers.CHILDS_FORM).oddHeader.center.text == "样稿"
    assert workbook(form_papers.APPROVAL_FORM, void=True).oddHeader.center.text == "作废"
    assert not workbook(form_papers.APPROVAL_FORM).oddHeader.center.text


def test_what_could_not_be_printed_is_told_with_the_character() -> None:
    unknown = replace(form_papers.APPROVAL_FORM, accepted_by="陈晓敏\U0001fae8")
    with pytest.raises(MissingGlyphError, match="U\\+1FAE8"):
        workbook(unknown)
