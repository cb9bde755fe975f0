"""Rows over pages: none lost, heads on each, sums carried right, nothing higher than a page."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.documents.errors import DocumentError
from ipdesk.documents.pdf.structure import CELL, Part
from ipdesk.documents.typesetting.cells import LEADING, PAD_Y, SetCell, SetRow
from ipdesk.documents.typesetting.lines import SetLine
from ipdesk.documents.typesetting.table_pages import Table, divided, height

SIZE = 10.0
PITCH = LEADING * SIZE
FULL = 400.0
HEAD, TOTAL = (SetRow((), 20.0, SIZE),), (SetRow((), 25.0, SIZE),)


def row(lines: int, *, bound: bool = False) -> SetRow:
    cell = SetCell(0.0, 50.0, 1, tuple(SetLine((), 0.0, 0.0, SIZE) for _ in range(lines)), (), Part(CELL))
    return SetRow((cell,), lines * PITCH + 2 * PAD_Y, SIZE, bound)


def text(lines: int) -> SetRow:
    """Return a paragraph of so many lines."""
    return replace(row(lines), borders=False, pad=0.0, height=lines * PITCH)


def lines_by_page(pages: list[list[SetRow]]) -> list[int]:
    return [sum(len(cell.lines) for one in page for cell in one.cells) for page in pages]


def carried(count: int) -> tuple[SetRow, SetRow]:
    """Return rows of carried sums that tell by the width of their cell how many rows they count."""
    told = SetCell(0.0, float(count), 1, (), (), Part(CELL))
    return SetRow((told,), 18.0, SIZE), SetRow((told,), 18.0, SIZE)


def told(one: SetRow) -> int | None:
    return int(one.cells[0].width) if one.height == 18.0 else None


rows_of_lines = st.lists(st.integers(1, 4), min_size=1, max_size=2000)


@given(rows_of_lines, st.floats(0, FULL), st.floats(0, 200))
def test_rows_stand_once_in_order_under_their_head_and_carry_what_stands_before(
    lines: list[int], first: float, after: float
) -> None:
    rows = [row(count) for count in lines]
    pages = divided(Table(rows, HEAD, TOTAL, carried), first, FULL, after)
    if not pages[0]:
        pages = pages[1:]
    placed = 0
    for number, page in enumerate(pages):
        assert page[0] is HEAD[0]
        last = number == len(pages) - 1
        body = page[1:]
        if number:
            assert told(body.pop(0)) == placed, "承前页"
        end = body.pop()
        assert body == rows[placed : placed + len(body)] and body, "no page without rows"
        placed += len(body)
        assert end is TOTAL[0] if last else told(end) == placed, "过次页"
        assert height(page) + (after if last else 0) <= FULL + 0.01
    assert placed == len(rows)


def test_rows_that_share_a_cell_stay_on_one_page() -> None:
    rows = [row(1), *(row(4, bound=True) for _ in range(3)), row(4)]
    pages = divided(Table(rows), 300, FULL)
    assert [len(page) for page in pages] == [5]
    pages = divided(Table(rows), 200, FULL)
    assert [len(page) for page in pages] == [1, 4]


def test_text_beside_a_seal_is_no_single_line_while_a_table_may_end_with_one_row() -> None:
    """Where the seal has no room below the last line, lines go over with it until three stand there."""
    rows = [row(3), row(2), row(1), row(1)]
    room, seal = height(rows) + 10.0, 100.0
    assert [len(page) for page in divided(Table(rows), room, FULL, seal)] == [1, 3]
    assert [len(page) for page in divided(Table(rows, HEAD), room, FULL, seal)] == [4, 2], "with their heads"
    assert [len(page) for page in divided(Table(rows), room + seal, FULL, seal)] == [4]


def test_a_row_higher_than_a_page_is_parted_and_no_line_of_it_is_lost() -> None:
    pages = divided(Table([row(1), row(70), row(1)], HEAD), FULL, FULL)
    counts = lines_by_page(pages)
    assert sum(counts) == 72 and len(pages) == 3
    assert all(height(page) <= FULL for page in pages)


def test_a_paragraph_and_a_high_row_go_on_over_the_page_two_lines_at_least_on_either() -> None:
    """A row with borders only where over a sixth of the page would else stay blank; never one to sign."""
    signed = replace(row(12), cells=(row(6).cells[0]._replace(foot=row(6).cells[0].lines),))
    for one, room, counts in (
        (text(10), 5 * PITCH, [5, 5]),
        (text(10), 9 * PITCH, [8, 2]),
        (text(3), 2.5 * PITCH, [0, 3]),
        (row(10), 7 * PITCH, [6, 4]),
        (row(10), 4.5 * PITCH, [0, 10]),
        (signed, 7 * PITCH, [0, 6]),
    ):
        assert lines_by_page(divided(Table([one]), room, FULL)) == counts
    assert lines_by_page(divided(Table([text(10)]), 11 * PITCH, FULL, 100.0)) == [7, 3], "beside a seal"


def test_what_holds_together_and_is_higher_than_a_page_is_refused_in_words() -> None:
    rows = [*(row(4, bound=True) for _ in range(8)), row(4)]
    with pytest.raises(DocumentError, match="一页排不下"):
        divided(Table(rows), FULL, FULL)


def test_a_table_without_rows_is_its_head_and_its_total() -> None:
    assert divided(Table((), HEAD, TOTAL), FULL, FULL) == [[HEAD[0], TOTAL[0]]]
    assert divided(Table((), HEAD, TOTAL), 10, FULL) == [[], [HEAD[0], TOTAL[0]]]
