"""One typed text -> one value: sums, numbers, days, choices, as people write them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from ipdesk.rules.case import FactValue
from ipdesk.rules.money import MAX_YUAN_DIGITS
from ipdesk.rules.plain_text import compact, plain
from ipdesk.rules.vocabulary import FactType, FactWord


class Unreadable(ValueError):
    """A text that cannot be read as what it should be; the message is Chinese and says what to write."""


_YES = frozenset({"TRUE", "是", "√", "Y", "YES"})
_NO = frozenset({"FALSE", "否", "×", "N", "NO"})
_UNITS = {
    "": 1,
    "百": 100,
    "千": 1000,
    "万": 10_000,
    "百万": 1_000_000,
    "千万": 10_000_000,
    "亿": 100_000_000,
}
_SUM = re.compile(r"[¥￥]?(-?)([\d,]*\.?\d*)(百万|千万|百|千|万|亿)?(?:元|块)?整?")
_GROUPED = re.compile(r"\d+|\d{1,3}(?:,\d{3})+|\d{1,4}(?:,\d{4})+")
_DAY = re.compile(r"(\d{4})(?:-|/|\.|年)(\d{1,2})(?:-|/|\.|月)(\d{1,2})日?")
_DAY_IN_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
_HUNDREDTH = Decimal("0.01")


def read_sum(text: str) -> int:
    """Read a sum in yuan as fen: ``800,000.00``, ``80万``, full width alike. Raises Unreadable."""
    found = _SUM.fullmatch(compact(text))
    number = found[2] if found else ""
    whole, _, decimals = number.partition(".")
    if found is None or not (whole or decimals) or (whole and _GROUPED.fullmatch(whole) is None):
        raise Unreadable("金额看不懂，请写成 800000.00 或 80万。")
    if found[1]:
        raise Unreadable("金额不能是负数。")
    yuan = Decimal(f"{whole.replace(',', '') or '0'}.{decimals or '0'}") * _UNITS[found[3] or ""]
    if yuan >= 10**MAX_YUAN_DIGITS:
        raise Unreadable("金额最多12位整数，请核对单位是元还是万元。")
    if yuan % _HUNDREDTH:
        raise Unreadable("金额最多精确到分（两位小数）。")
    return int(yuan * 100)


def read_day(text: str) -> datetime.date:
    """Read a day: ``2022-03-01``, ``2022.3.1``, ``20220301``, ``2022年3月1日``. Raises Unreadable."""
    value = compact(text)
    found = _DAY.fullmatch(value) or _DAY_IN_DIGITS.fullmatch(value)
    if found is None:
        raise Unreadable("日期看不懂，请写成 2022-03-01 或 20220301。")
    try:
        return datetime.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError as error:
        raise Unreadable(f"没有 {found[1]}年{int(found[2])}月{int(found[3])}日 这一天，请核对。") from error


def read_event_day(text: str, today: datetime.date) -> datetime.date:
    """Read the day of an event, which cannot lie after the day of entry. Raises Unreadable."""
    day = read_day(text)
    if day > today:
        raise Unreadable(f"日期晚于今天（{today.isoformat()}），请核对。")
    if day.year < 1985:
        raise Unreadable("日期早于1985年，请核对年份。")
    return day


def read_year(text: str, today: datetime.date) -> int:
    """Read a programme year: four digits, next year at the latest. Raises Unreadable."""
    value = compact(text).removesuffix("年度").removesuffix("年")
    if re.fullmatch(r"(?:19|20)\d{2}", value) is None:
        raise Unreadable("申报年度请写成四位数字，如 2024。")
    if int(value) > today.year + 1:
        raise Unreadable(f"申报年度不能晚于{today.year + 1}年，请核对。")
    return int(value)


def read_number(text: str, word: FactWord) -> Decimal:
    """Read an exact number; raises Unreadable."""
    value = compact(text).replace(",", "")
    if word.unit:
        value = value.removesuffix(compact(word.unit))
    try:
        number = Decimal(value) if re.fullmatch(r"[+-]?(?:\d{1,12}\.?\d{0,6}|\.\d{1,6})", value) else None
    except InvalidOperation:
        number = None
    if number is None:
        raise Unreadable(f"{word.name}请填数字。")
    if word.minimum is not None and number < word.minimum:
        raise Unreadable(f"{word.name}不能小于{word.minimum:f}。")
    return number


def _read_integer(text: str, word: FactWord) -> int:
    number = read_number(text, word)
    if number != number.to_integral_value():
        raise Unreadable(f"{word.name}请填整数。")
    return int(number)


def _read_decimal(text: str, word: FactWord) -> Decimal | int:
    number = read_number(text, word)
    return int(number) if number == number.to_integral_value() else number


def _read_ratio(text: str, word: FactWord) -> Decimal | int:
    value = compact(text)
    percent = value.endswith("%")
    number = read_number(value.removesuffix("%"), word) / (100 if percent else 1)
    if number > 1:
        raise Unreadable(f"{word.name}请填0到1之间的小数，或写成百分数如 45%。")
    return int(number) if number == number.to_integral_value() else number


def _read_amount(text: str, word: FactWord) -> int:
    return read_sum(text)


def _read_yes_no(text: str, word: FactWord) -> bool:
    value = compact(text)
    if value in _YES:
        return True
    if value in _NO:
        return False
    raise Unreadable(f"{word.name}请选择是或否。")


def _read_choice(text: str, word: FactWord) -> str:
    value = plain(text)
    for choice, name in word.choices.items():
        if value in (choice, plain(name)):
            return choice
    raise Unreadable(f"{word.name}没有“{value}”这一项，请从{'、'.join(word.choices.values())}中选择。")


def _read_region(text: str, word: FactWord) -> str:
    value = plain(text)
    for code, name in word.choices.items():
        if value == plain(name):
            return code
    if re.fullmatch("[A-Za-z]{2}", value) is None:
        raise Unreadable(f"{word.name}请填两位字母代码，如 CN、US；欧洲专利填 EP。")
    return value.upper()


def _read_text(text: str, word: FactWord) -> str:
    return text.strip()


def _read_date(text: str, word: FactWord) -> str:
    return read_day(text).isoformat()


_READERS: dict[FactType, Callable[[str, FactWord], FactValue]] = {
    FactType.AMOUNT: _read_amount,
    FactType.INTEGER: _read_integer,
    FactType.NUMBER: _read_decimal,
    FactType.RATIO: _read_ratio,
    FactType.BOOLEAN: _read_yes_no,
    FactType.CHOICE: _read_choice,
    FactType.REGION: _read_region,
    FactType.TEXT: _read_text,
    FactType.DATE: _read_date,
}


def read_fact(text: str, word: FactWord) -> FactValue:
    """Read one fact by its word; the text is not blank. Raises Unreadable."""
    return _READERS[word.type](text, word)
