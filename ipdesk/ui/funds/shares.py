"""What is said of a budget beside its bar: the rate of its execution."""

from __future__ import annotations

from decimal import Decimal

from ipdesk.funds.account.bars import bar_of
from ipdesk.funds.books.figures import Figures, Rounding
from ipdesk.ui.widgets.table.share_bar import Shares


def shares_of(figures: Figures, rounding: Rounding, failed: int = 0, most: int = 0) -> Shares:
    """Return how much of a budget is paid, passed on, granted and not paid, and came back, with its rate.

    ``most`` (fen) is the budget whose bar fills the room, 0 where each does.
    """
    return Shares(bar_of(figures, failed, most), rate_text(figures.execution(rounding)))


def rate_text(rate: Decimal | None) -> str:
    """Return an execution rate as it is written; of no budget there is none."""
    return "" if rate is None else f"{rate}%"
