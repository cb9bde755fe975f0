"""A line about an applicant as lists hold it: a name, a number, or both."""

from __future__ import annotations

import re

from ipdesk.models.parsing.identifiers.credit_codes import check_uscc
from ipdesk.models.parsing.identifiers.identity_numbers import is_resident_number
from ipdesk.models.parsing.identifiers.pasted_number import identity_code
from ipdesk.models.parsing.names.names import stored_name

_LEAST = 15  # characters of an identity code; passports are shorter and look like words
_BETWEEN = re.compile(r"([\s,，、;；|()（）]+)")


def name_and_number(text: str) -> tuple[str, str]:
    """Return the name and the bare identity code that a pasted line holds, empty for what it lacks."""
    whole = identity_code(text)
    if whole.isascii() and len(whole) >= _LEAST and whole.isalnum():
        return "", whole
    pieces = _BETWEEN.split(text)
    place = next((at for at, piece in enumerate(pieces) if _is_code(identity_code(piece))), None)
    if place is None:
        return text, ""
    before, after = "".join(pieces[:place]), "".join(pieces[place + 1 :])
    return stored_name(before.rstrip(" \t(（") + after.lstrip(" \t)）")), identity_code(pieces[place])


def _is_code(value: str) -> bool:
    return is_resident_number(value) or not check_uscc(value).problem
