"""What the page reads in one transaction."""

from __future__ import annotations

import datetime
from collections import ChainMap
from collections.abc import Mapping
from dataclasses import dataclass, field

from ipdesk.models import queries
from ipdesk.models.core.session import Session
from ipdesk.models.records import (
    BatchState,
    Fund,
    FundTaskRecord,
    PayableGrant,
    PaymentBatch,
    PaymentFinding,
    PaymentLine,
    Voucher,
)
from ipdesk.models.records.funds.dues import UnpostedReturn

_OPEN = (BatchState.PREPARED, BatchState.SIGNED)


@dataclass(frozen=True, slots=True)
class PaymentsFile:
    """All funds; of the one in hand its tasks, what is not sent to be paid, its batches, the newest first."""

    funds: tuple[Fund, ...] = ()
    fund: Fund | None = None
    tasks: tuple[FundTaskRecord, ...] = ()
    waiting: tuple[PayableGrant, ...] = ()
    batches: tuple[PaymentBatch, ...] = ()

    @property
    def payable(self) -> tuple[PayableGrant, ...]:
        """Return what waits and is in no batch yet."""
        return tuple(one for one in self.waiting if not one.batch)

    def task_name(self, task: int) -> str:
        """Return what a task is called, by its id."""
        return next((one.name for one in self.tasks if one.id == task), "")

    def unsent_batch_of(self, grant: int) -> int:
        """Return the batch that is not sent yet and pays a grant (their ids), 0 for none."""
        number = next((one.batch for one in self.waiting if one.grant == grant), "")
        return next((one.id for one in self.batches if one.number == number), 0)

    def batch(self, number: int) -> PaymentBatch | None:
        """Return a batch by its id, None where it is not there."""
        return next((one for one in self.batches if one.id == number), None)


@dataclass(frozen=True, slots=True)
class BatchFile:
    """A batch: its payments, what was found in them while it is not sent, what the treasury's system says.

    ``applications`` are those whose awards it pays, by grants; ``back`` is what came back of them and is not
    in the books.
    """

    batch: PaymentBatch | None = None
    lines: tuple[PaymentLine, ...] = ()
    findings: tuple[PaymentFinding, ...] = ()
    vouchers: Mapping[int, Voucher] = field(default_factory=dict)
    applications: Mapping[int, int] = field(default_factory=dict)
    back: tuple[UnpostedReturn, ...] = ()

    def back_of(self, grant: int) -> UnpostedReturn | None:
        """Return what came back of a grant (its id) and is not in the books, None for nothing."""
        return next((one for one in self.back if one.grant == grant), None)

    def line(self, number: int) -> PaymentLine | None:
        """Return a payment by its id, None where it is not there."""
        return next((one for one in self.lines if one.id == number), None)


def payments_file(session: Session, wanted: int | None, today: datetime.date) -> PaymentsFile:
    """Read all funds and the wanted one, the first where none is wanted or that one is gone."""
    found = queries.funds(session)
    fund = next((one for one in found if one.id == wanted), found[0] if found else None)
    if fund is None:
        return PaymentsFile(found)
    payable = queries.payable_grants(session, fund.id, today)
    return PaymentsFile(
        found, fund, queries.fund_tasks(session, fund.id), payable, queries.payment_batches(session, fund.id)
    )


def batch_file(session: Session, batch: int, today: datetime.date) -> BatchFile:
    """Read what there is of a batch; raises NotFound."""
    found, lines = queries.payment_batch(session, batch), queries.batch_lines(session, batch)
    tasks = {one.task for one in lines}
    return BatchFile(
        found,
        lines,
        queries.batch_findings(session, batch, today, lines) if found.state in _OPEN else (),
        queries.vouchers(session, batch) if found.state is BatchState.SENT else {},
        dict(ChainMap(*(queries.charged_applications(session, task) for task in tasks))),
        queries.unposted_returns(session, found.fund) if found.state is BatchState.SENT else (),
    )
