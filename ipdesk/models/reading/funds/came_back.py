"""What of a fund's payments failed or came back, and waits to be paid again."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, exists, select, true
from sqlalchemy.orm import Session, aliased

from ipdesk.funds.books.postings import PostingKind
from ipdesk.models.core.parts import in_parts
from ipdesk.models.reading.funds.figures import grants_unpaid
from ipdesk.models.tables import FundAccount, FundMovement, FundPayment, FundPosting

_BACK = (PostingKind.FAIL.name, PostingKind.RETURN_IN_YEAR.name)
_OUT = (PostingKind.SEND.name, PostingKind.ALLOT.name)


class CameBack(NamedTuple):
    """That ``fen`` of a grant of a task (their ids) were sent, did not reach anybody and wait."""

    task: int
    grant: int
    fen: int


def came_back(session: Session, fund: int, day: datetime.date | None = None) -> tuple[CameBack, ...]:
    """Return what of a fund had come back by the end of a day (None: of all days) and was not sent again."""
    rows = session.execute(_back(fund, day)).all()
    again = _sent_again(session, {payment for _, _, payment, _ in rows if payment}, day)
    waiting: Counter[tuple[int, int]] = Counter()
    for task, grant, payment, fen in rows:
        if payment not in again:
            waiting[task or 0, grant or 0] += fen
    unpaid = grants_unpaid(session, {grant for _, grant in waiting}, day)
    found = (CameBack(task, grant, min(fen, unpaid.get(grant, 0))) for (task, grant), fen in waiting.items())
    return tuple(one for one in found if one.fen)


def _back(fund: int, day: datetime.date | None) -> Select[int | None, int | None, int | None, int]:
    left = FundAccount
    return (
        select(left.task_id, left.grant_id, left.payment_id, FundMovement.fen)
        .join(FundMovement, FundMovement.source_id == left.id)
        .join(FundPosting, FundPosting.id == FundMovement.posting_id)
        .where(left.fund_id == fund, FundPosting.kind.in_(_BACK), _stands(day))
    )


def _stands(day: datetime.date | None) -> ColumnElement[bool]:
    """Return what says of a posting that it was made by the end of a day and not reversed by then."""
    reversal = aliased(FundPosting)
    by_then = true() if day is None else reversal.day <= day
    reversed_by = exists().where(reversal.reverses_id == FundPosting.id, by_then)
    return and_(true() if day is None else FundPosting.day <= day, ~reversed_by)


def _sent_again(session: Session, payments: Iterable[int], day: datetime.date | None) -> set[int]:
    """Return those of payments that others had repeated by the end of a day."""
    found: set[int] = set()
    for some in in_parts(payments):
        asked = (
            select(FundPayment.reissues_id)
            .join(FundAccount, FundAccount.payment_id == FundPayment.id)
            .join(FundMovement, FundMovement.target_id == FundAccount.id)
            .join(FundPosting, FundPosting.id == FundMovement.posting_id)
            .where(FundPayment.reissues_id.in_(some), FundPosting.kind.in_(_OUT), _stands(day))
        )
        found |= {one for one in session.scalars(asked) if one is not None}
    return found
