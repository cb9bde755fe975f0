"""How long a number may be: an exponent of a few digits would fill the memory when it is written out."""

from __future__ import annotations

from decimal import Decimal

MOST_DIGITS = 12


def sensible(value: Decimal) -> bool:
    """Say whether a number has at most some twelve digits before the point and twelve after it."""
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -MOST_DIGITS and value.adjusted() <= MOST_DIGITS
