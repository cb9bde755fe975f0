"""Accounts and their statements as the database holds them."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from ipdesk.funds.books.accounts import Account, Place
from ipdesk.funds.books.statement import Statement
from ipdesk.models.core.parts import in_parts
from ipdesk.models.tables import FundAccount, FundMovement, FundPosting
from ipdesk.models.tables.dialect import total


def key_of(account: Account) -> str:
    """Return an account in one text, by which the database finds it."""
    return " ".join((account.place.value, *account[1:]))


def account_ids(session: Session, fund: int, accounts: Iterable[Account]) -> dict[Account, int]:
    """Return the ids of those of these accounts that have been made."""
    by_key = {key_of(account): account for account in accounts}
    found: dict[Account, int] = {}
    for some in in_parts(by_key):
        own = FundAccount.fund_id == fund, FundAccount.key.in_(some)
        rows = session.execute(select(FundAccount.key, FundAccount.id).where(*own))
        found |= {by_key[key]: record for key, record in rows}
    return found


def statements(session: Session, accounts: Iterable[int]) -> dict[int, Statement]:
    """Return the statements of accounts by their ids; what was entered on one day stands as one sum."""
    found = {one: Statement() for one in accounts}
    for some in in_parts(found):
        for side, sign in ((FundMovement.target_id, 1), (FundMovement.source_id, -1)):
            rows = session.execute(
                select(side, FundPosting.day, total(FundMovement.fen))
                .join(FundPosting, FundPosting.id == FundMovement.posting_id)
                .where(side.in_(some))
                .group_by(side, FundPosting.day)
            )
            for account, day, fen in rows:
                found[account].add(day, sign * fen)
    return found


def account_of(entry: FundAccount) -> Account:
    """Return an account as the books know it: owners are ids as text."""
    owners = (entry.task_id, entry.grant_id, entry.payment_id)
    return Account(Place(entry.place), *("" if owner is None else str(owner) for owner in owners))
