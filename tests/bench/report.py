"""What a benchmark answers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: ``ratio`` must be at least (or at most) ``need``; ``detail`` holds the absolute values."""

    name: str
    ratio: float
    need: float
    at_least: bool
    detail: str
