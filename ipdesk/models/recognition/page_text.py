"""The text of a page as it stands there: rows from above, each character with its place."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ipdesk.rules.core.plain_text import plain

_BLANK = 0.25  # em between two Latin letters or digits that a blank parts


class Box(NamedTuple):
    """A place on a page, in pt from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float


class Character(NamedTuple):
    """One character and its place."""

    text: str
    box: Box


class TextRow(NamedTuple):
    """One row of a page: characters from the left, without the blanks between Chinese ones.

    ``text`` is what stands there, ``plain`` the same in plain width, character for character. ``gaps`` are
    the distances before each character, in em; that before the first is its distance from the left edge.
    """

    text: str
    plain: str
    boxes: tuple[Box, ...]
    gaps: tuple[float, ...]

    @property
    def height(self) -> float:
        """Return how high its characters are, in pt."""
        return max(box.top - box.bottom for box in self.boxes)

    @property
    def bottom(self) -> float:
        """Return where it ends below, in pt from the page's foot."""
        return min(box.bottom for box in self.boxes)


class PageText(NamedTuple):
    """A page, the first being 1, with its rows from above.

    ``scanned`` says that it was read from a picture, ``slope`` by how much that is turned (radians; above 0
    where rows sink to the right): its rows were laid straight. ``codes`` are the texts of its codes of two
    dimensions. ``drawn`` says of a page without text that something is to be seen on it.
    """

    number: int
    rows: tuple[TextRow, ...]
    scanned: bool = False
    slope: float = 0.0
    codes: tuple[str, ...] = ()
    drawn: bool = False

    def seen(self, boxes: Iterable[Box]) -> tuple[Box, ...]:
        """Return where on the page places of its straightened rows are seen."""
        return tuple(turned(box, -self.slope) for box in boxes) if self.slope else tuple(boxes)

    @property
    def text(self) -> str:
        """Return all that stands there in plain width, without blanks and ends of rows."""
        return "".join(row.plain for row in self.rows).replace(" ", "")


def turned(box: Box, angle: float) -> Box:
    """Return a place with its middle turned against the clock around the page's corner, by radians."""
    across, up = (box.left + box.right) / 2, (box.bottom + box.top) / 2
    to_right = across * math.cos(angle) - up * math.sin(angle) - across
    to_top = across * math.sin(angle) + up * math.cos(angle) - up
    return Box(box.left + to_right, box.bottom + to_top, box.right + to_right, box.top + to_top)


def rows_of(characters: Iterable[Character]) -> tuple[TextRow, ...]:
    """Return the rows that characters make, whatever order they came in."""
    rows: list[list[Character]] = []
    for one in sorted(characters, key=lambda one: -_middle(one.box)):
        if rows and _beside(rows[-1][0].box, one.box):
            rows[-1].append(one)
        else:
            rows.append([one])
    return tuple(_row(sorted(row, key=lambda one: one.box.left)) for row in rows)


def _middle(box: Box) -> float:
    return (box.top + box.bottom) / 2


def _beside(one: Box, other: Box) -> bool:
    """Say whether two characters stand in one row: the middle of the lower one within half of the higher."""
    return abs(_middle(one) - _middle(other)) < max(one.top - one.bottom, other.top - other.bottom) / 2


def _row(characters: Sequence[Character]) -> TextRow:
    text, boxes, gaps = "", list[Box](), list[float]()
    for char, box, gap in _with_gaps(characters):
        if text and gap > _BLANK and text[-1].isascii() and char.isascii():
            text += " "
            boxes.append(Box(boxes[-1].right, box.bottom, box.left, box.top))
            gaps.append(0.0)
        text += char
        boxes.append(box)
        gaps.append(gap)
    return TextRow(text, "".join(map(_plain, text)), tuple(boxes), tuple(gaps))


def _with_gaps(characters: Sequence[Character]) -> Iterator[tuple[str, Box, float]]:
    end = 0.0
    for char, box in characters:
        yield char, box, (box.left - end) / max(box.top - box.bottom, 1.0)
        end = max(end, box.right)


def _plain(char: str) -> str:
    """Return a character in plain width; one that would become several stays."""
    made = plain(char)
    return made if len(made) == 1 else char
