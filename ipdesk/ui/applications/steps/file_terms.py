"""How it stands with the terms of a file: whether it is over, and its time for putting things right."""

from __future__ import annotations

import datetime

from ipdesk.models.records import ApplicationRow, Mark
from ipdesk.models.records.lists import DeadlineKind


def is_over(row: ApplicationRow) -> bool:
    """Say whether nothing more comes of a file: it ended, all was paid, paid back, or was never taken."""
    settled = not row.marks.isdisjoint((Mark.RECOVERED, Mark.PAID, Mark.NOT_TAKEN))
    return row.state.ended or (settled and row.marks.isdisjoint((Mark.OWED, Mark.PAYABLE)))


def correction_until(row: ApplicationRow) -> datetime.date | None:
    """Return the last day on which what lacks can still be handed in, None while that does not run."""
    return next((one.day for one in row.deadlines if one.kind is DeadlineKind.CORRECTION), None)


def correction_over(row: ApplicationRow, today: datetime.date) -> bool:
    """Say whether nothing was put right in time."""
    last = correction_until(row)
    return last is not None and last < today
