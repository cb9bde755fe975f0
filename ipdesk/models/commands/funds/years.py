"""Writing the account of a fund's year: its indicators, and the office's own texts."""

from __future__ import annotations

from dataclasses import dataclass

from ipdesk.funds.indicators.indicator import Indicator
from ipdesk.models.commands.base import Command
from ipdesk.models.core.actor import Permission
from ipdesk.models.parsing.funds.indicator_table import IndicatorTable
from ipdesk.models.records import FundTexts


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepIndicators(Command[None]):
    """Replace the indicators of a fund by these, numbered from 1 in their order.

    ``revision`` is that of the fund which was shown. Raises InvalidInput with every problem, Conflict when
    somebody changed the fund meanwhile, NotFound.
    """

    permission = Permission.ACCOUNT

    fund: int
    revision: int
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportIndicators(Command[None]):
    """Replace the indicators of a fund by those of the one sheet among ``tables`` that has any.

    ``revision`` is that of the fund which was shown. Raises InvalidInput with every fault by sheet, row and
    column, of which none is taken; Conflict when somebody changed the fund meanwhile, NotFound.
    """

    permission = Permission.ACCOUNT

    fund: int
    revision: int
    tables: tuple[IndicatorTable, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepFundTexts(Command[None]):
    """Replace the texts of a fund's report, and the score that is printed elsewhere.

    ``revision`` is that of the fund which was shown. Raises InvalidInput with every problem, Conflict when
    somebody changed the fund meanwhile, NotFound.
    """

    permission = Permission.ACCOUNT

    fund: int
    revision: int
    texts: FundTexts
