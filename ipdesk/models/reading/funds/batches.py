"""Batches of payments as they are stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from ipdesk.funds.core.words import Channel
from ipdesk.funds.payments.payment_row import PayeeKind
from ipdesk.funds.payments.results import SentPayment
from ipdesk.models.core.errors import NotFound
from ipdesk.models.core.parts import in_parts
from ipdesk.models.reading.funds.batch_sums import held_by_batch
from ipdesk.models.reading.funds.payment_states import payment_standings
from ipdesk.models.records import (
    BatchState,
    LineDetails,
    PaymentBatch,
    PaymentLine,
    PaymentStanding,
    Voucher,
)
from ipdesk.models.tables import (
    FundGrant,
    FundPosting,
    GrantParty,
    PaymentBatchEntry,
    PaymentLineEntry,
    PaymentVoucherEntry,
    PersonEntry,
)
from ipdesk.models.tables.dialect import total

NO_BATCH = "这个拨付批次已不存在，请重新选择。"
_ENTERED = tuple(field.name for field in fields(LineDetails) if field.name not in ("grant", "reissues"))
_entered = attrgetter(*_ENTERED)
_PLAIN = (
    "id", "number", "revision", "purpose", "recorded", "prepared_at", "signed_at", "sent_on", "dropped_why",
)  # fmt: skip


def payment_batches(session: Session, fund: int) -> tuple[PaymentBatch, ...]:
    """Return the batches of a fund, the newest first."""
    return tuple(_batches(session, PaymentBatchEntry.fund_id == fund))


def count_unsent_batches(session: Session) -> int:
    """Return how many batches of all funds wait to be signed or sent."""
    entry = PaymentBatchEntry
    waiting = select(func.count(entry.id)).where(entry.sent_on.is_(None), entry.dropped_why == "")
    return session.execute(waiting).scalar_one()


def payment_batch(session: Session, batch: int) -> PaymentBatch:
    """Return one batch; raises NotFound."""
    found = next(_batches(session, PaymentBatchEntry.id == batch), None)
    if found is None:
        raise NotFound(NO_BATCH)
    return found


def _batches(session: Session, wanted: ColumnElement[bool]) -> Iterator[PaymentBatch]:
    entry, sums, held = PaymentBatchEntry, _sums(session, wanted), held_by_batch(session, wanted)
    prepared, signed = aliased(PersonEntry), aliased(PersonEntry)
    asked = (
        select(entry, prepared.name, signed.name)
        .join(prepared, prepared.id == entry.prepared_by)
        .outerjoin(signed, signed.id == entry.signed_by)
        .where(wanted)
        .order_by(entry.id.desc())
    )
    for row, by, signer in session.execute(asked):
        yield PaymentBatch(
            **_stored(row),
            **sums[row.id],
            prepared_by=by,
            signed_by=signer or "",
            in_transit=held[row.id].in_transit,
            returned=held[row.id].returned,
            returned_count=held[row.id].returned_count,
        )


def _sums(session: Session, wanted: ColumnElement[bool]) -> dict[int, dict[str, Any]]:
    """Return how many payments batches have, and what they come to (fen)."""
    line = PaymentLineEntry
    summed = select(line.batch_id, func.count(line.id), total(line.fen), total(line.tax))
    of_them = summed.where(line.batch_id.in_(select(PaymentBatchEntry.id).where(wanted)))
    return {
        batch: {"count": count, "fen": fen, "net": fen - tax}
        for batch, count, fen, tax in session.execute(of_them.group_by(line.batch_id))
    }


def _stored(row: PaymentBatchEntry) -> dict[str, Any]:
    words = {"channel": Channel(row.channel), "payees": PayeeKind(row.payees), "state": state_of(row)}
    return {name: getattr(row, name) for name in _PLAIN} | words | {"fund": row.fund_id}


def state_of(entry: PaymentBatchEntry) -> BatchState:
    """Return how far a batch has come."""
    if entry.dropped_why:
        return BatchState.DROPPED
    if entry.sent_on is not None:
        return BatchState.SENT
    return BatchState.PREPARED if entry.signed_by is None else BatchState.SIGNED


def batch_lines(session: Session, batch: int) -> tuple[PaymentLine, ...]:
    """Return the payments of a batch in their order, each with how it stands."""
    line = PaymentLineEntry
    rows = session.scalars(select(line).where(line.batch_id == batch).order_by(line.place)).all()
    standing = payment_standings(session, (row.payment_id for row in rows if row.payment_id is not None))
    parties = parties_of(session, (row.grant_id for row in rows))
    reasons = reasons_of(session, standing.values())
    tasks = _tasks_of(session, (row.grant_id for row in rows))
    plain = (_line(row, tasks[row.grant_id], parties.get(row.grant_id, ())) for row in rows)
    return tuple(
        _with_state(one, standing[one.payment], reasons) if one.payment is not None else one for one in plain
    )


def _tasks_of(session: Session, grants: Iterable[int]) -> dict[int, int]:
    """Return which tasks pay grants, by their ids."""
    asked = select(FundGrant.id, FundGrant.task_id)
    parts = (asked.where(FundGrant.id.in_(some)) for some in in_parts(dict.fromkeys(grants)))
    return {grant: task for part in parts for grant, task in session.execute(part)}


def _with_state(line: PaymentLine, standing: PaymentStanding, reasons: Mapping[int, str]) -> PaymentLine:
    reason = reasons.get(standing.payment, "")
    return replace(line, state=standing.state, returned=standing.returned, reason=reason)


def reasons_of(session: Session, standing: Iterable[PaymentStanding]) -> dict[int, str]:
    """Return why money of payments came back, by their ids, as the postings say that brought it."""
    posting, back = FundPosting, [one for one in standing if one.returned]
    told = {one.posting: one.payment for one in back if one.posting is not None}
    asked = select(posting.id, posting.basis)
    rows = (row for some in in_parts(told) for row in session.execute(asked.where(posting.id.in_(some))))
    return {told[number]: basis for number, basis in rows}


def _line(row: PaymentLineEntry, task: int, parties: tuple[str, ...]) -> PaymentLine:
    """Return a payment as it was entered, without what became of it."""
    return PaymentLine(
        **dict(zip(_ENTERED, _entered(row), strict=True)),
        task=task,
        grant=row.grant_id,
        reissues=row.reissues_id,
        id=row.id,
        place=row.place,
        parties=parties,
        serial=row.serial or "",
        payment=row.payment_id,
    )


def parties_of(session: Session, grants: Iterable[int]) -> Mapping[int, tuple[str, ...]]:
    """Return the parties of grants in the order in which they were named."""
    found: dict[int, tuple[str, ...]] = defaultdict(tuple)
    for some in in_parts(dict.fromkeys(grants)):
        asked = select(GrantParty.grant_id, GrantParty.name).where(GrantParty.grant_id.in_(some))
        for grant, name in session.execute(asked.order_by(GrantParty.grant_id, GrantParty.place)):
            found[grant] += (name,)
    return found


def sent_payments(session: Session, batch: int) -> tuple[SentPayment, ...]:
    """Return the payments of a batch as a bank's answer is matched with them."""
    return tuple(
        SentPayment(one.serial, one.account, one.account_name, one.net, one.state.sent)
        for one in batch_lines(session, batch)
        if one.payment is not None
    )


def vouchers(session: Session, batch: int) -> dict[int, Voucher]:
    """Return what the treasury's system says of the payments of a batch, by payment; none are left out."""
    entry, line = PaymentVoucherEntry, PaymentLineEntry
    asked = select(entry).join(line, line.payment_id == entry.payment_id).where(line.batch_id == batch)
    names = [field.name for field in fields(Voucher)]
    return {
        row.payment_id: Voucher(**{name: getattr(row, name) for name in names})
        for row in session.scalars(asked.order_by(entry.id))
    }
