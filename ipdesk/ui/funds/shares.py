"""In which colours the parts of a sum are shown, and what they are called: the same in every bar."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from ipdesk.funds.books.figures import Figures, Rounding
from ipdesk.ui.widgets.table.share_bar import Share, Shares

PAID, ALLOTTED, UNPAID = "accent", "mid", "tint2"


def shares_of(figures: Figures, rounding: Rounding) -> Shares:
    """Return how much of a budget is paid, passed on, and granted but not paid, with the rate behind it."""
    parts = (
        Share(PAID, figures.paid),
        Share(ALLOTTED, figures.allotted),
        Share(UNPAID, figures.outstanding),
    )
    return Shares(figures.budget, parts, rate_text(figures.execution(rounding)))


def rate_text(rate: Decimal | None) -> str:
    """Return an execution rate as it is written; of no budget there is none."""
    return "" if rate is None else f"{rate}%"


def spoken_shares(figures: Figures, rounding: Rounding) -> str:
    """Return the rate as a sentence, for readers of the screen."""
    said = QCoreApplication.translate("FundShares", "执行率 {rate}")
    return said.format(rate=rate_text(figures.execution(rounding)) or "—")
