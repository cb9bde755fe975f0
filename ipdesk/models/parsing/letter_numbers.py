"""File numbers of letters: ``韶知资〔2026〕12号``, whole year, no 第, no leading zero."""

from __future__ import annotations

import re
from decimal import Decimal

from ipdesk.models.parsing.values.numbers import NumberForm, read_whole
from ipdesk.rules.core.plain_text import compact, half_width

# Whatever somebody types for the hexagonal brackets of a year; NFKC has made them narrow where it can.
_OPENS, _CLOSES = r"〔\[(【{<《〈「『〖〘❲⟦﹝", r"〕\])】}>》〉」』〗〙❳⟧﹞"
_NUMBER = re.compile(
    rf"(?P<prefix>.{{1,20}}?)[{_OPENS}](?P<year>(?:19|20)[0-9]{{2}})年?[{_CLOSES}]第?0*(?P<number>[1-9][0-9]{{0,4}})(?:号文?)?"
)
MOST = 99_999
"""The last running number of a year: a longer one is a slip of the key."""
_SERIAL = NumberForm("文号", ("号",), places=0, least=Decimal(1), most=Decimal(MOST))
# A prefix that holds what the number has of its own anyway, or digits, would be 韶知资第1号〔2026〕1号.
_OF_NUMBERS = re.compile("第|号|[0-9０-９〔〕]")


def read_serial(text: str) -> int:
    """Read the running number of a letter, which is not blank: ``12``, ``第12号``. Raises Unreadable."""
    return read_whole(text.strip().removeprefix("第"), _SERIAL)


def is_prefix(text: str) -> bool:
    """Say whether a text can stand before the year of a number: no 第, no 号, no digits."""
    return _OF_NUMBERS.search(half_width(text)) is None


def letter_number(prefix: str, year: int, number: int) -> str:
    """Return the number in its proper form."""
    return f"{prefix}〔{year}〕{number}号"


def normalised_number(text: str) -> str | None:
    """Return a typed number with its brackets put right, None where it is not one."""
    found = _NUMBER.fullmatch(compact(text))
    return letter_number(found["prefix"], int(found["year"]), int(found["number"])) if found else None


def number_year(number: str) -> int:
    """Return the year in a number of proper form."""
    return int(number[number.index("〔") + 1 : number.index("〕")])


def series_of(prefix: str) -> str:
    """Return the name of the series that a prefix counts in: another prefix begins its own."""
    return f"letter {prefix}"
