"""Who decides applications: the office itself, or the level above it."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """Who decides the applications of a call; the values are those of the database."""

    OWN = "own"
    UPPER = "upper"

    @property
    def label(self) -> str:
        """Return the word of the clerks for it."""
        return "本级审定" if self is Level.OWN else "上级审定"
