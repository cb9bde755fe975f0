"""A table that goes out: its columns and what stands in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Cell = str | int | None
"""A text, fen in a column of money or a number in one of counts; None stays empty."""


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """A column: what stands above it, how many Chinese characters wide it is, and what it holds."""

    title: str
    ems: int
    kind: Literal["text", "money", "count"] = "text"
