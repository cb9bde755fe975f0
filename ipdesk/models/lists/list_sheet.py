"""A worksheet of a list, as a file has it: its cells as texts, and what cannot be seen of it at a glance."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

EXCEL_1900, EXCEL_1904 = datetime.date(1899, 12, 30), datetime.date(1904, 1, 1)
"""The days from which workbooks count, the second on some old computers."""

_SERIAL = re.compile(r"[0-9]{5}(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSheet:
    """One sheet, or the table of a file of text (without a name).

    ``cells`` are all its rows, so that row 1 is the first; what was a number stands in digits. ``notes`` are
    what is to be known of rows, by their numbers, ``hidden`` the places of columns that are not shown.
    ``counts_from`` is the day 0 of numbers that are days, None where a number is none.
    """

    name: str
    cells: Sequence[Sequence[str]]
    notes: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()
    counts_from: datetime.date | None = None


def day_of_serial(text: str, counts_from: datetime.date) -> str | None:
    """Return the day that the number of a worksheet means, as 2019-02-18, None for other texts."""
    if not _SERIAL.fullmatch(text):
        return None
    return (counts_from + datetime.timedelta(days=int(float(text)))).isoformat()
