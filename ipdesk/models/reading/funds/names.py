"""What the owners of accounts are called."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from ipdesk.funds.books.accounts import Account
from ipdesk.models.tables import FundTask, GrantParty


def names_of(session: Session, account: Account) -> dict[str, str]:
    """Return what the task and the grant of an account are called, by the ids in it.

    A grant is called by its parties, one without named ones by its task.
    """
    task = select(FundTask.name).where(FundTask.id == int(account.task or 0))
    called = session.execute(task).scalar() or ""
    parties = select(GrantParty.name).where(GrantParty.grant_id == int(account.grant or 0))
    named = "、".join(session.execute(parties.order_by(GrantParty.place)).scalars())
    return {account.task: called, account.grant: named or called}
