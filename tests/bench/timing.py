"""Taking times: the best of several rounds, since everything else on a machine only adds."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
ROUNDS = 5


def best(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the shortest time (seconds) that ``work`` took."""
    found = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        found = min(found, time.perf_counter() - start)
    return found


def rates(count: int, *works: Callable[[], object], rounds: int = 3) -> list[float]:
    """Return how many of ``count`` each work does in a second at its best, all taking turns.

    Whatever else a machine does then slows all of them alike.
    """
    times = [[best(work, 1) for work in works] for _ in range(rounds)]
    return [count / min(taken) for taken in zip(*times, strict=True)]


def each(work: Callable[[T], object], items: list[T]) -> None:
    """Do ``work`` for every item."""
    for item in items:
        work(item)
