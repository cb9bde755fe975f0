"""What every command is: something that can be run in a unit of work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from ipdesk.models.writing.work import Work

T_co = TypeVar("T_co", covariant=True)


class Command(Protocol[T_co]):
    """A request to write. ``run`` may raise InvalidInput, Conflict or NotFound: then nothing is written."""

    def run(self, work: Work) -> T_co:
        """Validate and write inside the transaction of ``work``, and note changes and audit entries there."""
        ...
