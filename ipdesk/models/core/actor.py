"""Who acts at the one door for writes, and what a person may be allowed to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Permission(Enum):
    """What a person may be allowed to do. Roles bring permissions; see ``core.roles``."""

    ENTER = "enter"
    """Register applicants, type drafts, accept applications."""
    REVIEW = "review"
    """Check what was accepted: sources, results, proposed sums."""
    DECIDE = "decide"
    """Decide accepted applications."""
    ISSUE = "issue"
    """Issue letters."""
    ACCOUNT = "account"
    """Keep the books of funds, send payments and enter what became of them."""
    ADMINISTER = "administer"
    """Change the office, its people, its series of numbers and its own policies."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, by its id; without one, whoever acts before any person is known.

    What it may do stands in the database alone, and is read where it acts.
    """

    person: int | None


NOBODY = Actor(None)
"""Whoever acts before any person is known: the first start, and what a start finishes by itself."""
