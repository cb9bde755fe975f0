"""Hours of a day as people write them."""

from __future__ import annotations

import re

from ipdesk.models.parsing.text.texts import Unreadable
from ipdesk.models.parsing.values.figures import figure_text
from ipdesk.models.periods.moments import MOST_MINUTES

_NOON, _HALF_DAY, _SIXTY = 12, 12, 60
_DIGITS = {word: number for number, word in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_NUMBER = r"[0-9]{1,2}|[〇零一二三四五六七八九两]|二?十[一二三四五六七八九]?|[三四五]十[一二三四五六七八九]?"
_BEFORE_NOON = ("凌晨", "清晨", "早上", "早晨", "上午", "AM", "A.M.")
_AFTER_NOON = ("下午", "午后", "傍晚", "晚上", "夜里", "夜间", "晚", "PM", "P.M.")
_NIGHT = ("晚", "晚上", "夜里", "夜间")
_PART = "|".join(map(re.escape, (*_BEFORE_NOON, "中午", *_AFTER_NOON)))
_END = r"(?P<late> ?[AP]\.?M\.?)?(?:之?前|止|截止)?"
_IN_FIGURES = re.compile(
    rf"(?P<part>{_PART})?(?P<hour>[0-9]{{1,2}})[:;.](?P<minute>[0-9]{{2}})(?::00)?[时分]?{_END}"
)
_IN_WORDS = re.compile(
    rf"(?P<part>{_PART})?(?P<hour>{_NUMBER})[时点](?P<minute>[〇零]?(?:{_NUMBER})(?=[分前止之截]|$)|半|整|[一三]刻)?"
    rf"(?:钟|分)?{_END}"
)
_ALONE = re.compile(r"(?P<part>)(?P<hour>[0-9]{2})(?P<minute>[0-9]{2})(?P<late>)")
_LABEL = re.compile(r"^(?:时间|截至|截止|当[日天])?:?")
_FORM = "时间请写到分，如 17:30、下午5点半；一天结束写 24:00。"
_SAID = {"": 0, "整": 0, "一刻": 15, "半": 30, "三刻": 45}
_EARLY = range(1, 7)  # o'clock: said without the part of the day they mean the afternoon as often


def read_hour(text: str) -> int:
    """Read an hour that is not blank as minutes after midnight; 24:00, the end of a day, is 1440.

    ``17:30``, ``17.30``, ``17;30`` (typed without Shift), ``1730``, ``17时30分``, 下午5点半, 上午九点,
    5:30 PM, in any width. 5点半 alone may be meant in the afternoon and is not guessed at. Raises Unreadable.
    """
    plain = _LABEL.sub("", figure_text(text).replace(" ", "").replace("时正", "时").replace("点正", "点"))
    figures = _IN_FIGURES.fullmatch(plain) or _ALONE.fullmatch(plain)
    found = figures or _IN_WORDS.fullmatch(plain)
    if found is None:
        raise Unreadable(_shortcoming(plain))
    hour, minute = _number(found["hour"]), _minute(found["minute"] or "")
    part = found["part"] or _part_of(found["late"] or "")
    if not part and not figures and hour in _EARLY:
        raise Unreadable(f"{hour}点是上午还是下午看不出来，请写成 {hour:02d}:00 或 {hour + _HALF_DAY}:00。")
    return _minutes(_by_clock(hour, minute, part), minute)


def _part_of(late: str) -> str:
    return {"A": "上午", "P": "下午"}.get(late.strip()[:1], "")


def _number(text: str) -> int:
    """Return what digits or Chinese numerals below sixty say: ``07``, 七, 十七, 三十."""
    if text.isdecimal() and text.isascii():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return int("".join(str(_DIGITS.get(digit, digit)) for digit in text))
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def _minute(text: str) -> int:
    return _SAID[text] if text in _SAID else _number(text)


def _by_clock(hour: int, minute: int, part: str) -> int:
    """Return the hour of 24 that is meant by one of a part of the day. Raises Unreadable."""
    if part in _BEFORE_NOON and (hour > _NOON or (hour == _NOON and (minute or part != "上午"))):
        raise Unreadable(f"{part}没有{hour}点{minute or ''}{'分' if minute else ''}，请写成如 17:30。")
    if part in _NIGHT and hour == _NOON:
        return 2 * _HALF_DAY
    later = part in _AFTER_NOON or (part == "中午" and hour < _NOON - 2)
    return hour + _HALF_DAY if later and 0 < hour < _NOON else hour


def _minutes(hour: int, minute: int) -> int:
    whole = hour * _SIXTY + minute
    if minute >= _SIXTY or whole > MOST_MINUTES:
        raise Unreadable(f"没有{hour:02d}:{minute:02d}这个时间，请核对。")
    return whole


def _shortcoming(plain: str) -> str:
    if re.fullmatch(r"[0-9]{1,2}", plain):
        return f"请写到分，如 {int(plain) % 24:02d}:00。"
    if re.fullmatch(r".*[0-9]{1,2}:[0-9]{2}:[0-9]{2}|.*[0-9]秒", plain):
        return f"不写秒。{_FORM}"
    return _FORM
