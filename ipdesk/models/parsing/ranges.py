"""A range of consecutive numbers, from its first and its last or from its first and how many."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from ipdesk.models.parsing.text.lines import CheckedNumber
from ipdesk.models.parsing.text.texts import Unreadable
from ipdesk.models.parsing.values.numbers import NumberForm, read_whole
from ipdesk.rules.core.plain_text import blank
from ipdesk.rules.numbers.text import base_form

MOST_IN_A_RANGE = 2000

_COUNT = NumberForm("件数", ("件", "项", "个"), places=0, least=Decimal(1))
# What people write before the last number of a range, and behind it.
_FROM = re.compile("^(?:第|至|到|~|-)+")
_TAIL = re.compile(r"(.*?)(\d+)")


def expand(first: str, last: str, many: int | None, check: Callable[[str], CheckedNumber]) -> tuple[str, ...]:
    """Return every number of a range in its proper form; ``first`` has passed ``check``.

    ``last`` may be only the digits that change; ``many`` is how many were said to be. Raises
    Unreadable with a Chinese sentence.
    """
    prefix, start = _parts(first)
    if not blank(last):
        spanned = _span(prefix, start, last, check)
        if many is not None and many != spanned:
            raise Unreadable(f"首末号之间是{spanned}件，与所填的{many}件不一致，请核对。")
        many = spanned
    if many is None:
        return (first,)
    if len(str(int(start) + many - 1)) > len(start):
        raise Unreadable("件数超出了号码的位数，请核对首号和件数。")
    return tuple(f"{prefix}{number:0{len(start)}d}" for number in range(int(start), int(start) + many))


def _parts(number: str) -> tuple[str, str]:
    found = _TAIL.fullmatch(number)
    if found is None:
        raise Unreadable("首号末尾不是数字，不能连号录入，请逐项填写。")
    return found[1], found[2]


def read_count(text: str) -> int:
    """Read how many a range has; the text is not blank. Raises Unreadable."""
    return _within(read_whole(text, _COUNT))


def _span(prefix: str, start: str, last: str, check: Callable[[str], CheckedNumber]) -> int:
    written = _FROM.sub("", base_form(last)).removesuffix("号")
    end = _end_by_tail(prefix, start, written)
    if not end:
        checked = check(written)
        if checked.problem and not checked.confirmable:
            raise Unreadable(f"末号：{checked.problem}")
        other, end = _parts(checked.value)
        if other != prefix or len(end) != len(start):
            raise Unreadable("首号和末号只能是最后的数字不同，请核对；不连续的请分行录入。")
    if int(end) < int(start):
        raise Unreadable("末号小于首号，请核对。")
    return _within(int(end) - int(start) + 1)


def _end_by_tail(prefix: str, start: str, written: str) -> str:
    """Return the digits of the last number where only its end was written: 1284, F-00001284; else nothing."""
    found = _TAIL.fullmatch(written)
    if found is None or len(found[2]) > len(start):
        return ""
    before, digits = found[1].replace("-", ""), found[2]
    if before and not (prefix.replace("-", "").endswith(before) and len(digits) == len(start)):
        return ""
    return start[: len(start) - len(digits)] + digits


def _within(many: int) -> int:
    if many > MOST_IN_A_RANGE:
        raise Unreadable(f"一次最多录入{MOST_IN_A_RANGE}件，现为{many}件，请核对号码或分几行录入。")
    return many
