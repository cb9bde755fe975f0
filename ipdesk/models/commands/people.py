"""Commands for the people who work at the desk."""

from __future__ import annotations

from dataclasses import dataclass

from ipdesk.models.commands.base import Command
from ipdesk.models.core.actor import Permission
from ipdesk.models.core.roles import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPerson(Command[int]):
    """Add a person to the desk. Answers its id; raises InvalidInput for an empty or used name.

    Without ``roles`` it gets all of them where everybody has all of them, so that an office with no use for
    roles hears nothing of them; else it is a clerk, and an administrator gives it what it needs.
    """

    permission = Permission.ADMINISTER

    name: str
    roles: frozenset[Role] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRoles(Command[None]):
    """Replace the roles of a person, from its next step on.

    Raises Conflict where nobody in service would be administrator any more, NotFound.
    """

    permission = Permission.ADMINISTER

    person: int
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetInService(Command[None]):
    """Put a person out of service, or back into it: what it did stays, its name cannot be used twice.

    Raises Conflict for the last administrator in service, NotFound.
    """

    permission = Permission.ADMINISTER

    person: int
    in_service: bool
