"""Slips in a written value: what was most likely meant, and how a pack writes it."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal

from ipdesk.rules.core.fact_types import sensible
from ipdesk.rules.core.plain_text import half_width

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
_UNITS = r"(?:元整|元|圆|整|块钱|块|人民币|件|项|个月|个|家|年|月|日|天|次|倍|%|‰)"
_FIGURE = re.compile(r"([0-9]+(?:\.[0-9]+)?)([十百千万亿]*)")
_DAY = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})[日号]?")
_ORDINAL = "([一二三四五六七八九十]+)"
_SPOKEN_DAY = re.compile(rf"([零〇一二三四五六七八九]{{4}})年{_ORDINAL}月{_ORDINAL}[日号]?")
_LONGEST = 40
_PER_CENT = re.compile(r"([0-9.]+|[零〇一二两三四五六七八九十百]+)%|百分之([零〇一二两三四五六七八九十百]+)")
_YES = frozenset({"是", "有", "对", "yes", "y", "true", "1", "on"})
_NO = frozenset({"否", "无", "不", "不是", "没有", "no", "n", "false", "0", "off"})


def number_meant(text: str) -> Decimal | None:
    """Return the number that ``5万元``, ``4,000``, ``三千元``, ``50%`` or ``10件`` means; None for others.

    None as well for what is too long for a number of a pack.
    """
    meant = _number(text)
    return meant if meant is not None and sensible(meant) else None


def _number(text: str) -> Decimal | None:
    bare = half_width(text).strip().lstrip("¥￥$≥≤<>=").replace(",", "").replace("_", "").replace(" ", "")
    bare = re.sub(rf"^(?:人民币|RMB)|{_UNITS}+$", "", bare)
    match = _FIGURE.fullmatch(bare)
    if match:
        scale = 1
        for mark in match[2]:
            scale *= {**_TENS, **_MYRIADS}[mark]
        return Decimal(match[1]) * scale
    return _spoken(bare)


def _spoken(text: str) -> Decimal | None:
    """Return the number that Chinese numerals spell, such as 三千五百 or 十二万."""
    if not text or set(text) - {*_DIGITS, *_TENS, *_MYRIADS}:
        return None
    total, part, digit = 0, 0, 0
    for mark in text:
        if mark in _DIGITS:
            digit = _DIGITS[mark]
        elif mark in _TENS:
            part, digit = part + (digit or 1) * _TENS[mark], 0
        else:
            total, part, digit = (total + (part + digit or 1)) * _MYRIADS[mark], 0, 0
    return Decimal(total + part + digit)


def day_meant(text: str) -> datetime.date | None:
    """Return the day that ``2023/6/1``, ``2023.6.1`` or ``2023年6月1日`` means; None for others."""
    bare = half_width(text).replace(" ", "")
    match = _DAY.fullmatch(bare)
    spoken = _SPOKEN_DAY.fullmatch(bare)
    if match:
        return _day(*(int(part) for part in match.groups()))
    if spoken:
        year = int("".join(str(_DIGITS[digit]) for digit in spoken[1]))
        return _day(year, int(_spoken(spoken[2]) or 0), int(_spoken(spoken[3]) or 0))
    return None


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def yes_meant(text: str) -> str:
    """Return ``true`` or ``false`` where ``text`` is another word for it, else ``""``."""
    word = text.strip().casefold()
    return "true" if word in _YES else "false" if word in _NO else ""


def per_cent_meant(text: str) -> Decimal | None:
    """Return the per cent that a text speaks of (``按保费50%``, ``百分之五``); None where it does not."""
    match = _PER_CENT.search(half_width(text))
    if match is None:
        return None
    found = match[1] or match[2]
    return number_meant(found)


def plain(number: Decimal) -> str:
    """Write a number as a pack does: no exponent, no separators, no needless zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def shortened(written: str) -> str:
    """Return what is written as a sentence can quote it."""
    return written if len(written) <= _LONGEST else f"{written[: _LONGEST - 1]}…"


def written(value: object) -> str:
    """Return a value as a sentence can quote it: a text, shortened; no list and no entry."""
    if isinstance(value, dict | list):
        return "…"
    return "" if value is None else shortened(str(value))


def marks_slip(text: str) -> str:
    """Return what is wrong with the punctuation inside a word, as a sentence; ``""`` where nothing is."""
    for mark, sentence in _MARKS.items():
        if mark in text:
            return sentence
    if re.fullmatch(r"[a-z_]+:\S.*", text):
        key, _, value = text.partition(":")
        return f"冒号后面要空一格，请写 {key}: {value}。"
    return ""


_MARKS = {
    "：": "冒号写成了全角“：”，请改为半角冒号加一个空格。",
    "，": "逗号写成了全角“，”，请改为半角逗号加一个空格。",
    "、": "分隔用的顿号“、”请改为半角逗号加一个空格。",
    "“": "引号写成了全角，请改为半角引号或者删去。",
    "”": "引号写成了全角，请改为半角引号或者删去。",
    "｛": "括号写成了全角，请改为半角。",
    "［": "括号写成了全角，请改为半角。",
    "（": "括号写成了全角，请改为半角。",
}
