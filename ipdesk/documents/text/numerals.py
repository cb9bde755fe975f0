"""Numbers as official letters write them: dates, ordinals."""

from __future__ import annotations

import datetime

LAST_ORDINAL = 9999
_DIGITS = "零一二三四五六七八九"


def chinese_date(day: datetime.date) -> str:
    """Return ``2026年3月5日``: no leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


def ordinal(number: int) -> str:
    """Return 一, 十, 十二, 一百零三, 一千零一 for a number from 1 to 9,999; raises ValueError beyond."""
    if not 1 <= number <= LAST_ORDINAL:
        raise ValueError(number)
    text, gap = "", False
    for digit, place in zip(map(int, f"{number:04d}"), ("千", "百", "十", ""), strict=True):
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + place
        gap = not digit
    return text.removeprefix("一") if text.startswith("一十") else text
