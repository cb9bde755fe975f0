"""Body lines divided over pages, with the signature kept beside text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from ipdesk.documents.pdf.structure import Part
from ipdesk.documents.typesetting.geometry import BODY, GRIDS, MM, Grid
from ipdesk.documents.typesetting.lines import SetLine

# A seal stands centred over office and date, its top within a line of the text: one blank line before them
# does that. Below them lines stay free so that it ends well above the page number.
SIGNATURE_GAP = 1
SEAL = 42 * MM
SEAL_BELOW = 4 * MM  # the type area, at most; a page number begins 5.4 mm below it
LEAST_BESIDE = 3  # lines of text on the page of the signature, blank ones not counted
FULL = 6  # lines of text with which a last page does not look empty
BLANK = 1  # lines that may stay empty at the foot of a page before spacing is adjusted
NEAR = 3  # lines that may stay empty there so that paragraphs stand together that need not
SEEN = 2  # times that each further one counts beside


class BodyLine(NamedTuple):
    """A line of the body; a ``bound`` one is not the last of its page.

    A ``near`` one is only where the page would else have more blank lines at its foot than may stay there.
    ``part`` is the paragraph that it belongs to.
    """

    line: SetLine
    bound: bool
    near: bool = False
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class BodyPage:
    """Lines in body slots, the first at ``start``; ``signature`` is the slot of the name that signs."""

    start: int
    lines: tuple[BodyLine, ...]
    signature: int | None = None


def bind(
    lines: Sequence[SetLine], *, keep: bool, near: bool = False, part: Part | None = None
) -> list[BodyLine]:
    """Bind the first two lines of a paragraph, and the last two; ``keep`` binds it to what follows.

    ``near`` binds it to what follows where a page does not become white by that.
    """
    last = len(lines) - 1
    return [
        BodyLine(line, number in (0, last - 1) if number < last else keep, near and number == last, part)
        for number, line in enumerate(lines)
    ]


def spaced(
    lines: Sequence[BodyLine], start: Callable[[Grid], int], signature: int
) -> tuple[Grid, list[BodyPage]]:
    """Divide lines over pages in the spacing that needs the fewest and leaves no page half empty.

    That is the standard's, unless another saves the last page, gives a nearly empty one more text, or keeps
    more than a line at a page's foot from staying blank (GB/T 9704, 7.3.5.4). ``start`` gives the first
    page's first slot in a spacing.
    """

    def divided(grid: Grid) -> tuple[Grid, list[BodyPage]]:
        return grid, paginate(lines, start(grid), signature, grid)

    tried = [divided(GRIDS[0])]
    if len(tried[0][1]) > 1:
        tried.append(divided(GRIDS[1]))
    if min(map(_cost, tried))[1]:
        tried += map(divided, GRIDS[2:])
    return min(tried, key=_cost)


def _cost(found: tuple[Grid, Sequence[BodyPage]]) -> tuple[int, int]:
    """Return how many pages there are, and how many lines too many are blank, or lack on the last one.

    The standard's spacing is left only for more lines than it is left by; a page that is seen to be white
    counts more.
    """
    grid, pages = found
    blank = max((grid.lines - page.start - len(page.lines) for page in pages[:-1]), default=0)
    lacking = FULL - _said(pages[-1].lines) if len(pages) > 1 else 0
    off = abs(grid.lines - GRIDS[0].lines)
    return len(pages), max(0, blank - BLANK) + SEEN * max(0, blank - NEAR) + max(0, lacking) + off


def _said(lines: Sequence[BodyLine]) -> int:
    return sum(bool(line.line.pieces) for line in lines)


def paginate(lines: Sequence[BodyLine], start: int, signature: int, grid: Grid) -> list[BodyPage]:
    """Divide lines over pages of which the first begins at slot ``start``.

    The last ends with the ``signature``, which is so many lines high.
    """
    rest, pages = list(lines), list[BodyPage]()
    while True:
        room = grid.lines - start
        if len(rest) + SIGNATURE_GAP + signature + seal_room(signature, grid) <= room:
            slot = start + len(rest) + SIGNATURE_GAP
            return [*pages, BodyPage(start, tuple(rest), slot)]
        cut = _cut(rest, min(room, _before_last(rest)))
        if room - cut > BLANK:  # the last page is given more text
            cut = _between(rest, cut)
        pages.append(BodyPage(start, tuple(rest[:cut])))
        rest, start = rest[cut:], 0


def seal_room(signature: int, grid: Grid) -> int:
    """Return how many lines below a signature of so many lines the seal over it needs."""
    below = SEAL / 2 - (signature - 1) / 2 * grid.pitch - BODY / 2 - SEAL_BELOW
    return max(0, ceil(below / grid.pitch))


def _before_last(rest: Sequence[BodyLine]) -> int:
    """Return how many lines may stand on pages before that of the signature."""
    said = 0
    for count in range(len(rest), 0, -1):
        if said >= LEAST_BESIDE:
            return count
        said += bool(rest[count - 1].line.pieces)
    return 0


def _between(rest: Sequence[BodyLine], cut: int) -> int:
    """Return where the paragraph begins that a cut parts, with its heading; the cut where many lines go over.

    Text that breaks off above blank lines seems to lack something.
    """
    begin = cut
    while begin and (rest[begin - 1].bound or rest[begin - 1].part is rest[begin].part):
        begin -= 1
    return begin if begin > 0 and cut - begin <= NEAR else cut


def _cut(rest: Sequence[BodyLine], most: int) -> int:
    """Return how many lines stay on the page: as many as can, but none that is bound to the next."""
    allowed = [count for count in range(1, most + 1) if not rest[count - 1].bound]
    if not allowed:
        return max(1, most)
    parted = [count for count in allowed if not rest[count - 1].near]
    return parted[-1] if parted and most - parted[-1] <= NEAR else allowed[-1]
