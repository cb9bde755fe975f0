"""Numbers as official letters write them: dates, file numbers, ordinals."""

from __future__ import annotations

import datetime

_DIGITS = "零一二三四五六七八九"


def chinese_date(day: datetime.date) -> str:
    """Return ``2026年3月5日``: no leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


def file_number(prefix: str, year: int, serial: int) -> str:
    """Return ``X知资〔2026〕12号``: whole year in hexagonal brackets, no 第, no leading zero."""
    return f"{prefix}〔{year}〕{serial}号"


def ordinal(number: int) -> str:
    """Return 一, 十, 十二, 一百零三 for a number from 1 to 999; raises ValueError beyond."""
    if not 1 <= number <= 999:
        raise ValueError(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    head = f"{_DIGITS[hundreds]}百" if hundreds else ""
    middle = f"{_DIGITS[tens]}十" if tens else ("零" if hundreds and ones else "")
    text = head + middle + (_DIGITS[ones] if ones else "")
    return text[1:] if 10 <= number < 20 else text
