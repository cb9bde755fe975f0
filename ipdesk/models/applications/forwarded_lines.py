"""Which lines of an application are forwarded to the level above: those that may come to something."""

from __future__ import annotations

from collections.abc import Iterable

from ipdesk.models.records import AwardLine
from ipdesk.rules.core.result import Status

OPEN = frozenset({Status.UNDECIDED, Status.REFERRED})
"""Lines of which the level above says the sum: left to a decision, or governed by another document."""


def forwarded_lines(lines: Iterable[AwardLine]) -> tuple[AwardLine, ...]:
    """Return the lines with a sum, and those whose sum the level above decides, in their order."""
    return tuple(line for line in lines if line.line.amount or line.line.status in OPEN)
