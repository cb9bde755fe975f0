"""The plain form of what people type and paste: widths, dashes, blanks and invisible characters made alike.

The one place that knows which characters nobody sees and which only look different. What is compared, checked
or searched goes through here; what is stored and printed keeps what was typed unless its own module says so.
"""

from __future__ import annotations

import re
import unicodedata

_DASHES = re.compile("[‐‑‒–—―−﹣－ー]+")
_BLANKS = re.compile(r"\s+")
# Format characters (zero width, direction, soft hyphen, word joiner, BOM) and fillers that print as nothing.
_FILLERS = frozenset("\u115f\u1160\u17b4\u17b5\u180e\u2800\u3164\uffa0")


def without_invisible(text: str) -> str:
    """Return ``text`` without characters that nobody sees: they come along when text is pasted."""
    return "".join(char for char in text if not _is_invisible(char))


def _is_invisible(char: str) -> bool:
    return char in _FILLERS or unicodedata.category(char) == "Cf"


def half_width(text: str) -> str:
    """Return ``text`` with full-width and other compatibility forms made plain (NFKC)."""
    return unicodedata.normalize("NFKC", text)


def plain(text: str) -> str:
    """Return the visible text in plain width, dashes alike, no blanks at its ends."""
    return _DASHES.sub("-", half_width(without_invisible(text))).strip()


def spaced(text: str) -> str:
    """Return the plain text with each run of blanks as one space."""
    return _BLANKS.sub(" ", plain(text))


def compact(text: str) -> str:
    """Return the plain text without any blanks, in capitals: how codes and numbers are compared."""
    return _BLANKS.sub("", plain(text)).upper()
