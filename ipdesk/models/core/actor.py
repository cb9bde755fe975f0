"""Who acts at the one door for writes, and what that person may do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Permission(Enum):
    """What a person may be allowed to do; the values are those of the database."""

    ENTER = "enter"
    """Register applicants, type drafts, accept applications."""
    DECIDE = "decide"
    """Decide accepted applications."""
    ISSUE = "issue"
    """Issue letters."""
    ADMINISTER = "administer"
    """Change the office, its people, its series of numbers and its own policies."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, by its id, and what it may do; without an id, whoever acts before any person is known."""

    person: int | None
    permissions: frozenset[Permission] = frozenset(Permission)

    def may(self, permission: Permission | None) -> bool:
        """Say whether a command that asks for ``permission`` may be run; None asks for nothing."""
        return permission is None or (self.person is not None and permission in self.permissions)


NOBODY = Actor(None)
"""Whoever acts before any person is known: the first start, and what a start finishes by itself."""
