"""Many ids a part at a time: a database takes only so many values in one statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

_AT_ONCE = 500


def in_parts(values: Iterable[T]) -> Iterator[tuple[T, ...]]:
    """Yield the values in their order, so many together as one statement may name."""
    every = tuple(values)
    for start in range(0, len(every), _AT_ONCE):
        yield every[start : start + _AT_ONCE]
