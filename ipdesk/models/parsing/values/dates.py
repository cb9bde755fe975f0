"""Days and years as people write them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from ipdesk.models.parsing.text.shortcomings import OF_SHEETS, shortcoming_of
from ipdesk.models.parsing.text.texts import Unreadable
from ipdesk.models.parsing.values.figures import figure_text

_Choice = Callable[[Sequence[datetime.date], datetime.date], datetime.date]
_CHINESE = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | dict.fromkeys("零○O0", 0)
_DIGIT = "[〇零○一二三四五六七八九]"
# Whoever types 〇 as a letter or a digit: 二O二二, 二0二二.
_YEAR = rf"[0-9]{{4}}|[一二](?:{_DIGIT}|[O0]){{3}}"
_IN_FULL = str.maketrans("壹贰貳叁參肆伍陆陸柒捌玖拾", "一二二三三四五六六七八九十")
_TENS = (("廿", "二十"), ("卅", "三十"))
_PART = rf"[0-9]{{1,2}}|{_DIGIT}{{1,2}}|{_DIGIT}?十{_DIGIT}?"
_MARK = r"(?:-{1,2}|[/.,、\\~_;|:])"
_BLANKS = re.compile(rf" ?({_MARK}|[年月日号:时分秒点]) ?")
_HOUR, _SIXTY = "(?:[01]?[0-9]|2[0-3])", "[0-5]?[0-9]"
_TIME = re.compile(
    rf"(?:(?<=[日号])|[ T])(?:[上下]午 ?)?{_HOUR}"
    rf"(?::[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?|[时点](?:{_SIXTY}分(?:{_SIXTY}秒)?)?)"
    r"(?: ?[AP]\.?M\.?|Z|[+-][01][0-9]:?[0-5][0-9])?$"
    r"|(?:(?<=[日号])| )[上下]午$"
)
_WEEKDAY = re.compile(
    r" ?\(?(?:星期|周|礼拜)(?P<named>[一二三四五六日天])\)?| ?\((?P<alone>[一二三四五六日])\)$"
)
_WEEK = "一二三四五六日"
# A moment as programs hand it on is told in the time of Greenwich as often as in that of China.
_MOMENT = re.compile(
    r"[T ](?P<hour>[0-2][0-9]):(?P<minute>[0-5][0-9])[0-9:.]*"
    r"(?:Z|(?P<zone>[+-][0-9]{2}):?(?P<part>[0-9]{2}))$"
)
_CHINA = 8 * 60  # minutes before Greenwich
_LABEL = re.compile(rf"^(?:公元|于|[一-鿿]{{0,8}}(?:日期?|时间):?)(?=(?:{_YEAR})(?:{_MARK}|年|[0-9]{{4}}$))")
_DAY = re.compile(rf"({_YEAR})(?:{_MARK}|[年 ])({_PART})(?:{_MARK}|[月 ])({_PART})[日号]?\.?")
_DAY_IN_DIGITS = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})\.?")
_DAY_OF_YEAR = re.compile(rf"({_PART})(?:{_MARK}|[月 ])({_PART})[日号]?\.?")
_FOUR_DIGITS = re.compile(r"(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])")  # no year that is meant begins so
_EARLIEST, _LATEST = (
    1949,
    2099,
)  # before there was anything to apply for, or beyond every period: a slip of the key
_FIRST_PATENT_LAW = 1985

_OF_UNKNOWN_ORDER = (
    re.compile(rf"[0-9]{{1,2}}{_MARK}[0-9]{{1,2}}{_MARK}[0-9]{{1,2}}"),
    re.compile(rf"[0-9]{{1,2}}(?:{_MARK}| )[0-9]{{1,2}}(?:{_MARK}| )[0-9]{{4}}"),
)
# What is recognised for what it is, so that the sentence can say what is wrong with it.
_SHORTCOMINGS = (
    (re.compile(r"(?:19[89]|20[0-9])[0-9](?:0[1-9]|1[0-2])"), "只有年和月，请写到日，如 2022-03-01。"),
    (re.compile(rf"[0-9]{{2}}(?:{_MARK}|[年 ])[0-9]{{1,2}}(?:{_MARK}|[月 ])[0-9]{{1,2}}[日号]?|[0-9]{{6}}"),
     "年份请写四位，日期写成 2022-03-01 或 20220301。"),
    (re.compile(rf"[0-9]{{1,2}}(?:{_MARK}| )[0-9]{{1,2}}(?:{_MARK}| )[0-9]{{4}}"),
     "请按年、月、日的顺序写，如 2022-03-01。"),
    (re.compile(r"[0-9]{2},?[0-9]{3}(?:\.[0-9]+)?"),
     "这是表格软件中日期的序号，请写成年月日，如 2022-03-01。"),
    (re.compile(rf"{_DAY_OF_YEAR.pattern}|{_FOUR_DIGITS.pattern}"),
     "没有写年份，请写成 2022-03-01 或 20220301。"),
    (re.compile(rf"(?:{_PART})[日号]"), "只有日，请连同月份一起写，如 3月1日。"),
    (re.compile(rf"(?:{_PART})月(?:份)?"), "只有月份，请写到日，如 3月1日。"),
    (re.compile(rf"(?:{_YEAR})(?:{_MARK}|[年 ])(?:{_PART})月?"), "只有年和月，请写到日，如 2022-03-01。"),
    (re.compile(rf"(?:{_YEAR})年?"), "只有年份，请写到日，如 2022-03-01。"),
    (re.compile(r"(?:民国|令和|平成).*"), "请写公历的年份，如 2022-03-01。"),
    (re.compile(rf"(?:{_DAY.pattern}|[0-9]{{8}}) ?[-~|至到、,]+ ?[0-9].*"),
     "这是一段时间，请只填一天，如 2022-03-01。"),
    *OF_SHEETS,
)  # fmt: skip


def read_day(text: str, today: datetime.date | None = None) -> datetime.date:
    """Read a day that is not blank.

    Year, month and day with any dash, stroke, point, comma or blank between them or 年月日 behind them
    (``2022–03–01``, ``2022.3.1日``, ``2026、3、5``), in eight digits, in Chinese numerals
    (二〇二六年三月五日), in any width; a time of day behind it, as worksheets copy it, is passed by. Two
    digits do not make a year, five digits are the number of a worksheet's cell: neither is guessed at.

    With ``today`` month and day alone will do (``11-29``, ``11月29日``, ``1129``), where a field says at once
    which year was taken. It is the year in which the day lies nearest to today, of two equally near the
    earlier: what is written down at a desk happened lately or is due soon, so that in January ``12-28`` is
    last month's and in December ``1-5`` next month's. A day of no year about now (29 February) is refused.
    Without ``today`` a year is never guessed: rows that are pasted or read again later have nobody to
    see it. Raises Unreadable.
    """
    return _read(text, today, _nearest)


@lru_cache(maxsize=1024)  # lists have the same days again and again
def _read(text: str, today: datetime.date | None, choose: _Choice) -> datetime.date:
    whole = figure_text(text)
    plain = _day_alone(whole)
    found = _DAY.fullmatch(plain) or _DAY_IN_DIGITS.fullmatch(plain)
    if found is not None:
        return _as_said(_day(_number(found[1]), _number(found[2]), _number(found[3])), whole)
    part = _part_of_year(plain)
    if part is None or today is None:
        raise Unreadable(_shortcoming(plain))
    month, day = (_number(one) for one in part.groups())
    days = [one for year in range(today.year - 1, today.year + 2) if (one := _any_day(year, month, day))]
    if not days:
        raise Unreadable(f"没有{month}月{day}日这一天，或者要写上年份，请核对。")
    return _as_said(choose(days, today), whole)


def _as_said(day: datetime.date, plain: str) -> datetime.date:
    """Return a day as in China, where its text names a moment elsewhere.

    Raises Unreadable where the text names another day of the week.
    """
    named = _WEEKDAY.search(plain)
    weekday = (named["named"] or named["alone"]).replace("天", "日") if named else _WEEK[day.weekday()]
    if weekday != _WEEK[day.weekday()]:
        said = f"{day.isoformat()} 是星期{_WEEK[day.weekday()]}，不是星期{weekday}，请核对日期。"
        raise Unreadable(said)
    found = _MOMENT.search(plain)
    if found is None:
        return day
    away = int(found["zone"] or 0) * 60
    away += int(found["part"] or 0) * (-1 if away < 0 else 1)
    minutes = int(found["hour"]) * 60 + int(found["minute"]) - away + _CHINA
    return day + datetime.timedelta(days=minutes // (24 * 60))


def _nearest(days: Sequence[datetime.date], today: datetime.date) -> datetime.date:
    return min(days, key=lambda one: (abs(one - today), one))


def _latest_past(days: Sequence[datetime.date], today: datetime.date) -> datetime.date:
    return max((one for one in days if one <= today), default=days[0])


def _part_of_year(plain: str) -> re.Match[str] | None:
    return _DAY_OF_YEAR.fullmatch(plain) or _FOUR_DIGITS.fullmatch(plain)


def lacks_order(text: str) -> bool:
    """Tell whether a text may be read as several days: 2/3/19, 18/2/19, 2/3/2019."""
    plain = _day_alone(figure_text(text))
    return any(one.fullmatch(plain) is not None for one in _OF_UNKNOWN_ORDER)


def lacks_year(text: str) -> bool:
    """Tell whether a text says a month and a day and leaves the year to be understood."""
    return _part_of_year(_day_alone(figure_text(text))) is not None


def _day_alone(plain: str) -> str:
    """Return a text without time of day, day of the week and label, its numerals in the plain characters."""
    value = _TIME.sub("", _WEEKDAY.sub("", _BLANKS.sub(r"\1", plain).translate(_IN_FULL)))
    for short, long in _TENS:
        value = value.replace(short, long)
    return _LABEL.sub("", value)


def _shortcoming(plain: str) -> str:
    return (
        shortcoming_of(plain, _SHORTCOMINGS) or "日期无法识别，请按年、月、日写，如 2022-03-01 或 20220301。"
    )


def _number(text: str) -> int:
    """Return what digits or Chinese numerals below a hundred say: ``03``, 三, 十五, 三十一, 二〇二六."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return int("".join(str(_CHINESE[digit]) for digit in text))
    return (_CHINESE[tens] if tens else 1) * 10 + (_CHINESE[ones] if ones else 0)


