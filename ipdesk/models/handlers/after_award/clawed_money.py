"""The money of a clawback: when it was paid out, and what of it comes back."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ipdesk.models.commands import RecordReturn
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict, Problem, refuse
from ipdesk.models.handlers.after_award.acts import where_it_may_be
from ipdesk.models.handlers.after_award.incoming import keep, sheet_problems
from ipdesk.models.parsing.reasons import said_fault
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.reading.after_award.reversals import clawbacks
from ipdesk.models.reading.application_detail import application_steps
from ipdesk.models.reading.funds.charges import award_payments
from ipdesk.models.records import Clawback, IncomingDetails, Matter
from ipdesk.models.tables import Application, ClawbackEntry, ClawbackReturnEntry, RegisteredApplicant
from ipdesk.models.workflow import Act, Step
from ipdesk.rules.core.money import grouped_yuan
from ipdesk.rules.core.plain_text import blank

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work

_GONE = "这项追回已不存在，请刷新后再看。"
_NOTHING_OWED = "这项追回还没有决定，或者追回款已经全部退回，不用再登记。"
_TOO_MUCH = "决定追回{decided}元，已退回{returned}元，还应退回{owed}元；这次不能多于还应退回的金额。"
_DECIDED = (Step.CONFIRM.target, Step.ANSWER.target)


def paid_problems(work: Work, application: Application, paid_on: datetime.date | None) -> Iterator[Problem]:
    """Yield why money that is to come back cannot have been paid on a day."""
    awarded = _awarded_on(work, application)
    known = {one.day for one in award_payments(work.session, application.id)}
    if paid_on is not None and known and paid_on not in known:
        named = "、".join(day.isoformat() for day in sorted(known))
        yield Problem("paid_on", f"资金账上这件申请没有这一天的支付，账上的支付日期是 {named}，请核对。")
    elif paid_on is None:
        yield Problem("paid_on", "请填写资金拨付的日期；还没有拨付的，不用追回，停止拨付即可。")
    elif paid_on > work.today:
        yield Problem("paid_on", f"拨付日期晚于今天（{work.today.isoformat()}），请核对。")
    elif awarded is not None and paid_on < awarded:
        yield Problem("paid_on", f"拨付日期早于审定（{awarded.isoformat()}），请核对。")


def _awarded_on(work: Work, application: Application) -> datetime.date | None:
    """Return the day of the award: that of the meeting, where one was held before it was recorded."""
    steps = application_steps(work.session, application.id)
    days = [one.at.date() for one in steps if one.state in _DECIDED][-1:]
    days += [application.minutes_date] if application.minutes_date else []
    return min(days, default=None)


def record_return(work: Work, command: RecordReturn) -> None:
    """Record that a sum came back; raises InvalidInput for what cannot be, Conflict."""
    entry = work.one(ClawbackEntry, command.clawback, _GONE)
    application = where_it_may_be(work, entry.application_id, Act.CLAW_BACK)
    work.session.refresh(entry)
    found = next(one for one in clawbacks(work.session, application.id) if one.id == entry.id)
    if found.decided_on is None or not found.owed:
        raise Conflict(_NOTHING_OWED)
    refuse((*_return_problems(command, found, work.today), *sheet_problems(command.sheets)))
    slip = stored_line(command.slip)
    kept = {"clawback_id": entry.id, "day": command.returned_on, "amount": command.amount, "slip": slip}
    work.session.add(ClawbackReturnEntry(**kept, person_id=work.person, at=work.now))
    if command.amount == found.owed:
        entry.returned_on = max([command.returned_on, *(one.day for one in found.returns)])
    keep(work, application.id, _slip(work, application, command, slip))
    work.audit("return_clawback", Kind.APPLICATION, application.id, [f"clawback:{entry.id}"])
    work.changed(Kind.APPLICANT, application.applicant_id)


def _return_problems(command: RecordReturn, found: Clawback, today: datetime.date) -> Iterator[Problem]:
    if command.returned_on > today:
        yield Problem("returned_on", f"退回日期晚于今天（{today.isoformat()}），请核对。")
    elif found.decided_on and command.returned_on < found.decided_on:
        yield Problem("returned_on", "退回日期早于追回决定，请核对。")
    if command.amount <= 0:
        yield Problem("amount", "请填写退回的金额。")
    elif command.amount > found.owed:
        sums = {"decided": found.decided, "returned": found.returned, "owed": found.owed}
        told = {name: grouped_yuan(fen) for name, fen in sums.items()}
        yield Problem("amount", _TOO_MUCH.format(**told))
    if blank(command.slip):
        yield Problem("slip", "请填写银行回单（凭证）的编号。")
    elif fault := said_fault(command.slip, "银行回单的编号"):
        yield Problem("slip", fault)
    elif stored_line(command.slip) in {one.slip for one in found.returns}:
        yield Problem("slip", "这张银行回单已经登记过，请核对。")


def _slip(work: Work, application: Application, command: RecordReturn, slip: str) -> IncomingDetails:
    """Return the slip as a paper of the file: of who paid back."""
    payer = work.one(RegisteredApplicant, application.applicant_id, _GONE)
    return IncomingDetails(
        matter=Matter.RETURN_SLIP,
        sender=payer.name,
        day=command.returned_on,
        number=slip,
        sheets=command.sheets,
    )
