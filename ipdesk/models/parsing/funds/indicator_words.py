"""Targets and actual values of indicators as plans word them: what is compared, how, and in which unit."""

from __future__ import annotations

import calendar
import datetime
import re
from decimal import Decimal
from typing import NamedTuple

from ipdesk.funds.indicators.indicator import Band, Comparator
from ipdesk.models.parsing.text.texts import Unreadable
from ipdesk.rules.core.plain_text import compact

Goal = Decimal | datetime.date | None
_C = Comparator

_NUMBER = re.compile(r"(?<![0-9.])-?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")
_UNIT = re.compile(
    r"%|[亿万]?元|[^0-9.,，、；;。：:（）()《》%\-以及和或/]{1,6}?(?=以上|以下|以内|及以上|[，、；;。（）()《》]|$)"
)
_GROWTH = re.compile(r"增长|提高|提升|增加|增幅")
_FALL = re.compile(r"下降|降低|减少|压减|降幅")
_LEAST = re.compile(r"≥|>=|=>|不少于|不低于|不小于|至少|大于等于|大于或等于|达到|以上")
_MOST = re.compile(r"≤|<=|=<|不高于|不超过|不多于|不大于|至多|最多|小于等于|小于或等于|以内|以下|控制在")
_STRICT = re.compile(r"[<>＜＞]|大于|小于|高于|低于|多于|少于|超过")
_EXACT = re.compile(r"=|等于")
_DAY = re.compile(r"(?P<year>[0-9]{4})[年./-](?:(?P<month>[0-9]{1,2})[月./-]?(?:(?P<day>[0-9]{1,2})日?)?)?")
_MONTH = re.compile(r"[0-9]{1,2}月")
_BY = re.compile(r"前|底|末|内|完成|截止")
_DONE = frozenset({"已完成", "按时完成", "按期完成", "如期完成", "完成", "已按时完成", "已按期完成"})
_NOT_DONE = frozenset({"", "未完成", "尚未完成", "进行中", "正在进行", "未按时完成", "未按期完成"})
_BANDS = {one.label: one for one in Band} | {
    "达成预期指标": Band.MET,
    "已达成": Band.MET,
    "部分达成预期指标": Band.PARTLY,
}
_YUAN = {"元": Decimal(1), "万元": Decimal(10**4), "亿元": Decimal(10**8)}


class Target(NamedTuple):
    """What a target asks for: how it is meant, its number or day, and its unit."""

    comparator: Comparator
    goal: Goal = None
    unit: str = ""


def read_target(text: str, comparator: Comparator | None = None) -> Target:
    """Read a target; ``comparator`` is what another column says of it. A bare number is at least.

    以上, 以内 and 以下 include the number (民法典第一千二百五十九条). Raises Unreadable for what may be
    read in two ways: several numbers, a number that is not included, a fall.
    """
    plain = compact(text)
    day = _day_by(plain)
    if comparator is _C.QUALITATIVE:
        return Target(comparator)
    if comparator is _C.DONE_BY or (comparator is None and day is not None):
        if day is None:
            raise Unreadable("看不出完成时限，请写成“2024年12月31日前”。")
        return Target(_C.DONE_BY, day)
    numbers = list(_NUMBER.finditer(plain))
    if not numbers:
        return _without_number(comparator)
    if len(numbers) > 1:
        raise Unreadable("有几个数，看不出以哪个为准，请只留一个，或者在“目标数”一列写明。")
    return Target(comparator or _meant(plain), _decimal(numbers[0][0]), _unit(plain[numbers[0].end() :]))


def _without_number(comparator: Comparator | None) -> Target:
    if comparator is None:
        return Target(_C.QUALITATIVE)
    raise Unreadable("没有可以比较的数；没有数的，指标性质写“定性”。")


def _meant(plain: str) -> Comparator:
    """Return how a number is meant, by the words around it."""
    if _FALL.search(plain):
        raise Unreadable("是降幅，请写成要降到多少，如“≤10%”。")
    if _GROWTH.search(plain) and "%" in plain:
        return _C.GROWTH
    for words, comparator in ((_LEAST, _C.AT_LEAST), (_MOST, _C.AT_MOST)):
        if words.search(plain):
            return comparator
    if _STRICT.search(plain):
        raise Unreadable("不含本数，程序只比较“≥”“≤”“＝”，请改写成含本数的。")
    return _C.EXACTLY if _EXACT.search(plain) else _C.AT_LEAST


def read_actual(text: str, target: Target) -> tuple[Goal, str]:
    """Return what was attained, None where that is not told, and its unit where that is another.

    Money in another unit is brought to that of the target. Raises Unreadable.
    """
    plain = compact(text)
    if target.comparator is _C.QUALITATIVE:
        return None, ""
    if target.comparator is _C.DONE_BY:
        return _done(plain, target), ""
    numbers = list(_NUMBER.finditer(plain))
    if len(numbers) > 1:
        raise Unreadable("有几个数，看不出以哪个为准，请只留一个，或者在“完成数”一列写明。")
    if not numbers:
        return None, ""
    value, unit = _decimal(numbers[0][0]), _unit(plain[numbers[0].end() :])
    if unit in _YUAN and target.unit in _YUAN:
        return value * _YUAN[unit] / _YUAN[target.unit], ""
    return value, "" if not target.unit or unit in ("", target.unit) else unit


def read_band(text: str) -> Band | None:
    """Return the band that a text names, None where it names none."""
    return _BANDS.get(compact(text))


def _done(plain: str, target: Target) -> datetime.date | None:
    day = _day(plain)
    if day is not None:
        return day
    if plain in _DONE and isinstance(target.goal, datetime.date):
        return target.goal
    if plain in _NOT_DONE:
        return None
    raise Unreadable("看不出是否按期完成，请写完成的日期，或者“已完成”“未完成”。")


def _day_by(plain: str) -> datetime.date | None:
    """Return the day by which something is to be done, None for a text that asks for something else."""
    beside = _DAY.sub("", plain, count=1)
    if _MONTH.search(beside) and not _DAY.search(plain):
        raise Unreadable("完成时限没有写年份，请写成“2024年12月31日前”。")
    asked = not re.search("[0-9]", beside) and (_BY.search(beside) or not beside)
    return _day(plain) if asked else None


def _day(plain: str) -> datetime.date | None:
    """Return the last day of what a text names: a day, a month or a year."""
    found = _DAY.search(plain)
    if found is None:
        return None
    year, month = int(found["year"]), int(found["month"] or 12)
    try:
        last = calendar.monthrange(year, month)[1]
        return datetime.date(year, month, int(found["day"] or last))
    except ValueError:
        raise Unreadable("日期不对，请核对。") from None


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))


def _unit(behind: str) -> str:
    found = _UNIT.match(behind)
    return found[0] if found else ""
