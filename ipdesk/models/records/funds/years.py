"""What an office writes into the account of a fund's year beside its books."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ipdesk.funds.case.facts import YearFact
from ipdesk.funds.indicators.indicator import Indicator


@dataclass(frozen=True, slots=True, kw_only=True)
class FundTexts:
    """The office's own texts of the report, a paragraph each, and the score that is printed elsewhere.

    ``remarks`` are what it remarks against its own text; they are not for anybody else. ``facts`` are figures
    of the year beside the indicators.
    """

    problems: tuple[str, ...] = ()
    improvements: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    printed_score: Decimal | None = None
    facts: tuple[YearFact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FundYearEntries:
    """All that is written of a fund's year: its indicators in their order, and its texts."""

    indicators: tuple[Indicator, ...] = ()
    texts: FundTexts = FundTexts()
