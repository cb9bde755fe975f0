"""Punctuation of Chinese text: what may not start or end a line, and what stands closer together."""

from __future__ import annotations

import re

NO_START = "。，、；：？！）》〉〕】」』〗”’％%‰℃·.,;:?!)]}"
NO_END = "（《〈〔【「『〖“‘￥¥([{"

# Full-width marks, half of each blank. Quotation marks are left out: in some faces they are narrow.
_CLOSING = "。，、；：）》〉〕】」』〗"
_OPENING = "（《〈〔【「『〖"
# What two such marks in a row give up between them, in em.
SAVED = 0.5
_BETWEEN = re.compile(f"(?<=[{_CLOSING}])(?=[{_CLOSING}{_OPENING}])|(?<=[{_OPENING}])(?=[{_OPENING}])")


def close_pairs(text: str) -> int:
    """Return how many neighbours in a text stand closer together."""
    return len(_BETWEEN.findall(text))


def parted(text: str) -> list[str]:
    """Cut a text where two marks stand closer together."""
    return _BETWEEN.split(text)
