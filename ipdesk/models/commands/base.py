"""What every command is: a request to write, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from ipdesk.models.core.actor import Permission

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Command(Generic[T_co]):
    """A request to write, answered with a ``T_co``; ``Store.run`` hands it to its handler.

    A handler may raise InvalidInput, Conflict or NotFound: then nothing is written.
    """

    @property
    def permission(self) -> Permission | None:
        """Return what the actor must be allowed; None asks for nothing, and not even for a person.

        Most commands always ask for the same, and name it in their class.
        """
        return None
