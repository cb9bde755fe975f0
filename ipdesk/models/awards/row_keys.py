"""Which row of entry an achievement came from: its key is the row's, in a range with its place behind."""

from __future__ import annotations


def row_of(achievement: str) -> str:
    """Return the row that an achievement was entered in."""
    return achievement.partition("/")[0]


def ordinal(achievement: str) -> int:
    """Return the place of an achievement in its range, from 1; 1 where there is no range."""
    last = achievement.partition("/")[2]
    return int(last) if last else 1
