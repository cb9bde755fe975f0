"""Personal numbers as they may stand on a screen that an applicant can see."""

from __future__ import annotations

from ipdesk.models.parsing.identifiers.telephone_numbers import single_numbers
from ipdesk.models.records import ApplicantDetails

_STARS = "****"


def masked_fields(details: ApplicantDetails, personal: bool) -> frozenset[str]:
    """Return which fields of an applicant hold something that is masked where anybody may look."""
    named = ("telephone", "account", *(("identity", "address") if personal else ()))
    return frozenset(name for name in named if getattr(details, name))


def masked_telephone(number: str) -> str:
    """Return a telephone number with its middle hidden: ``138****0000``; of several the first, and a sign."""
    digits, *more = single_numbers(number.strip())
    hidden = digits if len(digits) < 8 else f"{digits[:3]}{_STARS}{digits[-4:]}"
    return f"{hidden} …" if more else hidden


def masked_account(number: str) -> str:
    """Return the last four digits of an account, the rest as stars: ``**** **** 0198``."""
    digits = number.strip()
    return f"{_STARS} {_STARS} {digits[-4:]}" if len(digits) > 4 else digits


def masked_identity(number: str, personal: bool) -> str:
    """Return the number of a person with its middle hidden, the birthday first; a firm's code is public."""
    if not personal or len(number) < 7:
        return number
    if len(number) < 15:  # passports and permits
        return f"{number[:3]}{_STARS}{number[-2:]}"
    return f"{number[:6]}{'*' * (len(number) - 10)}{number[-4:]}"
