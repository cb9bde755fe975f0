"""Lines over pages: none lost, headings not left behind, the signature beside text."""

from typing import TYPE_CHECKING, cast

from hypothesis import given
from hypothesis import strategies as st

from ipdesk.documents.typesetting.geometry import GRIDS, LINES, PITCH, Grid
from ipdesk.documents.typesetting.lines import Piece, SetLine
from ipdesk.documents.typesetting.pagination import SIGNATURE_GAP, BodyLine, BodyPage, bind, spaced
from ipdesk.documents.typesetting.pagination import paginate as divided

if TYPE_CHECKING:
    from ipdesk.documents.fonts.pdf import Face

paragraphs = st.lists(st.tuples(st.integers(1, 9), st.booleans()), min_size=1, max_size=30)
starts = st.integers(5, 10)


GRID = Grid(LINES)
BLANK = BodyLine(SetLine((), 0, 0, 0), bound=False)
WORDS = (Piece(cast("Face", None), 0, 0, "资"),)
SEAL_IN_LINES = 42 / 25.4 * 72 / PITCH


def paginate(found: list[BodyLine], start: int, signature: int = 2) -> list[BodyPage]:
    return divided(found, start, signature, GRID)


def lines(found: list[tuple[int, bool]]) -> list[BodyLine]:
    serial = iter(range(1000))
    made = [
        ([SetLine(WORDS, float(next(serial)), 0, 0) for _ in range(count)], keep and count == 1)
        for count, keep in found
    ]
    return [line for group, keep in made for line in bind(group, keep=keep)]


@given(paragraphs, starts)
def test_every_line_is_printed_once_and_in_order(found: list[tuple[int, bool]], start: int) -> None:
    given_lines = lines(found)
    assert [line for page in paginate(given_lines, start) for line in page.lines] == given_lines


@given(paragraphs, starts, st.integers(2, 3))
def test_no_page_is_overfull_and_one_is_signed(
    found: list[tuple[int, bool]], start: int, signature: int
) -> None:
    pages = paginate(lines(found), start, signature)
    assert all(page.start + len(page.lines) <= LINES for page in pages)
    assert [page.signature is not None for page in pages] == [False] * (len(pages) - 1) + [True]
    last = pages[-1]
    assert last.signature == last.start + len(last.lines) + SIGNATURE_GAP
    seal_foot = last.signature + (signature - 1) / 2 + 0.5 + SEAL_IN_LINES / 2  # below the middle of both
    assert seal_foot <= LINES + 0.25, "the seal stays within the type area, by its own leading at least"


@given(paragraphs, starts)
def test_three_lines_of_text_stand_beside_the_signature(found: list[tuple[int, bool]], start: int) -> None:
    """Blank lines, as above 附件, are none."""
    given_lines = [line for one in lines(found) for line in (one, BLANK)]
    said = [line for line in paginate(given_lines, start)[-1].lines if line is not BLANK]
    assert len(said) >= min(3, len(given_lines) // 2)


@given(st.lists(st.tuples(st.integers(1, 5), st.booleans()), min_size=1, max_size=30), starts)
def test_what_is_bound_stays_together(found: list[tuple[int, bool]], start: int) -> None:
    separated = [(count, keep and place % 3 == 0) for place, (count, keep) in enumerate(found)]
    given_lines = lines(separated)
    bound = {id(line.line) for line in given_lines if line.bound}
    assert not [page for page in paginate(given_lines, start)[:-1] if id(page.lines[-1]) in bound]


def plain(count: int) -> list[BodyLine]:
    """Return lines of which none is bound to the next."""
    return [BodyLine(SetLine(WORDS, 0, 0, 0), bound=False)] * count


def test_lines_are_set_closer_where_that_saves_the_last_page() -> None:
    # 14 and 17 lines fill two pages with the signature and its seal; two lines more would need a third.
    assert [len(page.lines) for page in spaced(plain(14 + 17), lambda _: 8, 2)[1]] == [14, 17]
    grid, pages = spaced(plain(14 + 17 + 2), lambda _: 8, 2)
    assert (grid.lines, [len(page.lines) for page in pages]) == (23, [15, 18])


def test_lines_are_set_wider_where_a_page_would_end_with_many_blank_ones() -> None:
    # Ten lines that must stay together do not fit behind the first eight of page 1: six lines stay blank.
    together = [BodyLine(line.line, bound=number < 9) for number, line in enumerate(plain(10))]
    grid, pages = spaced([*plain(8), *together, *plain(20)], lambda grid: 8 if grid.lines > 20 else 9, 2)
    blank = [grid.lines - page.start - len(page.lines) for page in pages[:-1]]
    assert grid.lines in (20, 21)
    assert max(blank) < 6


@given(paragraphs, starts)
def test_spacing_never_costs_a_page_nor_more_blank_lines(found: list[tuple[int, bool]], start: int) -> None:
    given_lines = lines(found)
    usual = divided(given_lines, start, 2, GRID)
    grid, pages = spaced(given_lines, lambda _: start, 2)
    assert len(pages) <= len(usual)
    if len(pages) == len(usual) and grid.lines != LINES:
        assert foot(pages, grid) < foot(usual, GRID) or len(pages[-1].lines) > len(usual[-1].lines)


def foot(pages: list[BodyPage], grid: Grid) -> int:
    return max(grid.lines - page.start - len(page.lines) for page in pages[:-1])


def test_every_spacing_fills_the_block() -> None:
    assert [round(grid.pitch * grid.lines, 6) for grid in GRIDS] == [round(PITCH * LINES, 6)] * len(GRIDS)


def test_a_nearly_empty_last_page_is_given_more_text_by_wider_lines() -> None:
    """14 and 22 lines leave three for the third page; wider lines hand it some of those before."""
    grid, pages = spaced(plain(14 + 22 + 3), lambda _: 8, 2)
    assert len(pages) == 3 and grid.lines < LINES
    assert len(pages[-1].lines) > 3


def test_the_spacing_of_the_standard_is_left_for_more_than_a_line() -> None:
    """With one line fewer on a page the last of three would have seven in place of five."""
    grid, pages = spaced(plain(14 + 22 + 5), lambda _: 8, 2)
    assert (grid.lines, [len(page.lines) for page in pages]) == (LINES, [14, 22, 5])
