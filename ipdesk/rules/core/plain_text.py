"""The plain form of what people type and paste: widths, dashes, blanks and invisible characters made alike.

The one place that knows which characters nobody sees and which only look different. What is compared, checked
or searched goes through here; what is stored and printed keeps what was typed unless its own module says so.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ipdesk.rules.core.characters import unified, without_private_codes

BREAKS = r"\t\n\r\v\f\x1c-\x1f\x85\u2028\u2029"
"""Characters that part lines, or the cells of a worksheet, for a class of a pattern."""

_DASHES = re.compile("[‐‑‒–—―−﹣－ー]+")
_BLANKS = re.compile(r"\s+")
# Besides format characters (zero width, direction, soft hyphen, word joiner, BOM) and control characters:
# fillers that print as nothing, and selectors of a variant form, which no letter of ours can follow.
_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u180f\u2800\u3164\uffa0")
_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
_SHORT = 64
_SEEN = re.compile("[!-~一-鿿]")
# Whole blocks of what is seen, as most texts are: nothing has to be looked up.
_ALL_SEEN = re.compile("[ -~　-〿一-鿿！-～]*")


def without_invisible(text: str) -> str:
    """Return ``text`` without characters that nobody sees: they come along when text is pasted."""
    if _ALL_SEEN.fullmatch(text):
        return text
    return "".join(char for char in text if not _is_invisible(char))


def _is_invisible(char: str) -> bool:
    category = unicodedata.category(char)
    if category == "Cc":
        return not char.isspace()
    return category == "Cf" or char in _FILLERS or any(ord(char) in codes for codes in _SELECTORS)


def half_width(text: str) -> str:
    """Return ``text`` with full-width and other compatibility forms made plain (NFKC)."""
    return unicodedata.normalize("NFKC", text)


def plain(text: str) -> str:
    """Return the visible text in plain width, dashes alike, no blanks at its ends.

    Radicals and old private codes are the characters they stand for.
    """
    return _short_plain(text) if len(text) <= _SHORT else _plain(text)


def _plain(text: str) -> str:
    visible = unified(without_private_codes(without_invisible(text)))
    return _DASHES.sub("-", half_width(visible)).strip()


_short_plain = lru_cache(maxsize=4096)(_plain)
"""Of short texts: of a cell in a list it is asked ten times."""


def blank(text: str) -> bool:
    """Say whether there is nothing to see in ``text``."""
    return _SEEN.search(text) is None and not plain(text)


def spaced(text: str) -> str:
    """Return the plain text with each run of blanks as one space."""
    return _BLANKS.sub(" ", plain(text))


def compact(text: str) -> str:
    """Return the plain text without any blanks, in capitals: how codes and numbers are compared."""
    # Once more, because an accent meets its letter where a blank goes.
    return half_width(_BLANKS.sub("", plain(text)).upper())
