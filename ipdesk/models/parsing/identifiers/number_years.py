"""The year that a number names, against the day beside it and the years that were typed."""

from __future__ import annotations

import datetime
import re
from calendar import isleap
from collections.abc import Iterator
from decimal import ROUND_UP, Decimal

from ipdesk.models.parsing.identifiers.patent_numbers import patent_number
from ipdesk.rules.core.case import Facts
from ipdesk.rules.numbers.normal_form import NormalForm
from ipdesk.rules.numbers.shapes import Shape

_YEARS: dict[Shape, re.Pattern[str]] = {
    "case_number": re.compile(r"^\(([0-9]{4})\)"),
    "document_number": re.compile(r"\(([0-9]{4})\)"),
    "standard_number": re.compile(r"[-:]([0-9]{4})$"),
    "work_registration": re.compile(r"作登字-([0-9]{4})-"),
    "software_copyright": re.compile(r"^([0-9]{4})SR"),
}
_EARLIEST, _LATEST = 1949, 2099

# How long a patent is in force at most, from the day of filing (Patent Law, article 42).
_TERMS = {"invention": 20, "utility_model": 10, "design": 15}
_FORMER_TERM_OF_DESIGNS, _FIRST_LONG_DESIGN = 10, 2021

_IN_FORCE, _AFTER_GRANT = "years_in_force", "year_after_grant"
DATED_BY_NUMBER = frozenset({_IN_FORCE, _AFTER_GRANT})
"""The facts that are doubted by number and day, so that a doubt confirmed is one of both."""


def year_named(ref: str, form: NormalForm) -> int | None:
    """Return the year that a number of a form names: that of filing, of registration, of the judgement."""
    patent = patent_number(ref) if form.form.cn_patent == "always" else None
    if patent is not None:
        return patent.year
    bare = form.bare(ref)
    found = (_YEARS[shape].search(bare) for shape in form.form.shapes if shape in _YEARS)
    years = (int(year[1]) for year in found if year)
    return next((year for year in years if _EARLIEST <= year <= _LATEST), None)


def most_years(filed: int, day: datetime.date) -> Decimal:
    """Return how many years a patent filed in a year can be old on a day, rounded up to hundredths."""
    in_year = Decimal(day.timetuple().tm_yday) / (366 if isleap(day.year) else 365)
    return day.year - filed + in_year.quantize(Decimal("0.01"), ROUND_UP)


def longest_term(filed: int, patent_type: str) -> int:
    """Return for how many years a patent filed in a year can be in force, by its type."""
    if patent_type == "design" and filed < _FIRST_LONG_DESIGN:
        return _FORMER_TERM_OF_DESIGNS
    return _TERMS[patent_type]


def counted_year_doubt(year: int | None, day: datetime.date | None, today: datetime.date) -> str:
    """Return the doubt about a programme year before the thing or after the present one; else nothing.

    Each year has caps of its own.
    """
    if year is not None and day is not None and year < day.year:
        return f"申报年度早于成果的日期（{day.year}年），请核对；确认无误的，请确认。"
    if year is not None and year > today.year:
        return f"申报年度晚于今年（{today.year}年），请核对；确认无误的，请确认。"
    return ""


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
