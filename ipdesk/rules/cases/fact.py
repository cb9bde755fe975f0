"""Reading single values from JSON by their declared type, exactly and strictly."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from ipdesk.rules.core.case import FactValue
from ipdesk.rules.core.fact_types import MOST_DIGITS, sensible
from ipdesk.rules.core.money import parse_yuan, whole_yuan
from ipdesk.rules.pack.vocabulary import FactType, FactWord

Read = Callable[[object], FactValue]
FIRST_YEAR, LAST_YEAR = 1900, 2999
_LARGEST = Decimal(10) ** MOST_DIGITS
REGION = re.compile(r"[A-Z]{2}")
"""How the code of a country or region is written."""


class BadValue(ValueError):
    """A scalar of the wrong type or range; ``message`` is a Chinese sentence."""

    def __init__(self, message: str) -> None:
        """Keep the sentence."""
        super().__init__(message)
        self.message = message


def read_text(value: object) -> str:
    """Return a text that is not empty; raises BadValue."""
    if not isinstance(value, str) or not value.strip():
        raise BadValue("应为非空的文字。")
    return value


def _trimmed(value: object) -> str:
    """Return a text without the blanks around it: limits tell things apart by texts."""
    return read_text(value).strip()


def read_date(value: object) -> datetime.date:
    """Return the day written as YYYY-MM-DD; raises BadValue for other forms and for days that never were."""
    if isinstance(value, str) and len(value) == 10 and value[4] == "-" == value[7]:
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            pass
    raise BadValue("日期应写作 2022-03-01 这样的形式，并且确有这一天。")


def read_year(value: object) -> int:
    """Return a year as a whole number; raises BadValue."""
    if type(value) is not int or not FIRST_YEAR <= value <= LAST_YEAR:
        raise BadValue("年度应为四位整数。")
    return value


def read_money(value: object) -> int:
    """Return a sum in fen from a text in yuan or a whole number of yuan; raises BadValue."""
    try:
        if isinstance(value, str):
            return parse_yuan(value)
        if type(value) is int:
            return whole_yuan(value)
    except ValueError:
        pass
    raise BadValue('金额应为以元计的文字，如 "800000.00"，不带逗号和负号，最多两位小数。')


class FactReader(dict[str, Read]):
    """The readers of a kind's facts by name."""

    def __init__(self, facts: Mapping[str, FactWord]) -> None:
        """Make a reader for each fact."""
        super().__init__({name: _reader(word) for name, word in facts.items()})


def _reader(word: FactWord) -> Read:
    if word.type is FactType.CHOICE:
        return _choice(frozenset(word.choices))
    return _READERS.get(word.type) or _number(word)


def _read_day(value: object) -> str:
    return read_date(value).isoformat()


def _read_boolean(value: object) -> bool:
    if value is True or value is False:
        return value
    raise BadValue("应为 true 或 false。")


def _read_region(value: object) -> str:
    if isinstance(value, str) and REGION.fullmatch(value):
        return value
    raise BadValue("国家或地区应为两个大写字母的代码，如 CN、US。")


_READERS: Mapping[FactType, Read] = {
    FactType.AMOUNT: read_money,
    FactType.BOOLEAN: _read_boolean,
    FactType.REGION: _read_region,
    FactType.TEXT: _trimmed,
    FactType.DATE: _read_day,
}
"""The readers of all but numbers and choices, which go by what the word says of them."""


def _choice(choices: frozenset[str]) -> Read:
    def read(value: object) -> str:
        if isinstance(value, str) and value in choices:
            return value
        raise BadValue(f"不在可选范围内：{value}。")

    return read


def _number(word: FactWord) -> Read:
    whole = word.type is FactType.INTEGER
    largest = Decimal(1) if word.type is FactType.RATIO else _LARGEST
    least = -_LARGEST if word.minimum is None else word.minimum

    def read(value: object) -> FactValue:
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise BadValue("应为数字，不带引号。")
        number = value if isinstance(value, int) else exact(value)
        if not least <= number <= largest or (whole and number != int(number)):
            raise BadValue("数字超出允许的范围。")
        return int(number) if whole else number

    return read


def exact(value: Decimal) -> Decimal:
    """Return a number unchanged if it has a sensible length; raises BadValue for absurd exponents."""
    if not sensible(value):
        raise BadValue("数字的位数过多。")
    return value
