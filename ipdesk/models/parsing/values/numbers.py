"""Numbers that are no sums of money: counts, years, shares, scores."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ipdesk.models.parsing.text.shortcomings import OF_NUMBERS, shortcoming_of
from ipdesk.models.parsing.text.texts import Unreadable
from ipdesk.models.parsing.values.figures import (
    MOST_DIGITS,
    Figure,
    WrongGroups,
    figure_text,
    joined,
    read_figure,
)
from ipdesk.rules.core.plain_text import compact

PLACES = 6  # decimals of a number
MOST_DAYS = 60
"""Of a period that the office sets: a longer one is a slip of the key."""
MOST_PAGES = 9999
"""Of one paper: more is a slip of the key."""
MOST_COPIES = 20
"""Of one paper that is handed in: more is a slip of the key."""
_DAYS = ("个工作日", "工作日", "天", "日")
_PERCENT_PLACES = PLACES - 2
_NUMBER = re.compile(r"\+?(?P<sign>-?)(?P<figure>[0-9., ]+)")
_PER_CENT = re.compile(r"(?:百分之(?=[0-9.]))?([^%]*)%?")


@dataclass(frozen=True, slots=True)
class NumberForm:
    """What a number may be: its name in sentences, its units, decimals and bounds (None for none)."""

    name: str = ""
    units: tuple[str, ...] = ()
    places: int = PLACES
    least: Decimal | None = Decimal(0)
    most: Decimal | None = None


def read_number(text: str, form: NumberForm) -> Decimal:
    """Read an exact number that is not blank: ``10.5``, ``10.5年`` where 年 is its unit, any width.

    Whole numbers may be grouped (``1,234``); in others a comma may be a slip for the point, so that ``8,6``
    is neither 86 nor 8.6. Raises Unreadable.
    """
    plain = _without_unit(joined(figure_text(text)), form.units)
    found = _NUMBER.fullmatch(plain)
    figure = _figure(found["figure"], form) if found else None
    if found is None or figure is None:
        raise Unreadable(_no_number(plain, form))
    if form.places and re.search("[0-9][, ]+[0-9]", plain):
        raise Unreadable(f"{form.name}不能有逗号和空格，小数请用“.”，如 8.6。")
    return _within(_value(figure, bool(found["sign"]), form), form)


def _no_number(plain: str, form: NumberForm) -> str:
    shortcoming = shortcoming_of(plain, OF_NUMBERS)
    if shortcoming:
        return f"{form.name}：{shortcoming}"
    return f"{form.name}请填{'数字' if form.places else '整数'}。"


def read_whole(text: str, form: NumberForm) -> int:
    """Read a whole number; ``12.0`` is one. Raises Unreadable."""
    return int(read_number(text, form))


def read_days(text: str, name: str) -> int:
    """Read how many working days a period has: ``5``, ``5个工作日``. Raises Unreadable."""
    days = read_whole(text, NumberForm(name, _DAYS, places=0))
    if not 1 <= days <= MOST_DAYS:
        raise Unreadable(f"{name}应为1至{MOST_DAYS}个工作日。")
    return days


def read_hearing_days(text: str) -> int:
    """Read how many working days somebody has to be heard. Raises Unreadable."""
    return read_days(text, "陈述申辩的期限")


def read_review_days(text: str) -> int:
    """Read within how many working days a review is promised, 0 for no promise. Raises Unreadable."""
    days = read_whole(text, NumberForm("审核的承诺期限", _DAYS, places=0))
    if not 0 <= days <= MOST_DAYS:
        raise Unreadable(f"审核的承诺期限应为0至{MOST_DAYS}个工作日，0为不作承诺。")
    return days


def read_collection_days(text: str) -> int:
    """Read within how many working days an award is to be taken, 0 for no such term. Raises Unreadable."""
    days = read_whole(text, NumberForm("领取期限", _DAYS, places=0))
    if not 0 <= days <= MOST_DAYS:
        raise Unreadable(f"领取期限应为0至{MOST_DAYS}个工作日，0为没有领取手续。")
    return days


def read_payment_days(text: str) -> int:
    """Read within how many working days an award is promised to be paid, 0 for none. Raises Unreadable."""
    days = read_whole(text, NumberForm("拨付的承诺期限", _DAYS, places=0))
    if not 0 <= days <= MOST_DAYS:
        raise Unreadable(f"拨付的承诺期限应为0至{MOST_DAYS}个工作日，0为不作承诺。")
    return days


def read_paper_copies(text: str) -> int:
    """Read in how many copies a paper is handed in: ``1``, ``1份``. Raises Unreadable."""
    copies = read_whole(text, NumberForm("份数", ("份",), places=0))
    if not 1 <= copies <= MOST_COPIES:
        raise Unreadable(f"份数应为1至{MOST_COPIES}的整数。")
    return copies


def read_pages(text: str) -> int:
    """Read how many pages a paper has: ``3``, ``3页``. Raises Unreadable."""
    pages = read_whole(text, NumberForm("页数", ("页", "张"), places=0))
    if not 1 <= pages <= MOST_PAGES:
        raise Unreadable(f"页数应为1至{MOST_PAGES}的整数。")
    return pages


def read_share(text: str, form: NumberForm) -> Decimal:
    """Read a share between 0 and 1, also written as a percentage: ``0.45``, ``45%``. Raises Unreadable."""
    plain = figure_text(text)
    found = _PER_CENT.fullmatch(plain)
    if found is None or found[1] == plain:
        return _share(read_number(text, form), form)
    inner = NumberForm(form.name, (), _PERCENT_PLACES, form.least, None)
    return _share(read_number(found[1], inner) / 100, form)


def _share(number: Decimal, form: NumberForm) -> Decimal:
    if number > 1:
        raise Unreadable(f"{form.name}请填0到1之间的小数，或写成百分数如 45%。")
    return number


def share_text(share: Decimal | int) -> str:
    """Write a share as a percentage, exactly: ``45%``, ``12.5%``."""
    return f"{(Decimal(share) * 100).normalize():f}%"


def _without_unit(plain: str, units: tuple[str, ...]) -> str:
    for unit in units:
        if unit and (found := re.fullmatch(rf"[满共]?(.*?[0-9.])周?{re.escape(compact(unit))}整?", plain)):
            return found[1]
    return plain


def _figure(text: str, form: NumberForm) -> Figure | None:
    try:
        return read_figure(text)
    except WrongGroups as wrong:
        better = "小数请用“.”，如 8.6" if form.places else "请去掉，如 1234"
        raise Unreadable(f"{form.name}中逗号或空格的位置不对，{better}。") from wrong


def _value(figure: Figure, negative: bool, form: NumberForm) -> Decimal:
    part = figure.part.rstrip("0")
    if len(figure.whole) > MOST_DIGITS:
        raise Unreadable(f"{form.name}最多{MOST_DIGITS}位整数，请核对。")
    if len(part) > form.places:
        raise Unreadable(f"{form.name}最多{form.places}位小数。" if form.places else f"{form.name}请填整数。")
    number = Decimal(f"{figure.whole or '0'}.{part or '0'}") if part else Decimal(figure.whole or "0")
    return -number if negative and number else number


def _within(number: Decimal, form: NumberForm) -> Decimal:
    if form.least is not None and number < form.least:
        raise Unreadable(f"{form.name}不能小于{form.least:f}。")
    if form.most is not None and number > form.most:
        raise Unreadable(f"{form.name}不能大于{form.most:f}。")
    return number


_SCORE = NumberForm("评分", ("分",), 2, Decimal(0), Decimal(100))


def read_score(text: str) -> Decimal:
    """Return an expert's score, 0 to 100, as typed in signs of any width. Raises Unreadable for others."""
    return read_number(text, _SCORE)