def _any_day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _day(year: int, month: int, day: int) -> datetime.date:
    if year < _EARLIEST:
        raise Unreadable(f"日期早于{_EARLIEST}年，请核对年份。")
    if year > _LATEST:
        raise Unreadable(f"日期晚于{_LATEST}年，请核对年份。")
    try:
        return datetime.date(year, month, day)
    except ValueError as error:
        raise Unreadable(f"没有{year}年{month}月{day}日这一天，请核对。") from error


def far_off_fault(day: datetime.date, today: datetime.date, years: int) -> str:
    """Return the sentence on a day that lies more than so many years ahead, or nothing."""
    if day.year - today.year <= years:
        return ""
    return f"{day.isoformat()} 在{day.year - today.year}年以后，请核对年份。"


def read_event_day(text: str, today: datetime.date, *, year_may_lack: bool = False) -> datetime.date:
    """Read the day of an event, which cannot lie after the day of entry.

    Where the year may lack, it is that of the last such day up to today. Raises Unreadable.
    """
    day = _read(text, today if year_may_lack else None, _latest_past)
    if day > today:
        raise Unreadable(f"日期晚于今天（{today.isoformat()}），请核对。")
    if day.year < _FIRST_PATENT_LAW:
        raise Unreadable(f"日期早于{_FIRST_PATENT_LAW}年，请核对年份。")
    return day


def read_year(text: str, today: datetime.date) -> int:
    """Read a programme year: four digits, next year at the latest. Raises Unreadable."""
    plain = (
        figure_text(text).removesuffix("度").removesuffix("年").removesuffix(".").removesuffix(".0").strip()
    )
    found = re.fullmatch(_YEAR, plain)
    year = _number(plain) if found else 0
    if not 1900 <= year < 2100:
        raise Unreadable("申报年度请写成四位数字，如 2024。")
    if year > today.year + 1:
        raise Unreadable(f"申报年度不能晚于{today.year + 1}年，请核对。")
    return year
