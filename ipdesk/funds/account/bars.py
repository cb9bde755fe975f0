"""Bars of a budget: how long each is beside others, and how much of it is what. Drawn alike everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from ipdesk.funds.books.figures import Figures

LEAST = 3.0
"""What is there is never drawn thinner than can be seen, in px or pt."""


class BarPart(StrEnum):
    """What a part of a budget is, in the order in which parts stand in a bar."""

    PAID = "paid"
    ALLOTTED = "allotted"
    UNPAID = "unpaid"
    FAILED = "failed"

    @property
    def label(self) -> str:
        """Return what it is called in Chinese."""
        return _LABELS[self]


_LABELS = {
    BarPart.PAID: "已支付",
    BarPart.ALLOTTED: "指标下达",
    BarPart.UNPAID: "核定未付",
    BarPart.FAILED: "支付失败",
}


class Bar(NamedTuple):
    """A budget with its parts from the left (fen); the rest of it stays empty.

    ``most`` is the budget whose bar fills all the room, 0 where each does.
    """

    whole: int
    parts: tuple[tuple[BarPart, int], ...]
    most: int = 0


class Span(NamedTuple):
    """Where a part of a bar begins and how wide it is, in px or pt."""

    part: BarPart
    left: float
    width: float


def bar_of(figures: Figures, failed: int = 0, most: int = 0) -> Bar:
    """Return the bar of figures, of which ``failed`` fen were sent, came back and wait."""
    parts = (
        (BarPart.PAID, figures.paid),
        (BarPart.ALLOTTED, figures.allotted),
        (BarPart.UNPAID, figures.outstanding - failed),
        (BarPart.FAILED, failed),
    )
    return Bar(figures.budget, parts, most)


def track_width(bar: Bar, room: float) -> float:
    """Return how long a bar is where there is so much room (px or pt)."""
    most = bar.most or bar.whole
    return max(LEAST, room * bar.whole / most) if bar.whole > 0 else 0.0


def spans(bar: Bar, room: float) -> Iterator[Span]:
    """Yield the parts that are there, from the left; a budget of nothing has none."""
    track, left = track_width(bar, room), 0.0
    for part, fen in bar.parts:
        if fen and track:
            width = min(max(LEAST, track * fen / bar.whole), track)
            left = min(left, track - width)
            yield Span(part, left, width)
            left += width
