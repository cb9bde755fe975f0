"""Entering postings into the books of a fund: judged by the statements of the accounts that they touch."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from ipdesk.funds.books.accounts import Account
from ipdesk.funds.books.checks import Refusal, refusal_of, reversal_refusal
from ipdesk.funds.books.posting_days import PostingDay, earliest
from ipdesk.funds.books.postings import Movement, Posting, PostingKind
from ipdesk.funds.books.refusal_sentences import refusal_sentence
from ipdesk.funds.books.statement import Statement
from ipdesk.models.commands import PostToFund, ReversePosting
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict, InvalidInput, NotFound, Problem
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.parsing.text.texts import line_fault
from ipdesk.models.reading.funds.books import posting_of
from ipdesk.models.reading.funds.names import names_of
from ipdesk.models.reading.funds.statements import account_ids, key_of, statement
from ipdesk.models.tables import (
    Base,
    FundAccount,
    FundEntry,
    FundGrant,
    FundMovement,
    FundPayment,
    FundPosting,
    FundTask,
)

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work

FUNDS = "funds"
"""What is locked where a fund's books are judged, with its id."""

NO_FUND = "这项资金已不存在，请重新选择。"
NO_POSTING = "这笔记账已不存在，请重新选择。"
_OTHER_FUND = "所选的任务、核定或者支付不属于这项资金，请重新选择。"
_AHEAD = "日期晚于今天，请核对。"


def post_to_fund(work: Work, command: PostToFund) -> int:
    """Enter a posting as it comes; raises as the command says."""
    return post(work, command.fund, command.kind, command.day, command.movements, command.basis)


def post(
    work: Work, fund: int, kind: PostingKind, day: PostingDay, movements: Iterable[Movement], basis: str
) -> int:
    """Enter a posting and return its id.

    Raises InvalidInput for its day or its basis, Conflict for what the books refuse, NotFound.
    """
    work.one(FundEntry, fund, NO_FUND)
    work.lock(FUNDS, fund)
    _check_words(work, day, basis)
    posting = Posting(_next_number(work, fund), kind, day, tuple(movements), stored_line(basis))
    _check_owners(work, fund, posting)
    statements = _Statements(work, fund, posting.movements)
    _refuse(work, refusal_of(posting, statements.of))
    return _write(work, fund, posting, statements, None)


def reverse(work: Work, command: ReversePosting) -> int:
    """Take a posting back; raises as the command says."""
    work.lock(FUNDS, command.fund)
    entry = _found(work, command)
    _check_words(work, command.day, command.reason)
    reversed_one = posting_of(work.session, entry)
    back = tuple(movement.back() for movement in reversed_one.movements)
    number, reason = _next_number(work, entry.fund_id), stored_line(command.reason)
    reversal = Posting(number, PostingKind.REVERSE, command.day, back, reason, entry.number)
    statements = _Statements(work, entry.fund_id, back)
    taken_back = select(FundPosting.id).where(FundPosting.reverses_id == entry.id)
    before = work.session.execute(taken_back).first() is not None
    _refuse(work, reversal_refusal(reversal, reversed_one, before, statements.of))
    return _write(work, entry.fund_id, reversal, statements, entry.id)


def _found(work: Work, command: ReversePosting) -> FundPosting:
    numbered = select(FundPosting).where(
        FundPosting.fund_id == command.fund, FundPosting.number == command.number
    )
    found = work.session.execute(numbered).scalar()
    if found is None:
        raise NotFound(NO_POSTING)
    return found


class _Statements:
    """The statements of the accounts that a posting touches, read once; accounts are made as needed."""

    def __init__(self, work: Work, fund: int, movements: Iterable[Movement]) -> None:
        self._work, self._fund = work, fund
        touched = {end for one in movements for end in (one.source, one.target)}
        self._ids = account_ids(work.session, fund, touched)

    def of(self, account: Account) -> Statement:
        """Return the statement of an account, an empty one for one that nothing was entered on."""
        found = self._ids.get(account)
        return Statement() if found is None else statement(self._work.session, found)

    def id_of(self, account: Account) -> int:
        """Return the id of an account, which is made where it is not there yet."""
        if account not in self._ids:
            owners = [int(owner) if owner else None for owner in account[1:]]
            names = ("task_id", "grant_id", "payment_id")
            entry = FundAccount(
                fund_id=self._fund,
                key=key_of(account),
                place=account.place.value,
                **dict(zip(names, owners, strict=True)),
            )
            self._work.session.add(entry)
            self._work.session.flush()
            self._ids[account] = entry.id
        return self._ids[account]


def _write(work: Work, fund: int, posting: Posting, statements: _Statements, reverses: int | None) -> int:
    entry = FundPosting(
        fund_id=fund,
        number=posting.number,
        kind=posting.kind.name,
        day=posting.day.date,
        precision=posting.day.precision.value,
        basis=posting.basis,
        reverses_id=reverses,
        person_id=work.person,
        at=work.now,
    )
    work.session.add(entry)
    work.session.flush()
    for place, movement in enumerate(posting.movements, start=1):
        source, target = (statements.id_of(end) for end in (movement.source, movement.target))
        moved = FundMovement(posting_id=entry.id, place=place, fen=movement.fen)
        moved.source_id, moved.target_id = source, target
        work.session.add(moved)
    work.session.flush()
    work.audit("post" if reverses is None else "reverse", Kind.FUND, fund)
    return entry.id


def _next_number(work: Work, fund: int) -> int:
    last = select(func.max(FundPosting.number)).where(FundPosting.fund_id == fund)
    return (work.session.execute(last).scalar() or 0) + 1


def _check_words(work: Work, day: PostingDay, basis: str) -> None:
    problems = [Problem("day", _AHEAD)] if earliest(day) > work.today else []
    problems += [Problem("basis", fault)] if (fault := line_fault(basis, "依据")) else []
    if problems:
        raise InvalidInput(problems)


def _refuse(work: Work, refusal: Refusal | None) -> None:
    """Raise Conflict with the sentence of what the books refuse."""
    if refusal is None:
        return
    account = refusal.account
    names = {"": ""} if account is None else names_of(work.session, account)
    raise Conflict(refusal_sentence(refusal, lambda owner: names.get(owner, owner)))


def _check_owners(work: Work, fund: int, posting: Posting) -> None:
    """Raise Conflict where an account is that of a task, grant or payment of something else."""
    corrected = posting.kind is PostingKind.CORRECT_QUOTA  # what was paid is now another grant's
    for account in {end for one in posting.movements for end in (one.source, one.target)}:
        if not all(not owner or _is_id(owner) for owner in account[1:]):
            raise Conflict(_OTHER_FUND)
        task, grant, payment = (int(owner) if owner else None for owner in account[1:])
        owned = (
            _belongs(work, FundTask, task, "fund_id", fund),
            _belongs(work, FundGrant, grant, "task_id", task),
            corrected or _belongs(work, FundPayment, payment, "grant_id", grant),
        )
        if not all(owned):
            raise Conflict(_OTHER_FUND)


def _is_id(owner: str) -> bool:
    """Say whether a text is an id as the database writes it: 01 would be an account beside that of 1."""
    return owner.isdecimal() and str(int(owner)) == owner


def _belongs(work: Work, table: type[Base], record: int | None, column: str, owner: int | None) -> bool:
    if record is None:
        return True
    found = work.session.get(table, record)
    return found is not None and getattr(found, column) == owner
