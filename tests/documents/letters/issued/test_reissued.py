"""Papers handed out again: as they went out, with 补发 and the day above every page."""

from dataclasses import replace
from datetime import date

import pytest

from ipdesk.documents.letters.data import LetterData
from ipdesk.documents.letters.reissued import reissued
from ipdesk.documents.pdf.pictures import page_count, page_image
from ipdesk.models.records import LetterDocument
from tests.documents.letters import form_papers, letters, papers
from tests.documents.letters.issued.test_reprint import ROW, kept
from tests.documents.letters.paper import text
from tests.documents.pdf.archive import violations

DAY = date(2026, 3, 5)


def document(letter: LetterData) -> LetterDocument:
    kind = papers.DOCUMENT[type(letter)].kind.id
    return LetterDocument(replace(ROW, kind=kind), kept(letter), papers.render(letter))


def ink_above(pdf: bytes, page: int) -> int:
    """Return how many dark points stand in the upper margin, right of the middle, of a page at 60 dpi."""
    image = page_image(pdf, page, 60)
    size, data = image.stride // image.width, bytes(image.data)
    columns = range(image.width // 2, image.width)
    places = (row * image.stride + column * size for row in range(34) for column in columns)
    return sum(max(data[at : at + 3]) < 128 for at in places)


@pytest.mark.parametrize("letter", [letters.TWO, form_papers.APPROVAL_FORM, papers.SERVICE])
def test_every_page_is_marked_and_says_what_it_said(letter: LetterData) -> None:
    given = document(letter)
    marked = reissued(given, DAY)
    assert marked == reissued(given, DAY) and marked.startswith(given.pdf)
    assert marked != reissued(given, date(2026, 3, 6))
    assert text(marked) == text(given.pdf) and page_count(marked) == page_count(given.pdf)
    for page in range(page_count(marked)):
        assert ink_above(marked, page) > ink_above(given.pdf, page)
    assert violations(marked) == set()
