"""Whose accounts stand whole on the page: written down for who looks for a leak."""

from __future__ import annotations

from collections.abc import Iterable

from ipdesk.models.core.changes import Kind
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.payments.load import BatchFile, PaymentsFile


def whose_accounts(file: PaymentsFile, batch: BatchFile) -> frozenset[int]:
    """Return of which applications accounts are in sight: of a batch, else of what waits. 0 is of none."""
    if batch.batch is not None:
        return frozenset(batch.applications.get(one.grant, 0) for one in batch.lines if one.account)
    return frozenset(one.application for one in file.payable if one.account)


def note_accounts(desk: Desk, file: PaymentsFile, applications: Iterable[int]) -> None:
    """Have it written down that these accounts are in sight; those of no application under their fund."""
    named = {*applications}
    desk.views.saw(Kind.APPLICATION, sorted(named - {0}), ("account",))
    if 0 in named and file.fund is not None:
        desk.views.saw(Kind.FUND, (file.fund.id,), ("account",))
