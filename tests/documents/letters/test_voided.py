"""Papers that are void: as they went out, with 作废 across every page, the same bytes at every reprint."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ipdesk.documents.letters.data import LetterData
from ipdesk.documents.letters.issued.reprint import reprint
from ipdesk.documents.letters.page_mark import as_shown
from ipdesk.documents.pdf.pictures import page_count, page_image
from ipdesk.documents.pdf.update import under_pages
from ipdesk.models.records import LetterDocument
from tests.documents.letters import form_papers, letters, papers
from tests.documents.letters.issued.test_reprint import ROW, kept
from tests.documents.letters.paper import text
from tests.documents.pdf.archive import violations
from tests.documents.pdf.structure import read

VOID = replace(ROW, void_reason="账号写错", voided_by="李敏", voided_at=datetime(2022, 9, 6, tzinfo=UTC))


def voided(letter: LetterData) -> LetterDocument:
    kind = papers.DOCUMENT[type(letter)].kind.id
    return LetterDocument(replace(VOID, kind=kind), kept(letter), papers.render(letter))


def red(pdf: bytes, page: int) -> int:
    """Return how many hundredths of a page are of the pale red of the mark."""
    image = page_image(pdf, page, 30)
    pixels = zip(*[iter(bytes(image.data))] * (image.stride // image.width), strict=False)
    pale = sum(max(p[:3]) > 230 and 150 < sorted(p[:3])[1] < 215 for p in pixels)
    return 100 * pale // (image.width * image.height)


@pytest.mark.parametrize("letter", [letters.TWO, papers.RECEIPT, form_papers.APPROVAL_FORM])
def test_every_page_is_marked_and_says_what_it_said(letter: LetterData) -> None:
    document = voided(letter)
    marked = as_shown(document)
    assert marked == as_shown(document) and marked.startswith(document.pdf)
    assert text(marked) == text(document.pdf)
    assert page_count(marked) == page_count(document.pdf)
    for page in range(page_count(marked)):
        assert red(document.pdf, page) < 2 <= red(marked, page)


def test_it_stays_fit_for_archives_and_is_told_as_before() -> None:
    document = voided(letters.TWO)
    marked = as_shown(document)
    assert violations(marked) == set()
    assert [part.text for part in read(marked)[0].parts] == [
        part.text for part in read(document.pdf)[0].parts
    ]


def test_a_paper_that_stands_is_shown_as_it_is_stored() -> None:
    document = replace(voided(letters.TWO), row=ROW)
    assert as_shown(document) is document.pdf


def test_in_a_batch_it_is_marked_and_not_told_as_one_of_another_program() -> None:
    marked = voided(letters.TWO)
    stands = replace(voided(letters.CUT), row=ROW)
    documents = [stands, replace(marked, pdf=as_shown(marked)), stands]
    made = reprint(documents, lambda _: None)
    assert made.stored == 0
    first = page_count(stands.pdf)
    pages = [red(made.pdf, page) >= 2 for page in range(page_count(made.pdf))]
    assert pages == [False] * first + [True] * page_count(marked.pdf) + [False] * first


def test_a_file_of_another_program_is_not_marked_but_refused() -> None:
    with pytest.raises(ValueError, match="no file of ours"):
        under_pages(b"%PDF-1.4\n%%EOF\n", lambda _: b"")
