"""The page 资金: what came of a fund, where it stands, and everything that was entered of it."""

from ipdesk.ui.funds.page import FundsPage

__all__ = ["FundsPage"]
