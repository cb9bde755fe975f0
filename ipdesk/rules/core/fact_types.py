"""The types that a fact may have, what they are called, and how long a number may be."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum


class FactType(StrEnum):
    """How a fact is written and read."""

    AMOUNT = "amount"  # yuan outside, fen inside
    INTEGER = "integer"  # a whole number
    NUMBER = "number"  # decimals allowed, exact
    RATIO = "ratio"  # 0 to 1
    BOOLEAN = "boolean"
    CHOICE = "choice"
    REGION = "region"  # two capital letters
    TEXT = "text"
    DATE = "date"  # a day, held as its text YYYY-MM-DD


TYPE_NAMES = {
    FactType.AMOUNT: "金额",
    FactType.INTEGER: "整数",
    FactType.NUMBER: "数字",
    FactType.RATIO: "比例",
    FactType.BOOLEAN: "是否项",
    FactType.CHOICE: "选项",
    FactType.REGION: "国家或地区",
    FactType.TEXT: "文字",
    FactType.DATE: "日期",
}

MOST_DIGITS = 12
"""Before and after the point: an exponent of a few digits would fill the memory when it is written out."""


def sensible(value: Decimal) -> bool:
    """Say whether a number has at most some twelve digits before the point and twelve after it."""
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -MOST_DIGITS and value.adjusted() <= MOST_DIGITS
