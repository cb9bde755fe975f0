"""Where money and calls go: bank accounts and telephone numbers."""

from __future__ import annotations

import re

from stdnum import luhn

from ipdesk.models.parsing.checked_number import Checked
from ipdesk.rules.plain_text import compact


def check_bank_account(text: str) -> Checked:
    """Check a bank account; a card number that fails the Luhn check is a doubt to confirm."""
    value = compact(text).replace("-", "")
    if re.fullmatch(r"\d+", value) is None:
        return Checked(value, "银行账号只含数字，请对照开户证明核对。")
    if not 8 <= len(value) <= 32:
        return Checked(value, f"银行账号应为8至32位数字，现为{len(value)}位，请对照开户证明核对。")
    if value.startswith("62") and 16 <= len(value) <= 19 and not luhn.is_valid(value):
        return Checked(value, "这个卡号的校验位不符，可能有一位录错。确认无误的，请确认。", confirmable=True)
    return Checked(value)


_MOBILE = re.compile(r"(?:\+?86)?(1[3-9]\d{9})")
_LANDLINE = re.compile(r"(?:\(?(0\d{2,3})\)?-?)?([2-8]\d{6,7})(?:(?:-|转)(\d{1,6}))?")
_SERVICE = re.compile(r"(?:400|800)\d{7}|1\d{4}")


def check_telephone(text: str) -> Checked:
    """Check a mobile, landline or service number; another shape is a doubt to confirm."""
    value = compact(text)
    mobile = _MOBILE.fullmatch(value.replace("-", ""))
    if mobile:
        return Checked(mobile[1])
    if _SERVICE.fullmatch(value.replace("-", "")):
        return Checked(value)
    landline = _LANDLINE.fullmatch(value)
    if landline:
        return Checked("-".join(part for part in landline.groups() if part))
    return Checked(value, "电话应为11位手机号，或区号加座机号如 0751-8881234。确认无误的，请确认。", True)
