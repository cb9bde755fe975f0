"""File numbers of letters: ``韶知资〔2026〕12号``, whole year, no 第, no leading zero."""

from __future__ import annotations

import re
from decimal import Decimal

from ipdesk.models.parsing.numbers import NumberForm, read_whole
from ipdesk.rules.plain_text import compact

_NUMBER = re.compile(r"(.{1,20}?)[〔\[(（【]([0-9]{4})[〕\])）】](?:第)?0*([1-9][0-9]{0,5})号?")
_SERIAL = NumberForm("文号", ("号",), places=0, least=Decimal(1))


def read_serial(text: str) -> int:
    """Read the running number of a letter, which is not blank: ``12``, ``12号``. Raises Unreadable."""
    return read_whole(text, _SERIAL)


def letter_number(prefix: str, year: int, number: int) -> str:
    """Return the number in its proper form."""
    return f"{prefix}〔{year}〕{number}号"


def normalised_number(text: str) -> str | None:
    """Return a typed number with its brackets put right, None where it is not one."""
    found = _NUMBER.fullmatch(compact(text))
    return letter_number(found[1], int(found[2]), int(found[3])) if found else None


def number_year(number: str) -> int:
    """Return the year in a number of proper form."""
    return int(number[number.index("〔") + 1 : number.index("〕")])


def series_of(prefix: str) -> str:
    """Return the name of the series that a prefix counts in: another prefix begins its own."""
    return f"letter {prefix}"
