"""What stood where at the end of a day, summed by the database: by task of a fund, by grant of a task."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from ipdesk.funds.books.accounts import Place
from ipdesk.funds.books.figures import Figures, figures_of
from ipdesk.models.core.parts import in_parts
from ipdesk.models.tables import FundAccount, FundMovement, FundPosting
from ipdesk.models.tables.dialect import total

_Owner = InstrumentedAttribute[int | None]


def fund_figures(session: Session, fund: int, day: datetime.date | None = None) -> dict[int | None, Figures]:
    """Return the figures of each task of a fund by its id, under None those of what is no task's.

    Without a day they are those of all days. Sums of all of them are the figures of the fund.
    """
    return _figures(session, FundAccount.task_id, FundAccount.fund_id == fund, day)


def grant_figures(session: Session, task: int, day: datetime.date | None = None) -> dict[int | None, Figures]:
    """Return the figures of each grant of a task by its id, under None what the task has not granted."""
    return _figures(session, FundAccount.grant_id, FundAccount.task_id == task, day)


def grants_unpaid(session: Session, grants: Iterable[int], day: datetime.date | None) -> dict[int, int]:
    """Return what of grants was not sent to be paid at the end of a day (fen), by their ids."""
    found: dict[int, int] = {}
    for some in in_parts(grants):
        figures = _figures(session, FundAccount.grant_id, FundAccount.grant_id.in_(some), day)
        found |= {grant: one.unpaid for grant, one in figures.items() if grant is not None}
    return found


def payment_figures(session: Session, grant: int) -> dict[int | None, Figures]:
    """Return where the sum of each payment of a grant stands by its id, under None what is no payment's."""
    return _figures(session, FundAccount.payment_id, FundAccount.grant_id == grant, None)


def _figures(
    session: Session, owner: _Owner, which: ColumnElement[bool], day: datetime.date | None
) -> dict[int | None, Figures]:
    sums: dict[int | None, Counter[Place]] = defaultdict(Counter)
    for found, place, fen in _moved(session, owner, which, day):
        if place is not Place.SOURCE:
            sums[found][place] += fen
    return {found: figures_of(places) for found, places in sums.items()}


def _moved(
    session: Session, owner: _Owner, which: ColumnElement[bool], day: datetime.date | None
) -> Iterator[tuple[int | None, Place, int]]:
    """Yield owner, place and what came there (fen), then the same with what left, below zero."""
    for side, sign in ((FundMovement.target_id, 1), (FundMovement.source_id, -1)):
        query = (
            select(owner, FundAccount.place, total(FundMovement.fen))
            .join(FundAccount, FundAccount.id == side)
            .where(which)
            .group_by(owner, FundAccount.place)
        )
        for found, place, fen in session.execute(_up_to(query, day)):
            yield found, Place(place), sign * int(fen)


def _up_to(query: Select[int | None, str, int], day: datetime.date | None) -> Select[int | None, str, int]:
    if day is None:
        return query
    return query.join(FundPosting, FundPosting.id == FundMovement.posting_id).where(FundPosting.day <= day)
