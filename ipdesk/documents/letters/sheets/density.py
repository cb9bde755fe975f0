"""How closely the rows of a form or table are set: closer where that saves a page."""

from __future__ import annotations

from dataclasses import dataclass

from ipdesk.documents.typesetting.cells import LEADING, PAD_Y, RowLook


@dataclass(frozen=True, slots=True)
class Density:
    """How much of the usual leading and of the usual free space in a cell remains.

    ``text`` is the part that remains of the leading of paragraphs that are set as those of a letter, whose
    lines stand wider apart.
    """

    leading: float = 1.0
    pad: float = 1.0
    text: float = 1.0

    def look(self, borders: bool, leading: float, heads: bool) -> RowLook:
        """Return how rows of a ``leading`` (em) look."""
        if leading > LEADING:  # paragraphs of a letter follow each other line by line
            return RowLook(borders, leading * self.text, heads, 0.0)
        return RowLook(borders, leading * self.leading, heads, PAD_Y * self.pad)


USUAL = Density()
CLOSE = Density(leading=0.9, pad=0.6, text=0.93)  # of 1.4 em 1.26; of a letter's 29.5 pt 27.5
MANY_ROWS = 80  # a sheet of more is set once, as close as its beginning asks
FEW_ROWS = 20  # of each of its blocks, which tell that
