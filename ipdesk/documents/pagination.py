"""Body lines divided over pages, with the signature kept beside text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ipdesk.documents.geometry import LINES
from ipdesk.documents.typesetting import SetLine

# A seal is 42 mm wide and stands centred over office and date, its top within a line of the text: one blank
# line before them does that. Below them it reaches into the bottom margin, on page 1 into the red rule: there
# the last line stays free.
SIGNATURE_GAP = 1
SIGNATURE_LINES = 2


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A line of the body; a ``bound`` one is not the last of its page."""

    line: SetLine
    bound: bool


@dataclass(frozen=True, slots=True)
class BodyPage:
    """Lines in body slots, the first at ``start``; ``signature`` is the slot of the name that signs."""

    start: int
    lines: tuple[SetLine, ...]
    signature: int | None = None


def bind(lines: Sequence[SetLine], *, keep: bool) -> list[BodyLine]:
    """Bind the first two lines of a paragraph, and the last two; ``keep`` binds all, and to what follows."""
    last = len(lines) - 1
    return [
        BodyLine(line, keep or (number < last and number in (0, last - 1)))
        for number, line in enumerate(lines)
    ]


def paginate(lines: Sequence[BodyLine], start: int) -> list[BodyPage]:
    """Divide lines over pages of which the first begins at slot ``start``; the signature ends the last."""
    rest, pages = list(lines), list[BodyPage]()
    while True:
        room = LINES - start
        if _signed(rest, room, first=start > 0):
            slot = start + len(rest) + SIGNATURE_GAP
            return [*pages, BodyPage(start, tuple(line.line for line in rest), slot)]
        cut = _cut(rest, min(room, len(rest) - 2))
        pages.append(BodyPage(start, tuple(line.line for line in rest[:cut])))
        rest, start = rest[cut:], 0


def _signed(rest: Sequence[BodyLine], room: int, *, first: bool) -> bool:
    """Tell whether all lines and the signature fit a page."""
    return len(rest) + SIGNATURE_GAP + SIGNATURE_LINES + first <= room


def _cut(rest: Sequence[BodyLine], most: int) -> int:
    """Return how many lines stay on the page: as many as can, but none that is bound to the next."""
    allowed = [count for count in range(1, most + 1) if not rest[count - 1].bound]
    return allowed[-1] if allowed else max(1, most)
