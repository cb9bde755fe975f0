"""A letter as text for the office's document system."""

from dataclasses import replace

import pytest

from ipdesk.documents.errors import DocumentError
from ipdesk.documents.letters.compose import words_of
from ipdesk.documents.letters.data import LetterData
from ipdesk.documents.letters.issued.reprint import words_as_issued
from ipdesk.documents.letters.layout import Letter, plain_text
from tests.documents.letters import letters, papers
from tests.documents.letters.issued.test_reprint import issued
from tests.documents.pdf.structure import read


def copied(letter: LetterData) -> str:
    words = words_of(papers.DOCUMENT[type(letter)], letter)
    assert isinstance(words, Letter)
    return plain_text(words)


@pytest.mark.parametrize("letter", papers.LETTERS.values(), ids=papers.LETTERS)
def test_it_is_what_the_paper_says_below_its_number_paragraph_by_paragraph(letter: LetterData) -> None:
    """The paper itself tells its paragraphs; an independent way to them."""
    [paper] = read(papers.render(letter))
    printed = [part.text for part in paper.parts]
    below = printed[next(place for place, part in enumerate(paper.parts) if part.kind == "H1") :]
    words = copied(letter).split("\n")
    rows = [line for line in words if "\t" in line]
    assert [line for line in words if line not in rows] == [part for part in below if part]
    assert bool(rows) == ("" in below), "a table that is attached, whose rows are lines of text"


def test_nothing_but_words_stands_in_it() -> None:
    text = copied(letters.TWO)
    assert "　" not in text and "|" not in text and "\n\n" not in text and "  " not in text
    assert text.startswith(
        "2022年度知识产权资助（奖励）通知书\n云溪县恒信电子科技股份有限公司：\n你单位提交的"
    )
    assert text.endswith("特此通知。\n云溪县市场监督管理局\n2022年9月5日")


def test_of_an_issued_one_only_what_went_out_is_given() -> None:
    document = issued(letters.TWO)
    words = words_as_issued(document, None)
    assert isinstance(words, Letter) and plain_text(words) == copied(letters.TWO)
    other = replace(document, data={**document.data, "addressee": "另一家公司"})
    with pytest.raises(DocumentError, match="打开 PDF"):
        words_as_issued(other, None)
