"""What the checker says of a value that the models refuse: what is wrong, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from ipdesk.rules.core.fact_types import TYPE_NAMES
from ipdesk.rules.core.roles import ROLE_NAMES
from ipdesk.rules.source.key_hints import instead_of_number
from ipdesk.rules.source.suggestions import cure
from ipdesk.rules.source.value_hints import (
    day_meant,
    marks_slip,
    number_meant,
    per_cent_meant,
    plain,
    written,
    yes_meant,
)

_LENGTH = "{key}的位数太多，整数部分和小数部分各不超过 12 位，现为“{value}”，请核对。"
_NUMBER = "{key}应为数字，现为“{value}”{advice}。"
_DATE = "{key}应写成 2022-03-01 这样的日期，并且确有这一天，现为“{value}”{advice}。"
_WORD = "{key}不能写“{value}”，{cure}"
_MAPPING = "{key}应写成“名称: 值”的形式，请检查缩进，并在冒号后面空一格。"
_LIST = "{key}应写成列表，每项前加“- ”，或写在方括号里，请检查缩进。"
_MESSAGES = {
    "missing": "缺少{key}，请补上。",
    "said": "{said}",
    "bad_bool": "{key}只能写 true 或 false（是或否），现为“{value}”{advice}。",
    "bad_money": "{key}应为不带负号的金额（以元计，只写数字，最多两位小数），现为“{value}”{advice}。",
    "enum": _WORD,
    "literal_error": _WORD,
    "one_form": "{key}里只能写其中一种，现在写了多种：{allowed}，请只留一种。",
    "no_form": "{key}里缺少内容，请写其中一种：{allowed}。",
    "scaled_alone": "{key}里的 scaled（按比例核减）只能与 sum 一起写；取高、补差额、名额，另写一条限制。",
    "one_payee": "{key}只能写一个收款人：写名称，或者写 fact: 文字事实的编号；付给几个人的，拆成几条规定。",
    "one_number": "{key}里代表条次的字母 N（项次写 M）要写一次，也只写一次，例如“第（N）项”，现为“{value}”。",
    "one_test": "{key}里只能对一个事实写一种判断（is、in、at_least 等）；几种判断分成几项条件写。",
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "dict_type": _MAPPING,
    "tuple_type": _LIST,
    "list_type": _LIST,
    "string_type": "{key}应为一段文字；文字里有冒号加空格、方括号、花括号的，请给整段加半角引号。",
    "too_short": "{key}至少要写一项。",
    "int_type": _NUMBER,
    "int_parsing": "{key}应为整数，现为“{value}”{advice}。",
    "int_from_float": "{key}应为整数，现为“{value}”{advice}。",
    "decimal_type": _NUMBER,
    "decimal_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "number_length": _LENGTH,
    "int_parsing_size": _LENGTH,
    "date_type": _DATE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
    "greater_than": "{key}应大于 {bound}，现为“{value}”，写法不对。",
    "greater_than_equal": "{key}太小，应不小于 {bound}，现为“{value}”。",
    "less_than_equal": "{key}太大，应不超过 {bound}，现为“{value}”。",
}
_TO_ONE = re.compile(r"1[:：](.*)")
_OTHERWISE = "{key}的值“{value}”写法不对，请对照指南中的写法改正。"
_FACTS = ("by", "deduct", "count", "given", "fact", "on", "of")
_ONLY_A_FACT = "{key}只能写一个事实字段的编号，不能写算法；要按合计数算的，请在 words 里另设一个事实。"
EMPTY = "{key}后面没有内容，请补上；用不到的，把这一项删去。"
_NO_YEAR = (
    "按年度写的，冒号前只能写年度，如 {{2022: 1, 2023: 2}}，现为“{value}”；"
    "数量（人数、月数）合计设上限的，折成金额写 sum。"
)
_ONLY_SHAPE = frozenset({"model_type", "model_attributes_type", "dict_type", "tuple_type", "list_type"})


def message(key: str, fault: Mapping[str, Any]) -> str:
    """Return the sentence about one pydantic error; ``key`` names the value."""
    code, value = str(fault["type"]), fault.get("input")
    if telling := _by_value(key, fault, code, value):
        return telling
    advise = _multiple if fault["loc"][-1:] == ("matching",) else _ADVICE.get(code)
    return _MESSAGES.get(code, _OTHERWISE).format(
        key=key,
        value=written(value),
        allowed=_allowed(fault),
        cure=_cure(str(value), _allowed(fault)),
        bound=_bound(fault),
        advice=advise(value) if advise and isinstance(value, str) else "",
        said=fault.get("ctx", {}).get("said", ""),
    )


def _by_value(key: str, fault: Mapping[str, Any], code: str, value: object) -> str:
    """Say what the value tells of what was meant; ``""`` where the sentence goes by the kind of fault."""
    if value is None and code not in ("missing", "no_form", "one_form"):
        return EMPTY.format(key=key)
    if code in _ONLY_SHAPE and isinstance(value, str) and (slip := marks_slip(value)):
        return f"{key}写法不对：{slip}"
    if code.startswith("int_") and fault["loc"][-1:] == ("[key]",):
        return _NO_YEAR.format(value=written(value))
    if border := _border(fault, code, value):
        return border
    if code == "string_type" and isinstance(value, list | dict) and fault["loc"][-1] in _FACTS:
        return _ONLY_A_FACT.format(key=key)
    return ""


def _border(fault: Mapping[str, Any], code: str, value: object) -> str:
    """Say what to write where a condition's border is a word, a form or a day; ``""`` for other faults."""
    if code not in ("decimal_type", "decimal_parsing"):
        return ""
    text = value if isinstance(value, str) else ""
    day = day_meant(text) is not None
    if text and not day and (text[0].isdigit() or number_meant(text) is not None):
        return ""
    return instead_of_number(str(fault["loc"][-1]), day=day)


