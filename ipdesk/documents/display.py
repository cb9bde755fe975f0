"""Names, numbers and titles: text that stands by itself, on as few lines as it fits, parted by sense."""

from __future__ import annotations

from collections.abc import Mapping

from ipdesk.documents.breaking import break_lines
from ipdesk.documents.marks import OPENING
from ipdesk.documents.typesetting import SetLine, moved

_NEARNESS = 0.1  # em between which two measures give the same lines


def parted_evenly(text: str, widths: Mapping[str, float], measure: float) -> list[str]:
    """Return a text on as few lines of at most ``measure`` em as it fits, none much longer than another.

    What is in brackets begins a line of its own where that fits: 〇〇市场监督管理局 / （知识产权局）.
    """
    least = _lines(text, widths, measure)
    if len(least) < 2:
        return least
    if len(least) == 2 and (by_sense := _before_bracket(text, widths, measure)):
        return by_sense
    low, high = widths[text] / len(least) / 2, measure
    while high - low > _NEARNESS:
        middle = (low + high) / 2
        low, high = (low, middle) if len(_lines(text, widths, middle)) == len(least) else (middle, high)
    return _lines(text, widths, high)


def _lines(text: str, widths: Mapping[str, float], measure: float) -> list[str]:
    lines = break_lines([("", text)], lambda _: widths, measure, squeeze=0)
    return ["".join(part for _, part in line.pieces) for line in lines]


def _before_bracket(text: str, widths: Mapping[str, float], measure: float) -> list[str]:
    """Return the two lines that an opening bracket parts, as even as can be; [] where none does."""
    places = [place for place, mark in enumerate(text) if mark in OPENING and place]
    found = [[text[:place], text[place:]] for place in places]
    fitting = [pair for pair in found if all(widths[line] <= measure for line in pair)]
    return min(fitting, key=lambda pair: max(widths[line] for line in pair), default=[])


def centred(line: SetLine, middle: float) -> SetLine:
    """Return the line with the middle of its characters' boxes at ``middle``."""
    return moved(line, middle - line.width / 2)


def centred_ink(line: SetLine, middle: float) -> SetLine:
    """Return the line with the middle of what is seen of it at ``middle``: ）is half blank."""
    left, right = ink_edges(line)
    return moved(line, middle - (left + right) / 2)


def ink_edges(line: SetLine) -> tuple[float, float]:
    """Return how far from the line's own left end its ink begins and ends, in pt."""
    first, last, scale = line.pieces[0], line.pieces[-1], line.size * line.narrow
    begin = first.x + first.face.ink(first.text[0]).left * scale
    end = last.face.measure(last.text[:-1]) + last.face.ink(last.text[-1]).right
    return begin, last.x + end * scale + last.spacing * (len(last.text) - 1)


def ink_heights(line: SetLine) -> tuple[float, float]:
    """Return how far above the baseline the ink of a line begins and ends, in pt."""
    found = [piece.face.ink(character) for piece in line.pieces for character in piece.text]
    return min(ink.foot for ink in found) * line.size, max(ink.top for ink in found) * line.size
