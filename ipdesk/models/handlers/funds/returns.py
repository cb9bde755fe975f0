"""What comes back of payments, was paid from the wrong task, or is not paid again."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sqlalchemy import select

from ipdesk.funds.books.accounts import Account, Place, payment_account
from ipdesk.funds.books.movements import reallocation, release, return_in_year, return_later
from ipdesk.funds.books.posting_days import PostingDay
from ipdesk.funds.books.postings import Movement, PostingKind
from ipdesk.models.commands import CorrectQuota, ForfeitPayment, ReturnPayment
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict, InvalidInput, Problem
from ipdesk.models.handlers.funds.batches import check_takers
from ipdesk.models.handlers.funds.entering import NO_PAYMENT, NO_TASK, add_grant
from ipdesk.models.handlers.funds.posting import WantedPosting, post_all
from ipdesk.models.parsing.reasons import reason_fault, step_reason_fault
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.reading.funds.funds import grant_record
from ipdesk.models.reading.funds.payment_states import (
    ACTIVE,
    FORFEITED,
    came_back,
    held_accounts,
    payment_standing,
)
from ipdesk.models.reading.funds.standing import grants_standing
from ipdesk.models.reading.funds.statements import account_ids, statements
from ipdesk.models.records import GrantDetails, ReturnWay
from ipdesk.models.tables import (
    ChargedGrantEntry,
    ChargedLineEntry,
    FundGrant,
    FundPayment,
    FundTask,
    PaymentEventEntry,
)
from ipdesk.rules.core.money import grouped_yuan
from ipdesk.rules.core.plain_text import blank

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work

_OUT = (Place.PAID, Place.ALLOTTED)
_NOT_PAID = "这笔支付现在是“{state}”，没有可以{doing}的款项。"
_TOO_MUCH = "这笔支付现有 {has} 元，退回的金额不能多于它。"
_SAME_TASK = "这笔款本来就由所选的任务列支，不用更正。"
_STILL_THERE = "这笔支付现在是“{state}”，款项没有退回，不能办理不再支付。"


def give_back(work: Work, command: ReturnPayment) -> None:
    """Enter that money came back; raises as the command says."""
    payment, task = _found(work, command.payment)
    held, has = _held(work, payment, "退回")
    if problems := tuple(_return_problems(command, has)):
        raise InvalidInput(problems)
    back = _return(work, task.fund_id, held, command)
    [posting] = post_all(work, task.fund_id, [back])
    if command.way is ReturnWay.ACTIVE and back.kind is PostingKind.RETURN_IN_YEAR:
        _note(work, payment.id, posting, ACTIVE, command.reason)
    work.audit("return_payment", Kind.FUND, task.fund_id, [f"payment:{payment.id}"])


def _return_problems(command: ReturnPayment, has: int) -> Iterator[Problem]:
    if command.fen <= 0:
        yield Problem("fen", "请填写退回的金额。")
    elif command.fen > has:
        yield Problem("fen", _TOO_MUCH.format(has=grouped_yuan(has)))
    yield from _reason_problems(command.reason, "退回的原因")


def _return(work: Work, fund: int, held: Account, command: ReturnPayment) -> WantedPosting:
    """Return the posting: in the year of the payment the grant has it again, later the treasury has it."""
    known = account_ids(work.session, fund, [held])
    [paid] = statements(work.session, known.values()).values()
    later = paid.first_year is not None and command.day.year > paid.first_year
    kind = PostingKind.RETURN_LATER if later else PostingKind.RETURN_IN_YEAR
    moved = (return_later if later else return_in_year)(command.fen, *held[1:], held.place)
    return WantedPosting(kind, PostingDay(command.day), (moved,), command.reason)


def correct_quota(work: Work, command: CorrectQuota) -> int:
    """Let another task bear what was paid, by a grant of its own; raises as the command says."""
    payment, task = _found(work, command.payment)
    right = work.one(FundTask, command.task, NO_TASK)
    held, has = _held(work, payment, "更正")
    if held.place is not Place.PAID:
        raise Conflict(_not_paid(work, payment.id, "更正"))
    if str(right.id) == held.task or right.fund_id != task.fund_id:
        raise InvalidInput([Problem("task", _SAME_TASK if right.fund_id == task.fund_id else NO_TASK)])
    if problems := tuple(_reason_problems(command.reason, "更正的原因")):
        raise InvalidInput(problems)
    grant = add_grant(work, right.id, _details_of(work, int(held.grant)))
    _take_charge(work, int(held.grant), grant)
    there = payment_account(Place.PAID, str(right.id), str(grant), str(payment.id))
    moved = Movement(has, held, there), reallocation(has, str(right.id), held.task)
    day = PostingDay(command.day)
    wanted = WantedPosting(PostingKind.CORRECT_QUOTA, day, moved, command.reason)
    post_all(work, task.fund_id, [wanted])
    work.audit("correct_quota", Kind.FUND, task.fund_id, [f"payment:{payment.id}"])
    return grant


def _take_charge(work: Work, before: int, after: int) -> None:
    """Let a grant pay the awards that another one paid."""
    charged = work.session.get(ChargedGrantEntry, before)
    if charged is None:
        return
    work.session.add(ChargedGrantEntry(grant_id=after, application_id=charged.application_id))
    work.session.flush()
    line = ChargedLineEntry
    for one in work.session.scalars(select(line).where(line.grant_id == before)).all():
        work.session.add(line(grant_id=after, key=one.key, rule=one.rule, fen=one.fen))


def _details_of(work: Work, grant: int) -> GrantDetails:
    record = grant_record(work.session, grant)
    return GrantDetails(**{name: getattr(record, name) for name in GrantDetails.__slots__})


def forfeit(work: Work, command: ForfeitPayment) -> None:
    """Enter that what came back is not paid again; raises as the command says."""
    payment, task = _found(work, command.payment)
    standing = payment_standing(work.session, payment.id)
    if not standing.state.repeatable or standing.posting is None:
        raise Conflict(_STILL_THERE.format(state=standing.state.label))
    if fault := step_reason_fault(command.reason):
        raise InvalidInput([Problem("reason", fault)])
    released = _release(work, task, payment.id, standing.posting, command.day, command.reason)
    _note(work, payment.id, standing.posting, FORFEITED, command.reason, released)
    work.audit("forfeit", Kind.FUND, task.fund_id, [f"payment:{payment.id}"])


def _release(
    work: Work, task: FundTask, payment: int, posting: int, day: datetime.date, reason: str
) -> int | None:
    """Give what came back to a grant back to its task; None where the treasury has it, or nothing is left."""
    held, fen = came_back(work.session, payment, posting)
    if held.place is not Place.GRANT:
        return None
    left = grants_standing(work.session, [int(held.grant)])[int(held.grant)][Place.GRANT]
    if not left:
        return None
    moved = release(min(fen, left), held.task, held.grant)
    wanted = WantedPosting(PostingKind.RELEASE, PostingDay(day), (moved,), reason)
    return post_all(work, task.fund_id, [wanted])[0]


def _found(work: Work, payment: int) -> tuple[FundPayment, FundTask]:
    entry = work.one(FundPayment, payment, NO_PAYMENT)
    check_takers(work, [entry.grant_id])
    grant = work.one(FundGrant, entry.grant_id, NO_PAYMENT)
    return entry, work.one(FundTask, grant.task_id, NO_TASK)


def _held(work: Work, payment: FundPayment, doing: str) -> tuple[Account, int]:
    """Return where the money of a payment stands that was paid or passed on; raises Conflict for none."""
    found = [one for one in held_accounts(work.session, payment.id) if one[0].place in _OUT]
    if len(found) != 1:
        raise Conflict(_not_paid(work, payment.id, doing))
    return found[0]


def _not_paid(work: Work, payment: int, doing: str) -> str:
    state = payment_standing(work.session, payment).state
    return _NOT_PAID.format(state=state.label, doing=doing)


def _reason_problems(reason: str, name: str) -> Iterator[Problem]:
    if blank(reason):
        yield Problem("reason", f"请填写{name}。")
    elif fault := reason_fault(reason, name):
        yield Problem("reason", fault)


def _note(work: Work, payment: int, posting: int, kind: str, reason: str, release: int | None = None) -> None:
    entry = PaymentEventEntry(
        payment_id=payment, posting_id=posting, release_id=release, kind=kind, reason=stored_line(reason)
    )
    entry.person_id, entry.at = work.person, work.now
    work.session.add(entry)
