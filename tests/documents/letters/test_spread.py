"""How far the lines of letters are spread: a line that is torn open is seen before it is read."""

from __future__ import annotations

import pytest

from ipdesk.documents.letters import layout
from ipdesk.documents.text.punctuation import gaps
from ipdesk.documents.typesetting import lines
from ipdesk.documents.typesetting.breaking import BrokenLine
from tests.documents.letters import papers

WIDEST = 0.25
"""em that a gap of a justified line gains at most: a quarter of a character."""
SEEN, MOST_SEEN = 0.2, 0.015
"""em from which on a line is seen to be spread, and how many of all lines may be."""
MOST_LACKING, MOST_RAGGED = 8.0, 0.025
"""em that a line before a long code or a document's number may lack, and how many of all lines may be so."""


def test_no_line_of_a_letter_is_torn_open(monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[tuple[float, float, str]] = []
    spacing = lines._spacing

    def noted(line: BrokenLine[lines.Role], widest: float) -> float:
        each = spacing(line, widest)
        text = "".join(piece for _, piece in line.pieces)
        if not line.last and gaps(text):
            found.append((each, 0.0 if each else line.measure - line.width, text))
        return each

    monkeypatch.setattr(lines, "_spacing", noted)
    layout._set.cache_clear()  # a paragraph that another test has set would not be set again
    for letter in papers.LETTERS.values():
        papers.render(letter)
    assert len(found) > 400
    assert [text for each, _, text in found if each > WIDEST] == []
    assert sum(each > SEEN for each, _, _ in found) < MOST_SEEN * len(found)
    assert [text for _, lacking, text in found if lacking > MOST_LACKING] == []
    assert sum(lacking > 1 for _, lacking, _ in found) < MOST_RAGGED * len(found)
