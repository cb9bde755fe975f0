"""Which rows of entry come to nothing, and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ipdesk.models.parsing.achievement_rows import row_of
from ipdesk.rules.core.result import Line, Result, Status

_OPEN = (Status.INCOMPLETE, Status.UNDECIDED)  # may still come to something


class UnpaidRow(NamedTuple):
    """A row that a clause pays nothing for, or that no clause is about (``line`` is None then).

    ``reason`` is a sentence, ``""`` where the line's status is all there is to say; ``beside`` says that
    something else of the row is paid. ``partly`` says that the clause itself pays for other things of it.
    """

    row: str
    line: Line | None
    reason: str
    beside: bool
    partly: bool = False


def unpaid_rows(result: Result) -> Iterator[UnpaidRow]:
    """Yield what comes to nothing, line by line, then what no clause is about."""
    by_clause = {(row_of(line.achievement), line.rule) for line in result.lines if line.amount}
    paid = {row for row, _ in by_clause}
    for line in result.lines:
        if not line.amount and line.status not in _OPEN:
            row, reason = row_of(line.achievement), line.warnings[0].text if line.warnings else ""
            yield UnpaidRow(row, line, reason, row in paid, (row, line.rule) in by_clause)
    for notice in result.notices:
        if notice.code == "no_rule" and notice.achievement is not None:
            yield UnpaidRow(row_of(notice.achievement), None, notice.text, beside=False)
