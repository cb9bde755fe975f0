"""Unified social credit codes of units (GB 32100), and the older numbers that stand in their place."""

from __future__ import annotations

import re

from stdnum.cn import uscc

from ipdesk.models.parsing.identifiers.identity_numbers import is_resident_number
from ipdesk.models.parsing.identifiers.pasted_number import (
    identity_code,
    is_rounded,
    number_inside,
    without_misread_letters,
)
from ipdesk.models.parsing.text.lines import CheckedNumber

_LENGTH = 18
_PASSPORT = re.compile("(?=.*[0-9])[A-Z][0-9A-Z]{7,8}")  # as most states number them
_OLD_NUMBER = re.compile("[0-9A-Z]{8,20}")
_CODE = re.compile("[0-9A-HJ-NP-RTUW-Y]{2}[0-9]{6}[0-9A-HJ-NP-RTUW-Y]{10}")
# Registering authority (first character) and the kinds it registers (second), GB 32100 and its supplements:
# 54 and 55 are committees of villages and residents, G1 offices of foreign non-governmental organisations.
_KINDS = {
    "1": "1239",
    "2": "19",
    "3": "123459",
    "4": "19",
    "5": "123459",
    "6": "129",
    "7": "129",
    "8": "19",
    "9": "123",
    "A": "19",
    "G": "1",
    "N": "1239",
    "Y": "1",
}


def check_uscc(text: str) -> CheckedNumber:
    """Check a unified social credit code (GB 32100); an older number of another kind is confirmable."""
    value = identity_code(text)
    if not value:
        return CheckedNumber(value, "请填写统一社会信用代码。")
    if is_rounded(text):
        return CheckedNumber(value, "这是表格按科学计数法显示的数，后面的数字已经丢失，请对照证照录入。")
    inside = number_inside(value, is_credit_code) if not value.isascii() else ""
    if inside:
        return CheckedNumber(
            value, f"这里只填统一社会信用代码，应为 {inside}，其余请删去。", suggestion=inside
        )
    if _OLD_NUMBER.fullmatch(value) is None or len(set(value)) == 1:
        return CheckedNumber(value, "统一社会信用代码应为18位数字和大写字母，请对照营业执照核对。")
    if len(value) != _LENGTH:
        passport = "是护照号码的，请把类型改为个人；" if _PASSPORT.fullmatch(value) else ""
        sentence = f"统一社会信用代码应为18位，现为{len(value)}位。{passport}确是旧号码的，请核对后确认。"
        return CheckedNumber(value, sentence, confirmable=True)
    return _checked(value)


def _checked(value: str) -> CheckedNumber:
    if is_resident_number(value):
        sentence = "这像是公民身份号码。申请人是个人的，请把类型改为个人；确是单位代码的，请核对后确认。"
        return CheckedNumber(value, sentence, confirmable=True)
    if not is_credit_code(value):
        return _misread(value)
    if value[1] not in _KINDS.get(value[0], ""):
        sentence = f"没有以“{value[:2]}”开头的统一社会信用代码（前两位是登记部门和机构类别）。"
        return CheckedNumber(value, f"{sentence}证照上就是这样的，请确认。", True)
    return CheckedNumber(value)


def _misread(value: str) -> CheckedNumber:
    read = without_misread_letters(value)
    if is_credit_code(read):
        sentence = f"代码不用字母I、O、Z、S、V，应为 {read}，请对照证照核对。"
        return CheckedNumber(value, sentence, suggestion=read)
    return CheckedNumber(
        value, "统一社会信用代码的校验位不符，可能有一位录错。证照上就是这样的，请确认。", True
    )


def is_credit_code(value: str) -> bool:
    """Say whether 18 characters have the form and the check character of a code, whoever gave it."""
    return _CODE.fullmatch(value) is not None and value[-1] == uscc.calc_check_digit(value)
