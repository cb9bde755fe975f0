"""Postcodes."""

from __future__ import annotations

import re

_POSTCODE = re.compile("[0-9]{6}")


def is_postcode(text: str) -> bool:
    """Say whether a text is a postcode."""
    return _POSTCODE.fullmatch(text.strip()) is not None
