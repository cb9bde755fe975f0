"""Postcodes."""

from __future__ import annotations

import re

from ipdesk.models.parsing.identifiers.codes import stored_code

_POSTCODE = re.compile("[0-9]{6}")


def is_postcode(text: str) -> bool:
    """Say whether a text is a postcode, in whatever width."""
    return _POSTCODE.fullmatch(stored_code(text)) is not None
