"""Charging awards to the tasks of funds: entered with the decision, given up with it before it is paid."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from ipdesk.funds.books.accounts import task_account
from ipdesk.funds.books.movements import granting
from ipdesk.funds.books.movements import release as lowering
from ipdesk.funds.books.posting_days import PostingDay
from ipdesk.funds.books.postings import PostingKind
from ipdesk.models.commands import ChargeAwards, ChargeCall
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict, InvalidInput, Problem
from ipdesk.models.handlers.calls import CALLS
from ipdesk.models.handlers.funds.ceilings import check_ceilings
from ipdesk.models.handlers.funds.entering import NO_TASK, add_grant
from ipdesk.models.handlers.funds.posting import post
from ipdesk.models.handlers.recusals import check_members
from ipdesk.models.parsing.reasons import said_fault
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.reading.funds.ceilings import ceilings
from ipdesk.models.reading.funds.charges import call_charges, charged_grants
from ipdesk.models.reading.funds.statements import account_ids, statements
from ipdesk.models.reading.funds.untaken import Pair, unpaid_lines
from ipdesk.models.records import CallCharges, ChargedGrant, GrantDetails, NotCharged, ReversedLine, WantedSum
from ipdesk.models.tables import (
    Application,
    AwardEntry,
    CallCharge,
    CallEntry,
    ChargedCall,
    ChargedGrantEntry,
    ChargedLineEntry,
    FundTask,
    RegisteredApplicant,
)
from ipdesk.models.workflow import STANDING, Level
from ipdesk.rules.core.money import grouped_yuan
from ipdesk.rules.core.plain_text import blank

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work

"""An award line within its application: achievement and rule (full id)."""

NO_CALL = "这个申报批次已不存在，请重新选择。"
_GONE = "这份申请件已不存在，可能已在另一处删除。"
_CHANGED = "这个批次的列支任务刚在另一处修改过，这里的修改没有保存。请看过最新的再改。"
_NOT_CHARGED = "这个批次还没有指定列支的任务，请先指定。"
_SENT = "申请件 {number} 的资助有 {sent} 元已经提交支付或者支付，不能撤销；请先把款项退回或者冲销。"
_SAID = "审定金额列支"


def charge_call(work: Work, command: ChargeCall) -> None:
    """Say which tasks pay the awards of a call; raises InvalidInput, Conflict and NotFound."""
    work.lock(CALLS)
    call = work.one(CallEntry, command.call, NO_CALL)
    entry = work.session.get(ChargedCall, call.id)
    if command.revision != (entry.revision if entry else 0):
        raise Conflict(_CHANGED)
    if problems := tuple(_charge_problems(work, command, call)):
        raise InvalidInput(problems)
    work.session.execute(delete(CallCharge).where(CallCharge.call_id == call.id))
    if entry is None:
        entry = ChargedCall(call_id=call.id, revision=0)
        work.session.add(entry)
    entry.authority, entry.revision = stored_line(command.authority), entry.revision + 1
    work.session.flush()
    rows = (CallCharge(call_id=call.id, rule=one.rule, task_id=one.task) for one in command.charges)
    work.session.add_all(rows)
    work.audit("charge", Kind.CALL, call.id)


def _charge_problems(work: Work, command: ChargeCall, call: CallEntry) -> Iterator[Problem]:
    rules = [one.rule for one in command.charges]
    if len({*rules}) < len(rules):
        yield Problem("charges", "同一条款只能由一个任务列支，请核对。")
    for one in command.charges:
        work.one(FundTask, one.task, NO_TASK)
        if one.rule and not one.rule.startswith(f"{call.policy}/"):
            yield Problem("charges", "所选的条款不属于这个批次的政策，请重新选择。")
    if not blank(command.authority):
        if fault := said_fault(command.authority, "授权拨付的文件"):
            yield Problem("authority", fault)
    elif command.charges and Level(call.level) is Level.UPPER:
        yield Problem("authority", "上级审定的批次，有上级书面授权的才在本级拨付；请填写授权文件的文号。")


# --- with a decision ---


def check_chargeable(work: Work, application: Application, granted: Mapping[Pair, int]) -> None:
    """Raise Conflict where what this office grants (fen), line by line, goes beyond a ceiling."""
    if not work.ask(ceilings):
        return
    charges, entry = _charges(work, application), AwardEntry
    asked = select(entry.key, entry.rule, entry.year).where(entry.application_id == application.id)
    years = {(key, rule): year for key, rule, year in work.session.execute(asked)}
    check_ceilings(
        work,
        (
            WantedSum(charges.task_of(pair[1]), application.policy, years.get(pair, application.year), fen)
            for pair, fen in granted.items()
        ),
    )


def charge(work: Work, application: Application, granted: Mapping[Pair, int]) -> None:
    """Grant what was decided (fen) from the tasks that pay it; what no task pays is left as it is.

    Raises Conflict where a task has not so much.
    """
    charges = _charges(work, application)
    by_task: dict[int, dict[Pair, int]] = defaultdict(dict)
    for pair, fen in granted.items():
        if fen and (task := charges.task_of(pair[1])) is not None:
            by_task[task][pair] = fen
    for task, lines in sorted(by_task.items()):
        _grant(work, application, task, lines)


def _charges(work: Work, application: Application) -> CallCharges:
    return work.ask(call_charges, application.call) if application.call else CallCharges()


def check_tasks(work: Work, application: Application, granted: Mapping[Pair, int]) -> None:
    """Raise Conflict where what is to be charged (fen) goes beyond the ceiling of a task.

    What stands, or was decided above, is held against no ceiling of a policy or a year.
    """
    charges = _charges(work, application)
    check_ceilings(work, (WantedSum(charges.task_of(rule), "", 0, fen) for (_, rule), fen in granted.items()))


def _grant(work: Work, application: Application, task: int, lines: Mapping[Pair, int]) -> None:
    entry = work.one(FundTask, task, NO_TASK)
    party = work.one(RegisteredApplicant, application.applicant_id, _GONE).name
    grant = add_grant(work, task, GrantDetails(parties=(party,), purpose=f"申请件 {application.number}"))
    work.session.add(ChargedGrantEntry(grant_id=grant, application_id=application.id))
    work.session.flush()
    charged = [
        ChargedLineEntry(grant_id=grant, key=key, rule=rule, fen=fen) for (key, rule), fen in lines.items()
    ]
    work.session.add_all(charged)
    fen = sum(lines.values())
    day = _day(work, entry, application.minutes_date, fen)
    basis = application.minutes_number or f"申请件 {application.number} {_SAID}"
    post(
        work, entry.fund_id, PostingKind.GRANT, PostingDay(day), [granting(fen, str(task), str(grant))], basis
    )


def _day(work: Work, task: FundTask, decided_on: datetime.date | None, fen: int) -> datetime.date:
    """Return the day of the decision, or today where the task had not the sum by then."""
    if decided_on is None:
        return work.today
    account = task_account(str(task.id))
    known = account_ids(work.session, task.fund_id, [account]).values()
    had = [one.lowest_from(decided_on) for one in statements(work.session, known).values()]
    return decided_on if any(sum_ >= fen for sum_ in had) else work.today


# --- what stood before ---


def charge_awards(work: Work, command: ChargeAwards) -> tuple[NotCharged, ...]:
    """Charge what of a call stands and no grant pays; raises Conflict and NotFound."""
    call = work.one(CallEntry, command.call, NO_CALL)
    if not call_charges(work.session, call.id).charges:
        raise Conflict(_NOT_CHARGED)
    states = [state.value for state in STANDING]
    asked = select(Application).where(Application.call == call.id, Application.state.in_(states))
    applications = work.session.scalars(asked.order_by(Application.id)).all()
    check_members(work, (one.id for one in applications))
    for policy in sorted({one.policy for one in applications}):
        work.lock("policy", policy)
    found = tuple(filter(None, (_charge_later(work, one) for one in applications)))
    work.audit("charge_awards", Kind.CALL, call.id)
    return found


def _charge_later(work: Work, application: Application) -> NotCharged | None:
    """Charge what nothing pays yet, as a whole or not at all; return what is not paid, and why."""
    unpaid = unpaid_lines(work.session, application.id)
    payable = {pair: fen for pair, fen in unpaid.items() if _charges(work, application).task_of(pair[1])}
    left = sum(unpaid.values()) - sum(payable.values())
    told = ["有的条款没有指定列支的任务。"] if left else []
    if payable:
        part = work.session.begin_nested()
        try:
            check_tasks(work, application, payable)
            charge(work, application, payable)
        except Conflict as refused:
            part.rollback()
            told, left = [refused.message, *told], sum(unpaid.values())
        else:
            part.commit()
    return NotCharged(application.id, application.number, left, "\n".join(told)) if told else None


# --- taken back ---


def release(work: Work, application: Application, reason: str) -> None:
    """Give the grants of an application back to their tasks: its decision is taken back.

    Raises Conflict where something of one was sent.
    """
    standing = [one for one in charged_grants(work.session, application.id) if one.stands]
    if sent := sum(one.stands - one.left for one in standing):
        raise Conflict(_SENT.format(number=application.number, sent=grouped_yuan(sent)))
    for one in standing:
        _release(work, one, one.left, reason)


def release_lines(work: Work, application: Application, lines: Iterable[ReversedLine], reason: str) -> None:
    """Give back to the tasks what of reversed lines was not sent; what was sent comes back by itself."""
    entry = AwardEntry
    taken = {one.line: one.amount for one in lines}
    asked = select(entry.id, entry.key, entry.rule).where(entry.id.in_(taken))
    gone = {(key, rule): taken[record] for record, key, rule in work.session.execute(asked)}
    for grant in charged_grants(work.session, application.id):
        own = sum(gone.get((line.achievement, line.rule), 0) for line in grant.lines)
        if grant.left and own:
            _release(work, grant, min(grant.left, own), reason)


def _release(work: Work, grant: ChargedGrant, fen: int, reason: str) -> None:
    task = work.one(FundTask, grant.task, NO_TASK)
    back = [lowering(fen, str(task.id), str(grant.grant))]
    post(work, task.fund_id, PostingKind.RELEASE, PostingDay(work.today), back, reason)
