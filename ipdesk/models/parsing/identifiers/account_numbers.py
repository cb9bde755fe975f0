"""Bank accounts: what a number may look like, and what a spreadsheet made of it."""

from __future__ import annotations

import re

from stdnum import luhn

from ipdesk.models.parsing.identifiers.pasted_number import is_rounded, pasted_number, unread_words
from ipdesk.models.parsing.text.lines import CheckedNumber
from ipdesk.models.parsing.text.shortcomings import SEVERAL_CELLS
from ipdesk.rules.core.plain_text import BREAKS, half_width

_SHORTEST, _LONGEST = 8, 32
_NO_DIGITS = "银行账号只含数字，请对照开户证明核对。"
_EXACT = 15  # digits that a sheet keeps of a number: those behind become noughts
_LIKELY = 12  # digits that an account of its own has at least; an account may be wrapped within a cell
# A sheet that takes an account for a number writes decimals behind it.
_DECIMALS = re.compile(r"(?<=[0-9])\.0{1,2}$")


def check_bank_account(text: str) -> CheckedNumber:
    """Check a bank account; a card number that fails the Luhn check is a doubt to confirm."""
    if text.isascii() and text.isdecimal():  # as it is stored: nothing was pasted around it
        return _of_digits(text)
    value = pasted_number(text)
    lines = (re.sub("[^0-9]", "", line) for line in re.split(f"[{BREAKS}]", half_width(text)))
    if sum(len(digits) >= _LIKELY for digits in lines) > 1:
        return CheckedNumber(value, SEVERAL_CELLS)
    if is_rounded(text):
        return CheckedNumber(value, "这是表格按科学计数法显示的数，后面的数字已经丢失，请对照开户证明录入。")
    value = re.sub(r"[-._/·]", "", _DECIMALS.sub("", value))
    words = unread_words(text)
    if words:
        return CheckedNumber(
            value, f"这里只填账号，“{words}”请删去。", suggestion=value if value.isdecimal() else ""
        )
    if re.fullmatch("[0-9]+", value) is None:
        return CheckedNumber(value, _NO_DIGITS)
    return _of_digits(value)


def _of_digits(value: str) -> CheckedNumber:
    """Check an account of nothing but digits: how many they are, and what may be a slip, which is a doubt."""
    if not value.strip("0"):
        return CheckedNumber(value, _NO_DIGITS)
    if not _SHORTEST <= len(value) <= _LONGEST:
        return CheckedNumber(value, f"银行账号应为8至32位数字，现为{len(value)}位，请对照开户证明核对。")
    if value.startswith("62") and 16 <= len(value) <= 19 and not luhn.is_valid(value):
        return CheckedNumber(
            value, "这个卡号的校验位不符，可能有一位录错。确认无误的，请确认。", confirmable=True
        )
    if len(value) > _EXACT + 1 and not value[_EXACT:].strip("0"):
        sentence = f"第{_EXACT}位以后都是0，像是表格舍入的，请对照开户证明。开户证明上就是这样的，请确认。"
        return CheckedNumber(value, sentence, confirmable=True)
    return CheckedNumber(value)
