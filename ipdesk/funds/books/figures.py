"""What the account of a fund, a section or a task says at a day: sums of what stands on its accounts."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from enum import Enum
from typing import NamedTuple

from ipdesk.funds.books.accounts import Place
from ipdesk.funds.books.books import Books
from ipdesk.funds.books.postings import PostingKind


class Rounding(Enum):
    """How a rate is brought to two decimals; offices differ, and cutting is the usual way."""

    CUT = "cut"
    ROUND = "round"

    def two_decimals(self, exact: Decimal) -> Decimal:
        """Return a number with two decimals."""
        return exact.quantize(Decimal("0.01"), ROUND_DOWN if self is Rounding.CUT else ROUND_HALF_UP)


class Figures(NamedTuple):
    """What stood where at the end of a day, in fen.

    ``unallocated`` has come and is no task's, ``available`` is allocated and granted to nobody, ``unpaid`` is
    granted and not sent, ``in_transit`` sent and not answered, ``returned`` handed back to the treasury.
    """

    unallocated: int
    available: int
    unpaid: int
    in_transit: int
    paid: int
    allotted: int
    returned: int

    @property
    def budget(self) -> int:
        """Return all that there is (fen): of a fund what has arrived, of a task what was allocated to it."""
        return sum(self)

    @property
    def granted(self) -> int:
        """Return what was granted and not handed back (fen)."""
        return self.unpaid + self.in_transit + self.executed

    @property
    def executed(self) -> int:
        """Return what is spent (fen): paid by the bureau, or passed to another budget; reports count both."""
        return self.paid + self.allotted

    @property
    def outstanding(self) -> int:
        """Return what was granted and has not reached anybody (fen)."""
        return self.unpaid + self.in_transit

    def execution(self, rounding: Rounding = Rounding.CUT) -> Decimal | None:
        """Return the execution rate in percent with two decimals: what is spent of the budget.

        None for a budget of nothing, of which no share can be told.
        """
        if not self.budget:
            return None
        return rounding.two_decimals(Decimal(100 * self.executed) / Decimal(self.budget))


def figures_of(sums: Mapping[Place, int]) -> Figures:
    """Return the figures of what stands in each place (fen), the source left out."""
    return Figures(
        unallocated=sums.get(Place.FUND, 0),
        available=sums.get(Place.TASK, 0),
        unpaid=sums.get(Place.GRANT, 0),
        in_transit=sums.get(Place.TRANSIT, 0),
        paid=sums.get(Place.PAID, 0),
        allotted=sums.get(Place.ALLOTTED, 0),
        returned=sums.get(Place.TREASURY, 0),
    )


def summed(figures: Iterable[Figures]) -> Figures:
    """Return the figures of several parts together."""
    found = tuple(figures)
    return Figures(*(sum(column) for column in zip(*found, strict=True))) if found else figures_of({})


def figures_at(
    books: Books, day: datetime.date | None = None, tasks: Collection[str] | None = None
) -> Figures:
    """Return the figures of a fund, or of some of its tasks (by id), at the end of a day."""
    sums: Counter[Place] = Counter()
    for account in books.accounts:
        if account.place is not Place.SOURCE and (tasks is None or account.task in tasks):
            sums[account.place] += books.balance(account, day)
    return figures_of(sums)


def posted(books: Books, kind: PostingKind, day: datetime.date | None = None) -> int:
    """Return what postings of a kind moved up to the end of a day (fen), without those reversed by then."""
    counted = [one for one in books.postings if day is None or one.day.date <= day]
    taken_back = {one.reverses for one in counted}
    return sum(
        movement.fen
        for one in counted
        if one.kind is kind and one.number not in taken_back
        for movement in one.movements
    )
