"""The paper of GB/T 9704-2012, measured in points from the lower left corner; constants in mm say so."""

from __future__ import annotations

from dataclasses import dataclass

MM = 72 / 25.4

PAGE_WIDTH = 210 * MM
PAGE_HEIGHT = 297 * MM
LEFT = 28 * MM
TOP = 37 * MM
TEXT_WIDTH = 156 * MM
TEXT_HEIGHT = 225 * MM
RIGHT = LEFT + TEXT_WIDTH
BOTTOM = PAGE_HEIGHT - TOP - TEXT_HEIGHT

BODY = 15.75  # 28 characters of it are 441 pt, the text block 442.2 pt; 3号 (16 pt) would not fit
CHARACTERS = TEXT_WIDTH / BODY  # measure of a body line in em
PITCH = 29.53
LINES = 22
TITLE = 22.0  # 2号
TITLE_PITCH = 36.0
FOLIO = 14.0  # 4号

# Chinese type stands on a baseline 0.12 em above the foot of its square.
ASCENT = 0.88


@dataclass(frozen=True, slots=True)
class Grid:
    """The places of a page's body lines: how many fill the text block."""

    lines: int

    @property
    def pitch(self) -> float:
        """Return the distance from one line to the next, in pt."""
        return PITCH * LINES / self.lines

    def baseline(self, line: int) -> float:
        """Return the height of a body line's baseline, the first being line 0."""
        return PAGE_HEIGHT - TOP - ASCENT * BODY - line * self.pitch


# The standard's 22 lines, and what spacing is adjusted to where a letter ends badly on them, in order of
# preference.
GRIDS = (Grid(LINES), Grid(23), Grid(21), Grid(20))
