"""A table that goes out: its columns and what stands in them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
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


@dataclass(frozen=True, slots=True)
class Table:
    """A table on a sheet of its own: title, columns, rows, and a last row of totals where there is one."""

    title: str
    heads: Sequence[ColumnHead]
    rows: Iterable[Sequence[Cell]]
    foot: Sequence[Cell] = ()
