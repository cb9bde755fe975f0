"""A table that goes out: its columns and what stands in them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

Cell = str | int | datetime.datetime | None
"""A text, fen in a column of money, a number in one of counts or a moment; None stays empty.

A moment is written as the clock here shows it: Excel knows no zones.
"""


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """A column: what stands above it, how many Chinese characters wide it is, and what it holds."""

    title: str
    ems: int
    kind: Literal["text", "money", "count", "moment"] = "text"
