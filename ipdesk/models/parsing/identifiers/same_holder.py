"""Whether two numbers are of one person or one unit: numbers change their form, their holder stays."""

from __future__ import annotations

import re

from ipdesk.models.parsing.identifiers.credit_codes import is_credit_code
from ipdesk.models.parsing.identifiers.identity_numbers import same_person

_ORGANISATION = re.compile("[0-9A-Z]{8}[0-9X]")
_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def organisation_code(value: str) -> str:
    """Return the organisation code (GB 11714) that a number is or holds, empty for none.

    A unified code holds the one that the unit had before: its places 9 to 17.
    """
    if is_credit_code(value):
        return value[8:17]
    return value if _is_organisation_code(value) else ""


def _is_organisation_code(value: str) -> bool:
    if _ORGANISATION.fullmatch(value) is None:
        return False
    total = sum(_DIGITS.index(char) * weight for char, weight in zip(value, _WEIGHTS, strict=False))
    return value[8] == "0123456789X"[-total % 11]


def numbers_of_holder(value: str) -> tuple[str, ...]:
    """Return the forms that are told from the number of a holder, the number itself first."""
    code = organisation_code(value)
    return tuple(dict.fromkeys((*same_person(value), *([code] if code else []))))


def is_same_holder(one: str, other: str) -> bool:
    """Say whether two bare numbers belong to one person or unit."""
    code = organisation_code(one)
    return other in same_person(one) or bool(code and code == organisation_code(other))