def _allowed(fault: Mapping[str, Any]) -> str:
    expected = str(fault.get("ctx", {}).get("expected", ""))
    return expected.replace(" or ", "、").replace(", ", "、").replace("'", "")


def _cure(value: str, allowed: str) -> str:
    """Say which of the allowed words to write, by their Chinese names where they have some."""
    return cure(value, {word: _WORD_NAMES.get(word, "") for word in allowed.split("、")}, _ALL)


_ALL = 100
_WORD_NAMES = {
    **{"local": "本级", "superior": "上级"},
    **{"year": "年", "quarter": "季度", "month": "月"},
    **{kind.value: name for kind, name in TYPE_NAMES.items()},
    **ROLE_NAMES,
}


def _bound(fault: Mapping[str, Any]) -> str:
    context = fault.get("ctx", {})
    return next((str(context[name]) for name in ("gt", "ge", "lt", "le") if name in context), "0")


# ------------------------------------------------------------ what was meant


def _money(value: str) -> str:
    return share(value) or _number(value)


def _number(value: str) -> str:
    ratio = _TO_ONE.fullmatch(value)
    meant = number_meant(ratio[1] if ratio else value)
    return "" if meant is None or plain(meant) == value else f"，请写 {plain(meant)}"


def _multiple(value: str) -> str:
    """Advise where a number is how many times another: half as much is 0.5."""
    rate = per_cent_meant(value)
    return _number(value) if rate is None else f"，请写 {plain(rate / 100)}"


def _day(value: str) -> str:
    meant = day_meant(value)
    return "" if meant is None or meant.isoformat() == value else f"，请写 {meant.isoformat()}"


def _yes(value: str) -> str:
    meant = yes_meant(value)
    return f"，请写 {meant}" if meant else ""


def share(value: str, of: str = "金额事实的编号") -> str:
    """Return how a pack writes the share that a text speaks of, ``""`` where it speaks of none."""
    rate = per_cent_meant(value)
    return "" if rate is None else f"，按比例的写成 percent: {{rate: {plain(rate)}, of: {of}}}"


_NUMBERS = ("int_type", "int_parsing", "int_from_float", "decimal_type", "decimal_parsing")
_DATES = ("date_type", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact")
_ADVICE: Mapping[str, Callable[[str], str]] = {
    "bad_money": _money,
    "bad_bool": _yes,
    **dict.fromkeys(_NUMBERS, _number),
    **dict.fromkeys(_DATES, _day),
}
