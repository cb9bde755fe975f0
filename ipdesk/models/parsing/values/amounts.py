"""Sums of money as people write them: the one reading that fields, rows and decisions go by."""

from __future__ import annotations

import re
from enum import IntEnum

from ipdesk.models.parsing.text.shortcomings import INEXACT, NUMERAL, shortcoming_of
from ipdesk.models.parsing.text.texts import Unreadable
from ipdesk.models.parsing.values.figures import (
    MOST_DIGITS,
    Figure,
    WrongGroups,
    figure_text,
    joined,
    read_figure,
)
from ipdesk.models.parsing.values.sums_in_words import sum_in_words


class AmountUnit(IntEnum):
    """The unit of a field: what a number without a unit of its own is worth in yuan."""

    YUAN = 1
    WAN = 10_000

    @property
    def word(self) -> str:
        """The unit as it is written: 元 or 万元."""
        return "元" if self is AmountUnit.YUAN else "万元"


YUAN, WAN = AmountUnit.YUAN, AmountUnit.WAN

_SCALES = {
    "百": 10**2, "千": 10**3, "万": 10**4, "W": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7,
    "亿": 10**8, "十亿": 10**9, "百亿": 10**10, "千亿": 10**11,
}  # fmt: skip
# A word for a sum may stand before it; one that holds a unit, or 约, 不超过, says something else.
_LABEL = r"(?:[合共]计:?|共|(?:(?![万千百十亿元约超近余])[一-鿿]){0,8}(?:额|款|费|价|利息|收入|[合小总]计):)?"
_AMOUNT = re.compile(
    rf"{_LABEL}(?:人民币|RMB|CNY)?:?¥?\+?(?P<figure>[0-9., ]+)"
    rf"(?P<scale>{'|'.join(sorted(_SCALES, key=len, reverse=True))})?"
    r"(?P<yuan>(?:元|圆|块钱|块)(?:人民币)?|人民币|RMB|CNY)?[整正]?\.?"
)
_ABROAD = re.compile(".*(?:[$€£]|USD|HKD|EUR|JPY|GBP|[美港欧日澳加韩台]元|美金|[港台]币|英镑|日圆).*")
_IN_WORDS = "金额请用阿拉伯数字填写，如 800000.00 或 80万。"
# A sheet of accounts shows nothing as a stroke.
_STROKE = re.compile("¥?-+")
_SHORTCOMINGS = (
    (_STROKE, "“-”不是金额，金额为零的请填 0。"),
    (_ABROAD, "请填人民币金额，外币先折算成人民币。"),
    *INEXACT,
    (NUMERAL, _IN_WORDS),
)
_NEGATIVE = re.compile(r"(?:人民币|RMB|CNY)?:?¥?-(?=[0-9.¥])")


def read_amount(text: str, unit: AmountUnit = YUAN) -> int:
    """Read a sum that is not blank as fen.

    ``unit`` is that of the field; a unit in the text goes before it: ``80万`` and ``80w`` are 800,000 yuan in
    either. Also understood: ``壹万贰仟元整``, ``1.5千万``, ``人民币80万元整``, ``¥800,000.00``,
    any width, 。 for the point, groups of three (``800,000``) and of four (``80,0000``).
    Raises Unreadable; in particular

    * ``1,2345`` in 万元 may be a slip for 1.2345 and is not guessed at,
    * ``5千`` in 万元 may be meant in yuan or in 万元,
    * ``800.000`` is more exact than money and looks like groups: no digit below the fen may be written.
    """
    plain = joined(figure_text(text))
    if _NEGATIVE.match(plain):
        raise Unreadable("金额不能是负数，请去掉负号。")
    if (words := sum_in_words(plain)) is not None:
        return words
    found = _AMOUNT.fullmatch(plain)
    figure = _figure(found["figure"]) if found else None
    if found is None or figure is None:
        raise Unreadable(shortcoming_of(plain, _SHORTCOMINGS) or "金额无法识别，请写成 800000.00 或 80万。")
    scale = _scale(found["scale"] or "", bool(found["yuan"]), unit)
    if scale > 1 and figure.like_decimals:
        raise Unreadable("这里的逗号可能是小数点，请去掉逗号，小数请用“.”。")
    return _fen(figure, scale)


def _figure(text: str) -> Figure | None:
    try:
        return read_figure(text)
    except WrongGroups as wrong:
        raise Unreadable("数字中逗号或空格的位置不对，请写成 800000.00 或 80万。") from wrong


def _scale(written: str, yuan: bool, unit: AmountUnit) -> int:
    """Return the worth in yuan of one of what is counted: by the written unit, else by that of the field."""
    if not written:
        return YUAN if yuan else unit
    if unit is WAN and not yuan and _SCALES[written] < WAN:
        raise Unreadable(f"“{written}”是{written}元还是{written}万元看不出来，请写明单位。")
    return _SCALES[written]


def _fen(figure: Figure, scale: int) -> int:
    places = len(str(scale)) + 1  # scales are powers of ten: so many digits after the point are whole fen
    if len(figure.whole) > MOST_DIGITS or int(figure.whole or "0") * scale >= 10**MOST_DIGITS:
        raise Unreadable("金额最多12位整数，请核对单位是元还是万元。")
    if len(figure.part) > places:
        raise Unreadable("金额最多精确到分（两位小数），请去掉多余的小数。")
    return figure.scaled(places)
