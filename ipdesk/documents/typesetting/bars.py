"""Bars of budgets in the cells of a table, as rules in greys: they are told apart on paper of any printer."""

from __future__ import annotations

from collections.abc import Iterator

from ipdesk.documents.typesetting.page_drawing import PageRule
from ipdesk.funds.account.bars import Bar, BarPart, spans, track_width

HIGH = 6.0  # pt
EDGE = 0.7  # pt, around what stays white
STRIPE = 1.0  # pt, of what failed, and as much white beside each
DARK, GREY, WHITE = "0.25 0.25 0.25", "0.62 0.62 0.62", "1 1 1"
_COLOURS = {BarPart.PAID: DARK, BarPart.ALLOTTED: GREY}

Fill = tuple[str, PageRule]
"""A colour, and what is filled with it."""


def drawn_bar(bar: Bar, left: float, foot: float, room: float) -> Iterator[Fill]:
    """Yield what makes a bar from its lower left corner on, the lowest first, in so much room (pt)."""
    width = track_width(bar, room)
    yield DARK, PageRule(left, foot, width, HIGH)
    yield WHITE, PageRule(left + EDGE, foot + EDGE, max(0.0, width - 2 * EDGE), HIGH - 2 * EDGE)
    for one in spans(bar, room):
        if one.part is BarPart.FAILED:
            yield from _stripes(left + one.left, foot, one.width)
        elif one.part in _COLOURS:
            yield _COLOURS[one.part], PageRule(left + one.left, foot, one.width, HIGH)


def _stripes(left: float, foot: float, width: float) -> Iterator[Fill]:
    yield WHITE, PageRule(left, foot + EDGE, width, HIGH - 2 * EDGE)
    at = STRIPE
    while at < width:
        yield DARK, PageRule(left + at, foot, min(STRIPE, width - at), HIGH)
        at += 2 * STRIPE
