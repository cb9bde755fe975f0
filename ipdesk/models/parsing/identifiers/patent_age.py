"""What a patent number says against the years that were typed beside it."""

from __future__ import annotations

import datetime
from calendar import isleap
from collections.abc import Iterator
from decimal import ROUND_UP, Decimal

from ipdesk.rules.core.case import Facts

# How long a patent is in force at most, from the day of filing (Patent Law, article 42).
_TERMS = {"invention": 20, "utility_model": 10, "design": 15}
_FORMER_TERM_OF_DESIGNS, _FIRST_LONG_DESIGN = 10, 2021

_IN_FORCE, _AFTER_GRANT = "years_in_force", "year_after_grant"
DATED_BY_NUMBER = frozenset({_IN_FORCE, _AFTER_GRANT})
"""The facts that are doubted by number and day, so that a doubt confirmed is one of both."""


def most_years(filed: int, day: datetime.date) -> Decimal:
    """Return how many years a patent filed in a year can be old on a day, rounded up to hundredths."""
    in_year = Decimal(day.timetuple().tm_yday) / (366 if isleap(day.year) else 365)
    return day.year - filed + in_year.quantize(Decimal("0.01"), ROUND_UP)


def longest_term(filed: int, patent_type: str) -> int:
    """Return for how many years a patent filed in a year can be in force, by its type."""
    if patent_type == "design" and filed < _FIRST_LONG_DESIGN:
        return _FORMER_TERM_OF_DESIGNS
    return _TERMS[patent_type]


def age_doubts(filed: int, patent_type: str, day: datetime.date, facts: Facts) -> Iterator[tuple[str, str]]:
    """Yield the facts that a patent filed in that year can hardly have on a day, each with a sentence."""
    if filed > day.year:
        return
    term = longest_term(filed, patent_type)
    years, most = _number(facts, _IN_FORCE), min(most_years(filed, day), Decimal(term))
    if years is not None and years > most:
        limit = f"到{day.isoformat()}最多维持{most.normalize():f}年，现填{years:f}年"
        yield _IN_FORCE, _sentence(filed, limit)
    # Granted in the year of filing at the earliest; the fee of a year may be paid in the year before.
    fee, last = _number(facts, _AFTER_GRANT), min(day.year - filed + 2, term)
    if fee is not None and fee > last:
        yield _AFTER_GRANT, _sentence(filed, f"{day.year}年最多缴到授权后第{last}年，现填{fee:f}")


def _sentence(filed: int, limit: str) -> str:
    return f"按专利号是{filed}年申请的，{limit}，请核对；确认无误的，请确认。"


def _number(facts: Facts, name: str) -> Decimal | None:
    value = facts.get(name)
    return Decimal(value) if isinstance(value, int | Decimal) else None
