"""Personal numbers as they may stand on a screen that an applicant can see."""

from __future__ import annotations

_STARS = "****"


def masked_telephone(number: str) -> str:
    """Return a telephone number with its middle hidden: ``138****0000``."""
    digits = number.strip()
    if len(digits) < 8:
        return digits
    return f"{digits[:3]}{_STARS}{digits[-4:]}"


def masked_account(number: str) -> str:
    """Return the last four digits of an account, the rest as stars: ``**** **** 0198``."""
    digits = number.strip()
    return f"{_STARS} {_STARS} {digits[-4:]}" if len(digits) > 4 else digits


def masked_identity(number: str, personal: bool) -> str:
    """Return a resident identity number with the birthday hidden; a firm's code is public."""
    if not personal or len(number) < 15:
        return number
    return f"{number[:6]}{'*' * (len(number) - 10)}{number[-4:]}"
