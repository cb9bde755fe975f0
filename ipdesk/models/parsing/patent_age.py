"""What a patent number says against the years that were typed beside it."""

from __future__ import annotations

import datetime
from calendar import isleap
from collections.abc import Iterator
from decimal import ROUND_UP, Decimal

from ipdesk.rules.case import Facts

_IN_FORCE, _AFTER_GRANT = "years_in_force", "year_after_grant"
DATED_BY_NUMBER = frozenset({_IN_FORCE, _AFTER_GRANT})
"""The facts that are doubted by number and day, so that a doubt confirmed is one of both."""


def most_years(filed: int, day: datetime.date) -> Decimal:
    """Return how many years a patent filed in a year can be old on a day, rounded up to hundredths."""
    in_year = Decimal(day.timetuple().tm_yday) / (366 if isleap(day.year) else 365)
    return day.year - filed + in_year.quantize(Decimal("0.01"), ROUND_UP)


def age_doubts(filed: int, day: datetime.date, facts: Facts) -> Iterator[tuple[str, str]]:
    """Yield the facts that a patent filed in that year can hardly have on a day, each with a sentence."""
    if filed > day.year:
        return
    years, most = _number(facts, _IN_FORCE), most_years(filed, day)
    if years is not None and years > most:
        limit = f"到{day.isoformat()}最多维持{most.normalize():f}年，现填{years:f}年"
        yield _IN_FORCE, _sentence(filed, limit)
    # Granted in the year of filing at the earliest; the fee of a year may be paid in the year before.
    fee, last = _number(facts, _AFTER_GRANT), day.year - filed + 2
    if fee is not None and fee > last:
        yield _AFTER_GRANT, _sentence(filed, f"{day.year}年最多缴到授权后第{last}年，现填{fee:f}")


def _sentence(filed: int, limit: str) -> str:
    return f"按专利号是{filed}年申请的，{limit}，请核对；确认无误的，请确认。"


def _number(facts: Facts, name: str) -> Decimal | None:
    value = facts.get(name)
    return Decimal(value) if isinstance(value, int | Decimal) else None
