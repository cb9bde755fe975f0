"""The order in which applications were accepted: whoever came first is decided, and written to, first."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from ipdesk.models.records import ApplicationRow


def in_order_of_acceptance(rows: Iterable[ApplicationRow]) -> tuple[ApplicationRow, ...]:
    """Return applications by day of acceptance, those of one day by number, drafts last."""
    # Ids grow with the numbers, which as text would put 2026-10000 before 2026-9999.
    return tuple(sorted(rows, key=lambda row: (row.accepted_on or datetime.date.max, row.id)))
