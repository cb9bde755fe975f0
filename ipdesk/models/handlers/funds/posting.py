"""Entering postings into the books of a fund: judged by the statements of the accounts that they touch."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func, insert, select
from sqlalchemy.orm import InstrumentedAttribute

from ipdesk.funds.books.accounts import Account
from ipdesk.funds.books.checks import Refusal, changes_of, refusal_of, reversal_refusal
from ipdesk.funds.books.posting_days import PostingDay, earliest
from ipdesk.funds.books.postings import Movement, Posting, PostingKind
from ipdesk.funds.books.refusal_sentences import refusal_sentence
from ipdesk.funds.books.statement import Statement
from ipdesk.models.commands import PostToFund, ReversePosting
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict, InvalidInput, NotFound, Problem
from ipdesk.models.core.parts import in_parts
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.parsing.text.texts import line_fault
from ipdesk.models.reading.funds.books import names_of, posting_of
from ipdesk.models.reading.funds.statements import account_ids, key_of, statements
from ipdesk.models.tables import (
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


class WantedPosting(NamedTuple):
    """A posting that is to be entered; see ``funds.books.Posting``."""

    kind: PostingKind
    day: PostingDay
    movements: tuple[Movement, ...]
    basis: str = ""


def post_to_fund(work: Work, command: PostToFund) -> int:
    """Enter a posting as it comes; raises as the command says."""
    return post(work, command.fund, command.kind, command.day, command.movements, command.basis)


def post(
    work: Work, fund: int, kind: PostingKind, day: PostingDay, movements: Iterable[Movement], basis: str
) -> int:
    """Enter a posting and return its id.

    Raises InvalidInput for its day or its basis, Conflict for what the books refuse, NotFound.
    """
    return post_all(work, fund, [WantedPosting(kind, day, tuple(movements), basis)])[0]


def post_all(work: Work, fund: int, wanted: Sequence[WantedPosting]) -> list[int]:
    """Enter postings in their order, all or none, and return their ids; raises as ``post`` does."""
    work.one(FundEntry, fund, NO_FUND)
    work.lock(FUNDS, fund)
    first = _next_number(work, fund)
    postings = [
        Posting(number, one.kind, one.day, one.movements, stored_line(one.basis))
        for number, one in enumerate(wanted, start=first)
    ]
    books = _Books(work, fund, (movement for one in postings for movement in one.movements))
    for day, basis in {(one.day, one.basis): None for one in wanted}:
        _check_words(work, day, basis)
    _check_owners(work, fund, postings, books)
    for one in postings:
        _refuse(work, refusal_of(one, books.of))
        books.add(one)
    return _write(work, fund, postings, books)


def reverse(work: Work, command: ReversePosting) -> int:
    """Take a posting back; raises as the command says."""
    work.lock(FUNDS, command.fund)
    entry = _found(work, command)
    _check_words(work, command.day, command.reason)
    reversed_one = posting_of(work.session, entry)
    back = tuple(movement.back() for movement in reversed_one.movements)
    number, reason = _next_number(work, entry.fund_id), stored_line(command.reason)
    reversal = Posting(number, PostingKind.REVERSE, command.day, back, reason, entry.number)
    books = _Books(work, entry.fund_id, back)
    taken_back = select(FundPosting.id).where(FundPosting.reverses_id == entry.id)
    before = work.session.execute(taken_back).first() is not None
    _refuse(work, reversal_refusal(reversal, reversed_one, before, books.of))
    return _write(work, entry.fund_id, [reversal], books, entry.id)[0]


def _found(work: Work, command: ReversePosting) -> FundPosting:
    numbered = select(FundPosting).where(
        FundPosting.fund_id == command.fund, FundPosting.number == command.number
    )
    found = work.session.execute(numbered).scalar()
    if found is None:
        raise NotFound(NO_POSTING)
    return found


class _Books:
    """The statements of the accounts that postings touch, read once and kept up while they are judged."""

    def __init__(self, work: Work, fund: int, movements: Iterable[Movement]) -> None:
        self._work, self._fund = work, fund
        self._touched = {end: None for one in movements for end in (one.source, one.target)}
        self.ids = account_ids(work.session, fund, self._touched)
        read = statements(work.session, self.ids.values())
        self._statements = {account: read[record] for account, record in self.ids.items()}

    def of(self, account: Account) -> Statement:
        """Return the statement of an account, an empty one for one that nothing was entered on."""
        return self._statements.get(account) or Statement()

    def add(self, posting: Posting) -> None:
        """Let a posting stand before those that are judged behind it."""
        for account, fen in changes_of(posting.movements).items():
            self._statements.setdefault(account, Statement()).add(posting.day.date, fen)

    def make_accounts(self) -> None:
        """Make the accounts that are not there yet."""
        made = [account for account in self._touched if account not in self.ids]
        if made:
            rows = [_account_row(self._fund, account) for account in made]
            self._work.session.execute(insert(FundAccount), rows)
            self.ids |= account_ids(self._work.session, self._fund, made)


def _account_row(fund: int, account: Account) -> dict[str, object]:
    owners = [int(owner) if owner else None for owner in account[1:]]
    named = dict(zip(("task_id", "grant_id", "payment_id"), owners, strict=True))
    return {"fund_id": fund, "key": key_of(account), "place": account.place.value, **named}


def _write(
    work: Work, fund: int, postings: Sequence[Posting], books: _Books, reverses: int | None = None
) -> list[int]:
    """Write postings that were judged, with as few statements for many as for one; return their ids."""
    books.make_accounts()
    rows = [_posting_row(work, fund, posting, reverses) for posting in postings]
    work.session.execute(insert(FundPosting), rows)
    entered = select(FundPosting.id).where(
        FundPosting.fund_id == fund, FundPosting.number >= postings[0].number
    )
    ids = list(work.session.scalars(entered.order_by(FundPosting.number)))
    moved = [
        {
            "posting_id": record,
            "place": place,
            "fen": movement.fen,
            "source_id": books.ids[movement.source],
            "target_id": books.ids[movement.target],
        }
        for record, posting in zip(ids, postings, strict=True)
        for place, movement in enumerate(posting.movements, start=1)
    ]
    work.session.execute(insert(FundMovement), moved)
    work.audit("post" if reverses is None else "reverse", Kind.FUND, fund)
    return ids


def _posting_row(work: Work, fund: int, posting: Posting, reverses: int | None) -> dict[str, object]:
    return {
        "fund_id": fund,
        "number": posting.number,
        "kind": posting.kind.name,
        "day": posting.day.date,
        "precision": posting.day.precision.value,
        "basis": posting.basis,
        "reverses_id": reverses,
        "person_id": work.person,
        "at": work.now,
    }


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


def _check_owners(work: Work, fund: int, postings: Sequence[Posting], books: _Books) -> None:
    """Raise Conflict where an account is that of a task, grant or payment of something else.

    What has been made was looked at then: what was paid may be another grant's since.
    """
    made = books.ids.keys()
    new = {end: one for one in postings for move in one.movements for end in move[1:] if end not in made}
    if not all(not owner or _is_id(owner) for account in new for owner in account[1:]):
        raise Conflict(_OTHER_FUND)
    owners = _Owners(work, new)
    for account, posting in new.items():
        corrected = posting.kind is PostingKind.CORRECT_QUOTA  # what was paid is now another grant's
        if not owners.fit(fund, account, corrected=corrected):
            raise Conflict(_OTHER_FUND)


def _is_id(owner: str) -> bool:
    """Say whether a text is an id as the database writes it: 01 would be an account beside that of 1."""
    return owner.isdecimal() and str(int(owner)) == owner


class _Owners:
    """Whose the tasks, grants and payments of accounts are, read for many accounts at once."""

    def __init__(self, work: Work, accounts: Collection[Account]) -> None:
        ids = [{int(one[at]) for one in accounts if one[at]} for at in (1, 2, 3)]
        columns = (
            (FundTask.id, FundTask.fund_id),
            (FundGrant.id, FundGrant.task_id),
            (FundPayment.id, FundPayment.grant_id),
        )
        self._of = [_pairs(work, *pair, wanted) for pair, wanted in zip(columns, ids, strict=True)]

    def fit(self, fund: int, account: Account, *, corrected: bool) -> bool:
        """Say whether a task is of the fund, a grant of the task, and a payment of the grant."""
        task, grant, payment = (int(owner) if owner else None for owner in account[1:])
        of_task, of_grant, of_payment = self._of
        owned = (
            task is None or of_task.get(task) == fund,
            grant is None or of_grant.get(grant) == task,
            payment is None or (payment in of_payment and (corrected or of_payment[payment] == grant)),
        )
        return all(owned)


def _pairs(
    work: Work, record: InstrumentedAttribute[int], owner: InstrumentedAttribute[int], ids: Iterable[int]
) -> dict[int, int]:
    found: dict[int, int] = {}
    for some in in_parts(ids):
        found |= {one: of for one, of in work.session.execute(select(record, owner).where(record.in_(some)))}
    return found
