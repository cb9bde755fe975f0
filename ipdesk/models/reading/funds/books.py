"""The books of a fund as they stand in the database, what their accounts are called, and if they hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from ipdesk.funds.books.accounts import Account
from ipdesk.funds.books.books import Books, first_misfit
from ipdesk.funds.books.checks import PostingRefused
from ipdesk.funds.books.posting_days import PostingDay, Precision
from ipdesk.funds.books.postings import Movement, Posting, PostingKind
from ipdesk.models.core.errors import DamagedDatabase
from ipdesk.models.reading.funds.statements import account_of
from ipdesk.models.records import BrokenBooks
from ipdesk.models.tables import FundAccount, FundEntry, FundMovement, FundPosting, FundTask, GrantParty

DAMAGED = "资金的账目前后对不上，数据可能在程序以外被改动过。请停止记账，用备份核对。"


def fund_postings(session: Session, fund: int) -> tuple[Posting, ...]:
    """Return the postings of a fund in the order of their entry."""
    entry = FundPosting
    columns = entry.id, entry.number, entry.kind, entry.day, entry.precision, entry.basis, entry.reverses_id
    asked = select(*columns).where(entry.fund_id == fund).order_by(entry.number)
    found = session.execute(asked).all()
    movements = _movements(session, fund, _accounts(session, fund))
    numbers = {row.id: row.number for row in found}
    return tuple(_posting(row, tuple(movements[row.id]), numbers) for row in found)


def fund_books(session: Session, fund: int) -> Books:
    """Return the books of a fund, every posting judged again. Raises DamagedDatabase where one cannot be."""
    try:
        return Books.replayed(fund_postings(session, fund))
    except PostingRefused as error:
        raise DamagedDatabase(DAMAGED) from error


def posting_of(session: Session, entry: FundPosting) -> Posting:
    """Return one posting, without the number of what it reverses."""
    moved = select(FundMovement).where(FundMovement.posting_id == entry.id).order_by(FundMovement.place)
    rows = session.execute(moved).scalars().all()
    ends = {end for row in rows for end in (row.source_id, row.target_id)}
    found = [session.get_one(FundAccount, end) for end in ends]
    accounts = {row.id: account_of(row) for row in found}
    return _posting(entry, tuple(_movement(row, accounts) for row in rows), {})


def _accounts(session: Session, fund: int) -> dict[int, Account]:
    rows = session.execute(select(FundAccount).where(FundAccount.fund_id == fund)).scalars()
    return {row.id: account_of(row) for row in rows}


def _movements(session: Session, fund: int, accounts: Mapping[int, Account]) -> dict[int, list[Movement]]:
    moved = FundMovement
    asked = (
        select(moved.posting_id, moved.fen, moved.source_id, moved.target_id)
        .join(FundPosting, FundPosting.id == moved.posting_id)
        .where(FundPosting.fund_id == fund)
        .order_by(moved.posting_id, moved.place)
    )
    found: dict[int, list[Movement]] = defaultdict(list)
    for posting, fen, source, target in session.execute(asked):
        found[posting].append(Movement(fen, accounts[source], accounts[target]))
    return found


def _movement(row: FundMovement, accounts: Mapping[int, Account]) -> Movement:
    return Movement(row.fen, accounts[row.source_id], accounts[row.target_id])


def _posting(
    entry: FundPosting | Row[*tuple[Any, ...]], movements: tuple[Movement, ...], numbers: Mapping[int, int]
) -> Posting:
    day = PostingDay(entry.day, Precision(entry.precision))
    reverses = None if entry.reverses_id is None else numbers.get(entry.reverses_id)
    return Posting(entry.number, PostingKind[entry.kind], day, movements, entry.basis, reverses)


def names_of(session: Session, account: Account) -> dict[str, str]:
    """Return what the task and the grant of an account are called, by the ids in it.

    A grant is called by its parties, one without named ones by its task.
    """
    task = select(FundTask.name).where(FundTask.id == int(account.task or 0))
    called = session.execute(task).scalar() or ""
    parties = select(GrantParty.name).where(GrantParty.grant_id == int(account.grant or 0))
    named = "、".join(session.execute(parties.order_by(GrantParty.place)).scalars())
    return {account.task: called, account.grant: named or called}


def broken_books(session: Session) -> tuple[BrokenBooks, ...]:
    """Return the funds whose books do not hold, each with the first posting that does not fit.

    About a second for 50,000 postings.
    """
    entry = FundEntry
    funds = session.execute(select(entry.id, entry.short_name, entry.year).order_by(entry.id)).all()
    found = (_broken(session, *one) for one in funds)
    return tuple(one for one in found if one is not None)


def _broken(session: Session, record: int, name: str, year: int) -> BrokenBooks | None:
    number = first_misfit(fund_postings(session, record))
    return None if number is None else BrokenBooks(record, name, year, number)
