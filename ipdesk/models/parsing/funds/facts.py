"""Figures of a fund's year as lines: a name, how many, for how much; parts begin with 其中."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ipdesk.funds.case.facts import FactPart, YearFact
from ipdesk.models.parsing.text.texts import Unreadable, line_fault
from ipdesk.models.parsing.values.amounts import read_amount
from ipdesk.rules.core.money import plain_wan_yuan
from ipdesk.rules.core.plain_text import half_width

_PART = re.compile(r"其中\s*[:：]?\s*")
_BETWEEN = re.compile(r"[\s，；;]+")
_COUNT = re.compile(r"([0-9]{1,9})([^0-9.,%元]{0,4})")
_MONEY = re.compile(r"[0-9.,]+[万亿]?元")
_EXAMPLE = "请写成“名称　29件　93116万元”，中间空格，数量和金额可以只写一样。"
_MOST = 60  # characters of a name


def read_facts(lines: Sequence[str]) -> tuple[YearFact, ...]:
    """Read the lines of all figures; raises Unreadable with the line and what is wrong there."""
    found: list[YearFact] = []
    for place, line in enumerate(lines, start=1):
        try:
            begin = _PART.match(line)
            fact = _fact(line[begin.end() :] if begin else line)
            if begin is None:
                found.append(fact)
            else:
                found[-1:] = [_with_part(found[-1:], fact)]
        except Unreadable as wrong:
            raise Unreadable(f"第{place}行：{wrong}") from wrong
    _refuse_alike(found)
    return tuple(found)


def fact_lines(facts: Iterable[YearFact]) -> Iterator[str]:
    """Write figures as lines, which are read as the same."""
    for fact in facts:
        yield _line(fact, fact.unit)
        yield from (f"其中：{_line(part, fact.unit)}" for part in fact.parts)


def _fact(line: str) -> YearFact:
    name, *figures = [one for one in _BETWEEN.split(line.strip()) if one] or [""]
    if not name or not figures or len(figures) > 2:
        raise Unreadable(_EXAMPLE)
    if fault := line_fault(name, "名称", _MOST):
        raise Unreadable(fault)
    fact = YearFact(name=name)
    for figure in figures:
        fact = _with_figure(fact, half_width(figure))
    return fact


def _with_figure(fact: YearFact, figure: str) -> YearFact:
    """Return a figure with how many or for how much, whichever the text is; neither is said twice."""
    counted, money = _COUNT.fullmatch(figure), _MONEY.fullmatch(figure)
    if money and fact.amount is None:
        return replace(fact, amount=read_amount(figure))
    if counted and fact.count is None:
        return replace(fact, count=int(counted[1]), unit=counted[2])
    raise Unreadable(f"“{figure}”看不出是数量还是金额，{_EXAMPLE}")


def _with_part(last: Sequence[YearFact], part: YearFact) -> YearFact:
    """Return the figure above with one more part, counted as it is."""
    if not last:
        raise Unreadable("“其中”的前面没有总数，请先写总数一行。")
    whole = last[0]
    if part.count is not None and part.unit != whole.unit:
        raise Unreadable(f"分项以“{part.unit}”计，总数以“{whole.unit}”计，请写成一样的。")
    plain = FactPart(name=part.name, count=part.count, amount=part.amount)
    return replace(whole, parts=(*whole.parts, plain))


def _refuse_alike(facts: Sequence[YearFact]) -> None:
    names = [fact.name for fact in facts]
    twice = next((name for name in names if names.count(name) > 1), "")
    if twice:
        raise Unreadable(f"“{twice}”写了两次，指标取用时分不清，请改掉其中一个名称。")


def _line(part: FactPart, unit: str) -> str:
    count = "" if part.count is None else f"{part.count}{unit}"
    amount = "" if part.amount is None else f"{plain_wan_yuan(part.amount)}万元".replace(",", "")
    return "　".join(filter(None, (part.name, count, amount)))
