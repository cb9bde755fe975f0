"""Line edges of paragraphs put together at random; ``make bench`` tries all three thousand of them."""

from itertools import islice

import pytest

from ipdesk.documents.fonts.faces import fonts
from ipdesk.documents.fonts.files import Role
from ipdesk.documents.typesetting.breaking import UNEVEN, WIDEST_GAP, BrokenLine
from ipdesk.documents.typesetting.geometry import CHARACTERS
from ipdesk.documents.typesetting.lines import justified
from tests.documents.typesetting import generated
from tests.documents.typesetting.generated import COUNT, faults, lacking, paragraphs, spreads

TRIED = 300


def test_no_line_begins_or_ends_as_none_may() -> None:
    found = {paragraph: wrong for paragraph in islice(paragraphs(), TRIED) if (wrong := faults(paragraph))}
    assert found == {}


def test_lines_before_numbers_share_what_they_lack() -> None:
    """Even where paragraphs are full of numbers few lines stay ragged, and most are hardly spread."""
    found = [spread for paragraph in islice(paragraphs(), TRIED // 2) for spread in spreads(paragraph)]
    assert sum(spread > WIDEST_GAP for spread in found) < len(found) * 0.06
    assert sum(spread > UNEVEN for spread in found) < len(found) * 0.23


def test_no_line_amid_a_paragraph_stops_at_half() -> None:
    """Numbers that stay whole leave lines short; few of them by a quarter, and none by half."""
    found = [short for paragraph in islice(paragraphs(), TRIED) for short in lacking(paragraph)]
    assert max(found) < 0.45 and sum(short > 0.25 for short in found) < len(found) * 0.01


def test_no_gap_of_a_line_is_wider_than_a_quarter_of_a_character() -> None:
    faces = fonts(system=False)
    for paragraph in islice(paragraphs(), TRIED // 10):
        lines = justified(faces, [(Role.FANGSONG, paragraph)], 10, 10 * CHARACTERS, 2)
        assert max(piece.spacing for line in lines for piece in line.pieces) <= 2.5


def test_the_paragraphs_hold_what_the_rules_speak_of() -> None:
    whole = "\n".join(islice(paragraphs(), TRIED))
    assert all(mark in whole for mark in "。，、；：？！）》〕】”（《〔【“￥%—…") and COUNT >= 10 * TRIED


def test_the_faults_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Were lines cut after so many characters, as a typewriter does, many paragraphs would be faulty."""

    def cut(spans: list[tuple[Role, str]], *_: object) -> list[BrokenLine[Role]]:
        [(style, text)] = spans
        parts = [text[place : place + 26] for place in range(0, len(text), 26)]
        return [BrokenLine(((style, part),), 26.0, 28.0, False) for part in parts]

    monkeypatch.setattr(generated, "break_lines", cut)
    found = [fault for paragraph in islice(paragraphs(), TRIED) for fault in faults(paragraph)]
    for wrong in ("begins", "ends", "parted"):
        assert any(fault.startswith(wrong) for fault in found)
