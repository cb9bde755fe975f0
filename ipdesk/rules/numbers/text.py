"""Numbers of things as every one is compared: what never counts, whatever it numbers."""

from __future__ import annotations

import re

from ipdesk.rules.core.characters import latin, simplified
from ipdesk.rules.core.plain_text import compact

_ALIKE = str.maketrans("〔〕〘〙[]【】〖〗{}〈〉<>「」『』⟮⟯❲❳·•‧∙⋅。∶⁄∕╱—_", "()" * 12 + "......:///--")
# What comes along when a number is copied out of a sentence or a spreadsheet.
_AROUND = "\"'`‘’“”=,;:.、!*"
_PLACE_IN_LIST = re.compile("^[0-9]{1,2}、(?=.)")
# What is as it should be already; looking first makes most numbers ten times cheaper.
_PLAIN = re.compile("[0-9A-Z一-鿿()./:-]+")


def base_form(text: str) -> str:
    """Return the text as every number is compared: plain capitals without blanks, brackets and dots alike."""
    if text.isascii() and text.isalnum():
        return text.upper()
    plain = text if _PLAIN.fullmatch(text) else latin(compact(text.replace("№", "No."))).translate(_ALIKE)
    simple = simplified(plain)
    return unwrapped(_PLACE_IN_LIST.sub("", simple.strip(_AROUND))).strip(_AROUND) or plain


def unwrapped(text: str) -> str:
    """Return a text without the brackets, or the marks of a title, around the whole of it."""
    if text[:1] + text[-1:] not in ("()", "《》"):
        return text
    opening, closing = text[0], text[-1]
    depth = 0
    for char in text[:-1]:
        depth += (char == opening) - (char == closing)
        if depth == 0:
            return text
    return text[1:-1] if depth == 1 else text
