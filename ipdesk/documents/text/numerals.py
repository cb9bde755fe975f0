"""Numbers as official letters write them: dates, ordinals, and sums in words (人民币大写) of exact fen."""

from __future__ import annotations

import datetime
import re

LAST_ORDINAL = 9999
LIMIT = 10**18  # fen: sixteen places before the point are four groups
_DIGITS, _PLACES = "零一二三四五六七八九", ("千", "百", "十", "")
_CAPITALS, _CAPITAL_PLACES = "零壹贰叁肆伍陆柒捌玖", ("仟", "佰", "拾", "")
_GROUPS = ("", "万", "亿", "万亿")
_DAY = re.compile(r"(?<![\d\w-])(\d{4}-\d{2}-\d{2})(?![\d-])", re.ASCII)


def chinese_date(day: datetime.date) -> str:
    """Return ``2026年3月5日``: no leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


def day_text(day: datetime.date | None) -> str:
    """Return a day as ``chinese_date`` writes it, "" for none: a sentence can leave it out."""
    return chinese_date(day) if day is not None else ""


def days_written(text: str) -> str:
    """Return a text with its days as letters write them: 2021年12月17日."""
    written = _DAY.sub(lambda found: chinese_date(datetime.date.fromisoformat(found[1])), text)
    return written.replace("日 至 ", "日至")


def ordinal(number: int) -> str:
    """Return 一, 十, 十二, 一百零三, 一千零一 for a number from 1 to 9,999; raises ValueError beyond."""
    if not 1 <= number <= LAST_ORDINAL:
        raise ValueError(number)
    text = _four_places(number, _DIGITS, _PLACES)
    return text.removeprefix("一") if text.startswith("一十") else text


def in_words(fen: int) -> str:
    """Return a sum in capital figures without the word 人民币 before it: 壹仟零伍元叁角整.

    Ends with 整 after 元 or 角 and with nothing after 分. Raises ValueError below 0 or from ten thousand
    billion yuan on.
    """
    if not 0 <= fen < LIMIT:
        raise ValueError(fen)
    yuan, rest = divmod(fen, 100)
    whole = f"{_whole(yuan)}元" if yuan else ""
    if not rest:
        return f"{whole or '零元'}整"
    return whole + _part(rest, after_yuan=bool(yuan))


def _part(rest: int, *, after_yuan: bool) -> str:
    """Return 角 and 分."""
    jiao, fen = divmod(rest, 10)
    if not fen:
        return f"{_CAPITALS[jiao]}角整"
    if jiao:
        return f"{_CAPITALS[jiao]}角{_CAPITALS[fen]}分"
    return f"{'零' if after_yuan else ''}{_CAPITALS[fen]}分"


def _whole(yuan: int) -> str:
    """Return whole yuan, group by group of four places; 零 stands where a group's thousands are empty."""
    text = ""
    for index in range(len(_GROUPS) - 1, -1, -1):
        group = yuan // 10 ** (4 * index) % 10000
        if group:
            text += ("零" if text and group < 1000 else "") + _in_capitals(group) + _group_word(index, yuan)
    return text


def _in_capitals(group: int) -> str:
    return _four_places(group, _CAPITALS, _CAPITAL_PLACES)


def _group_word(index: int, yuan: int) -> str:
    """Return 万 or 亿; ten thousand 亿 say 亿 only once, with the 亿 group when that is not empty."""
    if index == 3 and yuan // 10**8 % 10000:
        return "万"
    return _GROUPS[index]


def _four_places(number: int, digits: str, places: tuple[str, ...]) -> str:
    """Return a number below 10,000 without leading or trailing 零 and with one for each inner gap."""
    text, gap = "", False
    for digit, place in zip(map(int, f"{number:04d}"), places, strict=True):
        if digit:
            text += ("零" if gap and text else "") + digits[digit] + place
        gap = not digit
    return text


def counted(things: int, rows: int) -> str:
    """Return how many things stand in how many rows; ``rows`` is 0 where that is not known."""
    return f"{things}项" if rows in (0, things) else f"{things}件（{rows}项）"
