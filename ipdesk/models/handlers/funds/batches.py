"""Batches of payments: prepared, changed, given up, signed off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from ipdesk.funds.payments.payment_row import PayeeKind
from ipdesk.models.commands import ChangeBatch, DropBatch, PrepareBatch, SignOffBatch
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict, InvalidInput, NotPermitted, Problem, refuse
from ipdesk.models.core.parts import in_parts
from ipdesk.models.handlers import series
from ipdesk.models.handlers.funds.entering import NO_GRANT
from ipdesk.models.handlers.funds.posting import FUNDS, NO_FUND
from ipdesk.models.handlers.recusals import check_members
from ipdesk.models.parsing.reasons import reason_fault, step_reason_fault
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.parsing.text.texts import line_fault
from ipdesk.models.reading.access import access_settings
from ipdesk.models.reading.funds.batch_facts import batch_findings, takers_of
from ipdesk.models.reading.funds.batches import NO_BATCH, state_of
from ipdesk.models.records import BatchDetails, BatchState, FindingReason, LineDetails, PaymentFinding
from ipdesk.models.tables import (
    FundEntry,
    FundGrant,
    FundTask,
    PaymentBatchEntry,
    PaymentLineEntry,
    PaymentReasonEntry,
)
from ipdesk.rules.core.plain_text import blank

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work

BATCHES = "payment batch"
"""The series in which batches are numbered."""

SAME_PERSON = "prepared_by_same_person"
"""What the audit log says of a sign-off by who prepared the batch, where the office allows it."""

_MOST = 10**15  # fen
_MOST_LINES = 50_000
_CHANGED = "拨付批次 {number} 刚在另一处修改过，这里的没有保存。请看过最新的再办。"
_NOT_NOW = "拨付批次 {number} {state}，不能再{doing}。"
_TWO_PEOPLE = "拨付批次 {number} 是您编制的：本单位要求编制和签批由不同的人办理，请另一位审批人签批。"
_TEXTS = ("account_name", "account", "bank_kind", "bank", "bank_number", "purpose", "remark")


def prepare(work: Work, command: PrepareBatch) -> int:
    """Store a batch and return its id; raises as the command says."""
    details = command.details
    work.one(FundEntry, details.fund, NO_FUND)
    work.lock(FUNDS, details.fund)
    _check_lines(work, details.fund, details.payees, command.lines)
    refuse(_line_faults({"purpose": details.purpose}))
    entry = _entry(work, details)
    work.session.add(entry)
    work.session.flush()
    _write(work, entry.id, command.lines)
    work.audit("prepare_batch", Kind.FUND, details.fund, [f"batch:{entry.id}"])
    return entry.id


def _entry(work: Work, details: BatchDetails) -> PaymentBatchEntry:
    """Return a batch under the next number of the year."""
    number = series.draw(work.session, BATCHES, work.today.year)
    return PaymentBatchEntry(
        fund_id=details.fund,
        number=f"{work.today.year}-{number:03d}",
        channel=details.channel.value,
        payees=details.payees.value,
        purpose=stored_line(details.purpose),
        recorded=details.recorded,
        revision=1,
        prepared_by=work.person,
        prepared_at=work.now,
        dropped_why="",
    )


def change(work: Work, command: ChangeBatch) -> None:
    """Replace the payments of a batch; raises as the command says."""
    entry = in_state(work, command.batch, BatchState.PREPARED, "修改")
    _check_revision(entry, command.revision)
    _check_lines(work, entry.fund_id, PayeeKind(entry.payees), command.lines)
    refuse(_line_faults({"purpose": command.purpose}))
    lines = PaymentLineEntry
    work.session.execute(delete(lines).where(lines.batch_id == entry.id))
    _write(work, entry.id, command.lines)
    entry.revision, entry.purpose = entry.revision + 1, stored_line(command.purpose)
    entry.prepared_by, entry.prepared_at = work.person, work.now
    work.audit("change_batch", Kind.FUND, entry.fund_id, [f"batch:{entry.id}"])


def drop(work: Work, command: DropBatch) -> None:
    """Give a batch up; raises as the command says."""
    entry = _standing(work, command.batch)
    if state_of(entry) in (BatchState.SENT, BatchState.DROPPED):
        raise Conflict(_not_now(entry, "作废"))
    check_batch(work, entry.id)
    if fault := step_reason_fault(command.reason):
        raise InvalidInput([Problem("reason", fault)])
    entry.dropped_why, entry.revision = stored_line(command.reason), entry.revision + 1
    work.audit("drop_batch", Kind.FUND, entry.fund_id, [f"batch:{entry.id}"])


def sign_off(work: Work, command: SignOffBatch) -> None:
    """Approve a batch; raises as the command says."""
    entry = in_state(work, command.batch, BatchState.PREPARED, "签批")
    _check_revision(entry, command.revision)
    alone = entry.prepared_by == work.person
    if alone and work.ask(access_settings).separates_payment:
        raise NotPermitted(_TWO_PEOPLE.format(number=entry.number))
    check_batch(work, entry.id)
    refuse(_reason_faults(command.reasons))
    given = {(one.place, one.code): stored_line(one.reason) for one in command.reasons}
    found = [
        one._replace(reason=given.get((one.place, one.code), ""))
        for one in batch_findings(work.session, entry.id, work.today)
    ]
    refuse_findings(found)
    _keep_reasons(work, entry.id, found)
    entry.signed_by, entry.signed_at, entry.revision = work.person, work.now, entry.revision + 1
    noted = [f"batch:{entry.id}", *([SAME_PERSON] if alone else [])]
    work.audit("sign_batch", Kind.FUND, entry.fund_id, noted)


def in_state(work: Work, batch: int, state: BatchState, doing: str) -> PaymentBatchEntry:
    """Return a batch in a state; ``doing`` is what is refused otherwise. Raises Conflict, NotFound."""
    entry = _standing(work, batch)
    if state_of(entry) is not state:
        raise Conflict(_not_now(entry, doing))
    return entry


def refuse_findings(found: Iterable[PaymentFinding]) -> None:
    """Raise InvalidInput with every finding that keeps a batch back."""
    refuse(
        Problem(one.code.value, one.text, row=str(one.place), confirmable=not one.code.stops)
        for one in found
        if not one.settled
    )


def check_takers(work: Work, grants: Iterable[int]) -> None:
    """Raise NotPermitted where who acts is related to the taker of one of these grants."""
    check_members(work, {one.application for one in takers_of(work.session, grants).values()})


def _standing(work: Work, batch: int) -> PaymentBatchEntry:
    entry = work.one(PaymentBatchEntry, batch, NO_BATCH)
    work.lock(FUNDS, entry.fund_id)
    work.session.refresh(entry)
    return entry


def _not_now(entry: PaymentBatchEntry, doing: str) -> str:
    return _NOT_NOW.format(number=entry.number, state=state_of(entry).label, doing=doing)


def _check_revision(entry: PaymentBatchEntry, shown: int) -> None:
    if entry.revision != shown:
        raise Conflict(_CHANGED.format(number=entry.number))


def check_batch(work: Work, batch: int) -> None:
    """Raise NotPermitted where who acts is related to whom a batch pays."""
    asked = select(PaymentLineEntry.grant_id).where(PaymentLineEntry.batch_id == batch)
    check_takers(work, work.session.scalars(asked).all())


def _check_lines(work: Work, fund: int, payees: PayeeKind, lines: Sequence[LineDetails]) -> None:
    refuse(_faults(work, fund, payees, lines))
    check_takers(work, {line.grant for line in lines})


def _faults(work: Work, fund: int, payees: PayeeKind, lines: Sequence[LineDetails]) -> Iterator[Problem]:
    """Yield what cannot even be written down."""
    if not 0 < len(lines) <= _MOST_LINES:
        yield Problem("lines", "请至少选一笔核定；一个批次最多5万笔。")
    own = _own(work, fund, {line.grant for line in lines})
    for place, line in enumerate(lines, start=1):
        row = str(place)
        if line.grant not in own:
            yield Problem("grant", NO_GRANT, row)
        if not 0 < line.fen <= _MOST:
            yield Problem("fen", f"第{place}笔：应发金额应当大于0。", row)
        if line.tax is not None and not 0 <= line.tax < line.fen:
            yield Problem("tax", f"第{place}笔：代扣个税应当不小于0，并小于应发金额。", row)
        for fault in _line_faults({name: getattr(line, name) for name in _TEXTS}):
            yield fault._replace(message=f"第{place}笔：{fault.message}", row=row)


def _own(work: Work, fund: int, grants: Iterable[int]) -> set[int]:
    """Return those of grants that are of a fund."""
    asked, found = select(FundGrant.id).join(FundTask).where(FundTask.fund_id == fund), set[int]()
    for some in in_parts(grants):
        found.update(work.session.scalars(asked.where(FundGrant.id.in_(some))))
    return found


def _line_faults(texts: dict[str, str]) -> Iterator[Problem]:
    for name, text in texts.items():
        if fault := line_fault(text):
            yield Problem(name, fault)


def _write(work: Work, batch: int, lines: Iterable[LineDetails]) -> None:
    rows = [
        {
            "batch_id": batch,
            "place": place,
            "grant_id": line.grant,
            "fen": line.fen,
            "tax": line.tax,
            "reissues_id": line.reissues,
            **{name: stored_line(getattr(line, name)) for name in _TEXTS},
        }
        for place, line in enumerate(lines, start=1)
    ]
    work.session.execute(insert(PaymentLineEntry), rows)


def _reason_faults(reasons: Iterable[FindingReason]) -> Iterator[Problem]:
    for one in reasons:
        if blank(one.reason):
            yield Problem("reason", f"第{one.place}笔：请写明仍要支付的理由。", str(one.place))
        elif fault := reason_fault(one.reason, "仍要支付的理由"):
            yield Problem("reason", f"第{one.place}笔：{fault}", str(one.place))


def _keep_reasons(work: Work, batch: int, found: Iterable[PaymentFinding]) -> None:
    line = PaymentLineEntry
    places = select(line.place, line.id).where(line.batch_id == batch)
    ids = {place: record for place, record in work.session.execute(places)}
    work.session.add_all(
        PaymentReasonEntry(
            line_id=ids[one.place], code=one.code.value, reason=one.reason, person_id=work.person, at=work.now
        )
        for one in found
        if one.reason
    )
