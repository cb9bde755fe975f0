"""Lines over pages: none lost, headings not left behind, the signature beside text."""

from hypothesis import given
from hypothesis import strategies as st

from ipdesk.documents.geometry import LINES
from ipdesk.documents.pagination import SIGNATURE_GAP, BodyLine, bind, paginate
from ipdesk.documents.typesetting import SetLine

paragraphs = st.lists(st.tuples(st.integers(1, 9), st.booleans()), min_size=1, max_size=30)
starts = st.integers(5, 10)


def lines(found: list[tuple[int, bool]]) -> list[BodyLine]:
    serial = iter(range(1000))
    made = [
        ([SetLine((), float(next(serial)), 0, 0) for _ in range(count)], keep and count == 1)
        for count, keep in found
    ]
    return [line for group, keep in made for line in bind(group, keep=keep)]


@given(paragraphs, starts)
def test_every_line_is_printed_once_and_in_order(found: list[tuple[int, bool]], start: int) -> None:
    given_lines = lines(found)
    assert [line for page in paginate(given_lines, start) for line in page.lines] == [
        line.line for line in given_lines
    ]


@given(paragraphs, starts)
def test_no_page_is_overfull_and_one_is_signed(found: list[tuple[int, bool]], start: int) -> None:
    pages = paginate(lines(found), start)
    assert all(page.start + len(page.lines) <= LINES for page in pages)
    assert [page.signature is not None for page in pages] == [False] * (len(pages) - 1) + [True]
    last = pages[-1]
    assert last.signature == last.start + len(last.lines) + SIGNATURE_GAP
    assert last.signature + 2 <= LINES - (len(pages) == 1), "the seal stays above the red rule of page 1"


@given(paragraphs, starts)
def test_two_lines_of_text_stand_beside_the_signature(found: list[tuple[int, bool]], start: int) -> None:
    given_lines = lines(found)
    assert len(paginate(given_lines, start)[-1].lines) >= min(2, len(given_lines))


@given(st.lists(st.tuples(st.integers(1, 5), st.booleans()), min_size=1, max_size=30), starts)
def test_what_is_bound_stays_together(found: list[tuple[int, bool]], start: int) -> None:
    separated = [(count, keep and place % 3 == 0) for place, (count, keep) in enumerate(found)]
    given_lines = lines(separated)
    bound = {id(line.line) for line in given_lines if line.bound}
    assert not [page for page in paginate(given_lines, start)[:-1] if id(page.lines[-1]) in bound]
