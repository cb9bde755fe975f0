"""What every command is: a request to write, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Command(Generic[T_co]):
    """A request to write, answered with a ``T_co``; ``Store.run`` hands it to its handler.

    A handler may raise InvalidInput, Conflict or NotFound: then nothing is written.
    """
