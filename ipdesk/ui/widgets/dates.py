"""Dates as people type them."""

import re
import unicodedata
from datetime import date

_FORMS = (
    re.compile(r"(\d{4})(\d{2})(\d{2})"),
    re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})"),
    re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日?"),
)
_EARLIEST = 1949


def parse_date(text: str) -> date | None:
    """Return the date that a text means, None for an empty text.

    Understood are 20220301, 2022.3.1, 2022-03-01, 2022/3/1, 2022年3月1日, also in full-width characters.
    Raises ValueError for anything else and for days that no calendar has.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).replace("。", ".").split())
    if not plain:
        return None
    for form in _FORMS:
        if match := form.fullmatch(plain):
            return _checked(*(int(part) for part in match.groups()))
    raise ValueError(text)


def _checked(year: int, month: int, day: int) -> date:
    if year < _EARLIEST:
        raise ValueError(year)
    return date(year, month, day)
