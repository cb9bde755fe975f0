"""Whether the books of funds still hold: every posting judged again, as when it was entered."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from ipdesk.funds.books.books import first_misfit
from ipdesk.models.reading.funds.books import fund_postings
from ipdesk.models.records import BrokenBooks
from ipdesk.models.tables import FundEntry


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
