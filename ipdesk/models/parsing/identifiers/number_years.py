"""The year that a number names, against the day beside it."""

from __future__ import annotations

import re

from ipdesk.models.parsing.identifiers.patent_numbers import patent_number
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


def year_named(ref: str, form: NormalForm) -> int | None:
    """Return the year that a number of a form names: that of filing, of registration, of the judgement."""
    patent = patent_number(ref) if form.form.cn_patent == "always" else None
    if patent is not None:
        return patent.year
    bare = form.bare(ref)
    found = (_YEARS[shape].search(bare) for shape in form.form.shapes if shape in _YEARS)
    years = (int(year[1]) for year in found if year)
    return next((year for year in years if _EARLIEST <= year <= _LATEST), None)
