"""Names as they are looked for: all writings of a character as one, letters without their accents.

Two names may be different (陈 and 陳 are, on certificates) and yet be typed alike by who looks for them.
"""

from __future__ import annotations

import re
import unicodedata

from ipdesk.models.parsing.names.names import compared_name
from ipdesk.rules.core.plain_text import half_width
from ipdesk.rules.core.variants import one_writing

_ACCENTS = re.compile("[\u0300-\u036f]+")
# Letters that Unicode does not take apart.
_LETTERS = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t",
    "ŋ": "n", "ə": "e", "ĸ": "k", "ɨ": "i", "ʉ": "u",
})  # fmt: skip


def folded_name(text: str) -> str:
    """Return what a name is found by: its compared form without accents, each character in one writing."""
    apart = unicodedata.normalize("NFD", one_writing(compared_name(text)))
    return half_width(_ACCENTS.sub("", apart).translate(_LETTERS))
