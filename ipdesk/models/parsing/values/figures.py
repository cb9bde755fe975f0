"""Figures as people type them: digits in any width, marks between groups of digits, a point.

What sums, numbers and days have in common. A reading is exact or there is none.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from ipdesk.rules.core.plain_text import BREAKS, spaced

MOST_DIGITS = 12  # before the point: more is a slip of the key, whatever is counted

_FIGURE = re.compile(r"(?P<whole>[0-9][0-9, ]*)?(?:\.(?P<part>[0-9]*))?")
_THREES = re.compile(r"[1-9][0-9]{0,2}(?:(?:,[0-9]{3})+|(?: [0-9]{3})+)")
_FOURS = re.compile(r"[1-9][0-9]{0,3}(?:(?:,[0-9]{4})+|(?: [0-9]{4})+)")
# What worksheets put around a cell's text, and marks that a sentence leaves behind a unit or a whole figure.
_BEFORE = re.compile(r"^(?:=(?=[\"0-9])|[\"'`‘’“”])+")
_BEHIND = re.compile(r"[\"'‘’“”]+$|(?<=[^0-9])[;,、.]$|(?<=[.][0-9])[.]$|(?<=[.][0-9]{2})[.]$")
_CELLS = re.compile(rf"\s*[{BREAKS}]\s*")
_ALIKE = str.maketrans("。·•‧∙⋅⁄∕〜∼﹨∶ː꞉萬億圓", "......//~~\\:::万亿圆")
_LOOSE_BLANK = re.compile(r" (?![0-9])|(?<![0-9]) ")


class Figure(NamedTuple):
    """A figure: its digits before and after the point.

    ``like_decimals`` says that its only mark between groups is a comma which a clerk may have typed for
    the point: ``1,2345`` is 12345 as written, and 1.2345 where somebody slipped.
    """

    whole: str
    part: str
    like_decimals: bool = False

    def scaled(self, places: int) -> int:
        """Return the figure times ten to ``places``, which are at least the digits after its point."""
        return int(self.whole + self.part.ljust(places, "0"))


class WrongGroups(ValueError):
    """Digits between commas that are no groups of three or four."""


def figure_text(text: str) -> str:
    """Return a text in plain width and capitals with single blanks, its full stops and middle dots as points.

    What parts cells of a worksheet becomes a stroke that no figure holds: two cells are not one number.
    Digits that NFKC would make of something else (``10²``, ``⑤``) stay what they are, so that no reader
    takes them for digits.
    """
    kept = "".join("?" if _turns_into_digit(char) else char for char in text)
    parted = _CELLS.sub("|", kept.strip())
    plain = spaced(parted).upper().translate(_ALIKE)
    return _BEHIND.sub("", _BEFORE.sub("", plain)).strip()


def _turns_into_digit(char: str) -> bool:
    if char.isascii() or unicodedata.decomposition(char).startswith("<wide>"):
        return False
    return any("0" <= made <= "9" for made in unicodedata.normalize("NFKC", char))


def joined(text: str) -> str:
    """Return a text without blanks but those between two digits, which may part groups."""
    return _LOOSE_BLANK.sub("", text)


def read_figure(text: str) -> Figure | None:
    """Read the plain text of a figure, None for what is none.

    Understood are ``800000``, ``800,000.5``, groups of four as in ``80,0000``, blanks for commas, ``.5`` and
    ``5.``. Raises WrongGroups where commas or blanks part other groups: ``12,34``, ``1,234,5678``, ``0,5``.
    """
    found = _FIGURE.fullmatch(text)
    whole, part = (found["whole"] or "", found["part"] or "") if found else ("", "")
    if not whole and not part:
        return None
    if whole.isdecimal() or not whole:
        return Figure(whole.lstrip("0"), part)
    fours = _FOURS.fullmatch(whole)
    if not fours and not _THREES.fullmatch(whole):
        raise WrongGroups(text)
    like_decimals = bool(fours) and whole.count(",") == 1 and "." not in text
    return Figure(re.sub("[, ]", "", whole), part, like_decimals)
