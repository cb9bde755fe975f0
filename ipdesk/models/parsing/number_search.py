"""Finding a thing by its number: by any part of it, in any writing."""

from __future__ import annotations

import re

from ipdesk.models.parsing.names.search_text import search_fault
from ipdesk.rules.numbers.text import base_form
from ipdesk.rules.pack.vocabulary import standard_form, standard_vocabulary

_MARKS = re.compile("[^0-9A-Z一-鿿]+")
_KIND_CODE = re.compile("(?<=[0-9]{5})[A-Z][0-9]?$")
_BETWEEN = " "
# A shorter part of a number that a form leaves of what was typed (12 of 第12号) would be found everywhere.
_LEAST_DIGITS = 3


def _bare(text: str) -> str:
    return _MARKS.sub("", base_form(text))


def number_search_text(ref: str | None, item: str | None) -> str:
    """Return what a number is found by: what was typed and its normal form, both without any marks."""
    parts = dict.fromkeys(_bare(part) for part in (ref, item) if part is not None)
    return _BETWEEN.join(filter(None, parts))


def number_search_words(text: str) -> tuple[str, ...]:
    """Return what to look for in search texts of numbers: what was typed, and what each form makes of it."""
    if search_fault(text):
        return ()
    typed = _bare(text)
    coded = _KIND_CODE.sub("", typed)
    formed = (_bare(standard_form(name).of(text)) for name in standard_vocabulary().ref_forms)
    longer = (word for word in formed if sum(char.isdigit() for char in word) >= _LEAST_DIGITS)
    return tuple(dict.fromkeys(filter(None, (typed, coded, *longer))))
