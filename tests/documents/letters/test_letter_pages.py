"""Where the pages of a letter end: none white in the middle of what it says, however long its words are."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from ipdesk.documents.fonts.faces import fonts
from ipdesk.documents.letters.compose import compose, template_of
from ipdesk.documents.letters.layout import Letter, lay_out
from ipdesk.documents.letters.template import Template
from ipdesk.documents.pdf.structure import Part
from ipdesk.documents.typesetting import geometry as paper
from ipdesk.documents.typesetting.page_drawing import PageLayout
from tests.documents.letters.papers import DOCUMENT, LETTERS

MOST_AMID = 3.5
"""lines of the standard's pitch, three of the widest, that stay blank below what goes on over the page."""
MOST = 5.6
"""the same below what ends there: a heading with its paragraph, or what is signed, begins the next page."""
LINE, PAGE = 28, 22  # characters, lines


def letter_of(name: str) -> Letter:
    document = DOCUMENT[type(LETTERS[name])]
    template = template_of(document)
    assert isinstance(template, Template)
    return compose(document, LETTERS[name], template)


def white(page: PageLayout) -> float:
    """Return how many lines stay blank at the foot of a page."""
    lowest = min(y for line, y in page.black if line.size == paper.BODY)
    return (lowest - (1 - paper.ASCENT) * paper.BODY - paper.BOTTOM) / paper.PITCH


def paragraphs(page: PageLayout) -> list[Part]:
    return [part for part in page.owners.values() if part is not None]


@pytest.mark.parametrize("name", ["every_state", "twelve", "clawback_decision", "correction", "refusal"])
def test_no_page_but_the_last_ends_white(name: str) -> None:
    """As where “…通知如下：” was kept with the heading below it, and that with the first item of a list."""
    letter = letter_of(name)
    first, *rest = letter.paragraphs
    [(role, words), *more] = first.spans
    for lines in range(PAGE):
        longer = replace(first, spans=((role, "知" * LINE * lines + words), *more))
        pages = lay_out(replace(letter, paragraphs=(longer, *rest)), fonts())
        for page, following in pairwise(pages):
            amid = paragraphs(page)[-1] is paragraphs(following)[0]
            assert white(page) < (MOST_AMID if amid else MOST), lines
