"""A part of a worksheet as it is pasted: rows and cells."""

from __future__ import annotations

import csv
import io

from ipdesk.rules.core.plain_text import without_invisible


def table_cells(text: str) -> list[list[str]]:
    """Return the rows of a sheet; a cell that holds a line end stands in quotes."""
    seen = without_invisible(text)
    try:
        quoted = list(csv.reader(io.StringIO(seen, newline=""), delimiter="\t", strict=True))
    except csv.Error:
        quoted = []
    # A quote that is never closed swallows the rows behind it: then it is a sign like any other.
    if quoted and not any("\t" in cell for row in quoted for cell in row):
        return quoted
    return [line.split("\t") for line in seen.splitlines()]
