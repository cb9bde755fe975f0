"""What a text is that cannot be read, so that the sentence can say what to do about it."""

from __future__ import annotations

import re
from collections.abc import Iterable

SEVERAL_CELLS = "这里有两格以上的内容，请只填一格。"

Shortcoming = tuple[re.Pattern[str], str]

ROUNDED = re.compile(r"[0-9](?:\.[0-9]+)?E\+[0-9]+|[0-9]\.[0-9]+E[0-9]+")
"""A number as a worksheet shows it when its column is too narrow, in plain capitals."""

SHEET_ERROR = re.compile(r"#+|#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!)")
"""What a worksheet shows in the place of a value that it has not."""

OF_SHEETS: tuple[Shortcoming, ...] = (
    (SHEET_ERROR, "这是表格里出错或没有显示全的格子，请回到表格里核对后录入。"),
    (ROUNDED, "这是表格按科学计数法显示的数，后面的数字可能已经丢失，请回到表格里看完整的数后录入。"),
    (re.compile(r"[^|]+\|[^|].*"), SEVERAL_CELLS),
)
NUMERAL = re.compile(".*[零一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾佰仟].*")
"""A number in Chinese numerals, or with some in it."""

_VAGUE = re.compile(
    ".*(?:[约近超几<>≥≤≈]|左右|上下|以[上下内]|不[超少低]|[0-9十百千万亿元][余多+]|[0-9万元][-~至到][0-9]).*"
)

INEXACT: tuple[Shortcoming, ...] = (
    *OF_SHEETS,
    (_VAGUE, "请填一个确切的数，不写范围，也不写“约”“以上”等字。"),
)
OF_NUMBERS: tuple[Shortcoming, ...] = (*INEXACT, (NUMERAL, "请用阿拉伯数字填写。"))


def shortcoming_of(plain: str, shortcomings: Iterable[Shortcoming]) -> str:
    """Return the sentence about a text in plain width and capitals, nothing where it is none of these."""
    return next((sentence for form, sentence in shortcomings if form.fullmatch(plain)), "")
