"""The notice by which the State Council's general office announces the holidays of a year, read as pasted."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from ipdesk.models.parsing.text.texts import Unreadable
from ipdesk.models.periods.working_days import DAY, CalendarDay
from ipdesk.rules.core.plain_text import without_invisible

_YEAR = re.compile(r"([0-9]{4})年[^。]{0,12}?节假日安排")
_NAMES = "元旦|春节|清明节|劳动节|端午节|中秋节|国庆节"
_HEADING = re.compile(rf"((?:{_NAMES})(?:[、和](?:{_NAMES}))*)\s*:")
_WEEKDAY = re.compile(r"(?:周|星期)([一二三四五六日天])")
_DATE = r"(?:([0-9]{4})年)?(?:([0-9]{1,2})月)?([0-9]{1,2})日"
_SPAN = re.compile(rf"{_DATE}(\([^()]*\))?(?:(?:至|到|[-~—]+){_DATE}(\([^()]*\))?)?")
_COUNTED = re.compile(r"共([0-9]{1,2})天")
_OFF, _WORKED = "放假", "上班"
_WEEK = "一二三四五六日"
_LONGEST = 16
_YEARS = range(1985, 2100)


@dataclass(frozen=True, slots=True)
class HolidayNotice:
    """What a notice announces: its year, and the days off and worked, in their order.

    They may lie in the last days of the year before.
    """

    year: int
    days: tuple[CalendarDay, ...]


def read_holiday_notice(text: str) -> HolidayNotice:
    """Read a notice (国务院办公厅关于2026年部分节假日安排的通知) with its heading, in any width.

    Weekdays and numbers of days that it names have to agree. Raises Unreadable with a Chinese sentence.
    """
    plain = "".join(unicodedata.normalize("NFKC", without_invisible(text)).split())
    named = _YEAR.search(plain)
    if named is None:
        raise Unreadable("没有找到年份，请连同标题一起粘贴，如“国务院办公厅关于2026年部分节假日安排的通知”。")
    year = int(named[1])
    if year not in _YEARS:
        raise Unreadable(f"标题里的年份是{named[1]}年，请核对粘贴的内容。")
    days = {day.date: day for day in _days(plain, year)}
    if not any(not day.working for day in days.values()):
        raise Unreadable("没有找到“×月×日至×日放假”的内容，请粘贴通知的全文。")
    return HolidayNotice(year, tuple(days[date] for date in sorted(days)))


def _days(plain: str, year: int) -> Iterator[CalendarDay]:
    _, *parts = _HEADING.split(plain)
    for name, part in zip(parts[::2], parts[1::2], strict=True):
        for sentence in re.split("[。;]", part):
            off, found, worked = sentence.partition(_OFF)
            if found and _WORKED in off:
                raise Unreadable(f"{name}的一句里先写上班、后写放假，分不清日期，请把它们分成两句。")
            if found:
                yield from _days_off(sentence, year, name)
            if _WORKED in worked or (_WORKED in off and not found):
                yield from (CalendarDay(day, True) for day in _days_named(worked if found else off, year))


def _days_off(sentence: str, year: int, name: str) -> Iterator[CalendarDay]:
    days = list(_days_named(sentence.partition(_OFF)[0], year))
    counted = _COUNTED.search(sentence)
    if counted is not None and int(counted[1]) != len(days):
        raise Unreadable(f"{name}写的是共{counted[1]}天，按日期数是{len(days)}天，请核对粘贴的内容。")
    yield from (CalendarDay(day, False, name) for day in days)


def _days_named(text: str, year: int) -> Iterator[datetime.date]:
    """Yield the days that a sentence names, one by one or from one to another."""
    last = None
    for found in _SPAN.finditer(text):
        first = _day(found[1], found[2], found[3], last, year)
        _check_weekday(first, found[4])
        last = first
        if found[7] is not None:
            last = _day(found[5], found[6], found[7], first, year)
            _check_weekday(last, found[8])
        if not 0 <= (last - first).days <= _LONGEST:
            raise Unreadable(f"“{found[0]}”的起止日期不对，请核对粘贴的内容。")
        yield from (first + number * DAY for number in range((last - first).days + 1))


def _day(
    year: str | None, month: str | None, day: str, before: datetime.date | None, usual: int
) -> datetime.date:
    """Return a day; without a month it is in that of the day named before."""
    if month is None and before is None:
        raise Unreadable(f"“{day}日”前面缺少月份，请核对粘贴的内容。")
    beside = before or datetime.date(usual, 1, 1)
    try:
        return datetime.date(int(year or beside.year), int(month or beside.month), int(day))
    except ValueError:
        raise Unreadable(f"“{month or beside.month}月{day}日”不是一个日期，请核对粘贴的内容。") from None


def _check_weekday(day: datetime.date, brackets: str | None) -> None:
    named = _WEEKDAY.search(brackets or "")
    if named is not None and named[1].replace("天", "日") != _WEEK[day.weekday()]:
        raise Unreadable(
            f"{day.month}月{day.day}日写的是星期{named[1]}，{day.year}年的这一天是星期{_WEEK[day.weekday()]}，"
            "请核对年份和日期。"
        )
